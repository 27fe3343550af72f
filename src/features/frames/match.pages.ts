import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import {
  type Agreement,
  type ComparedField,
  type ComparedPerson,
  comparePersons,
} from '../../domain/frame/match-comparison.js';
import { matchPairKindLabels, type MatchPairKind } from '../../domain/frame/match-pair.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  Button,
  DataTable,
  PageHeading,
  PostButton,
  SubNavigation,
} from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { closedAlert, decisionBadge, matchesPath, pairName } from './matches.pages.js';
import type { DecidedMatchPair, OpenedPair, OpenedPerson, RefusedDecision } from './matches.service.js';

interface MatchPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly refusal: Alert | null;
  readonly closed: Alert | null;
  /** What was decided just before, to be taken back at once. */
  readonly last: { readonly text: string; readonly undo: PostButton } | null;
  readonly comparison: DataTable;
  readonly rows: DataTable;
  readonly decide: DecideForm | null;
  readonly undo: PostButton | null;
}

interface DecideForm {
  readonly action: string;
  readonly kind: string;
  readonly buttons: readonly Button[];
}

export const matchView = view<MatchPage>('frames/match');

/** What stands around a pair: which kind is worked through, what was decided before, and why a decision is refused. */
export interface MatchVisit {
  readonly roles: readonly Role[];
  readonly csrfToken: string;
  readonly kind: MatchPairKind | null;
  readonly last: DecidedMatchPair | null;
  readonly refusal: RefusedDecision | null;
}

export function matchPage(study: Study, pair: OpenedPair, visit: MatchVisit): MatchPage {
  const isOpen = study.status === 'design' && mayDo(visit.roles, 'frame.match');
  return {
    title: pairName(pair),
    studyName: study.name,
    navigation: studyNavigation(study.slug, visit.roles, 'frames'),
    breadcrumb: {
      items: [
        { label: 'Steekproefkader', href: studyPath(study.slug, 'frames') },
        { label: 'Misschien dezelfde cliënt', href: matchesPath(study) },
      ],
      current: pairName(pair),
    },
    heading: {
      title: pairName(pair),
      intro: `Zijn dit dezelfde persoon? Wat er verschilt: ${matchPairKindLabels[pair.kind]}.`,
      badge: decisionBadge(pair),
    },
    refusal: visit.refusal === null ? null : refusalAlert(visit.refusal),
    closed: closedAlert(study),
    last: isOpen && visit.last !== null ? lastDecision(study, visit, visit.last) : null,
    comparison: comparisonTable(pair),
    rows: rowTable(study, pair),
    decide: isOpen && pair.decision === null ? decideForm(study, pair, visit) : null,
    undo: isOpen && pair.decision !== null ? undoButton(study, visit, pair) : null,
  };
}

function refusalAlert({ different, same }: RefusedDecision): Alert {
  const two = ([one, other]: readonly [number, number]): string =>
    `cliënt ${formatCount(one)} en cliënt ${formatCount(other)}`;
  return {
    tone: 'danger',
    title: 'Dit besluit past niet bij eerdere besluiten',
    text: 'Er is niets opgeslagen. Samen kunnen deze besluiten niet waar zijn; maak er eerst een ongedaan, of besluit anders.',
    items: [...same.map((pair) => `${two(pair)}: zelfde persoon`), `${two(different)}: twee personen`],
  };
}

function lastDecision(
  study: Study,
  visit: MatchVisit,
  last: DecidedMatchPair,
): NonNullable<MatchPage['last']> {
  const what = last.decision === 'same' ? 'zelfde persoon' : 'twee personen';
  return {
    text: `${pairName(last)}: ${what}.`,
    undo: { ...undoButton(study, visit, last), kind: 'subtle', about: pairName(last) },
  };
}

function undoButton(study: Study, { csrfToken, kind }: MatchVisit, { key }: DecidedMatchPair): PostButton {
  return {
    action: `${matchesPath(study, key)}/undo`,
    csrfToken,
    label: 'Besluit ongedaan maken',
    kind: 'secondary',
    fields: [{ name: 'kind', value: kind ?? '' }],
  };
}

function decideForm(study: Study, { key }: OpenedPair, { kind }: MatchVisit): DecideForm {
  return {
    action: `${matchesPath(study, key)}/decide`,
    kind: kind ?? '',
    buttons: [
      { label: 'Zelfde persoon', kind: 'primary', name: 'decision', value: 'same', key: '1' },
      { label: 'Twee personen', kind: 'secondary', name: 'decision', value: 'different', key: '2' },
    ],
  };
}

const FIELD_LABELS: Readonly<Record<ComparedField, string>> = {
  firstNames: 'Voornaam',
  lastNames: 'Achternaam',
  birthDates: 'Geboortedatum',
  postcodes: 'Postcode',
  telephones: 'Telefoon',
  contactNames: 'Ouders of gezag',
};

const AGREEMENT_BADGES: Readonly<Record<Agreement, Badge>> = {
  same: { text: 'gelijk', tone: 'success' },
  alike: { text: 'lijkt erop', tone: 'info' },
  different: { text: 'verschilt', tone: 'warning' },
  unknown: { text: 'niet bekend', tone: 'neutral' },
};

function comparisonTable({ persons: [one, other] }: OpenedPair): DataTable {
  const [left, right] = [comparedOf(one), comparedOf(other)];
  const [leftShown, rightShown] = [shownOf(one), shownOf(other)];
  return {
    id: 'comparison',
    caption: 'Naast elkaar',
    columns: [
      { label: 'Vergeleken' },
      { label: `Cliënt ${formatCount(one.number)}` },
      { label: `Cliënt ${formatCount(other.number)}` },
    ],
    rows: comparePersons(left, right).map(({ field, agreement }) => [
      { text: FIELD_LABELS[field], badge: AGREEMENT_BADGES[agreement] },
      { text: joined(leftShown[field]) },
      { text: joined(rightShown[field]) },
    ]),
    empty: '',
    notes: ['Hoofdletters, accenten en streepjes in namen tellen niet mee bij het vergelijken.'],
  };
}

function joined(values: readonly string[]): string {
  return values.length === 0 ? 'niet bekend' : values.join(', ');
}

function comparedOf({ rows }: OpenedPerson): ComparedPerson {
  return {
    firstNames: distinct(rows.map(({ row }) => row.given)),
    lastNames: distinct(rows.map(({ row }) => row.last)),
    birthDates: distinct(rows.map(({ row }) => row.birthOn)),
    postcodes: distinct(rows.map(({ row }) => row.postcode ?? '')),
    telephones: distinct(rows.flatMap(({ row }) => row.telephones.map(({ number }) => number))),
    contactNames: distinct(rows.flatMap(({ row }) => Object.values(row.contactNames))),
  };
}

/** As people write it. */
function shownOf(person: OpenedPerson): ComparedPerson {
  return {
    ...comparedOf(person),
    lastNames: distinct(person.rows.map(({ row }) => `${row.prefix} ${row.last}`.trim())),
    birthDates: distinct(person.rows.map(({ row }) => formatDate(row.birthOn))),
    postcodes: distinct(person.rows.map(({ row }) => (row.postcode ?? '').replace(/^(\d{4})/, '$1 '))),
    telephones: comparedOf(person).telephones.map((number) => number.replace(/^\+31/, '0')),
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

function rowTable(study: Study, { persons }: OpenedPair): DataTable {
  return {
    id: 'rows',
    caption: 'Regels in de bestanden',
    columns: [
      { label: 'Cliënt', numeric: true },
      { label: 'Organisatie' },
      { label: 'Cliëntnummer' },
      { label: 'Hulp' },
      { label: 'Bestand' },
    ],
    rows: persons.flatMap((person) =>
      person.rows.map(({ source, row }) => [
        { text: formatCount(person.number) },
        { text: source.organisationName, detail: domainLabelOf(study, source.domainId) },
        { text: row.clientNumber ?? 'niet bekend' },
        { text: carePeriod(source.startsOn, source.endsOn), detail: careLabel(study, source) },
        { text: source.fileName, detail: `regel ${formatCount(source.line)}` },
      ]),
    ),
    empty: 'De gegevens van deze cliënten zijn gewist.',
  };
}

function domainLabelOf(study: Study, domainId: string): string {
  return study.domains.find(({ id }) => id === domainId)?.label ?? '';
}

function carePeriod(startsOn: string | null, endsOn: string | null): string {
  const from = startsOn === null ? 'begin niet bekend' : `van ${formatDate(startsOn as CivilDate)}`;
  return endsOn === null ? `${from}, loopt nog` : `${from} tot en met ${formatDate(endsOn as CivilDate)}`;
}

function careLabel(
  study: Study,
  { domainId, segment, measure }: { domainId: string; segment: string | null; measure: string | null },
): string {
  const segments = study.domains.find(({ id }) => id === domainId)?.segments ?? [];
  const label = segments.find(({ code }) => code === segment)?.label ?? '';
  return [label, measure ?? ''].filter((text) => text !== '').join(', ');
}
