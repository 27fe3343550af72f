import type { FigureTable } from '../../documents/figure-table.js';
import type { DataTable } from '../../web/components.js';
import { formatCount, formatPrice, formatSeconds } from '../../web/dutch-format.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';
import { casePagePath, studyPath } from '../studies/study-navigation.js';
import type { CallCosts, TelephonyOverview } from './overview.service.js';

/** The cases with the longest conversations, and links to all cases as a file. */
export function costsSection({ study, cases }: TelephonyOverview): FigureSection {
  const table: DataTable = {
    id: COSTS_ID,
    caption: 'Casussen met de meeste gesprekstijd',
    columns: [
      { label: 'Casus' },
      { label: 'Telefoontjes', numeric: true },
      { label: 'Gesprekstijd', numeric: true },
      { label: 'Kosten', numeric: true },
    ],
    rows: cases.map(({ caseNumber, calls, seconds, price, priceUnit }) => [
      { text: caseNumber ?? '', href: casePagePath(study.slug, caseNumber ?? '') },
      { text: formatCount(calls) },
      { text: formatSeconds(seconds) },
      { text: formatPrice(price, priceUnit) },
    ]),
    empty: 'Er is nog niet via de telefoondienst gebeld.',
  };
  const { files } = figureSection(costsTable(cases), `${studyPath(study.slug, 'telephony')}/files`, '');
  return { table, files: cases.length === 0 ? [] : files };
}

const COSTS_ID = 'minuten-en-kosten';

/** Minutes and costs of every case, for a file. */
export function costsTable(cases: readonly CallCosts[]): FigureTable {
  return {
    id: COSTS_ID,
    caption: 'Minuten en kosten per casus',
    columns: [
      { label: 'Casus' },
      { label: 'Telefoontjes' },
      { label: 'Gesprekstijd', fileLabel: 'Gesprekstijd (seconden)' },
      { label: 'Kosten' },
      { label: 'Munt', isText: true },
    ],
    rows: cases.map(({ caseNumber, calls, seconds, price, priceUnit }) => ({
      label: caseNumber ?? '',
      figures: [
        { value: calls, as: 'count' },
        { value: seconds, as: 'seconds' },
        { value: priceUnit === null ? null : price, as: 'decimal' },
        { value: priceUnit, as: 'text' },
      ],
    })),
  };
}
