/** Backgrounds that are known of cases as well as of interviews, so that non-response can be told apart by them. */
export const CELL_FACTS = ['segment', 'measure'] as const;

/** A background by which weights can be raised for non-response. */
export type CellFact = (typeof CELL_FACTS)[number];
