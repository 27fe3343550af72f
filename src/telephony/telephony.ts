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
  /** What a simulated respondent does, to pre-fill the outcome in practice. */
  readonly simulatedResult: SimulatedResult | null;
}

/** What the other end of a simulated line does. */
export type SimulatedResult = 'answered' | 'no_answer' | 'answering_machine' | 'busy' | 'not_in_service';

/** One way of calling. */
export interface TelephonyDriver {
  readonly name: 'manual' | 'simulator';
  place(call: CallRequest): Promise<PlacedCall>;
}

/** The ways of calling of this installation. */
export interface Telephony {
  /** A practice study, and everything in a demo, never reaches a real telephone. */
  driverFor(study: { readonly isPractice: boolean }): TelephonyDriver;
}
