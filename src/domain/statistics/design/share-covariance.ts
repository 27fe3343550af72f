import {
  type Calibration,
  type Contribution,
  explainedOf,
  explainedParts,
  usedCalibrations,
} from './calibration.js';
import { averageFactor, type LonelyUnit, type Stratum, stratumRole } from './stratum.js';

/** The people of one stratum (and cell of calibrated weights) whose answer is one of the shares. */
export interface PlacedWeights {
  readonly stratum: Stratum;
  readonly cell?: string | null;
  readonly people?: number;
  readonly w: number;
  readonly ww: number;
  /** Position of the share. */
  readonly at: number;
}

/** How variances are computed. */
export interface VarianceRules {
  readonly lonely: LonelyUnit;
  readonly calibrations: readonly Calibration[];
}

/**
 * The linearised covariance matrix of shares that together are everybody with an answer, stratum by stratum.
 * @param cells the weights behind each share
 * @param shares of the whole, in the order of their positions
 * @param rules what to do with a stratum of one interview, and how weights were fitted to known totals
 * @throws LonelyUnitError
 * Source: Lumley (2010), §2.2 and ch. 7; R survey::svymean of indicators.
 * @example shareCovariance(cells, [0.4, 0.6], { lonely: 'refuse', calibrations: [] })[0]
 */
export function shareCovariance(
  cells: readonly PlacedWeights[],
  shares: readonly number[],
  rules: VarianceRules,
): number[][] {
  const groups = groupsOf(cells, shares.length);
  const used = usedCalibrations(groups, rules.calibrations);
  const explained = shares.map((share, at) =>
    explainedParts(
      groups.map((group) => contributionOf(group, share, at)),
      used,
    ),
  );
  const strata = residualsPerStratum(groups, { shares, explained, used });
  const roles = strata.map(({ stratum }) => ({ stratum, ...stratumRole(stratum, rules.lonely) }));
  const growth = averageFactor(roles, roles.filter(({ isAveraged }) => isAveraged).length);
  const result = shares.map(() => shares.map(() => 0));
  for (const [at, { stratum, totals, products }] of strata.entries()) {
    const { factor = 0, isCentred = true } = roles[at] ?? {};
    for (const [i, row] of result.entries()) {
      for (const [j, value] of row.entries()) {
        const centre = isCentred ? (numberAt(totals, i) * numberAt(totals, j)) / stratum.sampleSize : 0;
        row[j] = value + factor * growth * ((products[i]?.[j] ?? 0) - centre);
      }
    }
  }
  return result;
}

/** The people of one stratum and cell, by share; weights as parts of the whole. */
interface Group {
  readonly stratum: Stratum;
  readonly cell: string | null;
  readonly whole: number;
  readonly people: number[];
  readonly w: number[];
  readonly ww: number[];
}

function groupsOf(cells: readonly PlacedWeights[], size: number): Group[] {
  const whole = cells.reduce((sum, { w }) => sum + w, 0);
  const groups = new Map<string, Group>();
  for (const { stratum, cell = null, people = 0, w, ww, at } of cells) {
    const key = JSON.stringify([stratum.key, cell]);
    const own = groups.get(key) ?? {
      stratum,
      cell,
      whole,
      people: zeros(size),
      w: zeros(size),
      ww: zeros(size),
    };
    own.people[at] = numberAt(own.people, at) + people;
    own.w[at] = numberAt(own.w, at) + w / whole;
    own.ww[at] = numberAt(own.ww, at) + ww / whole ** 2;
    groups.set(key, own);
  }
  return [...groups.values()];
}

/** u = (indicator − share)/Σw. */
function contributionOf(
  { stratum, cell, whole, people, w, ww }: Group,
  share: number,
  at: number,
): Contribution {
  return {
    stratum,
    cell,
    u: (numberAt(people, at) - share * sumOf(people)) / whole,
    wu: numberAt(w, at) - share * sumOf(w),
    wwu: (numberAt(ww, at) - share * sumOf(ww)) * whole,
    wwuu: 0,
  };
}

interface Residuals {
  readonly stratum: Stratum;
  /** Σz per share. */
  readonly totals: number[];
  /** Σzz′ per pair of shares. */
  readonly products: number[][];
}

interface Explained {
  readonly shares: readonly number[];
  readonly explained: readonly ReadonlyMap<string, number>[];
  readonly used: readonly Calibration[];
}

function residualsPerStratum(groups: readonly Group[], { shares, explained, used }: Explained): Residuals[] {
  const strata = new Map<string, Residuals>();
  const of = (stratum: Stratum): Residuals => {
    const own = strata.get(stratum.key) ?? {
      stratum,
      totals: zeros(shares.length),
      products: shares.map(() => zeros(shares.length)),
    };
    strata.set(stratum.key, own);
    return own;
  };
  const partsIn = (cell: string | null): number[] => explained.map((parts) => explainedOf(parts, cell));
  for (const group of groups) addGroup(of(group.stratum), group, { shares, parts: partsIn(group.cell) });
  for (const { key, stratum, w, ww } of used.flatMap(({ cells }) => cells)) {
    addExplained(of(stratum), partsIn(key), { w, ww });
  }
  return [...strata.values()];
}

/** Σw²·u·u′ of the people with an answer, and what the explained parts take off it. */
function addGroup(
  own: Residuals,
  group: Group,
  { shares, parts }: { readonly shares: readonly number[]; readonly parts: readonly number[] },
): void {
  const { ww } = group;
  const square = sumOf(ww);
  const u = shares.map((share, at) => contributionOf(group, share, at));
  for (const [i, row] of own.products.entries()) {
    own.totals[i] = numberAt(own.totals, i) + (u[i]?.wu ?? 0);
    for (const [j, value] of row.entries()) {
      const [p, q] = [numberAt(shares, i), numberAt(shares, j)];
      const both = i === j ? numberAt(ww, i) : 0;
      const crossed = both - p * numberAt(ww, j) - q * numberAt(ww, i) + p * q * square;
      row[j] =
        value + crossed - numberAt(parts, i) * (u[j]?.wwu ?? 0) - numberAt(parts, j) * (u[i]?.wwu ?? 0);
    }
  }
}

/** What is explained of everybody in a cell, also of who did not answer. */
function addExplained(
  own: Residuals,
  parts: readonly number[],
  { w, ww }: { readonly w: number; readonly ww: number },
): void {
  for (const [i, row] of own.products.entries()) {
    own.totals[i] = numberAt(own.totals, i) - numberAt(parts, i) * w;
    for (const [j, value] of row.entries()) row[j] = value + numberAt(parts, i) * numberAt(parts, j) * ww;
  }
}

function zeros(size: number): number[] {
  return new Array<number>(size).fill(0);
}

function numberAt(values: readonly number[], at: number): number {
  return values[at] ?? 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
