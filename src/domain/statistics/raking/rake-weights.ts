/** The interviews that share a level of every margin (and, for the variance, a stratum). */
export interface WeightingCell {
  /** One level per margin, in the order of the margins. */
  readonly levels: readonly string[];
  /** Σw of all interviews in the cell, before raking. */
  readonly w: number;
}

/** Known totals of the population by level, for example `{ m: 5500, v: 4700 }`. */
export type Margin = ReadonlyMap<string, number>;

/** Thrown when weights cannot be made to fit the known totals. */
export class RakingError extends Error {
  readonly reason: 'totals-differ' | 'level-without-interviews' | 'unknown-level' | 'no-convergence';
  /** The level, all that no total is given for, or the sums of the margins. */
  readonly detail: string;

  constructor(reason: RakingError['reason'], detail: string) {
    super(`raking is not possible (${reason}): ${detail}`);
    this.name = 'RakingError';
    this.reason = reason;
    this.detail = detail;
  }
}

const MAXIMUM_CYCLES = 1000;
const TOLERANCE = 1e-13;

/**
 * Factors by which the weights of each cell are multiplied so that they add up to the known totals of every
 * margin: iterative proportional fitting. With one margin this is post-stratification.
 * @param cells with a weight above 0
 * @param margins known totals per level; each margin adds up to the same population
 * @returns a factor above 0 per cell, in the order of the cells
 * @throws RakingError when margins add up differently, a level has no interviews or no total, or the totals
 *   are not met after 1000 cycles
 * Source: Deming & Stephan (1940); Deville, Särndal & Sautory (1993), JASA 88; R survey::rake.
 * @example rakeFactors([{ levels: ['m'], w: 40 }, { levels: ['v'], w: 60 }], [new Map([['m', 50], ['v', 50]])]) // [1.25, 0.8333]
 */
export function rakeFactors(cells: readonly WeightingCell[], margins: readonly Margin[]): number[] {
  refuseImpossible(cells, margins);
  const factors = cells.map(() => 1);
  for (let cycle = 0; cycle < MAXIMUM_CYCLES; cycle += 1) {
    const misfits = margins.map((margin, at) => fitMargin(cells, factors, { margin, at }));
    if (Math.max(0, ...misfits) < TOLERANCE) return factors;
  }
  throw new RakingError('no-convergence', 'the margins contradict each other');
}

interface PlacedMargin {
  readonly margin: Margin;
  readonly at: number;
}

/** Fits one margin; returns the largest relative misfit that it found. */
function fitMargin(cells: readonly WeightingCell[], factors: number[], { margin, at }: PlacedMargin): number {
  const totals = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const level = cell.levels[at] ?? '';
    totals.set(level, (totals.get(level) ?? 0) + cell.w * (factors[index] ?? 1));
  }
  let misfit = 0;
  for (const [index, cell] of cells.entries()) {
    const level = cell.levels[at] ?? '';
    const ratio = (margin.get(level) ?? NaN) / (totals.get(level) ?? NaN);
    misfit = Math.max(misfit, Math.abs(ratio - 1));
    factors[index] = (factors[index] ?? 1) * ratio;
  }
  return misfit;
}

function refuseImpossible(cells: readonly WeightingCell[], margins: readonly Margin[]): void {
  const populations = margins.map((margin) => [...margin.values()].reduce((sum, total) => sum + total, 0));
  const [first = 0] = populations;
  if (populations.some((population) => Math.abs(population - first) > 1e-9 * first)) {
    throw new RakingError('totals-differ', populations.join(', '));
  }
  for (const [at, margin] of margins.entries()) {
    const present = new Set(cells.map(({ levels }) => levels[at] ?? ''));
    const unknown = [...present].filter((level) => !((margin.get(level) ?? 0) > 0)).sort();
    if (unknown.length > 0) throw new RakingError('unknown-level', unknown.join(', '));
    for (const [level, total] of margin) {
      if (total > 0 && !present.has(level)) throw new RakingError('level-without-interviews', level);
    }
  }
}
