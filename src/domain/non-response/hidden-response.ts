import { LEAST_SHOWN } from '../quality/small-counts.js';
import { cellsBy, type ResponseCell } from './response-cell.js';

/**
 * Whether it may be shown how many of these people responded: neither those who did nor those who did not are a few.
 * @example mayShowResponse({ sampled: 20, responded: 17 }) // false: three did not respond
 */
export function mayShowResponse(people: Pick<ResponseCell, 'sampled' | 'responded'>): boolean {
  return sidesOf(people).every((side) => side === 0 || side >= LEAST_SHOWN);
}

/** What of the response of domains is to be hidden. */
export interface HiddenResponse {
  readonly domains: ReadonlySet<string>;
  /** Levels of each variable in each domain, as `placeOf` names them, in the order of the variables after the domain. */
  readonly places: readonly ReadonlySet<string>[];
}

/**
 * The name of a level within a domain.
 * @example placeOf('16+', 'jb_jr') // '["16+","jb_jr"]'
 */
export function placeOf(level: string, domain: string): string {
  return JSON.stringify([level, domain]);
}

/**
 * Of which domains, and of which levels within domains, the response stays hidden: where it is of a few, and where it
 * would give those away by subtraction from the total of the domain or of the level.
 * @param cells sampled people; the first of their levels is the domain
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, §4.2: secondary suppression, the smallest next.
 * @example hiddenResponse([{ levels: ['a'], sampled: 9, responded: 3, weight: 9, respondedWeight: 3 }]).domains // Set { 'a' }
 */
export function hiddenResponse(cells: readonly ResponseCell[]): HiddenResponse {
  const domains = cellsBy(cells, [0]);
  const variables = (cells[0]?.levels ?? []).map((_, at) => at).slice(1);
  const tables = variables.map((at) => cellsBy(cells, [at, 0]));
  let hidden = hiddenDomains(domains, new Set());
  for (;;) {
    const found = tables.map((table) => hiddenLevels(table, hidden));
    const exposed = found.flatMap((one) => one.exposed);
    if (exposed.length === 0) return { domains: hidden, places: found.map(({ places }) => places) };
    hidden = hiddenDomains(domains, new Set([...hidden, ...exposed]));
  }
}

/** Those of a few, those given, and the smallest next until the total gives none of them away. */
function hiddenDomains(domains: readonly ResponseCell[], given: ReadonlySet<string>): ReadonlySet<string> {
  const isHidden = (cell: ResponseCell): boolean => !mayShowResponse(cell) || given.has(levelOf(cell, 0));
  const hidden = domains.filter(isHidden);
  const others = domains.filter((cell) => !isHidden(cell)).toSorted(bySize);
  while (hidden.length > 0 && others.length > 0 && !isCovered(hidden)) hidden.push(...others.splice(0, 1));
  return new Set(hidden.map((cell) => levelOf(cell, 0)));
}

/**
 * The levels of one variable to hide in each domain.
 * @param table people by level and domain
 * @returns also the domains whose total would give one of their levels away, whatever else is hidden
 */
function hiddenLevels(
  table: readonly ResponseCell[],
  domains: ReadonlySet<string>,
): { readonly places: ReadonlySet<string>; readonly exposed: readonly string[] } {
  const hidden = new Set(table.filter((cell) => domains.has(levelOf(cell, 1)) || !mayShowResponse(cell)));
  const rows = linesOf(table, 0);
  // What stands alone in its row is known from the total of the row: it covers nothing.
  const alone = new Set(rows.flatMap((row) => (row.length === 1 ? row : [])));
  const columns = linesOf(table, 1).map((column) => column.filter((cell) => !alone.has(cell)));
  const shownColumns = columns.filter(([cell]) => cell !== undefined && !domains.has(levelOf(cell, 1)));
  const few = table.filter((cell) => !mayShowResponse(cell));
  for (let isAgain = true; isAgain;) {
    isAgain = false;
    for (const line of [...rows, ...shownColumns]) if (cover(line, hidden)) isAgain = true;
    const known = isAgain ? [] : few.filter((cell) => isDetermined(cell, hidden, domains));
    for (const cell of known) {
      const crossing = [...rows, ...shownColumns].filter((line) => line.includes(cell));
      if (crossing.some((line) => hideSmallest(line, hidden))) isAgain = true;
    }
  }
  const known = few.filter((cell) => isDetermined(cell, hidden, domains));
  return {
    places: new Set([...hidden].map((cell) => placeOf(levelOf(cell, 0), levelOf(cell, 1)))),
    exposed: [
      ...known,
      ...shownColumns
        .map((column) => column.filter((cell) => hidden.has(cell)))
        .filter((own) => own.length > 0 && !isCovered(own))
        .flat(),
    ]
      .map((cell) => levelOf(cell, 1))
      .filter((domain) => !domains.has(domain)),
  };
}

/** Hides the smallest of a line in which what is hidden would follow from its total. Says whether it did. */
function cover(line: readonly ResponseCell[], hidden: Set<ResponseCell>): boolean {
  const own = line.filter((cell) => hidden.has(cell));
  return own.length > 0 && !isCovered(own) && hideSmallest(line, hidden);
}

function hideSmallest(line: readonly ResponseCell[], hidden: Set<ResponseCell>): boolean {
  const [smallest] = line.filter((cell) => !hidden.has(cell)).toSorted(bySize);
  if (smallest === undefined) return false;
  hidden.add(smallest);
  return true;
}

/**
 * Whether a hidden level of a domain follows from all totals together: when its row and its column are not joined by
 * other hidden ones, what is hidden on either side adds up to a known number. Totals of hidden domains are hidden too.
 */
function isDetermined(
  cell: ResponseCell,
  hidden: ReadonlySet<ResponseCell>,
  domains: ReadonlySet<string>,
): boolean {
  const ends = (one: ResponseCell): readonly [string, string] => [
    `level ${levelOf(one, 0)}`,
    `domain ${levelOf(one, 1)}`,
  ];
  const edges = [
    ...[...hidden].filter((one) => one !== cell).map(ends),
    ...[...domains].map((domain): readonly [string, string] => ['totals', `domain ${domain}`]),
  ];
  const [from, to] = ends(cell);
  const reached = new Set([from]);
  for (const place of reached) {
    for (const [one, other] of edges) {
      if (one === place) reached.add(other);
      if (other === place) reached.add(one);
    }
  }
  return !reached.has(to);
}

/** Whether hidden people may be known together: more than one group, and not a few on either side. */
function isCovered(hidden: readonly ResponseCell[]): boolean {
  return hidden.length > 1 && [0, 1].every((side) => sumOfSide(hidden, side) >= LEAST_SHOWN);
}

function sumOfSide(cells: readonly ResponseCell[], side: number): number {
  return cells.reduce((sum, cell) => sum + (sidesOf(cell)[side] ?? 0), 0);
}

function sidesOf({ sampled, responded }: Pick<ResponseCell, 'sampled' | 'responded'>): readonly number[] {
  return [responded, sampled - responded];
}

function levelOf({ levels }: ResponseCell, at: number): string {
  return levels[at] ?? '';
}

function linesOf(table: readonly ResponseCell[], at: number): readonly ResponseCell[][] {
  const names = new Set(table.map((cell) => levelOf(cell, at)));
  return [...names].map((name) => table.filter((cell) => levelOf(cell, at) === name));
}

function bySize(one: ResponseCell, other: ResponseCell): number {
  return one.sampled - other.sampled;
}
