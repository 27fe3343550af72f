/** What came of a second call about an interview. */
export const VERIFICATION_OUTCOMES = [
  'confirmed',
  'partly',
  'not_confirmed',
  'refused',
  'not_reached',
] as const;

export type VerificationOutcome = (typeof VERIFICATION_OUTCOMES)[number];

/** What each outcome is called, and when it is the right one. */
export const VERIFICATION_TEXTS: Readonly<
  Record<VerificationOutcome, { readonly label: string; readonly description: string }>
> = {
  confirmed: {
    label: 'Bevestigd',
    description: 'Het gesprek is gevoerd, met deze persoon en ongeveer zoals het is vastgelegd.',
  },
  partly: {
    label: 'Deels bevestigd',
    description: 'Er is een gesprek gevoerd, maar korter, met iemand anders of niet met alle vragen.',
  },
  not_confirmed: {
    label: 'Niet bevestigd',
    description: 'Deze persoon zegt zeker dat er geen gesprek is gevoerd.',
  },
  refused: { label: 'Wil niets zeggen', description: 'Deze persoon wil er niet over praten.' },
  not_reached: {
    label: 'Niet bereikt',
    description: 'Niemand nam op, of de persoon was er niet.',
  },
};

/** So often somebody is called again about an interview, and no more. */
export const MOST_VERIFICATION_CALLS = 3;

/** Where the verification of an interview stands. */
export interface VerificationStanding {
  /** The last outcome; `null` before the first call has one. */
  readonly outcome: VerificationOutcome | null;
  /** Whether nobody is called about it any more. */
  readonly isDone: boolean;
}

/**
 * Where the verification of an interview stands after its calls.
 * @param outcomes of each call, in the order of time
 * @example verificationStanding(['not_reached']) // { outcome: 'not_reached', isDone: false }
 */
export function verificationStanding(outcomes: readonly VerificationOutcome[]): VerificationStanding {
  const outcome = outcomes.at(-1) ?? null;
  const isAnswered = outcome !== null && outcome !== 'not_reached';
  return { outcome, isDone: isAnswered || outcomes.length >= MOST_VERIFICATION_CALLS };
}
