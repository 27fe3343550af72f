/**
 * Backgrounds by which weights can be raised for non-response: those that are known of cases as well as of interviews, so that non-response can be told apart by them;
 * `propensity` is all of them in one: classes of the chance to respond.
 */
export const CELL_FACTS = ['segment', 'measure', 'propensity'] as const;
