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
 * What the two kinds of letters of a crossed table are; the notes say what a letter means.
 * @example letterLegend(crossed)[0] // 'Kleine letters vergelijken de jaren van één groep, …'
 */
export function letterLegend({ rows, sets, options }: ComparisonTable): string[] {
  const hasLetters = rows.some(({ cells }) => cells.some((cell) => cell.lettersBySet.length > 0));
  const kinds = new Set(sets.map(({ capitals }) => capitals));
  if (!hasLetters || kinds.size < 2) return [];
  if (!options.columns.includes('year')) {
    return [
      'Kleine letters vergelijken de kolommen van één hoofdgroep, hoofdletters dezelfde kolom van verschillende hoofdgroepen.',
    ];
  }
  const [one, several] = options.columns.includes('domain')
    ? ['één domein', 'domeinen']
    : ['één groep', 'groepen'];
  return [`Kleine letters vergelijken de jaren van ${one}, hoofdletters de ${several} van één jaar.`];
}
