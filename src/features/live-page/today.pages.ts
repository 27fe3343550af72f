import { OUTCOME_CODES } from '../../domain/contact/outcome.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import { CASE_STATUS_TABLE, CASE_STATUSES } from '../../domain/contact/case-status.js';
import type { ResponseSummary } from '../../domain/response/response-summary.js';
import type { DataTable } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type BarRow, type BarTable, barWidth } from './bar-table.js';
import type { LiveFieldwork } from './live-page.service.js';

/** Today's dials by what came of them; dials of which nothing is written yet at the end. */
export function dialsTable({ study, dials }: LiveFieldwork): BarTable {
  const table = studyOutcomes(study.rules.outcomes);
  const count = (outcome: string): number =>
    dials.filter((one) => one.outcome === outcome).reduce((sum, one) => sum + one.count, 0);
  const all = count('dial');
  const known = OUTCOME_CODES.map((code) => ({ label: table[code].label, count: count(code) }))
    .filter((one) => one.count > 0)
    .toSorted((one, other) => other.count - one.count);
  const rest = all - known.reduce((sum, one) => sum + one.count, 0);
  const rows = rest > 0 ? [...known, { label: 'Nog zonder uitkomst', count: rest }] : known;
  return {
    id: 'vandaag',
    caption: 'Vandaag gebeld, naar uitkomst',
    heading: 'Uitkomst',
    barLabel: 'Deel van vandaag',
    columns: ['Keer', 'Deel'],
    rows: rows.map((row): BarRow => {
      const share = all === 0 ? '–' : formatPercentage(row.count / all);
      return {
        heading: { text: row.label },
        bar: { width: barWidth(row.count, all), text: share },
        cells: [{ text: formatCount(row.count) }, { text: share }],
      };
    }),
    empty: 'Vandaag is er nog niet gebeld.',
    notes:
      all === 0 ? [] : [`Samen ${formatCount(all)} keer gebeld. Teruggenomen uitkomsten tellen niet mee.`],
  };
}

/** The municipality's own response per domain, with what it means beside it. */
export function responseTable({ study, domains, total }: LiveFieldwork): BarTable {
  const row = (heading: BarRow['heading'], summary: ResponseSummary): BarRow => {
    const rate = summary.municipalRate;
    const share = rate === null ? '–' : formatPercentage(rate);
    return {
      heading,
      bar: { width: barWidth(rate ?? 0, 1), text: share },
      cells: [
        { text: share, detail: `${formatCount(summary.counts.I)} van ${formatCount(summary.approached)}` },
      ],
    };
  };
  return {
    id: 'respons',
    caption: 'Respons tot nu toe',
    heading: 'Domein',
    barLabel: 'Respons',
    columns: ['Respons'],
    rows: [
      ...domains.map(({ domain, summary }) => row({ text: domain.label }, summary)),
      row({ text: 'Totaal', href: studyPath(study.slug, 'response') }, total),
    ],
    empty: '',
    notes: [
      'Respons is het aantal interviews gedeeld door het aantal benaderde personen: vrijgegeven casussen waarin minstens één keer is gebeld. Uitgesloten en ingetrokken casussen tellen niet mee; een open afspraak is geen weigering.',
    ],
  };
}

/** Where the cases stand, per domain. Whoever withdrew is in no count. */
export function statusTable({ study, statuses, total }: LiveFieldwork): DataTable {
  const shown = CASE_STATUSES.filter(
    (status) => status !== 'withdrawn' && statuses.some((one) => one.status === status),
  );
  const count = (status: CaseStatus, domainId?: string): string =>
    formatCount(
      statuses
        .filter((one) => one.status === status && (domainId === undefined || one.domainId === domainId))
        .reduce((sum, one) => sum + one.count, 0),
    );
  const cases = `${studyPath(study.slug, 'cases')}?status=`;
  return {
    id: 'standen',
    caption: 'Casussen naar stand en domein',
    columns: [
      { label: 'Stand' },
      ...study.domains.map(({ label }) => ({ label, numeric: true })),
      { label: 'Totaal', numeric: true },
    ],
    rows: shown.map((status) => [
      { text: CASE_STATUS_TABLE[status].label, href: cases + status },
      ...study.domains.map(({ id }) => ({ text: count(status, id) })),
      { text: count(status) },
    ]),
    empty: 'Er zijn nog geen casussen. Trek eerst de steekproef.',
    notes: total.counts.withdrawn === 0 ? [] : ['Wie de toestemming introk, telt nergens mee.'],
  };
}
