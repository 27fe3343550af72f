/**
 * All that a table needs to know of a group of answers, so that a database can add up and no answer travels.
 * y is 1 or 0 for a share (the answer is among the wanted ones, or not), and the number itself for a mean;
 * w is the weight, 1 for everybody in an unweighted table. Only valid answers are counted.
 */
export interface AnswerSums {
  /** Number of people with a valid answer. */
  readonly count: number;
  /** Number of people with y above 0: the people whom a share would reveal. */
  readonly positiveCount: number;
  /** Σy, without weights. */
  readonly y: number;
  /** Σw */
  readonly w: number;
  /** Σw² */
  readonly ww: number;
  /** Σwy */
  readonly wy: number;
  /** Σwy² */
  readonly wyy: number;
  /** Σw²y */
  readonly wwy: number;
  /** Σw²y² */
  readonly wwyy: number;
}

/** The sums of nobody. */
const NO_ANSWERS: AnswerSums = {
  count: 0,
  positiveCount: 0,
  y: 0,
  w: 0,
  ww: 0,
  wy: 0,
  wyy: 0,
  wwy: 0,
  wwyy: 0,
};

/**
 * The sums of several separate groups together.
 * @example addSums([sumsOfPublishedShare(10, 0.5), sumsOfPublishedShare(10, 1)]).wy // 15
 */
export function addSums(parts: readonly AnswerSums[]): AnswerSums {
  return parts.reduce(
    (a, b) => ({
      count: a.count + b.count,
      positiveCount: a.positiveCount + b.positiveCount,
      y: a.y + b.y,
      w: a.w + b.w,
      ww: a.ww + b.ww,
      wy: a.wy + b.wy,
      wyy: a.wyy + b.wyy,
      wwy: a.wwy + b.wwy,
      wwyy: a.wwyy + b.wwyy,
    }),
    NO_ANSWERS,
  );
}

/**
 * The sums of a list of single answers, for tests and for small files.
 * @param answers pairs of a value y and a weight w (above 0; 1 when left out)
 * @example sumsOfAnswers([{ y: 1 }, { y: 0 }]).wy // 1
 */
export function sumsOfAnswers(answers: Iterable<{ readonly y: number; readonly w?: number }>): AnswerSums {
  return addSums(
    Array.from(answers, ({ y, w = 1 }) => ({
      count: 1,
      positiveCount: y > 0 ? 1 : 0,
      y,
      w,
      ww: w * w,
      wy: w * y,
      wyy: w * y * y,
      wwy: w * w * y,
      wwyy: w * w * y * y,
    })),
  );
}

/**
 * The sums behind a published share, as if everybody had weight 1. The number of positive answers is not
 * rounded for the sums (the printed percentage is all we know), only for counting people.
 * @param base number of people, 0 or more
 * @param proportion 0–1
 * @throws RangeError outside those ranges
 * @example sumsOfPublishedShare(219, 0.94).wy // 205.86
 */
export function sumsOfPublishedShare(base: number, proportion: number): AnswerSums {
  if (!(base >= 0) || !(proportion >= 0 && proportion <= 1)) {
    throw new RangeError('a published share needs a base of 0 or more and a proportion from 0 to 1');
  }
  return unitWeightSums(base, Math.round(base * proportion), [base * proportion, base * proportion]);
}

/**
 * The sums behind a published mean, as if everybody had weight 1.
 * @param base number of people, 0 or more
 * @param mean as printed
 * @param standardDeviation with n − 1 below the line; 0 or more
 * @throws RangeError outside those ranges
 * @example sumsOfPublishedMean(4, 7, 2).wyy // 3·4 + 4·49 = 208
 */
export function sumsOfPublishedMean(base: number, mean: number, standardDeviation: number): AnswerSums {
  if (!(base >= 0) || !Number.isFinite(mean) || !(standardDeviation >= 0)) {
    throw new RangeError('a published mean needs a base, a mean and a standard deviation of 0 or more');
  }
  const squares = (base - 1) * standardDeviation ** 2 + base * mean ** 2;
  return unitWeightSums(base, base, [base * mean, Math.max(0, squares)]);
}

function unitWeightSums(
  count: number,
  positiveCount: number,
  [y, yy]: readonly [y: number, yy: number],
): AnswerSums {
  return { count, positiveCount, y, w: count, ww: count, wy: y, wyy: yy, wwy: y, wwyy: yy };
}
