import { checkCalls } from './check-calls.js';
import { checkConsent } from './check-consent.js';
import { checkHands } from './check-hands.js';
import type { FieldworkLog, Violation } from './log.js';

/** Every breach of the rules of consent and calling in a log; empty when there is none. */
export function checkFieldwork(log: FieldworkLog): readonly Violation[] {
  return [...checkCalls(log), ...checkConsent(log), ...checkHands(log)];
}
