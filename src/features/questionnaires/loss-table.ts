import type { XlsFormLoss } from '../../domain/xlsform/xlsform.js';
import type { DataTable } from '../../web/components.js';

/** What of a form or a questionnaire does not come along, for people. */
export function lossTable(losses: readonly XlsFormLoss[]): DataTable {
  return {
    id: 'losses',
    caption: 'Wat niet wordt overgenomen',
    columns: [{ label: 'Plaats' }, { label: 'Wat', wide: true }],
    rows: losses.map(({ place, what }) => [{ text: place }, { text: what }]),
    empty: 'Alles is overgenomen.',
  };
}
