import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Block, Question } from '../../domain/questionnaire/model.js';
import { HIDDEN_CODES } from '../../domain/questionnaire/schema.js';
import type {
  Breadcrumb,
  Checkbox,
  DataTable,
  ErrorSummary,
  SelectField,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import type { Fields } from './condition-form.js';
import {
  conditionForm,
  type ConditionForm,
  type EditRow,
  optionRows,
  plainRow,
  statementRows,
  type TextRow,
  textRows,
} from './draft-rows.js';
import { draftBreadcrumb, draftPath } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { HIDDEN_LABELS, KIND_LABELS } from './question-words.js';
import { findingsTable } from './questionnaires.pages.js';

interface QuestionEditPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly kind: string;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  readonly errors: ErrorSummary;
  readonly findings: DataTable | null;
  readonly id: TextField;
  readonly texts: readonly TextRow[];
  readonly condition: ConditionForm;
  readonly options: readonly EditRow[];
  readonly statements: readonly EditRow[];
  readonly numbers: readonly TextField[];
  readonly switches: readonly Checkbox[];
  readonly statistic: { readonly kind: SelectField; readonly positive: TextField } | null;
}

interface BlockEditPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  readonly errors: ErrorSummary;
  readonly id: TextField;
  readonly titles: TextRow;
  readonly condition: ConditionForm;
  readonly doesNotCount: Checkbox;
}

export const questionEditView = view<QuestionEditPage>('questionnaires/draft-question');
export const blockEditView = view<BlockEditPage>('questionnaires/draft-block');

interface EditInput {
  readonly values: Fields;
  readonly errors?: FieldErrors;
}

export function questionEditPage(
  draft: Draft,
  question: Question,
  { values, errors = {} }: EditInput,
): QuestionEditPage {
  const { questionnaire } = draft;
  const own = findingsOf(draft, question);
  return {
    title: `Vraag ${question.id}`,
    breadcrumb: draftBreadcrumb(draft, `Vraag ${question.id}`),
    kind: KIND_LABELS[question.type],
    action: draftPath(draft.id, 'questions', question.id),
    backHref: draftPath(draft.id),
    revision: String(draft.revision),
    errors: errorSummary(errors),
    findings: own.length === 0 ? null : findingsTable(own),
    id: {
      name: 'id',
      label: 'Code',
      description:
        'Een vraag die over de jaren dezelfde is, houdt dezelfde code. Voorwaarden gaan vanzelf mee.',
      width: 'short',
      value: values['id'] ?? '',
      ...fieldError(errors, 'id'),
    },
    texts: textRows(questionnaire, question, values),
    condition: conditionForm(questionnaire, question, values),
    options: optionRows(questionnaire, question, values),
    statements: statementRows(questionnaire, question, values),
    numbers: numberFields(question, values),
    switches: switchesOf(question, values),
    statistic: statisticOf(question, values),
  };
}

function findingsOf({ questionnaire, findings }: Draft, question: Question): Finding[] {
  const block = questionnaire.blocks.findIndex(({ questions }) => questions.includes(question));
  const place = questionnaire.blocks[block]?.questions.indexOf(question);
  return findings.filter(({ path }) => path[0] === 'blocks' && path[1] === block && path[3] === place);
}

function numberFields(question: Question, values: Fields): TextField[] {
  if (question.type !== 'number') return [];
  const field = (name: string, label: string, optional = false): TextField => ({
    name,
    label,
    width: 'short',
    inputMode: 'decimal',
    value: values[name] ?? '',
    optional,
  });
  const units = Object.keys(question.unit).length === 0 ? ['nl'] : Object.keys(question.unit);
  return [
    ...units.map((language) => ({
      ...field(`unit-${language}`, `Eenheid (${language})`),
      inputMode: 'text' as const,
    })),
    field('decimals', 'Cijfers achter de komma'),
    field('min', 'Kleinste getal'),
    field('max', 'Grootste getal'),
    field('softMin', 'Navragen onder', true),
    field('softMax', 'Navragen boven', true),
  ];
}

function switchesOf(question: Question, values: Fields): Checkbox[] {
  if (question.type === 'text') return [];
  const box = (name: string, label: string): Checkbox => ({
    name,
    label,
    value: 'yes',
    checked: values[name] === 'yes',
  });
  const rotated =
    question.type === 'grid'
      ? 'De volgorde van de stellingen wisselt per gesprek'
      : 'De volgorde van de antwoorden wisselt per gesprek';
  return [
    ...('options' in question ? [box('readOptions', 'Antwoorden voorlezen'), box('rotate', rotated)] : []),
    box('interviewerOnly', 'De enquêteur antwoordt zelf, zonder te vragen'),
    box('store', 'Het antwoord hoort bij de contactgegevens'),
    ...HIDDEN_CODES.map((code) =>
      box(`hidden-${String(code)}`, `${HIDDEN_LABELS[code]} mag ook (niet voorlezen)`),
    ),
  ];
}

const STATISTICS = [
  { value: '', label: 'geen' },
  { value: 'share', label: 'percentage met bepaalde antwoorden' },
  { value: 'mean', label: 'gemiddelde' },
  { value: 'distribution', label: 'verdeling over de antwoorden' },
  { value: 'multiple_response', label: 'meer antwoorden: percentage per antwoord' },
];

function statisticOf(question: Question, values: Fields): QuestionEditPage['statistic'] {
  if (question.type === 'text') return null;
  return {
    kind: {
      name: 'statistic-kind',
      label: 'Maat in tabellen',
      value: values['statistic-kind'] ?? '',
      options: STATISTICS,
    },
    positive: {
      name: 'statistic-positive',
      label: 'Codes die meetellen bij een percentage',
      description: 'Bijvoorbeeld 3, 4 voor vaak en altijd.',
      optional: true,
      width: 'short',
      value: values['statistic-positive'] ?? '',
    },
  };
}

export function blockEditPage(draft: Draft, block: Block, { values, errors = {} }: EditInput): BlockEditPage {
  return {
    title: `Blok ${block.id}`,
    breadcrumb: draftBreadcrumb(draft, `Blok ${block.id}`),
    action: draftPath(draft.id, 'blocks', block.id),
    backHref: draftPath(draft.id),
    revision: String(draft.revision),
    errors: errorSummary(errors),
    id: { name: 'id', label: 'Code', width: 'short', value: values['id'] ?? '', ...fieldError(errors, 'id') },
    titles: plainRow(draft.questionnaire, values, { name: 'title', label: 'Naam van het blok' }),
    condition: conditionForm(draft.questionnaire, block, values),
    doesNotCount: {
      name: 'doesNotCount',
      label: 'Telt niet mee voor een volledig gesprek',
      value: 'yes',
      checked: values['doesNotCount'] === 'yes',
    },
  };
}
