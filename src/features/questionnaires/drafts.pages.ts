import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Block, Question, Questionnaire, QuestionType } from '../../domain/questionnaire/model.js';
import type {
  Badge,
  Breadcrumb,
  DataTable,
  ErrorSummary,
  FileField,
  SelectField,
  TextField,
} from '../../web/components.js';
import type { XlsFormLoss } from '../../domain/xlsform/xlsform.js';
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Fields } from './condition-form.js';
import type { Draft, DraftRecord } from './drafts.service.js';
import { inLanguage } from './heard-text.js';
import { KIND_LABELS } from './question-words.js';
import { DRAFTS_LINKS, draftPath } from './draft-path.js';
import { type EditSide, draftSide } from './draft-side.pages.js';
import { findingsTable } from './findings.pages.js';
import { lossTable } from './loss-table.js';
import { sharedParts, type SharedPart } from './shared-parts.pages.js';
import { shownDraft } from './shown-questionnaire.js';
import { shownTop, type ShownTop, titleOf } from './shown-top.pages.js';

interface DraftListPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly drafts: DataTable;
  readonly errors: ErrorSummary;
  readonly questionnaireId: TextField;
  readonly name: TextField;
  readonly copyOf: SelectField;
  readonly file: FileField;
  readonly uploadFindings: DataTable | null;
  readonly uploadLosses: DataTable | null;
}

interface OverviewQuestion {
  readonly code: string;
  readonly kind: string;
  readonly text: string;
  readonly condition: string | null;
  readonly href: string;
  readonly badge: Badge | null;
}

interface OverviewBlock {
  readonly code: string;
  readonly title: string;
  readonly condition: string | null;
  readonly href: string;
  readonly questions: readonly OverviewQuestion[];
  readonly addType: SelectField;
}

interface DraftPage extends ShownTop {
  readonly path: string;
  readonly revision: string;
  readonly undo: string | null;
  readonly redo: string | null;
  readonly mayPublish: boolean;
  readonly side: EditSide;
  /** Texts and values that the questions share. */
  readonly shared: readonly SharedPart[];
  readonly blocks: readonly OverviewBlock[];
}

export const draftListView = view<DraftListPage>('questionnaires/drafts');
export const draftView = view<DraftPage>('questionnaires/draft');

export function draftBreadcrumb(draft: Draft, current: string): Breadcrumb {
  return {
    items: [...DRAFTS_LINKS, { label: titleOf(draft.questionnaire), href: draftPath(draft.id) }],
    current,
  };
}

export function draftListPage(
  drafts: readonly DraftRecord[],
  versions: readonly Questionnaire[],
  {
    typed,
    errors = {},
    findings = [],
    losses = [],
  }: {
    typed: Fields;
    errors?: FieldErrors;
    findings?: readonly Finding[];
    losses?: readonly XlsFormLoss[];
  },
): DraftListPage {
  return {
    title: 'Concepten van vragenlijsten',
    breadcrumb: { items: DRAFTS_LINKS.slice(0, 1), current: 'Concepten' },
    drafts: {
      id: 'drafts',
      caption: 'Concepten waaraan wordt gewerkt',
      columns: [{ label: 'Code' }, { label: 'Laatst gewijzigd' }],
      rows: drafts.map(({ id, questionnaireId, updatedAt }) => [
        { text: questionnaireId, href: draftPath(id) },
        { text: formatMoment(updatedAt as Instant) },
      ]),
      empty: 'Er zijn nu geen concepten.',
    },
    errors: errorSummary(errors),
    questionnaireId: {
      name: 'questionnaireId',
      label: 'Code',
      description:
        'Kleine letters, cijfers en streepjes, bijvoorbeeld ceo-jeugd-2027. Zo heet ook het bestand.',
      width: 'medium',
      value: typed['questionnaireId'] ?? '',
      ...fieldError(errors, 'questionnaireId'),
    },
    name: { name: 'title', label: 'Naam', value: typed['title'] ?? '', ...fieldError(errors, 'title') },
    copyOf: {
      name: 'copyOf',
      label: 'Begin met',
      value: typed['copyOf'] ?? '',
      options: [
        { value: '', label: 'een lege vragenlijst' },
        ...versions.map((one) => ({ value: one.id, label: `een kopie van ${titleOf(one)}` })),
      ],
    },
    file: {
      name: 'file',
      label: 'Bestand',
      description: 'YAML of JSON, zoals u het hier of bij een versie downloadt, of een XLSForm (.xlsx).',
      accept: '.yaml,.yml,.json,.xlsx',
      ...fieldError(errors, 'file'),
    },
    uploadFindings: findings.length === 0 ? null : findingsTable(findings),
    uploadLosses: losses.length === 0 ? null : lossTable(losses),
  };
}

export function draftPage(draft: Draft): DraftPage {
  const { questionnaire, findings } = draft;
  const top = shownTop(shownDraft(draft), 'edit');
  return {
    ...top,
    title: `Concept: ${titleOf(questionnaire)}`,
    heading: {
      ...top.heading,
      intro: `Code ${questionnaire.id}. Alles wordt meteen bewaard; u kunt elke stap ongedaan maken.`,
      actions: [
        { label: 'Naar publiceren', href: '#publiceren', kind: 'subtle' },
        { label: 'Bestand downloaden', href: draftPath(draft.id, 'file'), kind: 'subtle' },
        { label: 'Instellingen', href: draftPath(draft.id, 'settings'), kind: 'secondary' },
      ],
    },
    path: draftPath(draft.id),
    revision: String(draft.revision),
    undo: draft.undo,
    redo: draft.redo,
    mayPublish: findings.every(({ severity }) => severity !== 'error'),
    side: draftSide(draft),
    shared: sharedParts(draft),
    blocks: questionnaire.blocks.map((block, index) => overviewBlock(draft, block, index)),
  };
}

function overviewBlock(draft: Draft, block: Block, index: number): OverviewBlock {
  const language = draft.questionnaire.languages[0] ?? 'nl';
  return {
    code: block.id,
    title: inLanguage(block.title, language),
    condition: block.when === undefined ? null : conditionWords(draft.questionnaire, block.when),
    href: draftPath(draft.id, 'blocks', block.id),
    questions: block.questions.map((question, place) => overviewQuestion(draft, question, [index, place])),
    addType: {
      name: 'type',
      label: `Soort vraag in blok ${block.id}`,
      value: 'single',
      options: (Object.keys(KIND_LABELS) as QuestionType[]).map((value) => ({
        value,
        label: KIND_LABELS[value],
      })),
    },
  };
}

function overviewQuestion(
  draft: Draft,
  question: Question,
  [block, place]: readonly [number, number],
): OverviewQuestion {
  const { questionnaire, findings } = draft;
  const own = findings.filter(({ path }) => path[0] === 'blocks' && path[1] === block && path[3] === place);
  const hasError = own.some(({ severity }) => severity === 'error');
  const text = question.text.both ?? question.text.parent ?? question.text.youth ?? {};
  const words = inLanguage(text, questionnaire.languages[0] ?? 'nl');
  return {
    code: question.id,
    kind: KIND_LABELS[question.type],
    text: words === '' ? 'Nog geen tekst' : words,
    condition: question.when === undefined ? null : conditionWords(questionnaire, question.when),
    href: draftPath(draft.id, 'questions', question.id),
    badge:
      own.length === 0 ? null : { text: hasError ? 'fout' : 'let op', tone: hasError ? 'danger' : 'warning' },
  };
}
