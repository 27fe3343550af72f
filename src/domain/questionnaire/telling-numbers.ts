/** A number that can be answered. */
export interface NumberRange {
  readonly id: string;
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
}

/** Answers have at most three decimals: thousandths are whole numbers, which add up without rounding. */
const THOUSANDTHS = 1000;

/**
 * For each number the values that comparisons can tell apart: those they mention, those right beside them, and of
 * numbers that are compared with each other enough values between every two to be in any order.
 * @param ranges numbers that are compared with each other
 * @param thresholds every value that any of them is compared with
 * @example tellingNumbers([{ id: 'A', min: 0, max: 9, decimals: 0 }], [5]).get('A') // [0, 1, 4, 5, 6, 8, 9]
 */
export function tellingNumbers(
  ranges: readonly NumberRange[],
  thresholds: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const limits = ranges.flatMap(({ min, max }) => [min, max]);
  const named = new Set([...thresholds, ...limits].map((value) => value * THOUSANDTHS));
  // Each number may have to stand above one more of the others.
  const telling = ranges.reduce<ReadonlySet<number>>(
    (values) => new Set([...values].flatMap((value) => [value, ...besides(value, ranges)])),
    named,
  );
  return new Map(ranges.map((range) => [range.id, answersIn(range, telling)]));
}

/** The nearest answers above and below a value, of each number. */
function besides(value: number, ranges: readonly NumberRange[]): number[] {
  return ranges.flatMap((range) => {
    const step = stepOf(range);
    return [(Math.floor(value / step) + 1) * step, (Math.ceil(value / step) - 1) * step];
  });
}

function answersIn(range: NumberRange, telling: ReadonlySet<number>): number[] {
  const { min, max } = range;
  return [...telling]
    .filter((value) => Number.isInteger(value / stepOf(range)))
    .map((value) => value / THOUSANDTHS)
    .filter((value) => value >= min && value <= max)
    .sort((one, other) => one - other);
}

function stepOf({ decimals }: NumberRange): number {
  return THOUSANDTHS / 10 ** decimals;
}
