import type { Stratum } from './design/stratum.js';

/**
 * The weight of an interviewed person when everybody of a stratum had the same chance to be drawn, and those
 * who were not interviewed are represented by those who were: N/n. It is the design weight N/approached
 * raised by approached/interviewed.
 * @param stratum with its interviews and its size in the frame
 * @returns people represented by one interview, 1 or more
 * @throws RangeError without interviews, without a frame size, or with more interviews than people
 * Source: Särndal, Swensson & Wretman (1992), §15.6, response homogeneity groups equal to the strata.
 * @example raisedWeight({ key: 'basishulp', sampleSize: 256, populationSize: 3900 }) // 15.234375
 */
export function raisedWeight(stratum: Stratum): number {
  const { key, sampleSize, populationSize } = stratum;
  if (!(sampleSize > 0) || populationSize === null || populationSize < sampleSize) {
    throw new RangeError(`stratum ${key} has no weight: it needs interviews and a frame that holds them`);
  }
  return populationSize / sampleSize;
}

/**
 * A design weight raised for non-response within its stratum (or a finer cell).
 * @param designWeight inverse of the inclusion probability, times the number of eligible children in the
 *   family when one was chosen; 1 or more
 * @param approached released cases in the cell
 * @param interviewed interviews in the cell, 1 or more
 * @returns the weight of an interview in that cell
 * @throws RangeError outside those ranges
 * Source: Särndal, Swensson & Wretman (1992), §15.6.
 * @example raiseForNonResponse(10.95, 356, 256) // 15.227
 */
export function raiseForNonResponse(designWeight: number, approached: number, interviewed: number): number {
  if (!(designWeight > 0) || !(interviewed > 0) || !(approached >= interviewed)) {
    throw new RangeError('a weight is raised by at least as many approached people as interviews');
  }
  return (designWeight * approached) / interviewed;
}
