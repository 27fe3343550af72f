/** How many people of a base gave the answer that counts; `base` is smaller than the base asked for by non-answers. */
export interface ShareCount {
  readonly positive: number;
  readonly base: number;
}

/** A printed percentage and the number of people who could answer. */
export interface PrintedShare {
  readonly percentage: number;
  readonly base: number;
}

/** A printed total over some of the parts. */
export interface PrintedTotal {
  readonly percentage: number;
  readonly parts: readonly number[];
}

/** At most this many people are taken to have given no valid answer, where else no count gives the percentage. */
const MOST_WITHOUT_ANSWER = 6;

/**
 * Counts that round to all printed percentages at once, with as few non-answers as can be.
 * @param parts printed percentage and base per domain
 * @param totals printed percentages over some of the parts; left out of account when no counts reach them
 * @throws RangeError when a percentage cannot come from its base
 * @example countsOfShares([{ percentage: 67, base: 71 }], []) // [{ positive: 47, base: 70 }]
 */
export function countsOfShares(
  parts: readonly PrintedShare[],
  totals: readonly PrintedTotal[],
): readonly ShareCount[] {
  const choices = combinations(parts.map(candidates)).sort((a, b) => costOf(a, parts) - costOf(b, parts));
  const [cheapest] = choices;
  if (cheapest === undefined) throw new RangeError('no count rounds to this percentage');
  return choices.find((choice) => totals.every((total) => isTotal(choice, total))) ?? cheapest;
}

function candidates({ percentage, base }: PrintedShare): ShareCount[] {
  const found: ShareCount[] = [];
  for (let valid = base; valid >= Math.max(Math.min(1, base), base - MOST_WITHOUT_ANSWER); valid -= 1) {
    for (const positive of countsRoundingTo(percentage, valid)) found.push({ positive, base: valid });
  }
  return found;
}

function countsRoundingTo(percentage: number, base: number): number[] {
  const first = Math.max(0, Math.floor(((percentage - 1) * base) / 100));
  const counts = Array.from({ length: Math.ceil(base / 50) + 3 }, (_, at) => first + at);
  return counts.filter((count) => count <= base && (base === 0 || roundsTo(count / base, percentage)));
}

/** Not by a hair: a share of exactly a half, weighted, could fall to the other side. */
function roundsTo(share: number, percentage: number): boolean {
  return Math.abs(share * 100 - percentage) < 0.499;
}

function combinations(lists: readonly (readonly ShareCount[])[]): ShareCount[][] {
  return lists.reduce<ShareCount[][]>(
    (made, list) => made.flatMap((choice) => list.map((one) => [...choice, one])),
    [[]],
  );
}

function costOf(choice: readonly ShareCount[], parts: readonly PrintedShare[]): number {
  return choice.reduce((cost, { positive, base }, at) => {
    const printed = parts[at] ?? { percentage: 0, base: 0 };
    return cost + 10 * (printed.base - base) + Math.abs(positive - (printed.percentage * base) / 100);
  }, 0);
}

function isTotal(choice: readonly ShareCount[], { percentage, parts }: PrintedTotal): boolean {
  const own = parts.map((part) => choice[part] ?? { positive: 0, base: 0 });
  const positive = own.reduce((sum, one) => sum + one.positive, 0);
  return roundsTo(positive / own.reduce((sum, one) => sum + one.base, 0), percentage);
}

/**
 * Counts per option that each round to the printed percentage of their sum.
 * @param percentages per option
 * @param sums the sums that are allowed, the best first
 * @throws RangeError when no sum will do
 * @example countsOfOptions([5, 70, 25], [20]) // [1, 14, 5]
 */
export function countsOfOptions(percentages: readonly number[], sums: readonly number[]): readonly number[] {
  for (const sum of sums) {
    const ranges = percentages.map((percentage) =>
      percentage === 0 ? [0] : countsRoundingTo(percentage, sum),
    );
    const counts = fill(ranges, sum);
    if (counts !== null) return counts;
  }
  throw new RangeError('no counts round to these percentages');
}

/** The lowest counts, raised one by one until they add up. */
function fill(ranges: readonly (readonly number[])[], sum: number): number[] | null {
  const counts = ranges.map(([lowest]) => lowest ?? NaN);
  for (const [at, range] of ranges.entries()) {
    for (const count of range.slice(1)) {
      if (counts.reduce((total, one) => total + one, 0) < sum) counts[at] = count;
    }
  }
  return counts.reduce((total, one) => total + one, 0) === sum ? counts : null;
}

/**
 * Values with an exact mean and a plausible spread, from low to high: report grades around their mean, or months with
 * many short and few long.
 * @param shape `grade`: whole numbers 1–10; `months`: halves 0–14
 * @example spreadValues('grade', 4, 7.5).reduce((sum, value) => sum + value, 0) // 30
 */
export function spreadValues(shape: 'grade' | 'months', count: number, mean: number): number[] {
  const { step, lowest, highest, at } = SHAPES[shape];
  const values = Array.from({ length: count }, (_, index) =>
    clamp(Math.round(at((index + 0.5) / count, mean) / step) * step, lowest, highest),
  );
  const target = Math.round((mean * count) / step) * step;
  for (let turn = 0; ; turn += 1) {
    const short = target - values.reduce((sum, value) => sum + value, 0);
    if (short === 0) break;
    // Steps through the values with a stride that has no common divisor with the count, so that no value is moved twice.
    const place = (turn * 7 + 3) % count;
    values[place] = clamp((values[place] ?? 0) + Math.sign(short) * step, lowest, highest);
  }
  return values.sort((a, b) => a - b);
}

const SHAPES = {
  grade: {
    step: 1,
    lowest: 1,
    highest: 10,
    at: (share: number, mean: number) => mean + 0.95 * Math.log(share / (1 - share)),
  },
  months: {
    step: 0.5,
    lowest: 0,
    highest: 14,
    at: (share: number, mean: number) => -mean * Math.log(1 - share),
  },
} as const;

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
