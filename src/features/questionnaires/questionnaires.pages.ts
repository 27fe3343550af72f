import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Questionnaire, Respondent } from '../../domain/questionnaire/model.js';
import type { ButtonLink, DataTable, Link, SummaryList } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { DRAFTS_PATH } from './draft-path.js';
import { findingsTable } from './findings.pages.js';
import { noteWords } from './question-words.js';
import { drawRoute, type RouteDrawing } from './route-drawing.js';
import { type ReadBlock, readBlocks, readComputed, readFills, type ReadFill } from './reading.pages.js';
import type { ShownQuestionnaire } from './shown-questionnaire.js';
import { LANGUAGE_NAMES, languageNames, questionCount, shownTop, type ShownTop } from './shown-top.pages.js';

type Choice = Link & { readonly current: boolean };

interface ReadPage extends ShownTop {
  readonly summary: SummaryList;
  /** Whose texts are shown; empty when only one person can answer. */
  readonly readers: readonly Choice[];
  readonly languages: readonly (Choice & { readonly language: string })[];
  readonly notes: readonly string[];
  readonly findings: DataTable | null;
  readonly contents: readonly Link[];
  readonly blocks: readonly ReadBlock[];
  readonly fills: readonly ReadFill[];
  readonly computed: readonly string[];
}

interface RoutePage extends ShownTop {
  readonly drawing: RouteDrawing;
}

export const routeView = view<RoutePage>('questionnaires/route');
export const readView = view<ReadPage>('questionnaires/read');

/** How a questionnaire is read: in one language, and as both hear it or as one of the two. */
export interface Reading {
  readonly language: string;
  readonly reader: Respondent | null;
}

export function readPage(shown: ShownQuestionnaire, reading: Reading, roles: readonly Role[]): ReadPage {
  const { questionnaire, findings } = shown;
  const { language, reader } = reading;
  const top = shownTop(shown, 'read');
  const blocks = readBlocks(questionnaire, language, reader);
  const heard: Questionnaire = reader === null ? questionnaire : { ...questionnaire, respondents: [reader] };
  return {
    ...top,
    heading: { ...top.heading, actions: readActions(shown, reading, roles) },
    summary: { items: summaryOf(shown) },
    readers: readerLinks(shown, reading),
    languages: languageLinks(shown, reading),
    notes: (questionnaire.notes ?? []).map((note) => noteWords(note, language)),
    findings: findings.length === 0 ? null : findingsTable(findings),
    contents: blocks.map(({ code, title }) => ({ label: `${code} ${title}`, href: `#blok-${code}` })),
    blocks,
    fills: readFills(heard, language),
    computed: readComputed(questionnaire, language),
  };
}

function readActions(
  { base, origin, questionnaire }: ShownQuestionnaire,
  reading: Reading,
  roles: readonly Role[],
): ButtonLink[] {
  const files: ButtonLink[] = [
    { label: 'Word', href: `${base}/word${query(reading)}`, kind: 'secondary' },
    { label: 'XLSForm', href: `${base}/xlsform`, kind: 'secondary' },
    { label: 'Bestand', href: `${base}/file`, kind: 'secondary' },
  ];
  if (origin === 'draft') return files;
  if (mayDo(roles, 'practice.make')) {
    const practice = `/studies/practice?questionnaire=${questionnaire.id}`;
    files.push({ label: 'Oefenstudie maken', href: practice, kind: 'secondary' });
  }
  if (!mayDo(roles, 'questionnaire.design')) return files;
  const copy = `${DRAFTS_PATH}?from=${questionnaire.id}`;
  return [...files, { label: 'Concept maken', href: copy, kind: 'primary' }];
}

function query({ language, reader }: Reading): string {
  const parts = new URLSearchParams({ language, ...(reader === null ? {} : { as: reader }) });
  return `?${parts.toString()}`;
}

const READERS: readonly { readonly reader: Respondent | null; readonly label: string }[] = [
  { reader: null, label: 'Ouder en jongere naast elkaar' },
  { reader: 'parent', label: 'Zoals de ouder haar hoort' },
  { reader: 'youth', label: 'Zoals de jongere haar hoort' },
];

function readerLinks(shown: ShownQuestionnaire, reading: Reading): ReadPage['readers'] {
  if (shown.questionnaire.respondents.length < 2) return [];
  return READERS.map(({ reader, label }) => ({
    label,
    href: `${readPath(shown)}${query({ ...reading, reader })}`,
    current: reader === reading.reader,
  }));
}

function languageLinks(shown: ShownQuestionnaire, reading: Reading): ReadPage['languages'] {
  const { languages } = shown.questionnaire;
  if (languages.length < 2) return [];
  return languages.map((language) => ({
    label: LANGUAGE_NAMES[language] ?? language,
    href: `${readPath(shown)}${query({ ...reading, language })}`,
    current: language === reading.language,
    language,
  }));
}

function readPath({ base, origin }: ShownQuestionnaire): string {
  return origin === 'draft' ? `${base}/read` : base;
}

const ORIGINS = {
  file: 'hoort bij het programma',
  published: 'hier gepubliceerd',
  draft: 'concept; kan nog veranderen',
} as const;

/** What the questionnaire is, in pairs of a word and its value. */
export function summaryOf({ questionnaire, origin }: ShownQuestionnaire): SummaryList['items'] {
  const { complete, partial } = questionnaire.completeness;
  const also = ({ required = [] }: { required?: readonly string[] }): string =>
    required.length === 0 ? '' : `, en in elk geval ${required.join(', ')}`;
  return [
    { label: 'Code', value: questionnaire.id },
    { label: 'Herkomst', value: ORIGINS[origin] },
    { label: 'Talen', value: languageNames(questionnaire) },
    {
      label: 'Wie antwoordt',
      value: questionnaire.respondents.map((who) => (who === 'parent' ? 'ouder' : 'jongere')).join(' of '),
    },
    { label: 'Vragen', value: formatCount(questionCount(questionnaire)) },
    { label: 'Vorige meting', value: questionnaire.previous ?? 'geen' },
    {
      label: 'Volledig gesprek',
      value: `${formatPercentage(complete.answeredShare)} van de vragen op de route is beantwoord${also(complete)}`,
    },
    {
      label: 'Gedeeltelijk gesprek',
      value: `${formatPercentage(partial.answeredShare)} is beantwoord${also(partial)}`,
    },
  ];
}

export function routePage(shown: ShownQuestionnaire): RoutePage {
  return { ...shownTop(shown, 'route'), drawing: drawRoute(shown.questionnaire) };
}
