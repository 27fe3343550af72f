import type { Role } from '../../domain/access/role.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import type { QuestionnaireVersion } from '../../questionnaire-library.js';
import type {
  Badge,
  Breadcrumb,
  ButtonLink,
  DataTable,
  Link,
  PageHeading,
  SubNavigation,
  SummaryList,
} from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { type PageModel, view } from '../../web/views.js';
import { inLanguage } from './heard-text.js';
import { noteWords } from './question-words.js';
import { drawRoute, type RouteDrawing } from './route-drawing.js';
import { type ReadBlock, readBlocks, readComputed, readFills, type ReadFill } from './reading.pages.js';

interface ListPage extends PageModel {
  readonly heading: PageHeading;
  readonly questionnaires: DataTable;
}

/** What stands above every page about one questionnaire. */
export interface VersionTop extends PageModel {
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly navigation: SubNavigation;
}

interface ReadPage extends VersionTop {
  readonly summary: SummaryList;
  readonly languages: readonly (Link & { readonly current: boolean; readonly language: string })[];
  readonly notes: readonly string[];
  readonly findings: DataTable | null;
  readonly contents: readonly Link[];
  readonly blocks: readonly ReadBlock[];
  readonly fills: readonly ReadFill[];
  readonly computed: readonly string[];
}

interface RoutePage extends VersionTop {
  readonly drawing: RouteDrawing;
}

export const routeView = view<RoutePage>('questionnaires/route');
export const listView = view<ListPage>('questionnaires/list');
export const readView = view<ReadPage>('questionnaires/read');

const PURPOSES: Readonly<Record<'measurement' | 'proposal' | 'example', Badge>> = {
  measurement: { text: 'meting', tone: 'success' },
  proposal: { text: 'voorstel', tone: 'warning' },
  example: { text: 'voorbeeld', tone: 'neutral' },
};

export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  nl: 'Nederlands',
  en: 'Engels',
  tr: 'Turks',
  pl: 'Pools',
  ar: 'Arabisch',
  fr: 'Frans',
  de: 'Duits',
  es: 'Spaans',
};

/** @param studyCounts number of studies per questionnaire */
export function listPage(
  versions: readonly QuestionnaireVersion[],
  studyCounts: ReadonlyMap<string, number>,
  roles: readonly Role[],
): ListPage {
  const mayDesign = mayDo(roles, 'questionnaire.design');
  return {
    title: 'Vragenlijsten',
    heading: {
      title: 'Vragenlijsten',
      intro:
        'Elke versie is een bestand dat niet meer verandert. Lees haar zoals mensen haar horen, probeer haar uit of vergelijk haar met een andere.',
      ...(mayDesign ? { actions: [draftsLink] } : {}),
    },
    questionnaires: {
      id: 'questionnaires',
      caption: 'Versies waarmee een onderzoek kan werken',
      columns: [
        { label: 'Vragenlijst' },
        { label: 'Soort' },
        { label: 'Talen' },
        { label: 'Vragen', numeric: true },
        { label: 'Herkomst' },
        { label: 'Onderzoeken', numeric: true },
      ],
      rows: versions.map(({ questionnaire, origin, findings }) => [
        {
          text: titleOf(questionnaire),
          href: pathOf(questionnaire),
          detail: questionnaire.id,
          ...(findings.length > 0
            ? { badge: { text: remarkCount(findings.length), tone: 'warning' as const } }
            : {}),
        },
        { text: '', badge: PURPOSES[questionnaire.purpose ?? 'measurement'] },
        { text: languageNames(questionnaire) },
        { text: formatCount(questionCount(questionnaire)) },
        { text: origin === 'file' ? 'hoort bij het programma' : 'hier gepubliceerd' },
        { text: formatCount(studyCounts.get(questionnaire.id) ?? 0) },
      ]),
      empty: 'Er zijn nog geen vragenlijsten.',
    },
  };
}

/** So many things that the check remarks on. */
export function remarkCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'aandachtspunt' : 'aandachtspunten'}`;
}

const draftsLink: ButtonLink = {
  label: 'Concepten en nieuwe vragenlijst',
  href: '/questionnaire-drafts',
  kind: 'primary',
};

export function pathOf({ id }: Pick<Questionnaire, 'id'>): string {
  return `/questionnaires/${id}`;
}

export function titleOf(questionnaire: Questionnaire): string {
  return inLanguage(questionnaire.title, 'nl');
}

function languageNames({ languages }: Questionnaire): string {
  return languages.map((language) => LANGUAGE_NAMES[language] ?? language).join(', ');
}

/** What the respondent answers; texts to read are not counted. */
function questionCount(questionnaire: Questionnaire): number {
  return listVariables(questionnaire).filter(({ question }) => question.type !== 'text').length;
}

/** The pages about one version. */
export type VersionPage = 'read' | 'route' | 'try' | 'compare';

const VERSION_PAGES: readonly { page: VersionPage; label: string; suffix: string }[] = [
  { page: 'read', label: 'Lezen', suffix: '' },
  { page: 'route', label: 'Route', suffix: '/route' },
  { page: 'try', label: 'Uitproberen', suffix: '/try' },
  { page: 'compare', label: 'Vergelijken', suffix: '/compare' },
];

export function versionTop(questionnaire: Questionnaire, current: VersionPage): VersionTop {
  const title = titleOf(questionnaire);
  const base = pathOf(questionnaire);
  const page = VERSION_PAGES.find((one) => one.page === current)?.label ?? '';
  return {
    title: current === 'read' ? title : `${page}: ${title}`,
    breadcrumb: { items: [{ label: 'Vragenlijsten', href: '/questionnaires' }], current: title },
    heading: {
      title,
      badge: PURPOSES[questionnaire.purpose ?? 'measurement'],
      ...(questionnaire.description === undefined
        ? {}
        : { intro: inLanguage(questionnaire.description, 'nl') }),
    },
    navigation: {
      label: 'Onderdelen van deze vragenlijst',
      items: VERSION_PAGES.map(({ page: one, label, suffix }) => ({
        label,
        href: `${base}${suffix}`,
        current: one === current,
      })),
    },
  };
}

export function readPage(version: QuestionnaireVersion, language: string, roles: readonly Role[]): ReadPage {
  const { questionnaire, findings } = version;
  const top = versionTop(questionnaire, 'read');
  const blocks = readBlocks(questionnaire, language);
  return {
    ...top,
    heading: { ...top.heading, actions: readActions(questionnaire, roles) },
    summary: summaryOf(version),
    languages: languageLinks(questionnaire, language, pathOf(questionnaire)),
    notes: (questionnaire.notes ?? []).map((note) => noteWords(note, language)),
    findings: findings.length === 0 ? null : findingsTable(findings),
    contents: blocks.map(({ code, title }) => ({ label: `${code} ${title}`, href: `#blok-${code}` })),
    blocks,
    fills: readFills(questionnaire, language),
    computed: readComputed(questionnaire, language),
  };
}

function readActions(questionnaire: Questionnaire, roles: readonly Role[]): ButtonLink[] {
  const base = pathOf(questionnaire);
  const download: ButtonLink = { label: 'Bestand downloaden', href: `${base}/file`, kind: 'secondary' };
  const copy: ButtonLink = {
    label: 'Concept maken',
    href: `/questionnaire-drafts?from=${questionnaire.id}`,
    kind: 'primary',
  };
  return mayDo(roles, 'questionnaire.design') ? [download, copy] : [download];
}

function languageLinks({ languages }: Questionnaire, current: string, base: string): ReadPage['languages'] {
  if (languages.length < 2) return [];
  return languages.map((language) => ({
    label: LANGUAGE_NAMES[language] ?? language,
    href: `${base}?language=${language}`,
    current: language === current,
    language,
  }));
}

function summaryOf({ questionnaire, origin }: QuestionnaireVersion): SummaryList {
  const { complete, partial } = questionnaire.completeness;
  const required = (partial.required ?? []).join(', ');
  return {
    items: [
      { label: 'Code', value: questionnaire.id },
      { label: 'Herkomst', value: origin === 'file' ? 'hoort bij het programma' : 'hier gepubliceerd' },
      { label: 'Talen', value: languageNames(questionnaire) },
      {
        label: 'Wie antwoordt',
        value: questionnaire.respondents.map((who) => (who === 'parent' ? 'ouder' : 'jongere')).join(' of '),
      },
      { label: 'Vragen', value: formatCount(questionCount(questionnaire)) },
      { label: 'Vorige meting', value: questionnaire.previous ?? 'geen' },
      {
        label: 'Volledig gesprek',
        value: `${formatPercentage(complete.answeredShare)} van de vragen op de route is beantwoord`,
      },
      {
        label: 'Gedeeltelijk gesprek',
        value: `${formatPercentage(partial.answeredShare)} is beantwoord${required === '' ? '' : `, en in elk geval ${required}`}`,
      },
    ],
  };
}

/** What the check says, for people. */
export function findingsTable(findings: readonly Finding[]): DataTable {
  return {
    id: 'findings',
    caption: 'Wat de controle vond',
    columns: [{ label: 'Plaats' }, { label: 'Wat', wide: true }, { label: 'Wat te doen', wide: true }],
    rows: findings.map(({ place, line, severity, reason, remedy }) => [
      {
        text: place === '' ? 'bestand' : place,
        ...(line === null ? {} : { detail: `regel ${String(line)}` }),
        badge: severity === 'error' ? { text: 'fout', tone: 'danger' } : { text: 'let op', tone: 'warning' },
      },
      { text: reason.nl },
      { text: remedy.nl },
    ]),
    empty: 'De controle vond niets.',
  };
}

export function routePage(questionnaire: Questionnaire): RoutePage {
  return { ...versionTop(questionnaire, 'route'), drawing: drawRoute(questionnaire) };
}
