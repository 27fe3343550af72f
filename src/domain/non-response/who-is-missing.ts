import { LEAST_SHOWN } from '../quality/small-counts.js';
import { partialIndicators } from './partial-indicators.js';
import { cellsBy, type ResponseCell } from './response-cell.js';
import { responsePropensities } from './response-propensities.js';
import { representativity, type Representativity } from './representativity.js';
import { shownResponse } from './shown-response.js';

/** One level of a variable: who was sampled and who responded. */
export interface LevelComparison {
  readonly level: string;
  readonly sampled: number;
  readonly responded: number;
  /** Share of everybody, by the design, 0–1. */
  readonly frameShare: number;
  /** Share of the respondents, by the design, 0–1. */
  readonly respondedShare: number;
  /** Above 0: over-represented among the respondents; below 0: under-represented. */
  readonly partial: number;
}

/** One variable that is known of everybody. */
export interface VariableComparison {
  /** Position of the variable. */
  readonly at: number;
  /** Levels of which fewer than five people responded, or did not, are together with others. */
  readonly levels: readonly LevelComparison[];
  /** Unconditional and conditional partial R-indicator, 0–0.5. */
  readonly unconditional: number;
  readonly conditional: number;
}

/** Who is missing among the respondents, as far as the known variables tell. */
export interface Missing {
  readonly sampled: number;
  /** `null` when one to four people responded, or did not, or when it would give those of another domain away. */
  readonly responded: number | null;
  /** `null` when too few people were sampled, or responded, or did not, to say anything. */
  readonly figures: Representativity | null;
  /** Empty without figures. */
  readonly variables: readonly VariableComparison[];
}

/** An R-indicator of fewer people says more of chance than of non-response. */
const LEAST_SAMPLED = 50;

/**
 * Compares everybody with the respondents on each variable that is known of both, in all and per domain, with how
 * representative the respondents are. Levels go together until nothing is shown of fewer than five people.
 * @param cells sampled people by variables, of which the first is the domain
 * @param rest the name of levels together
 * @returns all together, and each domain of which people were sampled
 * Source: Schouten, Cobben & Bethlehem (2009), Survey Methodology 35; Schouten, Shlomo & Skinner (2011).
 * @example whoIsMissing([], 'overig').total.figures // null
 */
export function whoIsMissing(
  cells: readonly ResponseCell[],
  rest: string,
): { readonly total: Missing; readonly domains: ReadonlyMap<string, Missing> } {
  const { whole, perDomain } = shownResponse(cells, rest);
  return {
    total: missingOf(
      sumOf(cells, ({ sampled }) => sampled),
      whole,
    ),
    domains: new Map(
      cellsBy(cells, [0]).map(({ levels: [domain = ''], sampled }) => [
        domain,
        missingOf(sampled, perDomain.get(domain) ?? null),
      ]),
    ),
  };
}

/**
 * What is missing among some people.
 * @param cells those people under names that may be shown; `null` when nothing of them may be
 */
function missingOf(sampled: number, cells: readonly ResponseCell[] | null): Missing {
  if (cells === null) return { sampled, responded: null, figures: null, variables: [] };
  const responded = sumOf(cells, (cell) => cell.responded);
  const isEnough = sampled >= LEAST_SAMPLED && responded >= LEAST_SHOWN && sampled - responded >= LEAST_SHOWN;
  const model = isEnough ? responsePropensities(cells) : null;
  if (model?.fit.hasConverged !== true) return { sampled, responded, figures: null, variables: [] };
  return {
    sampled,
    responded,
    figures: representativity(model),
    variables: partialIndicators(model).map(({ at, unconditional, conditional, levels }) => ({
      at,
      unconditional,
      conditional,
      levels: comparedLevels(
        cellsBy(cells, [at]),
        new Map(levels.map((one) => [one.level, one.unconditional])),
      ),
    })),
  };
}

function comparedLevels(
  groups: readonly ResponseCell[],
  partials: ReadonlyMap<string, number>,
): readonly LevelComparison[] {
  const everybody = sumOf(groups, ({ weight }) => weight);
  const respondents = sumOf(groups, ({ respondedWeight }) => respondedWeight);
  return groups.map(({ levels: [level = ''], sampled, responded, weight, respondedWeight }) => ({
    level,
    sampled,
    responded,
    frameShare: weight / everybody,
    respondedShare: respondedWeight / respondents,
    partial: partials.get(level) ?? 0,
  }));
}

function sumOf(cells: readonly ResponseCell[], of: (cell: ResponseCell) => number): number {
  return cells.reduce((sum, cell) => sum + of(cell), 0);
}
