/** Who takes consent back: the person themselves, or an organisation that passes it on. */
export const ASKED_BY = ['youth', 'parent', 'guardian', 'organisation'] as const;

export type AskedBy = (typeof ASKED_BY)[number];

/** How the request came in. */
export const ASKED_THROUGH = ['call', 'letter', 'email', 'conversation'] as const;

export type AskedThrough = (typeof ASKED_THROUGH)[number];

/** How much was deleted. Numbers only: the proof names nobody. */
export interface DeletedData {
  /** Questions that were answered. */
  readonly answers: number;
  /** Entries in the history of those answers. */
  readonly answerHistory: number;
  /** Telephone numbers. */
  readonly numbers: number;
  readonly notes: number;
  readonly appointments: number;
  /** Quotes of open answers; absent in proofs of before there were quotes. */
  readonly quotes?: number;
  /** Care concerns that were settled; an open one is settled first. */
  readonly concerns: number;
}

/** Why a supervisor searches for somebody. Coded, so that no name comes into the log. */
export const SEARCH_REASONS = ['withdrawal', 'question', 'objection'] as const;

export type SearchReason = (typeof SEARCH_REASONS)[number];
