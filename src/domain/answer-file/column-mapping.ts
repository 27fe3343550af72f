import type { FileFault } from './answer-record.js';
import type { HeadedTable } from './headed-table.js';
import type { RawTable } from './raw-table.js';

/** What one column of a file means here. */
export interface MappedColumn {
  /** As in the file. */
  readonly from: string;
  /** A column of `answerColumnNames`, or `null` when it is not used. */
  readonly to: string | null;
  /** Codes of the file that are other codes here; an empty text is: not asked. */
  readonly values: ReadonlyMap<string, string>;
}

/** A mapping that was read, or what is wrong in it. */
export type ReadMapping =
  | { readonly ok: true; readonly columns: readonly MappedColumn[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

const NOT_USED = '-';

/**
 * Reads a mapping, one column of the file per line: `v12 -> B1`, with other codes `v12 -> B1: 1=1, 2=2, 9=98`, or
 * `naam -> -` for a column that is not used. Empty lines and lines with `#` at the start do not count.
 * @param text as somebody typed it
 * @param names what may stand behind the arrow, in lower case, and the column that it is
 * @example readMapping('v12 -> B1: 2=0', new Map([['b1', 'B1']])) // { ok: true, columns: [{ from: 'v12', … }] }
 */
export function readMapping(text: string, names: ReadonlyMap<string, string>): ReadMapping {
  const faults: FileFault[] = [];
  const columns = text.split(/\r?\n/).flatMap((content, at) => {
    if (/^\s*(#|$)/.test(content)) return [];
    const column = readLine(content, names);
    if (typeof column !== 'string') return [column];
    faults.push({ line: at + 1, column: null, message: column });
    return [];
  });
  const used = columns.map(({ to }) => to).filter((to) => to !== null);
  const double = used.find((to, at) => used.indexOf(to) < at);
  if (double !== undefined) {
    faults.push({
      line: 1,
      column: double,
      message: 'Twee kolommen van het bestand gaan naar deze kolom. Kies er één.',
    });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, columns };
}

/** One line, or a Dutch sentence on what is wrong with it. */
function readLine(content: string, names: ReadonlyMap<string, string>): MappedColumn | string {
  const [, from = '', to = '', codes = ''] = /^\s*(.+?)\s*->\s*([^:]+?)\s*(?::(.*))?$/.exec(content) ?? [];
  if (from === '') return 'Schrijf: kolom van het bestand -> kolom hier, bijvoorbeeld v12 -> B1: 1=1, 2=2.';
  if (to === NOT_USED) return { from, to: null, values: new Map() };
  const known = names.get(to.toLowerCase());
  if (known === undefined)
    return `‘${to}’ is geen vraag of kenmerk van dit onderzoek. Schrijf - als de kolom niet nodig is.`;
  const values = codes
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map((part) => part.trim()));
  const wrong = values.find((pair) => pair.length !== 2);
  if (wrong !== undefined)
    return `‘${wrong.join('=')}’ is geen code. Schrijf code van het bestand=code hier.`;
  return { from, to: known, values: new Map(values.map(([code = '', here = '']) => [code, here])) };
}

/**
 * The mapping as text, for `readMapping`.
 * @example writeMapping([{ from: 'v12', to: 'B1', values: new Map([['9', '98']]) }]) // 'v12 -> B1: 9=98\n'
 */
export function writeMapping(columns: readonly MappedColumn[]): string {
  return columns
    .map(({ from, to, values }) => {
      const codes = [...values].map(([code, here]) => `${code}=${here}`).join(', ');
      return `${from} -> ${to ?? NOT_USED}${codes === '' ? '' : `: ${codes}`}\n`;
    })
    .join('');
}

/**
 * The table with the columns and codes of this study. A column of the file that the mapping does not have, and one of
 * the mapping that the file does not have, is a fault: nothing is left out in silence.
 * @param table as the file has it
 * @param mapping from `readMapping` or `guessMapping`
 */
export function applyMapping(table: RawTable, mapping: readonly MappedColumn[]): HeadedTable {
  const places = new Map(table.columns.map(({ name }, place) => [name, place]));
  const mapped = new Set(mapping.map(({ from }) => from));
  const faults = [
    ...mapping
      .filter(({ from }) => !places.has(from))
      .map(({ from }) => ({
        line: 1,
        column: from,
        message: 'Deze kolom van de koppeling staat niet in het bestand.',
      })),
    ...table.columns
      .filter(({ name }) => !mapped.has(name))
      .map(({ name }) => ({ line: 1, column: name, message: 'Deze kolom staat niet in de koppeling.' })),
    ...(mapping.some(({ to }) => to === 'domain')
      ? []
      : [{ line: 1, column: 'domain', message: 'Geen kolom gaat naar domain, en die is nodig.' }]),
  ];
  const used = new Map(
    mapping.flatMap(({ from, to, values }) =>
      to === null ? [] : [[to, { place: places.get(from) ?? -1, values }]],
    ),
  );
  return {
    columns: new Set(used.keys()),
    rows: table.rows.map(({ line, cells }) => ({
      line,
      cell: (column) => {
        const source = used.get(column);
        const text = source === undefined ? '' : (cells[source.place] ?? '');
        return source?.values.get(text) ?? text;
      },
    })),
    faults,
  };
}
