import type { FigureTable } from '../../documents/figure-table.js';
import type { Role } from '../../domain/access/role.js';
import type { Alert, ButtonLink, DataTable, KeyFigures, SubNavigation } from '../../web/components.js';
import { formatClock, formatCount, formatMoment, formatPercentage } from '../../web/dutch-format.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';
import { MOST_COUNTED } from '../cases/waiting-cases.service.js';
import { pauseAlert } from '../field-pauses/pause-alert.js';
import { countedCasesPath, pausePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import { type BarSection, barSection } from './bar-table.js';
import { refusalsTable, stuckTable } from './decisions.pages.js';
import type { AtWork, LiveFieldwork } from './live-page.service.js';
import { appointmentsTable, peopleTable } from './people.pages.js';
import { targetDetail, targetsTable } from './targets.pages.js';
import { dialsTable, responseTable, statusTable } from './today.pages.js';

/** The parts of the page that change by themselves, each a view of its own, in their order. */
export const LIVE_PARTS = ['pauses', 'figures', 'targets', 'people', 'today', 'decisions', 'cases'] as const;

export type LivePart = (typeof LIVE_PARTS)[number];

/** What the parts show; without what stands around them. */
export interface LiveParts {
  readonly pauses: readonly Alert[];
  readonly concerns: Alert | null;
  readonly figures: KeyFigures;
  readonly targets: BarSection;
  readonly people: DataTable;
  readonly appointments: DataTable;
  readonly dials: BarSection;
  readonly response: BarSection;
  readonly decisions: DataTable;
  readonly stuck: DataTable;
  readonly counts: FigureSection;
}

export interface LivePage extends LiveParts {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly links: readonly ButtonLink[];
  readonly startHref: string | null;
  readonly updatedAt: string;
  readonly refreshHref: string;
  readonly eventsHref: string;
  readonly parts: readonly LivePart[];
}

export const livePageView = view<LivePage>('live-page/show');

export function livePage(live: LiveFieldwork, roles: readonly Role[]): LivePage {
  const { slug, name, status } = live.study;
  const path = studyPath(slug, 'fieldwork');
  const isBefore = status === 'sample_drawn' || status === 'checking';
  return {
    title: 'Voortgang',
    studyName: name,
    subNavigation: studyNavigation(slug, roles, 'fieldwork'),
    links: [
      {
        label: 'Wat deze getallen betekenen',
        href: `${studyPath(slug, 'response/definitions')}#verwachting`,
        kind: 'secondary',
      },
      { label: 'Afspraken', href: `${path}/appointments`, kind: 'secondary' },
      { label: 'Pauzeren', href: pausePath(slug), kind: 'secondary' },
      { label: 'Diensten', href: '/interviewers', kind: 'secondary' },
      { label: 'Waarom deze casus?', href: `${path}/why`, kind: 'secondary' },
      { label: 'Simulatie', href: `${path}/simulation`, kind: 'secondary' },
      { label: 'Toestemming intrekken', href: studyPath(slug, 'withdrawals'), kind: 'secondary' },
    ],
    startHref: isBefore ? `${path}/start` : null,
    updatedAt: formatClock(live.now),
    refreshHref: path,
    eventsHref: `${path}/events`,
    parts: LIVE_PARTS,
    ...liveParts(live),
  };
}

export function liveParts(live: LiveFieldwork): LiveParts {
  const files = `${studyPath(live.study.slug, 'fieldwork')}/files`;
  return {
    pauses: pausesOf(live),
    concerns: concernsAlert(live),
    figures: keyFigures(live),
    targets: barSection(targetsTable(live), files),
    people: peopleTable(live),
    appointments: appointmentsTable(live),
    dials: barSection(dialsTable(live), files),
    response: barSection(responseTable(live), files),
    decisions: refusalsTable(live.decisions),
    stuck: stuckTable(live.decisions),
    counts: figureSection(statusTable(live), files, ''),
  };
}

/** The tables of figures for files, each with the moment of which it is. The lists of what to do are no figures. */
export function liveFigures(live: LiveFieldwork): readonly FigureTable[] {
  const bars = [targetsTable(live), dialsTable(live), responseTable(live)];
  return [...bars.map(({ figures }) => figures), statusTable(live)].map((table) => ({
    ...table,
    caption: `${table.caption}, ${formatMoment(live.now)}`,
  }));
}

/** One sentence on what changed, for who hears the page. */
export function liveSummary(live: LiveFieldwork): string {
  const decisions = countDecisions(live);
  const { fresh } = live.concerns;
  return [
    `${formatCount(live.total.counts.I)} interviews.`,
    decisions === 0 ? 'Er wacht geen besluit.' : `Besluiten die wachten: ${formatCount(decisions)}.`,
    ...pausesOf(live).map(({ title = '' }) => `${title}.`),
    ...(fresh === 0 ? [] : [`Nieuwe zorgsignalen: ${formatCount(fresh)}.`]),
  ].join(' ');
}

function pausesOf({ study, pauses }: LiveFieldwork): readonly Alert[] {
  return pauses.map((pause) => pauseAlert(study, pause));
}

function concernsAlert({ study, concerns: { fresh, inHand } }: LiveFieldwork): Alert | null {
  if (fresh + inHand === 0) return null;
  return {
    tone: fresh > 0 ? 'danger' : 'info',
    title: fresh > 0 ? 'Er is een nieuw zorgsignaal' : 'Er is een zorgsignaal in behandeling',
    text: `Nieuw: ${formatCount(fresh)}. In behandeling: ${formatCount(inHand)}.`,
    link: { label: 'Zorgsignalen openen', href: studyPath(study.slug, 'concerns') },
  };
}

function keyFigures(live: LiveFieldwork): KeyFigures {
  const { study, total, people, dials } = live;
  const rate = total.municipalRate;
  const dialled = dials
    .filter(({ outcome }) => outcome === 'dial')
    .reduce((sum, { count }) => sum + count, 0);
  const held = dials
    .filter(({ outcome }) => outcome === 'complete')
    .reduce((sum, { count }) => sum + count, 0);
  const doing = (does: AtWork['does']): string =>
    formatCount(people.filter((one) => one.does === does).length);
  return {
    figures: [
      {
        label: 'Interviews',
        value: formatCount(total.counts.I),
        detail: targetDetail(live),
        href: countedCasesPath(study.slug, 'I'),
      },
      {
        label: 'Respons',
        value: rate === null ? '–' : formatPercentage(rate),
        detail: `${formatCount(total.counts.I)} interviews van ${formatCount(total.approached)} benaderde personen`,
        href: studyPath(study.slug, 'response'),
      },
      {
        label: 'Vandaag gebeld',
        value: formatCount(dialled),
        detail: held === 1 ? '1 interview' : `${formatCount(held)} interviews`,
      },
      {
        label: 'Nu in gesprek',
        value: formatCount(people.filter(({ does }) => does === 'interviewing' || does === 'calling').length),
        detail: `${doing('interviewing')} in interview, ${doing('calling')} aan het bellen, ${doing('free')} vrij`,
      },
      {
        label: 'Besluiten',
        value:
          countDecisions(live) > MOST_COUNTED
            ? `${formatCount(MOST_COUNTED)}+`
            : formatCount(countDecisions(live)),
        detail: 'casussen die op u wachten',
        href: `${studyPath(study.slug, 'cases')}?attention=decide`,
      },
    ],
  };
}

/** The cases of the list that the figure leads to. */
function countDecisions({ decisions: { waiting } }: LiveFieldwork): number {
  return waiting.refusal + waiting.stuck;
}
