import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { attentionOf } from '../../../src/domain/calling/case-attention.js';
import { nextDue } from '../../../src/domain/calling/next-due.js';
import type { CaseEvent } from '../../../src/domain/contact/case-event.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { attempt, released } from '../contact/history.js';

const AFTERNOON = instant('2026-04-01T15:00:00+02:00');
const A_DAY = 24 * 60;

function attempts(count: number): CaseEvent[] {
  return Array.from({ length: count }, (_, index) =>
    attempt('no_answer', { id: String(index), at: addMinutes(AFTERNOON, index * A_DAY) }),
  ).flat();
}

const LATER = addMinutes(AFTERNOON, 20 * A_DAY);

it.each<[string, readonly CaseEvent[], string | null]>([
  ['a case that is not in the field', [], null],
  ['a fresh case', released(), null],
  ['after five of seven attempts', [...released(), ...attempts(5)], null],
  ['after six of seven attempts', [...released(), ...attempts(6)], 'last_attempt'],
  ['after all attempts', [...released(), ...attempts(7)], 'decide'],
  [
    'after all attempts and one more',
    [...released(), ...attempts(7), { kind: 'attempts_extended', by: 1, at: LATER }],
    'last_attempt',
  ],
  [
    'after all attempts and two more',
    [...released(), ...attempts(7), { kind: 'attempts_extended', by: 2, at: LATER }],
    null,
  ],
  ['a soft refusal', [...released(), ...attempt('refusal_soft', { at: AFTERNOON })], 'decide'],
  ['a paused case', [...released(), { kind: 'case_paused', at: AFTERNOON }], 'paused'],
  [
    'a paused case after a soft refusal',
    [...released(), ...attempt('refusal_soft', { at: AFTERNOON }), { kind: 'case_paused', at: LATER }],
    'decide',
  ],
  ['a case without numbers', [{ kind: 'case_released', at: AFTERNOON }], 'decide'],
  ['a refusal', [...released(), ...attempt('refusal_hard', { at: AFTERNOON })], null],
])('%s', (_name, history, expected) => {
  const state = caseStateOf(history);
  const plan = nextDue(state, DEFAULT_CALLING_RULES);
  expect(attentionOf(state, plan, DEFAULT_CALLING_RULES)).toBe(expected);
});
