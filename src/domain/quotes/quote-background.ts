import { type Background, backgroundKey, coarsen } from '../privacy/k-anonymity.js';

/** How many respondents at least show the same background as somebody who is quoted. */
const QUOTE_GROUP = 10;

/**
 * The background that may stand beside a quote of each respondent: left out piece by piece until at least ten respondents
 * show the same; `null` where even the domain has fewer.
 * @param backgrounds one for each respondent of the study, in an order that tells nothing
 * @example quoteBackgrounds([background]) // [null]
 */
export function quoteBackgrounds(backgrounds: readonly Background[]): (Background | null)[] {
  const { shown } = coarsen(backgrounds, QUOTE_GROUP);
  const sizes = new Map<string, number>();
  for (const background of shown) {
    const key = backgroundKey(background);
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return shown.map((background) =>
    (sizes.get(backgroundKey(background)) ?? 0) < QUOTE_GROUP ? null : background,
  );
}
