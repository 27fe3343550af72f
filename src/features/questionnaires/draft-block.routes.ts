import { replaceBlock } from '../../domain/questionnaire/editing.js';
import type { Block, Questionnaire } from '../../domain/questionnaire/model.js';
import { checkForm } from '../../web/form-errors.js';
import { formFields, pathParameter, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import { seeOther } from '../../web/visit.js';
import { conditionErrors, type Fields, fieldsOfCondition } from './condition-form.js';
import { changedCondition } from './condition-part.js';
import { gone } from './current-draft.js';
import { blockEditPage, blockEditView } from './draft-block.pages.js';
import { afterSave, savedForm, typedForm, whyShown } from './draft-form.js';
import { draftPath, DRAFTS_PATH } from './draft-path.js';
import { blockForm, textFieldsOf } from './drafts.forms.js';
import { getDraft, saveDraft } from './drafts.service.js';

const path = `${DRAFTS_PATH}/:draft/blocks/:block`;
const access = 'questionnaire.design';

export const draftBlockRoutes: readonly Route[] = [
  {
    method: 'get',
    path,
    access,
    async handle({ app }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const block = getBlock(draft.questionnaire, pathParameter(request, 'block'));
      render(response, blockEditView, blockEditPage(draft, block, savedForm(fieldsOfBlock(block))));
    },
  },
  {
    method: 'post',
    path,
    access,
    async handle({ app, actor }, request, response) {
      const draft = await getDraft(app, pathParameter(request, 'draft'));
      const block = getBlock(draft.questionnaire, pathParameter(request, 'block'));
      const values = textFieldsOf(formFields(request));
      const form = checkForm(blockForm, values);
      const errors = {
        ...(form.ok ? {} : form.errors),
        ...takenCode(draft.questionnaire, block, values),
        ...conditionErrors(values, 'when'),
      };
      const why = whyShown(draft, request, values, errors);
      if (why !== null) {
        const shown = typedForm(values, errors, why);
        response.status(shown.status);
        render(response, blockEditView, blockEditPage(draft, block, shown.form));
        return;
      }
      const changed = blockOfFields(draft.questionnaire, block, values);
      const questionnaire = replaceBlock(draft.questionnaire, block.id, changed);
      await saveDraft(app, actor, draft, { questionnaire, change: `blok ${changed.id} gewijzigd` });
      seeOther(response, afterSave(values, `${draftPath(draft.id)}#${changed.id}`));
    },
  },
];

function getBlock({ blocks }: Questionnaire, id: string): Block {
  const block = blocks.find((one) => one.id === id);
  if (block === undefined) throw gone(`Er is geen blok ${id} (meer) in dit concept.`);
  return block;
}

function takenCode({ blocks }: Questionnaire, block: Block, values: Fields): Record<string, string> {
  const id = (values['id'] ?? '').trim();
  const isTaken = id !== block.id && blocks.some((one) => one.id === id);
  return isTaken ? { id: `De code ${id} heeft een ander blok al.` } : {};
}

function fieldsOfBlock(block: Block): Fields {
  return {
    id: block.id,
    ...Object.fromEntries(
      Object.entries(block.title).map(([language, words]) => [`title-${language}`, words]),
    ),
    ...(block.countsTowardsCompleteness === false ? { doesNotCount: 'yes' } : {}),
    ...fieldsOfCondition(block.when, 'when'),
  };
}

function blockOfFields({ languages }: Questionnaire, block: Block, fields: Fields): Block {
  const titles = languages.map((language) => [language, (fields[`title-${language}`] ?? '').trim()] as const);
  const when = changedCondition(block.when, fields, 'when');
  return {
    id: (fields['id'] ?? '').trim(),
    title: Object.fromEntries(titles.filter(([, words]) => words !== '')),
    ...(when === undefined ? {} : { when }),
    ...(fields['doesNotCount'] === 'yes' ? { countsTowardsCompleteness: false } : {}),
    questions: block.questions,
  };
}
