import type { LineResult } from '../domain/telephone/line-result.js';
import type { TelephoneProvider } from './provider.js';

/** A call that is about to be made; it stands in the ledger already. No name, case or domain goes to a provider. */
export interface CallRequest {
  readonly callId: string;
  /** E.164. */
  readonly number: string;
  /** How often this number was dialled before. */
  readonly earlierDials: number;
}

/** What the driver did with the request. */
export interface PlacedCall {
  /** The provider's own name for the call, when the program itself started it there. */
  readonly providerReference: string | null;
  /** What a simulated respondent does, to react to in practice. */
  readonly simulated: SimulatedRespondent | null;
}

/** What happens at the other end of a simulated line. */
export interface SimulatedRespondent {
  readonly result: LineResult;
  /** What the interviewer hears, in Dutch. */
  readonly scene: string;
}

export type DriverName = 'manual' | 'simulator' | 'twilio' | 'twilio_bridge';

/** One way of calling. */
export interface TelephonyDriver {
  readonly name: DriverName;
  /** @throws ProviderFailure when the provider does not make the call; the interviewer then dials by hand */
  place(call: CallRequest): Promise<PlacedCall>;
}

/** What decides how a call is made. */
export interface CallSetting {
  readonly isPractice: boolean;
  /** The interviewer's desk telephone in E.164, when calls go there instead of to the browser. */
  readonly deskNumber: string | null;
}

/** The ways of calling of this installation. */
export interface Telephony {
  /** A practice study, and everything in a demo, never reaches a real telephone. */
  driverFor(setting: CallSetting): TelephonyDriver;
  /** Who carries the calls; `null` when interviewers dial by hand, and in a demo. */
  readonly provider: TelephoneProvider | null;
}

/** Whether the provider dials, so that the number stays out of the browser. */
export function isDialledByProvider(driver: string): boolean {
  return driver === 'twilio' || driver === 'twilio_bridge';
}
