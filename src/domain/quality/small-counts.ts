/** Fewer than this many of something is not shown. */
export const LEAST_SHOWN = 5;

/**
 * Whether a count is of one to four. Nothing at all may be shown.
 * @example isFew(0) // false
 */
export function isFew(count: number): boolean {
  return count > 0 && count < LEAST_SHOWN;
}
