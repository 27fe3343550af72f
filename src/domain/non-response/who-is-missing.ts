import { LEAST_SHOWN, shownCounts } from '../quality/small-counts.js';
import { partialIndicators } from './partial-indicators.js';
import { cellsBy, type ResponseCell, withoutRareLevels } from './response-cell.js';
import { responsePropensities } from './response-propensities.js';
import { representativity, type Representativity } from './representativity.js';

/** One level of a variable: who was sampled and who responded. */
export interface LevelComparison {
  readonly level: string;
  readonly sampled: number;
  /** `null` when it, or who did not respond, is of fewer than five people, or would give those away. */
  readonly responded: number | null;
  /** Share of everybody, by the design, 0–1. */
  readonly frameShare: number;
  /** Share of the respondents, by the design, 0–1; `null` when it is hidden. */
  readonly respondedShare: number | null;
  /** Above 0: over-represented among the respondents; below 0: under-represented. `null` when it is hidden. */
  readonly partial: number | null;
}

/** One variable that is known of everybody. */
export interface VariableComparison {
  /** Position of the variable. */
  readonly at: number;
  readonly levels: readonly LevelComparison[];
  /** Unconditional and conditional partial R-indicator, 0–0.5. */
  readonly unconditional: number;
  readonly conditional: number;
}

/** Who is missing among the respondents, as far as the known variables tell. */
export interface Missing {
  readonly sampled: number;
  /** `null` when one to four people responded, or did not. */
  readonly responded: number | null;
  /** `null` when too few people were sampled, or responded, or did not, to say anything. */
  readonly figures: Representativity | null;
  /** Empty without figures. */
  readonly variables: readonly VariableComparison[];
}

/** An R-indicator of fewer people says more of chance than of non-response. */
const LEAST_SAMPLED = 50;

/**
 * Compares everybody with the respondents on each variable that is known of both, with how representative the
 * respondents are. Rare levels go together, and what is of fewer than five people is hidden.
 * @param cells sampled people by variables, in the order of the variables
 * @param rest the name of rare levels together
 * Source: Schouten, Cobben & Bethlehem (2009), Survey Methodology 35; Schouten, Shlomo & Skinner (2011).
 * @example whoIsMissing([], 'overig').figures // null
 */
export function whoIsMissing(cells: readonly ResponseCell[], rest: string): Missing {
  const sampled = sumOf(cells, (cell) => cell.sampled);
  const responded = sumOf(cells, (cell) => cell.responded);
  const sides = [responded, sampled - responded];
  const isKnown = sides.every((side) => side === 0 || side >= LEAST_SHOWN);
  const isEnough = sampled >= LEAST_SAMPLED && sides.every((side) => side >= LEAST_SHOWN);
  const kept = withoutRareLevels(cells, rest);
  const model = isEnough ? responsePropensities(kept) : null;
  const known = model?.fit.hasConverged === true ? model : null;
  return {
    sampled,
    responded: isKnown ? responded : null,
    figures: known === null ? null : representativity(known),
    variables:
      known === null
        ? []
        : partialIndicators(known).map(({ at, unconditional, conditional, levels }) => ({
            at,
            unconditional,
            conditional,
            levels: comparedLevels(
              cellsBy(kept, [at]),
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
  const { cells } = shownCounts(groups.map(({ sampled, responded }) => [responded, sampled - responded]));
  return groups.map(({ levels: [level = ''], sampled, responded, weight, respondedWeight }, at) => {
    const isShown = cells[at]?.every(Boolean) ?? false;
    return {
      level,
      sampled,
      responded: isShown ? responded : null,
      frameShare: weight / everybody,
      respondedShare: isShown ? respondedWeight / respondents : null,
      partial: isShown ? (partials.get(level) ?? null) : null,
    };
  });
}

function sumOf(cells: readonly ResponseCell[], of: (cell: ResponseCell) => number): number {
  return cells.reduce((sum, cell) => sum + of(cell), 0);
}
