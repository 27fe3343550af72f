import { hiddenResponse, mayShowResponse, placeOf } from './hidden-response.js';
import {
  cellsBy,
  isEnoughForModel,
  levelJoiner,
  type ResponseCell,
  withoutRareLevels,
} from './response-cell.js';

/** Sampled people under names of levels of which the response may be shown. */
export interface ShownResponse {
  /** `null` when it may not even be shown how many of all responded. */
  readonly whole: readonly ResponseCell[] | null;
  /** The people of each domain; domains of which it may not be shown how many responded are left out. */
  readonly perDomain: ReadonlyMap<string, readonly ResponseCell[]>;
}

/**
 * Puts levels together until it may be shown of each who responded, in all and per domain, and none follows by
 * subtraction: neither from the other levels, nor from the same level in all and in the other domains. A model of main
 * effects depends on no more than the response of its levels, so that its indicators give nothing else away.
 * @param cells sampled people; the first of their levels is the domain
 * @param rest the name of levels together
 * @example shownResponse([{ levels: ['a'], sampled: 9, responded: 3, weight: 9, respondedWeight: 3 }], 'overig').whole // null
 */
export function shownResponse(cells: readonly ResponseCell[], rest: string): ShownResponse {
  const join = levelJoiner(cells, rest, isShownLevel);
  const joined = cells.map((cell) => ({ ...cell, levels: [domainOf(cell), ...join(cell.levels).slice(1)] }));
  const hidden = hiddenResponse(joined);
  const nameOf = (domain: string): string => (hidden.domains.has(domain) ? rest : domain);
  const isTotalShown = cellsBy(cells, []).every(mayShowResponse);
  const domains = cellsBy(cells, [0]).map(domainOf);
  return {
    whole: isTotalShown
      ? withoutRareLevels(
          joined.map((cell) => ({ ...cell, levels: cell.levels.with(0, nameOf(domainOf(cell))) })),
          rest,
          isShownLevel,
        )
      : null,
    perDomain: new Map(
      domains
        .filter((domain) => !hidden.domains.has(domain))
        .map((domain) => {
          const own = joined.filter((cell) => domainOf(cell) === domain);
          const isHidden = (level: string, at: number): boolean =>
            hidden.places[at - 1]?.has(placeOf(level, domain)) === true;
          const named = own.map((cell) => ({
            ...cell,
            levels: cell.levels.map((level, at) => (isHidden(level, at) ? rest : level)),
          }));
          return [domain, withoutRareLevels(named, rest, isShownLevel)];
        }),
    ),
  };
}

function isShownLevel(level: ResponseCell): boolean {
  return isEnoughForModel(level) && mayShowResponse(level);
}

function domainOf({ levels: [domain = ''] }: ResponseCell): string {
  return domain;
}
