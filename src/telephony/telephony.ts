/** A call that is about to be made; it stands in the ledger already. No name, case or domain goes to a provider. */
export interface CallRequest {
  readonly callId: string;
  /** E.164. */
  readonly number: string;
}

/** What the driver did with the request. */
export interface PlacedCall {
  /** The provider's own name for the call, when there is a provider. */
  readonly providerReference: string | null;
  /** What the interviewer does now, in Dutch. */
  readonly instruction: string;
  /** What a simulated respondent does, to pre-fill the outcome in practice. */
  readonly simulatedResult: string | null;
}

/** One way of calling. */
export interface TelephonyDriver {
  readonly name: 'manual' | 'simulator';
  /** Whether the interviewer must see the number to dial it on a desk telephone. */
  readonly showsNumber: boolean;
  place(call: CallRequest): Promise<PlacedCall>;
}

/** The ways of calling of this installation. */
export interface Telephony {
  /** A practice study, and everything in a demo, never reaches a real telephone. */
  driverFor(study: { readonly isPractice: boolean }): TelephonyDriver;
}
