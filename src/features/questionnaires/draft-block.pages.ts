import type { Block } from '../../domain/questionnaire/model.js';
import type { Alert, Breadcrumb, Checkbox, ErrorSummary, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import type { DraftForm } from './draft-form.js';
import { draftPath } from './draft-path.js';
import { plainRow, type TextRow } from './draft-rows.js';
import { draftBreadcrumb } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { keptMark } from './kept-mark.js';

interface BlockEditPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  readonly mark: string;
  readonly isTyped: boolean;
  readonly isRestored: boolean;
  readonly alert: Alert | null;
  readonly errors: ErrorSummary;
  readonly id: TextField;
  readonly titles: TextRow;
  readonly condition: ConditionForm;
  readonly doesNotCount: Checkbox;
}

export const blockEditView = view<BlockEditPage>('questionnaires/draft-block');

export function blockEditPage(draft: Draft, block: Block, form: DraftForm): BlockEditPage {
  const { values, errors } = form;
  return {
    title: `Blok ${block.id}`,
    breadcrumb: draftBreadcrumb(draft, `Blok ${block.id}`),
    action: draftPath(draft.id, 'blocks', block.id),
    backHref: `${draftPath(draft.id)}#${block.id}`,
    revision: String(draft.revision),
    mark: keptMark({ ...block, questions: [] }),
    isTyped: form.isTyped,
    isRestored: form.isRestored ?? false,
    alert: form.alert ?? null,
    errors: errorSummary(errors),
    id: { name: 'id', label: 'Code', width: 'short', value: values['id'] ?? '', ...fieldError(errors, 'id') },
    titles: plainRow(draft.questionnaire, form, { name: 'title', label: 'Naam van het blok' }),
    condition: conditionForm(draft.questionnaire, form, {
      prefix: 'when',
      legend: 'Het hele blok alleen als',
      hint: 'Kies niets om het blok altijd te vragen.',
      old: block.when,
      place: { before: block.id },
    }),
    doesNotCount: {
      name: 'doesNotCount',
      label: 'Telt niet mee voor een volledig gesprek',
      value: 'yes',
      checked: values['doesNotCount'] === 'yes',
    },
  };
}
