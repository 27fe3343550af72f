import { type CountedGroup, crossed, joined, nameOf, traitsOf } from '../quality/crossed-counts.js';
import { hiddenCounts } from '../quality/hidden-counts.js';
import { isFew } from '../quality/small-counts.js';
import { cellsBy, type ResponseCell } from './response-cell.js';

/**
 * Whether it may be shown how many of these people responded: neither those who did nor those who did not are a few.
 * @example mayShowResponse({ sampled: 20, responded: 17 }) // false: three did not respond
 */
export function mayShowResponse(people: Pick<ResponseCell, 'sampled' | 'responded'>): boolean {
  return !sidesOf(people).some(isFew);
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
 * would give those away by subtraction from the total of the domain or of the level. Of a hidden domain nothing is shown.
 * @param cells sampled people; the first of their levels is the domain
 * @example hiddenResponse([{ levels: ['a'], sampled: 9, responded: 3, weight: 9, respondedWeight: 3 }]).domains // Set { 'a' }
 */
export function hiddenResponse(cells: readonly ResponseCell[]): HiddenResponse {
  const variables = (cells[0]?.levels ?? []).map((_, at) => at).slice(1);
  const byDomain = cellsBy(cells, [0]);
  const tables = variables.map((at) => cellsBy(cells, [0, at]));
  const counted = joined([
    crossed(byDomain.map((cell) => groupOf(cell))),
    ...variables.map((at, place) => crossed((tables[place] ?? []).map((cell) => groupOf(cell, at)))),
  ]);
  const known = new Set([...counted.counts.keys()].filter((name) => traitsOf(name)[DOMAIN] === undefined));
  const hidden = hiddenCounts({ ...counted, known, isWholeKnown: true });
  const isHidden = (cell: ResponseCell, at?: number): boolean => hidden.has(nameOf(groupOf(cell, at).traits));
  const domains = new Set(byDomain.filter((cell) => isHidden(cell)).map((cell) => levelOf(cell, 0)));
  return {
    domains,
    places: variables.map((at, place) => {
      const own = (tables[place] ?? []).filter((cell) => domains.has(levelOf(cell, 0)) || isHidden(cell, at));
      return new Set(own.map((cell) => placeOf(levelOf(cell, 1), levelOf(cell, 0))));
    }),
  };
}

const DOMAIN = 'domain';

/** People by their domain, and by the variable at a position when there is one: who responded, and who did not. */
function groupOf(cell: ResponseCell, at?: number): CountedGroup {
  return {
    traits: {
      [DOMAIN]: levelOf(cell, 0),
      ...(at === undefined ? {} : { [String(at)]: levelOf(cell, 1) }),
    },
    counts: sidesOf(cell),
  };
}

function sidesOf({ sampled, responded }: Pick<ResponseCell, 'sampled' | 'responded'>): readonly number[] {
  return [responded, sampled - responded];
}

function levelOf({ levels }: ResponseCell, at: number): string {
  return levels[at] ?? '';
}
