import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import { matchPairKindLabels, matchPairKinds } from '../../domain/frame/match-pair.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  ButtonLink,
  Cell,
  DataTable,
  KeyFigures,
  PageHeading,
  Pagination,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type {
  DecidedMatchPair,
  ListedPair,
  MatchCounts,
  MatchPerson,
  PairFilter,
} from './matches.service.js';

interface MatchesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly closed: Alert | null;
  readonly figures: KeyFigures;
  readonly filter: { readonly action: string; readonly state: SelectField; readonly kind: SelectField };
  readonly pairs: DataTable;
  readonly pagination: Pagination | null;
}

export const matchesView = view<MatchesPage>('frames/matches');

/** Pairs on one page of the list. */
export const PAIRS_ON_PAGE = 50;

/** One page of the list, and whether there are pairs before and behind it. */
export interface PairList {
  readonly filter: PairFilter;
  readonly pairs: readonly ListedPair[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** The address of the list, or of one pair, of a study. */
export function matchesPath(study: Pick<Study, 'slug'>, key?: string): string {
  const list = `${studyPath(study.slug, 'frames')}/matches`;
  return key === undefined ? list : `${list}/${key}`;
}

export function matchesPage(
  study: Study,
  roles: readonly Role[],
  { counts, list }: { counts: MatchCounts; list: PairList },
): MatchesPage {
  return {
    title: 'Misschien dezelfde cliënt',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [{ label: 'Steekproefkader', href: studyPath(study.slug, 'frames') }],
      current: 'Misschien dezelfde cliënt',
    },
    heading: headingOf(study, roles, { counts, list }),
    closed: closedAlert(study),
    figures: figuresOf(counts),
    filter: filterOf(study, list.filter),
    pairs: pairTable(study, list),
    pagination: paginationOf(study, list),
  };
}

function headingOf(
  study: Study,
  roles: readonly Role[],
  { counts, list }: { counts: MatchCounts; list: PairList },
): PageHeading {
  const [first] = list.pairs;
  const mayBegin = study.status === 'design' && counts.open > 0 && mayDo(roles, 'frame.match');
  const begin: readonly ButtonLink[] =
    mayBegin && list.filter.state === 'open' && first !== undefined
      ? [{ label: 'Beginnen met beslissen', href: pairHref(study, first, list.filter), kind: 'primary' }]
      : [];
  return {
    title: 'Misschien dezelfde cliënt',
    intro:
      'Deze cliënten lijken op elkaar, maar niet zeker genoeg. U beslist of het één persoon is. Zolang u niets beslist, tellen zij als twee personen.',
    actions: begin,
  };
}

/** Why nothing can be decided any more. */
export function closedAlert(study: Pick<Study, 'status'>): Alert | null {
  if (study.status === 'design') return null;
  const text =
    'De steekproef is getrokken. Besluiten over dubbele cliënten kunnen niet meer worden genomen of ongedaan gemaakt.';
  return { tone: 'info', text };
}

function figuresOf({ open, decided, certain }: MatchCounts): KeyFigures {
  return {
    figures: [
      { label: 'Nog te beslissen', value: formatCount(open), detail: open === 1 ? 'paar' : 'paren' },
      { label: 'Besloten', value: formatCount(decided), detail: decided === 1 ? 'paar' : 'paren' },
      {
        label: 'Zeker dezelfde',
        value: formatCount(certain),
        detail: 'regels die vanzelf bij een bekende cliënt kwamen',
      },
    ],
  };
}

function filterOf(study: Study, { state, kind }: PairFilter): MatchesPage['filter'] {
  return {
    action: matchesPath(study),
    state: {
      name: 'state',
      label: 'Toon',
      value: state,
      options: [
        { value: 'open', label: 'nog te beslissen' },
        { value: 'decided', label: 'besloten' },
      ],
    },
    kind: {
      name: 'kind',
      label: 'Wat er verschilt',
      value: kind ?? '',
      optional: true,
      blank: 'alles',
      options: matchPairKinds.map((value) => ({ value, label: matchPairKindLabels[value] })),
    },
  };
}

function pairTable(study: Study, { filter, pairs }: PairList): DataTable {
  return {
    id: 'pairs',
    caption: filter.state === 'open' ? 'Nog te beslissen' : 'Besloten',
    columns: [
      { label: 'Paar' },
      { label: 'Wat er verschilt' },
      { label: 'Eerste cliënt', wide: true },
      { label: 'Tweede cliënt', wide: true },
      { label: 'Besluit' },
    ],
    rows: pairs.map((pair) => [
      { text: pairName(pair), href: pairHref(study, pair, filter) },
      { text: matchPairKindLabels[pair.kind] },
      sourceCell(study, pair.persons[0]),
      sourceCell(study, pair.persons[1]),
      { text: '', badge: decisionBadge(pair) },
    ]),
    empty:
      filter.state === 'open'
        ? 'Er zijn geen cliënten over wie u nog moet beslissen.'
        : 'Er is nog over geen enkel paar besloten.',
  };
}

/** By their numbers in the frame: names stand on the page of the pair only. */
export function pairName({ firstNumber, secondNumber }: DecidedMatchPair): string {
  return `Cliënt ${formatCount(firstNumber)} en ${formatCount(secondNumber)}`;
}

export function decisionBadge({ decision, isOpen }: DecidedMatchPair): Badge {
  if (decision === 'same') return { text: 'zelfde persoon', tone: 'success' };
  if (decision === 'different') return { text: 'twee personen', tone: 'info' };
  return isOpen
    ? { text: 'nog te beslissen', tone: 'warning' }
    : { text: 'zelfde persoon, volgt uit andere besluiten', tone: 'success' };
}

function sourceCell(study: Study, { sources }: MatchPerson): Cell {
  const organisations = [...new Set(sources.map(({ organisationName }) => organisationName))];
  const domains = new Set(sources.map(({ domainId }) => domainId));
  const labels = study.domains.filter(({ id }) => domains.has(id)).map(({ label }) => label);
  return { text: organisations.join(', '), detail: labels.join(', ') };
}

function pairHref(study: Study, { key }: DecidedMatchPair, { kind }: PairFilter): string {
  return `${matchesPath(study, key)}${kind === null ? '' : `?kind=${kind}`}`;
}

function paginationOf(study: Study, { filter, pairs, hasPrevious, hasNext }: PairList): Pagination | null {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined || (!hasPrevious && !hasNext)) return null;
  const href = (place: string): string => {
    const kind = filter.kind === null ? '' : `&kind=${filter.kind}`;
    return `${matchesPath(study)}?state=${filter.state}${kind}&${place}`;
  };
  return {
    label: 'Bladeren door de paren',
    summary: `${formatCount(pairs.length)} paren op deze pagina`,
    ...(hasPrevious ? { previous: href(`before=${String(first.position)}`) } : {}),
    ...(hasNext ? { next: href(`after=${String(last.position)}`) } : {}),
    pages: [],
  };
}
