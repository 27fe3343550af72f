/**
 * Refuses a missing number at the door, so that NaN never travels into a table.
 * @param name of the argument, for the message
 * @throws RangeError when the value is NaN
 * @example refuseNaN('z', 1.96) // 1.96
 */
export function refuseNaN(name: string, value: number): number {
  if (Number.isNaN(value)) throw new RangeError(`${name} is not a number`);
  return value;
}

/**
 * Refuses a shape parameter that no distribution has.
 * @param name of the argument, for the message
 * @throws RangeError when the value is NaN, zero or negative
 * @example refuseNonPositive('degrees of freedom', 581) // 581
 */
export function refuseNonPositive(name: string, value: number): number {
  if (!(value > 0)) throw new RangeError(`${name} must be above 0`);
  return value;
}

/**
 * Keeps rounding in the last digit from pushing a probability over its edge.
 * @example withinUnit(1 + 1e-16) // 1
 */
export function withinUnit(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
