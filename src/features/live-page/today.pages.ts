import type { FigureRow, FigureTable } from '../../documents/figure-table.js';
import { OUTCOME_CODES } from '../../domain/contact/outcome.js';
import { studyOutcomes } from '../../domain/contact/study-outcomes.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import { CASE_STATUS_TABLE, CASE_STATUSES } from '../../domain/contact/case-status.js';
import type { ResponseSummary } from '../../domain/response/response-summary.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { studyPath } from '../studies/study-navigation.js';
import { type Bar, type BarTable, barWidth } from './bar-table.js';
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
  const shares = rows.map((row) => (all === 0 ? null : row.count / all));
  return {
    barLabel: 'Deel van vandaag',
    bars: shares.map(shareBar),
    figures: {
      id: 'vandaag',
      caption: 'Vandaag gebeld, naar uitkomst',
      columns: [{ label: 'Uitkomst' }, { label: 'Keer' }, { label: 'Deel' }],
      rows: rows.map((row, at) => ({
        label: row.label,
        figures: [
          { value: row.count, as: 'count' },
          { value: shares[at] ?? null, as: 'whole' },
        ],
      })),
      empty: 'Vandaag is er nog niet gebeld.',
      notes:
        all === 0 ? [] : [`Samen ${formatCount(all)} keer gebeld. Teruggenomen uitkomsten tellen niet mee.`],
    },
  };
}

function shareBar(share: number | null): Bar {
  return { width: barWidth(share ?? 0, 1), text: share === null ? '–' : formatPercentage(share) };
}

/** The municipality's own response per domain, with what it means beside it. */
export function responseTable({ study, domains, total }: LiveFieldwork): BarTable {
  const row = (label: string, { municipalRate, counts, approached }: ResponseSummary): FigureRow => ({
    label,
    figures: [
      {
        value: municipalRate,
        as: 'whole',
        detail: `${formatCount(counts.I)} van ${formatCount(approached)}`,
      },
      { value: counts.I, as: 'count' },
      { value: approached, as: 'count' },
    ],
  });
  return {
    barLabel: 'Respons',
    bars: [...domains.map(({ summary }) => summary), total].map(({ municipalRate }) =>
      shareBar(municipalRate),
    ),
    figures: {
      id: 'respons',
      caption: 'Respons tot nu toe',
      columns: [
        { label: 'Domein' },
        { label: 'Respons' },
        { label: 'Interviews', isFileOnly: true },
        { label: 'Benaderd', isFileOnly: true },
      ],
      rows: domains.map(({ domain, summary }) => row(domain.label, summary)),
      totals: [{ ...row('Totaal', total), href: studyPath(study.slug, 'response') }],
      notes: [
        'Respons is het aantal interviews gedeeld door het aantal benaderde personen: vrijgegeven casussen waarin minstens één keer is gebeld. Uitgesloten en ingetrokken casussen tellen niet mee; een open afspraak is geen weigering.',
      ],
    },
  };
}

/** Where the cases stand, per domain. Whoever withdrew is in no count. */
export function statusTable({ study, statuses, total }: LiveFieldwork): FigureTable {
  const shown = CASE_STATUSES.filter(
    (status) => status !== 'withdrawn' && statuses.some((one) => one.status === status),
  );
  const count = (status: CaseStatus, domainId?: string): number =>
    statuses
      .filter((one) => one.status === status && (domainId === undefined || one.domainId === domainId))
      .reduce((sum, one) => sum + one.count, 0);
  const pathOf = (status: CaseStatus, domain?: string): string => {
    const query = new URLSearchParams({ ...(domain === undefined ? {} : { domain }), status });
    return `${studyPath(study.slug, 'cases')}?${query.toString()}`;
  };
  return {
    id: 'standen',
    caption: 'Casussen naar stand en domein',
    columns: [{ label: 'Stand' }, ...study.domains.map(({ label }) => ({ label })), { label: 'Totaal' }],
    rows: shown.map((status) => ({
      label: CASE_STATUS_TABLE[status].label,
      href: pathOf(status),
      figures: [
        ...study.domains.map(({ id, code }) => ({
          ...{ value: count(status, id), as: 'count' as const },
          href: pathOf(status, code),
        })),
        { value: count(status), as: 'count', href: pathOf(status) },
      ],
    })),
    empty: 'Er zijn nog geen casussen. Trek eerst de steekproef.',
    notes: total.counts.withdrawn === 0 ? [] : ['Wie de toestemming introk, telt nergens mee.'],
  };
}
