import { conditionWords } from '../../domain/questionnaire/condition-words.js';
import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Block, Question, Questionnaire, QuestionType } from '../../domain/questionnaire/model.js';
import type {
  Badge,
  Breadcrumb,
  Checkbox,
  DataTable,
  ErrorSummary,
  FileField,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { type PageModel, view } from '../../web/views.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Fields } from './condition-form.js';
import type { Draft, DraftRecord } from './drafts.service.js';
import { inLanguage } from './heard-text.js';
import { KIND_LABELS } from './question-words.js';
import { findingsTable, remarkCount, titleOf } from './questionnaires.pages.js';

export const DRAFTS_PATH = '/questionnaire-drafts';

const DRAFTS_LINKS = [
  { label: 'Vragenlijsten', href: '/questionnaires' },
  { label: 'Concepten', href: DRAFTS_PATH },
];

interface DraftListPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly drafts: DataTable;
  readonly errors: ErrorSummary;
  readonly questionnaireId: TextField;
  readonly name: TextField;
  readonly copyOf: SelectField;
  readonly file: FileField;
  readonly uploadFindings: DataTable | null;
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

interface DraftPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly path: string;
  readonly revision: string;
  readonly undo: string | null;
  readonly redo: string | null;
  readonly mayPublish: boolean;
  readonly summary: string;
  readonly findings: DataTable;
  readonly blocks: readonly OverviewBlock[];
}

interface SettingsPage extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly action: string;
  readonly revision: string;
  readonly errors: ErrorSummary;
  readonly fields: readonly TextField[];
  readonly description: TextArea;
  readonly respondents: readonly Checkbox[];
  readonly shares: readonly TextField[];
}

export const draftListView = view<DraftListPage>('questionnaires/drafts');
export const draftView = view<DraftPage>('questionnaires/draft');
export const settingsView = view<SettingsPage>('questionnaires/draft-settings');

export function draftPath(id: string, ...parts: readonly string[]): string {
  return [DRAFTS_PATH, id, ...parts].join('/');
}

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
  }: { typed: Fields; errors?: FieldErrors; findings?: readonly Finding[] },
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
      description: 'YAML of JSON, zoals u het hier of bij een versie downloadt.',
      accept: '.yaml,.yml,.json',
    },
    uploadFindings: findings.length === 0 ? null : findingsTable(findings),
  };
}

export function draftPage(draft: Draft): DraftPage {
  const { questionnaire, findings } = draft;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return {
    title: `Concept: ${titleOf(questionnaire)}`,
    breadcrumb: { items: DRAFTS_LINKS, current: titleOf(questionnaire) },
    heading: {
      title: titleOf(questionnaire),
      badge: { text: 'concept', tone: 'info' },
      intro: `Code ${questionnaire.id}. Alles wordt meteen bewaard; u kunt elke stap ongedaan maken.`,
      actions: [
        { label: 'Bestand downloaden', href: draftPath(draft.id, 'file'), kind: 'subtle' },
        { label: 'Instellingen', href: draftPath(draft.id, 'settings'), kind: 'secondary' },
      ],
    },
    path: draftPath(draft.id),
    revision: String(draft.revision),
    undo: draft.undo,
    redo: draft.redo,
    mayPublish: errors === 0,
    summary:
      findings.length === 0
        ? 'De controle vindt geen fouten.'
        : `De controle vindt ${formatCount(errors)} ${errors === 1 ? 'fout' : 'fouten'} en ${remarkCount(warnings)}.`,
    findings: linkedFindings(draft),
    blocks: questionnaire.blocks.map((block, index) => overviewBlock(draft, block, index)),
  };
}

/** Each finding leads to the question that it is about. */
function linkedFindings(draft: Draft): DataTable {
  const table = findingsTable(draft.findings);
  const rows = table.rows.map((row, index) => {
    const { path = [] } = draft.findings[index] ?? {};
    const question = questionAt(draft.questionnaire, path);
    const [first, ...others] = row;
    if (question === undefined || first === undefined) return row;
    const { text, badge } = first;
    const href = draftPath(draft.id, 'questions', question.id);
    return [{ text, href, ...(badge === undefined ? {} : { badge }) }, ...others];
  });
  return { ...table, rows };
}

function questionAt({ blocks }: Questionnaire, path: Finding['path']): Question | undefined {
  const [top, block, , question] = path;
  if (top !== 'blocks' || typeof block !== 'number' || typeof question !== 'number') return undefined;
  return blocks[block]?.questions[question];
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

export function settingsPage(draft: Draft, typed: Fields | null, errors: FieldErrors = {}): SettingsPage {
  const { questionnaire } = draft;
  const { complete, partial } = questionnaire.completeness;
  const percentage = (share: number): string => String(Math.round(share * 1000) / 10);
  const now: Fields = typed ?? {
    questionnaireId: questionnaire.id,
    title: titleOf(questionnaire),
    description: inLanguage(questionnaire.description ?? {}, 'nl'),
    languages: questionnaire.languages.join(', '),
    ...Object.fromEntries(questionnaire.respondents.map((who) => [who, 'yes'])),
    complete: percentage(complete.answeredShare),
    partial: percentage(partial.answeredShare),
  };
  const field = (name: string, label: string, more: Partial<TextField> = {}): TextField => ({
    name,
    label,
    value: now[name] ?? '',
    ...more,
    ...fieldError(errors, name),
  });
  return {
    title: 'Instellingen van het concept',
    breadcrumb: draftBreadcrumb(draft, 'Instellingen'),
    action: draftPath(draft.id, 'settings'),
    revision: String(draft.revision),
    errors: errorSummary(errors),
    fields: [
      field('title', 'Naam'),
      field('questionnaireId', 'Code', { width: 'medium' }),
      field('languages', 'Talen', {
        description:
          'Codes van twee letters met een komma ertussen, zoals nl, tr. Elke tekst moet er in elke taal zijn.',
        width: 'medium',
      }),
    ],
    description: {
      name: 'description',
      label: 'Omschrijving',
      optional: true,
      rows: 3,
      value: now['description'] ?? '',
    },
    respondents: [
      {
        name: 'parent',
        label: 'De ouder kan antwoorden',
        value: 'yes',
        checked: now['parent'] === 'yes',
        ...fieldError(errors, 'parent'),
      },
      { name: 'youth', label: 'De jongere kan antwoorden', value: 'yes', checked: now['youth'] === 'yes' },
    ],
    shares: [
      field('complete', 'Volledig vanaf (% beantwoord)', { width: 'short', inputMode: 'decimal' }),
      field('partial', 'Gedeeltelijk vanaf (% beantwoord)', { width: 'short', inputMode: 'decimal' }),
    ],
  };
}
