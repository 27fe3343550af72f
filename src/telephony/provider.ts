import type { Instant } from '../domain/calendar/instant.js';
import type { LegStatus } from '../domain/telephone/line-result.js';

/** Why the provider did not do what was asked. */
export type FailureKind =
  /** It does not accept the keys of this installation. */
  | 'not_authorised'
  /** Too many requests at a time. */
  | 'too_busy'
  /** It answers with an error of its own. */
  | 'broken'
  /** It cannot be reached, or does not answer in time. */
  | 'unreachable'
  /** It refuses this request, for example a number that it does not call. */
  | 'rejected';

/** The provider did not do what was asked. The message holds no number and no key. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly kind: FailureKind;
  /** The provider's own error number, to look up. */
  readonly code: number | null;

  constructor(kind: FailureKind, code: number | null = null) {
    super(`the telephone provider failed: ${kind}${code === null ? '' : ` (${String(code)})`}`);
    this.kind = kind;
    this.code = code;
  }
}

/** For whom a failure is, and what they can do. */
export const FAILURE_LABELS: Readonly<Record<FailureKind, string>> = {
  not_authorised: 'De telefoondienst weigert onze sleutels. Waarschuw de beheerder.',
  too_busy: 'De telefoondienst heeft het te druk. Probeer het zo opnieuw.',
  broken: 'De telefoondienst heeft een storing.',
  unreachable: 'De telefoondienst is niet bereikbaar.',
  rejected: 'De telefoondienst weigert dit verzoek.',
};

/** One leg of a call as the provider has it. Numbers are left behind: they are not ours to store. */
export interface ProviderLeg {
  readonly reference: string;
  readonly parentReference: string | null;
  /** Whether it goes out from our number, comes in on it, or was begun in a browser: other calls are not ours to touch. */
  readonly isOurs: boolean;
  readonly status: LegStatus;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly seconds: number | null;
  /** What it cost, positive, in `priceUnit`; `null` until the provider has worked it out. */
  readonly price: number | null;
  /** ISO 4217. */
  readonly priceUnit: string | null;
}

/** A text message as the provider has it. */
export interface ProviderMessage {
  readonly reference: string;
  readonly status: string;
  readonly price: number | null;
  readonly priceUnit: string | null;
}

/** With what a browser may make one interviewer's calls. */
export interface SoftphoneToken {
  readonly token: string;
  readonly secondsValid: number;
}

/** Answer to the provider that asks what to do with a call. */
export type CallInstruction =
  | { readonly kind: 'connect'; readonly number: string; readonly callId: string }
  /** A voicemail answers a telephone too, but presses no key. */
  | { readonly kind: 'ask_key'; readonly callId: string }
  | { readonly kind: 'refuse' };

/** A telephone company on the internet. Every method may throw `ProviderFailure`. */
export interface TelephoneProvider {
  readonly accountReference: string;
  /** Our number, as people read it: it is shown to whoever is called, and they can call back. */
  readonly callBackNumber: string;
  /** Whether there is a sender for text messages; a number for calls alone is refused. */
  readonly sendsMessages: boolean;
  /** Where the softphone connects; the page may reach nothing else outside. */
  readonly edge: string;
  readonly softphoneOrigins: readonly string[];
  /**
   * Lets a browser make outgoing calls for one attempt, for some minutes.
   * @param identity a word that says nothing to the provider
   */
  issueToken(identity: string): Promise<SoftphoneToken>;
  /** Whether this very request, to this address below ours and with these fields, was signed by the provider. */
  isSigned(path: string, signature: string, fields: Readonly<Record<string, string>>): Promise<boolean>;
  /** The instruction in the language of the provider (XML). */
  instruct(instruction: CallInstruction): Promise<string>;
  /** Rings the desk telephone, and asks us what to do when it is answered. */
  ringDesk(call: { readonly callId: string; readonly deskNumber: string }): Promise<string>;
  findLeg(reference: string): Promise<ProviderLeg | null>;
  listLegsUnder(parentReference: string): Promise<readonly ProviderLeg[]>;
  /** Every leg that began after a moment. */
  listLegsSince(from: Instant): Promise<readonly ProviderLeg[]>;
  /** Removes a leg with its recordings; what is not there is removed already. */
  deleteLeg(reference: string): Promise<void>;
  sendMessage(message: { readonly number: string; readonly text: string }): Promise<ProviderMessage>;
  findMessage(reference: string): Promise<ProviderMessage | null>;
  /** What we sent to a number after a moment, the newest first. */
  listMessagesTo(number: string, from: Instant): Promise<readonly ProviderMessage[]>;
  deleteMessage(reference: string): Promise<void>;
}
