import type { PropensityModel } from './response-propensities.js';

/** What one variable has to do with who responds. */
export interface PartialIndicator {
  /** Position of the variable. */
  readonly at: number;
  /** Spread of the chances between the levels, 0–0.5: how much this variable goes with response. */
  readonly unconditional: number;
  /** Spread that is left between its levels among people who are alike in all other variables, 0–0.5. */
  readonly conditional: number;
  readonly levels: readonly {
    readonly level: string;
    readonly sampled: number;
    readonly responded: number;
    /** Above 0: over-represented among the respondents; below 0: under-represented. */
    readonly unconditional: number;
  }[];
}

/**
 * Which variables drive the difference between respondents and everybody.
 * Source: Schouten, Shlomo & Skinner (2011), J. Official Statistics 27, eq. 5–9: unconditional and conditional partial
 * R-indicators.
 * @example partialIndicators(model)[0]?.unconditional // 0.041
 */
export function partialIndicators({ cells }: PropensityModel): readonly PartialIndicator[] {
  const frame = sum(cells.map(({ weight }) => weight));
  const mean = sum(cells.map(({ weight, propensity }) => weight * propensity)) / frame;
  return (cells[0]?.levels ?? []).map((_, at) => {
    const levels = groupsBy(cells, (own) => own[at] ?? '').map(({ key, weight, propensity, members }) => ({
      level: key,
      sampled: sum(members.map(({ sampled }) => sampled)),
      responded: sum(members.map(({ responded }) => responded)),
      unconditional: Math.sqrt(weight / frame) * (propensity - mean),
    }));
    return {
      at,
      levels,
      unconditional: Math.sqrt(sum(levels.map(({ unconditional }) => unconditional ** 2))),
      conditional: Math.sqrt(spreadWithin(cells, at) / frame),
    };
  });
}

/** Squared distances to the mean of those who are alike in all other variables. */
function spreadWithin(cells: PropensityModel['cells'], at: number): number {
  const alike = groupsBy(cells, (levels) => JSON.stringify(levels.toSpliced(at, 1)));
  return sum(
    alike.flatMap(({ propensity, members }) =>
      members.map((cell) => cell.weight * (cell.propensity - propensity) ** 2),
    ),
  );
}

interface Group {
  readonly key: string;
  readonly weight: number;
  /** Mean chance, weighted. */
  readonly propensity: number;
  readonly members: PropensityModel['cells'];
}

function groupsBy(cells: PropensityModel['cells'], keyOf: (levels: readonly string[]) => string): Group[] {
  const groups = new Map<string, PropensityModel['cells'][number][]>();
  for (const cell of cells) {
    const key = keyOf(cell.levels);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups].map(([key, own]) => {
    const weight = sum(own.map((cell) => cell.weight));
    return {
      key,
      weight,
      propensity: sum(own.map((cell) => cell.weight * cell.propensity)) / weight,
      members: own,
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
