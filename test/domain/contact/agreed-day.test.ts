import { expect, it } from 'vitest';
import type { CivilDate } from '../../../src/domain/calendar/civil-date.js';
import { DEFAULT_CONSENT_RULES } from '../../../src/domain/consent/consent-rules.js';
import { whoMayBeAsked } from '../../../src/domain/consent/who-may-be-asked.js';
import { findAgreedDayHindrance } from '../../../src/domain/contact/agreed-day.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import { PARENT_NUMBER, released, START, YOUTH_NUMBER } from './history.js';

/** Sixteen on 20 April 2026; today it is the 14th. */
const YOUTH = { bornOn: '2010-04-20' as CivilDate, hasGuardian: false };
const CASE = {
  ...YOUTH,
  consents: [],
  verdict: whoMayBeAsked(YOUTH, [], '2026-04-14' as CivilDate, DEFAULT_CONSENT_RULES),
  state: caseStateOf(released(START, [PARENT_NUMBER, YOUTH_NUMBER])),
};

it.each([
  { who: 'the parent', on: '2026-04-19', numberId: null, expected: null },
  { who: 'the parent', on: '2026-04-20', numberId: null, expected: 'person' },
  { who: 'the parent', on: '2026-04-19', numberId: 'n1', expected: null },
  { who: 'the young person', on: '2026-04-20', numberId: 'n1', expected: 'number' },
  {
    who: 'the young person, who may not be called today either,',
    on: '2026-04-20',
    numberId: 'n2',
    expected: null,
  },
])('a call with $who on $on, on number $numberId: $expected', ({ who, on, numberId, expected }) => {
  const withRole = who === 'the parent' ? ('parent' as const) : ('youth' as const);
  const agreed = { on: on as CivilDate, withRole, numberId } as const;
  expect(findAgreedDayHindrance(CASE, agreed, DEFAULT_CONSENT_RULES)).toBe(expected);
});
