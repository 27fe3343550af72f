import type { ComparisonTable, TableCell } from './comparison-table.js';

/**
 * All letters of a cell as a text: those of the years, and in a crossed table also the capitals of the domains.
 * @example lettersOf(cell) // 'a,b B'
 */
export function lettersOf(cell: TableCell): string {
  return cell.lettersBySet
    .map(({ letters }) => letters.join(','))
    .filter((letters) => letters !== '')
    .join(' ');
}

/**
 * What the letters of a table mean, in Dutch; nothing when it has none.
 * @example letterLegend(table)[0] // 'Cijfers met dezelfde letter verschillen niet significant; …'
 */
export function letterLegend({ rows, sets }: ComparisonTable): string[] {
  if (!rows.some(({ cells }) => cells.some((cell) => cell.lettersBySet.length > 0))) return [];
  const kinds = new Set(sets.map(({ compares }) => compares));
  const same =
    'Cijfers met dezelfde letter verschillen niet significant; zonder gemeenschappelijke letter wel.';
  return kinds.size > 1
    ? [same, 'Kleine letters vergelijken de jaren van één domein, hoofdletters de domeinen van één jaar.']
    : [same];
}
