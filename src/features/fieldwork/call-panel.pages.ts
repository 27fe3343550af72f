import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { suggestedOutcome } from '../../domain/telephone/line-result.js';
import { isDialledByProvider } from '../../telephony/telephony.js';
import { formatClock } from '../../web/dutch-format.js';
import type { Conversation } from './conversation.service.js';
import { readableNumber } from '../../domain/telephone/readable-number.js';

/** What the call page shows of the telephone. */
export interface CallPanel {
  readonly number: { readonly shown: string; readonly href: string | null; readonly whose: string } | null;
  /** Counts on in the browser; without a script it is the moment of dialling. */
  readonly timer: { readonly since: string; readonly text: string } | null;
  readonly practice: string | null;
  readonly provider: {
    readonly callId: string;
    readonly mode: 'browser' | 'desk';
    /** What goes on, until the browser hears more. */
    readonly text: string;
    /** What to say when the desk telephone is down again and nobody was called. */
    readonly overAtDesk: string;
    readonly byHandAction: string;
  } | null;
}

export function callPanel(conversation: Conversation, casePath: string): CallPanel {
  const { call } = conversation;
  if (call === null) return { number: null, timer: null, practice: null, provider: null };
  const since = call.byHandAt ?? call.dialledAt;
  return {
    ...lineOf(conversation, casePath),
    timer: { since, text: `gebeld om ${formatClock(since)} uur` },
    practice: call.scene === null ? null : `Oefenen: ${call.scene}`,
  };
}

/** The number for who dials, or the provider's line; neither for somebody who may not be called any more. */
function lineOf(conversation: Conversation, casePath: string): Pick<CallPanel, 'number' | 'provider'> {
  const { call, file } = conversation;
  if (call === null || file.verdict.kind === 'nobody') return { number: null, provider: null };
  if (call.contact === null) return { number: null, provider: null };
  if (!isDialledByProvider(call.driver) || call.byHandAt !== null) {
    return { number: numberOf(conversation), provider: null };
  }
  const provider = {
    callId: call.id,
    mode: call.driver === 'twilio' ? ('browser' as const) : ('desk' as const),
    text: textOf(call, whoseOf(conversation)),
    overAtDesk: OVER_AT_DESK,
    byHandAction: `${casePath}/by-hand`,
  };
  return { number: null, provider };
}

const OVER_AT_DESK =
  'Er is niemand gebeld: uw eigen telefoon is niet opgenomen, of er is niet op 1 gedrukt. Kies Met de hand bellen, of leg een uitkomst vast.';

function textOf({ driver, isOverAtDesk }: NonNullable<Conversation['call']>, whose: string): string {
  if (driver === 'twilio') return `De telefoon belt het ${whose}.`;
  return isOverAtDesk
    ? OVER_AT_DESK
    : `Uw eigen telefoon gaat over. Neem op en druk op 1; daarna wordt het ${whose} gebeld.`;
}

/** Nobody dials by mistake while practising: the number is hidden, and it is no link. */
function numberOf(conversation: Conversation): CallPanel['number'] {
  const { call, study } = conversation;
  const number = call?.contact?.number ?? null;
  if (call === null || number === null) return null;
  const whose = whoseOf(conversation);
  const readable = readableNumber(number);
  if (study.isPractice) {
    return { shown: hidden(readable), href: null, whose: `${whose}, verborgen omdat u oefent` };
  }
  return { shown: readable, href: call.driver === 'simulator' ? null : `tel:${number}`, whose };
}

function whoseOf({ call }: Conversation): string {
  const kind = call?.contact?.kind;
  return kind === undefined ? '' : `nummer van de ${CONTACT_ROLE_LABELS[kind]}`;
}

const DIGITS_LEFT_VISIBLE = 2;

function hidden(readable: string): string {
  const start = readable.slice(0, -DIGITS_LEFT_VISIBLE).replaceAll(/\d/g, '•');
  return `${start}${readable.slice(-DIGITS_LEFT_VISIBLE)}`;
}

/** The outcome that the line points to, which stands out; the interviewer decides. */
export function suggestedCode({ call }: Conversation): OutcomeCode | null {
  const result = call?.lineResult ?? null;
  return result === null ? null : suggestedOutcome(result);
}
