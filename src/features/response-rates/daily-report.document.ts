import type { FigureTable } from '../../documents/figure-table.js';
import type { ReportDocument, ReportTable } from '../../documents/report-word.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { OUTCOME_CODES } from '../../domain/contact/outcome.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import { formatCount, formatDate, formatMoment, formatPercentage } from '../../web/dutch-format.js';
import { figureDataTable } from '../../web/figure-tables.js';
import type { DialCount } from '../case-counts/case-counts.service.js';
import { MOST_COUNTED } from '../cases/waiting-cases.service.js';
import type { Decisions } from '../fieldwork/supervision.service.js';
import type { Study } from '../studies/studies.service.js';
import type { StudyBreakdown } from './breakdown.service.js';
import { standTable } from './curve-tables.js';
import { curveChart, curveSentences } from './curve.pages.js';
import type { StudyCurves } from './curve.service.js';
import { caseLinkOf } from './response-paths.js';
import type { SubstatusCount } from './response-rates.queries.js';
import { responseTables } from './response-tables.js';

/** What a daily report is made of. */
export interface DayFigures {
  readonly study: Study;
  readonly today: CivilDate;
  readonly madeAt: Instant;
  readonly curves: StudyCurves;
  readonly response: StudyBreakdown;
  /** Since midnight. */
  readonly dials: readonly DialCount[];
  /** Of the whole fieldwork so far. */
  readonly substatuses: readonly SubstatusCount[];
  readonly waiting: Decisions['waiting'];
}

const CURVE_TITLE = 'Verloop';

/** Under which heading which drawing stands; in Word the table says the same. */
export function dailyDrawings({ curves }: DayFigures): ReadonlyMap<string, string> {
  const [whole] = curves.curves;
  const chart = whole === undefined ? null : curveChart(curves, whole, 'interviews');
  return new Map(chart === null ? [] : [[CURVE_TITLE, chart]]);
}

/** The report of one day: the figures of the day, the response, the growth, today's calls, what waits. */
export function dailyReport(figures: DayFigures): ReportDocument {
  const { study, today, madeAt, curves, response } = figures;
  const link = caseLinkOf(study.slug, []);
  const [whole] = curves.curves;
  return {
    title: `Dagrapport ${formatDate(today)}: ${study.name}`,
    subtitle: `Stand van ${formatMoment(madeAt)}. Alleen aantallen: er staan geen casussen en geen personen in.`,
    sections: [
      { title: 'De dag', paragraphs: [], facts: factsOf(figures), tables: [] },
      {
        title: 'Respons per domein',
        paragraphs: [],
        facts: [],
        tables: responseTables(response, link)
          .filter(({ id }) => id === 'respons' || id === 'casussen')
          .map(reportTable),
      },
      {
        title: CURVE_TITLE,
        paragraphs:
          whole === undefined ? ['Er is nog niemand benaderd.'] : curveSentences(curves, whole, 'interviews'),
        facts: [],
        tables: whole === undefined ? [] : [reportTable(standTable(curves, link))],
      },
      { title: 'Vandaag gebeld', paragraphs: [], facts: [], tables: [reportTable(dialsTable(figures))] },
      ...substatusSections(figures),
      { title: 'Wacht op een besluit', paragraphs: [], facts: waitingFacts(figures), tables: [] },
    ],
  };
}

function factsOf({ response, dials }: DayFigures): ReportDocument['sections'][number]['facts'] {
  const { counts, approached, municipalRate } = response.total.summary;
  return [
    { label: 'Vandaag gebeld', value: `${formatCount(dialled(dials, 'dial'))} keer` },
    { label: 'Vandaag voltooid', value: `${formatCount(dialled(dials, 'complete'))} interviews` },
    { label: 'Interviews tot nu toe', value: formatCount(counts.I) },
    {
      label: 'Respons van de gemeente',
      value:
        municipalRate === null
          ? 'nog niet te berekenen'
          : `${formatPercentage(municipalRate)} (${formatCount(counts.I)} van ${formatCount(approached)} benaderde personen)`,
    },
    { label: 'Nog open', value: `${formatCount(counts.open)} casussen, ook afspraken` },
  ];
}

function dialled(dials: readonly DialCount[], outcome: DialCount['outcome']): number {
  return dials.filter((one) => one.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
}

/** Today's dials by domain and outcome; those of which nothing is written yet are apart, so that the sum is all. */
function dialsTable({ study, dials }: DayFigures): FigureTable {
  const ofDomain = (id: string | null): readonly DialCount[] =>
    dials.filter(({ domainId }) => id === null || domainId === id);
  const parts = [...study.domains.map(({ id }) => ofDomain(id)), ofDomain(null)];
  const row = (label: string, of: (own: readonly DialCount[]) => number) => ({
    label,
    figures: parts.map((own) => ({ value: of(own), as: 'count' as const })),
  });
  const known = OUTCOME_CODES.filter((code) => dialled(dials, code) > 0);
  const unknown = (own: readonly DialCount[]): number =>
    known.reduce((rest, code) => rest - dialled(own, code), dialled(own, 'dial'));
  return {
    id: 'vandaag',
    caption: 'Telefoontjes naar uitkomst',
    columns: [{ label: 'Uitkomst' }, ...study.domains.map(({ label }) => ({ label })), { label: 'Totaal' }],
    rows: [
      ...known.map((code) => row(outcomeLabel(study.rules.outcomes, code), (own) => dialled(own, code))),
      row('Nog zonder uitkomst', unknown),
    ],
    totals: [row('Gebeld', (own) => dialled(own, 'dial'))],
    notes: ['Teruggenomen uitkomsten tellen niet mee.'],
  };
}

/** Left out where the study divides no outcome, or nobody chose a finer one yet. */
function substatusSections({ study, substatuses }: DayFigures): ReportDocument['sections'] {
  if (substatuses.length === 0) return [];
  const facts = substatuses.map(({ code, substatus, count }) => ({
    label: `${outcomeLabel(study.rules.outcomes, code)}: ${substatus}`,
    value: formatCount(count),
  }));
  return [{ title: 'Nadere uitkomsten tot nu toe', paragraphs: [], facts, tables: [] }];
}

const WAITING_LABELS: Readonly<Record<keyof Decisions['waiting'], string>> = {
  refusal: 'Zachte weigeringen om over te beslissen',
  late: 'Afspraken die niet zijn nagekomen',
  assigned_away: 'Toegewezen aan wie niet meer belt',
  stuck: 'Casussen die vastlopen',
  paused: 'Gepauzeerde casussen',
  language: 'Taal die niemand spreekt',
  over: 'Casussen die te vaak zijn gebeld',
};

function waitingFacts({ waiting }: DayFigures): ReportDocument['sections'][number]['facts'] {
  return Object.entries(WAITING_LABELS).map(([reason, label]) => {
    const count = waiting[reason as keyof Decisions['waiting']];
    return {
      label,
      value: count > MOST_COUNTED ? `meer dan ${formatCount(MOST_COUNTED)}` : formatCount(count),
    };
  });
}

function reportTable(table: FigureTable): ReportTable {
  const { caption, columns, rows, totals = [], notes = [] } = figureDataTable(table);
  return {
    caption,
    columns: columns.map(({ label, numeric = false }) => ({ label, numeric })),
    rows: [...rows, ...totals],
    notes,
  };
}
