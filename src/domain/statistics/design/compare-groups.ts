import { addSums } from '../answer-sums.js';
import { studentTwoSided } from '../distributions/student-t.js';
import type { PairTest } from '../spss/compare-proportions.js';
import { influence, type Influence } from './estimate-mean.js';
import { type LonelyUnit, type Stratum, type StratumSums, varianceOverStrata } from './stratum.js';

/** A design-based comparison, with the standard error of the difference. */
export interface DesignTest extends PairTest {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * The difference of two separate groups with its linearised standard error, tested by t. Groups may share
 * strata (two age bands) or not (two domains, two years).
 * @param first the sums of one group per stratum
 * @param second the same of the other group, of other people
 * @param lonely what to do with a stratum of one interview
 * @returns the test; df = valid answers − strata − 1; `null` when there is nothing to test with: an empty
 *   group, no variance, no degrees of freedom
 * @throws LonelyUnitError
 * Source: R survey::svyttest, a regression on the group; Lumley (2010), §2.2 and §5.2.
 * @example compareGroups(parts2015, parts2016, 'refuse')?.pValue
 */
export function compareGroups(
  first: readonly StratumSums[],
  second: readonly StratumSums[],
  lonely: LonelyUnit,
): DesignTest | null {
  const one = contributions(first);
  const other = contributions(second);
  if (one === null || other === null) return null;
  const strata = new Map([...one.strata, ...other.strata]);
  const spreads = [...strata].map(([key, stratum]) => {
    const a = one.influences.get(key) ?? NOTHING;
    const b = other.influences.get(key) ?? NOTHING;
    return { stratum, total: a.total - b.total, squares: a.squares + b.squares };
  });
  const variance = varianceOverStrata(spreads, lonely);
  const degreesOfFreedom = one.count + other.count - strata.size - 1;
  if (!(variance > 0) || !(degreesOfFreedom > 0)) return null;
  const difference = one.mean - other.mean;
  const standardError = Math.sqrt(variance);
  const statistic = difference / standardError;
  const pValue = studentTwoSided(statistic, degreesOfFreedom);
  return { difference, standardError, statistic, degreesOfFreedom, pValue };
}

interface Contributions {
  readonly mean: number;
  readonly count: number;
  readonly strata: ReadonlyMap<string, Stratum>;
  readonly influences: ReadonlyMap<string, Influence>;
}

const NOTHING: Influence = { total: 0, squares: 0 };

function contributions(parts: readonly StratumSums[]): Contributions | null {
  const present = parts.filter(({ sums }) => sums.count > 0);
  const all = addSums(present.map(({ sums }) => sums));
  if (!(all.w > 0)) return null;
  const mean = all.wy / all.w;
  return {
    mean,
    count: all.count,
    strata: new Map(present.map(({ stratum }) => [stratum.key, stratum])),
    influences: new Map(present.map((part) => [part.stratum.key, influence(part, mean, all.w)])),
  };
}
