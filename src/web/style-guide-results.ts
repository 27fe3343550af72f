import type { Cell, DataTable } from './components.js';

/** Invented results, as a table of the style page. */
export function resultsTable(): DataTable {
  return {
    id: 'tabel',
    caption: 'Voldoende tijd: percentage vaak of altijd, per domein',
    columns: [
      { label: 'Domein' },
      { label: '2016', numeric: true },
      { label: '2015', numeric: true },
      { label: 'Aantal 2016', numeric: true },
      { label: 'Verschil' },
    ],
    rows: [
      resultRow('Basishulp', ['83%', '91%', '256'], { text: 'lager dan in 2015', tone: 'warning' }),
      resultRow('Specialistische hulp', ['88%', '86%', '257'], { text: 'geen verschil', tone: 'neutral' }),
      resultRow('Jeugdbescherming en jeugdreclassering', ['64%', '–', '71'], {
        text: 'indicatief',
        tone: 'info',
      }),
    ],
    totals: [[{ text: 'Totaal' }, { text: '83%' }, { text: '88%' }, { text: '584' }, { text: '' }]],
    empty: 'Er zijn vandaag geen afspraken.',
    notes: ['Getoetst met een betrouwbaarheid van 95%.'],
  };
}

function resultRow(
  domain: string,
  numbers: readonly string[],
  badge: { text: string; tone: 'warning' | 'neutral' | 'info' },
): Cell[] {
  return [{ text: domain, href: '#tabel' }, ...numbers.map((text) => ({ text })), { text: '', badge }];
}
