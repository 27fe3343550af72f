import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import type { Computed, Question } from '../../../src/domain/questionnaire/model.js';
import { fieldsOfComputed } from '../../../src/features/questionnaires/computed-form.js';
import { blockEditPage, blockEditView } from '../../../src/features/questionnaires/draft-block.pages.js';
import {
  computedEditPage,
  computedEditView,
} from '../../../src/features/questionnaires/draft-computed.pages.js';
import { fillEditPage, fillEditView } from '../../../src/features/questionnaires/draft-fill.pages.js';
import {
  questionEditPage,
  questionEditView,
} from '../../../src/features/questionnaires/draft-question.pages.js';
import { settingsPage, settingsView } from '../../../src/features/questionnaires/draft-settings.pages.js';
import {
  draftListPage,
  draftListView,
  draftPage,
  draftView,
} from '../../../src/features/questionnaires/drafts.pages.js';
import type { Draft } from '../../../src/features/questionnaires/drafts.service.js';
import { fieldsOfFill } from '../../../src/features/questionnaires/fill-form.js';
import { fieldsOfQuestion } from '../../../src/features/questionnaires/question-form.js';
import { shownDraft } from '../../../src/features/questionnaires/shown-questionnaire.js';
import { exportPage, importedPage, xlsFormView } from '../../../src/features/questionnaires/xlsform.pages.js';
import { SMALL_QUESTIONNAIRE } from '../../support/questionnaires.js';
import { example } from './example.js';

function draftOf(yaml: string, steps: Pick<Draft, 'undo' | 'redo'>): Draft {
  const { draft, findings } = readQuestionnaire(yaml);
  if (draft === null) throw new Error('the invented draft cannot be read');
  return {
    id: 'draft',
    questionnaireId: draft.id,
    position: 4,
    revision: 9,
    updatedAt: '2026-02-03T11:20:00.000Z',
    updatedBy: 'researcher',
    questionnaire: draft,
    yaml,
    findings,
    ...steps,
  };
}

const draft = draftOf(SMALL_QUESTIONNAIRE, { undo: 'Vraag Q3 gewijzigd', redo: null });
const faulty = draftOf(SMALL_QUESTIONNAIRE.replace('question: Q1, is: 1', 'question: Q0, is: 1'), {
  undo: null,
  redo: 'Vraag Q2 weggehaald',
});

function questionAt({ questionnaire }: Draft, id: string): Question {
  const found = questionnaire.blocks.flatMap(({ questions }) => questions).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

function editing(of: Draft, id: string, errors = {}) {
  const question = questionAt(of, id);
  const { questionnaire, findings } = of;
  return questionEditPage(of, question, {
    values: fieldsOfQuestion(questionnaire, question),
    errors,
    isTyped: false,
    checked: { questionnaire, question, findings },
  });
}

const COMPUTED: readonly Computed[] = [
  { id: 'TOTAL', label: { nl: 'totaal' }, sum: ['Q3', 'Q4'], minimumAnswered: 1 },
  { id: 'OFTEN', label: { nl: 'vaak' }, count: { of: ['Q1'], codes: [1] } },
  {
    id: 'CLASS',
    label: { nl: 'klasse' },
    cases: [{ when: { question: 'Q3', atLeast: 6 }, value: 2 }, { value: 1 }],
  },
];

const LOSSES = [
  { place: 'Q1', what: 'Dat de antwoorden worden voorgelezen.' },
  { place: 'survey, rij 7', what: 'Een vraag van het soort geopoint is er hier niet; zij is weggelaten.' },
];

export const DRAFT_EXAMPLES = [
  example(xlsFormView, exportPage(shownDraft(draft), LOSSES, 'parent'), 'to other programs'),
  example(xlsFormView, importedPage('draft', LOSSES), 'read in'),
  example(
    draftListView,
    draftListPage([], [draft.questionnaire], {
      typed: {},
      errors: { file: 'Er is geen werkblad survey.' },
      losses: LOSSES,
    }),
    'after a form without questions',
  ),
  example(draftListView, draftListPage([draft], [draft.questionnaire], { typed: {} })),
  example(
    draftListView,
    draftListPage([], [draft.questionnaire], {
      typed: { questionnaireId: 'Klein 2', title: 'Klein' },
      errors: { questionnaireId: 'Gebruik kleine letters, cijfers en streepjes.' },
      findings: faulty.findings,
    }),
    'without drafts, after mistakes',
  ),
  example(draftView, draftPage(draft)),
  example(draftView, draftPage(faulty), 'with an error'),
  example(
    settingsView,
    settingsPage(draft, [draft.questionnaire], {
      values: { 'themes-0-name': 'snelheid', 'themes-0-label-nl': 'Snelheid' },
      errors: { languages: 'Schrijf twee letters per taal.' },
      isTyped: true,
    }),
  ),
  ...Object.entries(draft.questionnaire.fills ?? {}).map(([name, fill]) =>
    example(
      fillEditView,
      fillEditPage(
        draft,
        { name, fill },
        { values: fieldsOfFill(draft.questionnaire, name, fill), errors: {}, isTyped: false },
      ),
      name,
    ),
  ),
  ...COMPUTED.map((computed) =>
    example(
      computedEditView,
      computedEditPage(draft, computed, {
        values: fieldsOfComputed(computed),
        errors: { id: 'De code is al van een vraag.' },
        isTyped: true,
      }),
      computed.id,
    ),
  ),
  example(questionEditView, editing(draft, 'Q2', { id: 'Deze code heeft al een vraag.' }), 'with options'),
  example(questionEditView, editing(faulty, 'Q2'), 'with an error'),
  example(questionEditView, editing(draft, 'Q3'), 'with a number'),
  example(questionEditView, editing(draft, 'Q7'), 'with statements'),
  example(questionEditView, editing(draft, 'T1'), 'with a text'),
  ...draft.questionnaire.blocks.slice(1, 2).map((block) =>
    example(
      blockEditView,
      blockEditPage(draft, block, {
        values: { id: block.id, 'title-nl': '', doesNotCount: 'yes' },
        errors: { id: 'Een ander blok heeft deze code al.' },
        isTyped: true,
      }),
    ),
  ),
];
