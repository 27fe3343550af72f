import { expect } from 'vitest';
import type { BrowserSession } from './browser-session.js';
import { countIn, type HtmlCell, type HtmlTable, tablesOf } from './html-tables.js';

const WITHDRAWN = ['withdrawn', 'ingetrokken'];

/** Of people that are no cases, of whom there is no list. */
const NO_CASES = ['Steekproefkader'];

/**
 * Adds up every table, and opens every number above zero: it must be a link to a list that holds as many cases as it says.
 * @param countsCases which columns hold numbers of cases
 * @returns how many numbers were opened
 */
export async function expectNumbersToAddUp(
  session: BrowserSession,
  tables: readonly HtmlTable[],
  countsCases: (column: string) => boolean = () => true,
): Promise<number> {
  let followed = 0;
  for (const table of tables) {
    expectSums(table);
    for (const { where, cell } of numbersOf(table, countsCases)) {
      const count = countIn(cell);
      expect({ where, isLink: cell.href !== null }).toEqual({ where, isLink: true });
      expect({ where, ...(await listLengthOf(session, cell.href ?? '')) }).toEqual({
        where,
        said: count,
        listed: count,
      });
      followed += 1;
    }
  }
  return followed;
}

function numbersOf(
  { id, columns, rows, totals }: HtmlTable,
  countsCases: (column: string) => boolean,
): readonly { readonly where: string; readonly cell: HtmlCell }[] {
  return [...rows, ...totals]
    .filter(([heading]) => !NO_CASES.includes(heading?.text ?? ''))
    .flatMap((row) =>
      row.map((cell, at) => ({ at, where: `${id}: ${row[0]?.text ?? ''}, ${columns[at] ?? ''}`, cell })),
    )
    .filter(({ at, cell }) => at > 0 && countsCases(columns[at] ?? '') && (countIn(cell) ?? 0) > 0);
}

/** What a list says that it holds, and what its pages hold together. */
async function listLengthOf(
  session: BrowserSession,
  href: string,
): Promise<{ said: number; listed: number }> {
  const seen: string[] = [];
  let said = -1;
  let next: string | null = href;
  while (next !== null) {
    const page = await session.get(next);
    expect(page.status, next).toBe(200);
    const [, found = '-1'] = />\s*([\d.]+) casus(?:sen)?(?:: | met deze keuze)/.exec(page.text) ?? [];
    said = Number(found.replaceAll('.', ''));
    const cells = tablesOf(page.text).flatMap(({ rows }) => rows.flat());
    expect(cells.filter((cell) => WITHDRAWN.includes(cell.text))).toEqual([]);
    seen.push(...cells.filter(({ href: to }) => to?.includes('/cases/')).map((cell) => cell.text));
    next = nextOf(page.text);
  }
  return { said, listed: new Set(seen).size };
}

/** The link to the next page of a list. */
function nextOf(html: string): string | null {
  const href = /rel="next" href="([^"]+)"/.exec(html)?.[1];
  return href === undefined ? null : href.replaceAll(/&(?:amp|#38);/g, '&');
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
