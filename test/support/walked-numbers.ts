import { expect } from 'vitest';
import type { BrowserSession } from './browser-session.js';
import { countIn, type HtmlCell, type HtmlTable, tablesOf } from './html-tables.js';

const WITHDRAWN = ['withdrawn', 'ingetrokken'];

/**
 * Adds up every table, and opens every number that is a link: its list must hold as many cases as it says.
 * @returns how many numbers were opened
 */
export async function expectNumbersToAddUp(
  session: BrowserSession,
  tables: readonly HtmlTable[],
): Promise<number> {
  let followed = 0;
  for (const table of tables) {
    expectSums(table);
    for (const cell of [...table.rows, ...table.totals].flatMap((row) => row.slice(1))) {
      const count = countIn(cell);
      if (cell.href === null) continue;
      expect(await listLengthOf(session, cell.href)).toEqual({ said: count, listed: count });
      followed += 1;
    }
  }
  return followed;
}

/** What a list says that it holds, and what its pages hold together. */
async function listLengthOf(
  session: BrowserSession,
  href: string,
): Promise<{ said: number; listed: number }> {
  const first = await session.get(href);
  expect(first.status, href).toBe(200);
  const said = Number((/>([\d.]+) casus(?:sen)?:/.exec(first.text)?.[1] ?? '-1').replaceAll('.', ''));
  const seen: string[] = [];
  for (let number = 1; number <= Math.ceil(said / 50); number += 1) {
    const { text } = await session.get(`${href}&page=${String(number)}`);
    const cells = tablesOf(text).flatMap(({ rows }) => rows.flat());
    expect(cells.filter((cell) => WITHDRAWN.includes(cell.text))).toEqual([]);
    seen.push(...cells.filter(({ href: to }) => to?.includes('/cases/')).map((cell) => cell.text));
  }
  return { said, listed: new Set(seen).size };
}

interface Sum {
  readonly where: string;
  readonly whole: HtmlCell | undefined;
  readonly parts: readonly (HtmlCell | undefined)[];
}

/** Parts add up to the last column, and rows to the row below the line. */
function sumsOf({ id, rows, totals, columns }: HtmlTable): readonly Sum[] {
  const across = columns.at(-1) === 'Totaal' ? [...rows, ...totals] : [];
  return [
    ...across.map((row) => ({
      where: `${id}: ${row[0]?.text ?? ''}`,
      whole: row.at(-1),
      parts: row.slice(1, -1),
    })),
    ...totals.flatMap((total) =>
      total.slice(1).map((whole, at) => ({
        where: `${id}: ${columns[at + 1] ?? ''}`,
        whole,
        parts: rows.map((row) => row[at + 1]),
      })),
    ),
  ];
}

const countOf = (cell: HtmlCell | undefined): number | null => (cell === undefined ? null : countIn(cell));

/** Parts add up to the whole, in the last column and below the line. */
export function expectSums(table: HtmlTable): void {
  for (const { where, whole, parts } of sumsOf(table)) {
    if (countOf(whole) === null) continue;
    const sum = parts.reduce((all, part) => all + (countOf(part) ?? 0), 0);
    expect({ where, sum }).toEqual({ where, sum: countOf(whole) });
  }
}
