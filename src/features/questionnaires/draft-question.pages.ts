import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Question, Questionnaire } from '../../domain/questionnaire/model.js';
import type { Alert, Breadcrumb, Checkbox, ErrorSummary, Link, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import { type ConditionForm, conditionForm } from './condition-rows.js';
import { type EditInput, type EditRow, heardRows, optionRows, plainRow } from './draft-rows.js';
import { statementRows, type TextRow } from './draft-rows.js';
import type { DraftForm } from './draft-form.js';
import { draftPath } from './draft-path.js';
import {
  answerSwitches,
  checkSections,
  type CheckSection,
  codeFrameRows,
  type CodeRow,
  hiddenSwitches,
  numberFields,
  sourceSection,
  type SourceSection,
  specialSwitches,
  tableSection,
  type TableSection,
} from './draft-sections.js';
import { type EditSide, questionSide } from './draft-side.pages.js';
import { draftBreadcrumb } from './drafts.pages.js';
import type { Draft } from './drafts.service.js';
import { keptMark } from './kept-mark.js';
import { KIND_LABELS } from './question-words.js';

interface QuestionEditPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly kind: string;
  readonly action: string;
  readonly backHref: string;
  readonly revision: string;
  /** Says of what is kept in the browser whether it belongs to the question as it stands. */
  readonly mark: string;
  /** Whether the form holds what was typed, and not what is saved. */
  readonly isTyped: boolean;
  readonly isRestored: boolean;
  readonly alert: Alert | null;
  readonly errors: ErrorSummary;
  readonly side: EditSide;
  readonly previous: Link | null;
  readonly next: Link | null;
  readonly id: TextField;
  readonly texts: readonly TextRow[];
  readonly instruction: TextRow;
  readonly further: readonly TextRow[];
  readonly condition: ConditionForm;
  readonly options: readonly EditRow[];
  readonly statements: readonly EditRow[];
  readonly numbers: readonly TextField[];
  readonly codeFrame: readonly CodeRow[];
  readonly reading: readonly Checkbox[];
  readonly hidden: readonly Checkbox[];
  readonly special: readonly Checkbox[];
  readonly checks: readonly CheckSection[];
  readonly tables: TableSection | null;
  readonly source: SourceSection | null;
  /** Parts that are open because something stands in them. */
  readonly opened: Readonly<
    Record<'further' | 'checks' | 'tables' | 'source' | 'frame' | 'special', boolean>
  >;
}

export const questionEditView = view<QuestionEditPage>('questionnaires/draft-question');

/** The form of a question, with what the check says. */
export interface ShownForm extends DraftForm {
  /** The revision on which the form was opened, when that is not the one of now. */
  readonly revision?: string;
  /** What the check says; of what was typed when that has been looked at. */
  readonly checked: {
    readonly questionnaire: Questionnaire;
    readonly question: Question;
    readonly findings: readonly Finding[];
  };
}

export function questionEditPage(draft: Draft, question: Question, form: ShownForm): QuestionEditPage {
  const { questionnaire } = draft;
  const { values, errors, checked } = form;
  const codes = questionnaire.blocks.flatMap(({ questions }) => questions.map(({ id }) => id));
  const at = codes.indexOf(question.id);
  const texts = heardRows(questionnaire, form, {
    name: 'text',
    label: question.type === 'grid' ? 'Inleiding op de stellingen' : 'Tekst die wordt voorgelezen',
  });
  return {
    title: `Vraag ${question.id}`,
    breadcrumb: draftBreadcrumb(draft, `Vraag ${question.id}`),
    kind: KIND_LABELS[question.type],
    action: draftPath(draft.id, 'questions', question.id),
    backHref: `${draftPath(draft.id)}#${question.id}`,
    revision: form.revision ?? String(draft.revision),
    mark: keptMark(question),
    isTyped: form.isTyped,
    isRestored: form.isRestored ?? false,
    alert: form.alert ?? null,
    errors: errorSummary(errors),
    side: questionSide(checked.questionnaire, checked.question, checked.findings),
    previous: questionLink(draft, codes[at - 1]),
    next: questionLink(draft, codes[at + 1]),
    id: {
      name: 'id',
      label: 'Code',
      description: 'Is de vraag over de jaren dezelfde? Houd dan dezelfde code.',
      width: 'short',
      value: values['id'] ?? '',
      ...fieldError(errors, 'id'),
    },
    texts,
    instruction: plainRow(questionnaire, form, {
      name: 'instruction',
      label: 'Instructie voor de enquêteur',
      hint: 'Wordt niet voorgelezen.',
    }),
    further: furtherRows(questionnaire, question, form),
    condition: conditionForm(questionnaire, form, {
      prefix: 'when',
      legend: 'Alleen vragen als',
      hint: 'Kies niets om de vraag altijd te stellen.',
      old: question.when,
      place: { before: question.id },
    }),
    options: optionRows(questionnaire, question, form),
    statements: statementRows(questionnaire, question, form),
    numbers: numberFields(questionnaire, question, form),
    codeFrame: codeFrameRows(questionnaire, question, form),
    reading: answerSwitches(question, form),
    hidden: hiddenSwitches(question, form),
    special: specialSwitches(question, form),
    checks: checkSections(questionnaire, question, form),
    tables: tableSection(questionnaire, question, form),
    source: sourceSection(questionnaire, question, form),
    opened: {
      further: isFilled(form, /^(probe|help)-/),
      checks: isFilled(form, /^checks-\d+-(message-|when-\d+-what$|when-keep$)/),
      tables: isFilled(
        form,
        /^(label-|statistic-kind$|statistic-label-|theme|base-\d+-what$|base-keep$|reportTable$)/,
      ),
      source: isFilled(form, /^(source|notes-\d+-text)/),
      frame: isFilled(form, /^frame-\d+-label-/),
      special: isFilled(form, /^(interviewerOnly|store)$/),
    },
  };
}

/** Whether something stands in fields that are empty when nobody fills them in: menus always have a value. */
function isFilled({ values }: EditInput, names: RegExp): boolean {
  return Object.entries(values).some(([field, value]) => names.test(field) && value.trim() !== '');
}

function questionLink(draft: Draft, code: string | undefined): Link | null {
  return code === undefined ? null : { label: `Vraag ${code}`, href: draftPath(draft.id, 'questions', code) };
}

function furtherRows(questionnaire: Questionnaire, question: Question, input: EditInput): TextRow[] {
  if (question.type === 'text') return [];
  return [
    ...heardRows(questionnaire, input, {
      name: 'probe',
      label: 'Doorvragen',
      hint: 'Wordt voorgelezen als er weinig komt.',
    }),
    plainRow(questionnaire, input, {
      name: 'help',
      label: 'Toelichting',
      hint: 'Voor wie vraagt wat er bedoeld wordt.',
    }),
  ];
}
