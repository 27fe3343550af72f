import { describe, expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { findReminder, reminderText } from '../../../src/domain/calling/reminder.js';
import type { ContactRole } from '../../../src/domain/consent/consent-record.js';
import type { ConsentVerdict } from '../../../src/domain/consent/who-may-be-asked.js';
import { caseStateOf } from '../../../src/domain/contact/case-state-of.js';
import type { CaseState } from '../../../src/domain/contact/case-state.js';

const NOBODY_OBJECTS = { isPersonListed: false, numberIds: new Set<string>() };
const NOW = instant('2026-04-14T12:00:00+02:00');

function caseWith(role: ContactRole, firmness: 'hard' | 'soft', inMinutes: number): CaseState {
  const appointment = {
    appointmentId: 'a1',
    at: addMinutes(NOW, inMinutes),
    firmness,
    withRole: role,
    numberId: null,
    interviewerId: 'i1',
  } as const;
  const numbers = [
    { numberId: 'n1', reaches: 'parent' as const, isFailed: false },
    { numberId: 'n2', reaches: 'youth' as const, isFailed: false },
    { numberId: 'n3', reaches: 'youth' as const, isFailed: true },
  ];
  return { ...caseStateOf([]), appointment, numbers };
}

function ask(band: ConsentVerdict['band'], role: ContactRole): ConsentVerdict {
  return {
    kind: 'ask',
    band,
    askFor: role,
    mayBeCalled: [role],
    questions: [],
    mayBeInterviewed: null,
    adultDecidedAt: [],
    hasYouthRefused: false,
  };
}

describe('the reminder of an appointment', () => {
  it('goes to no number and no person on the objection list', () => {
    const about = { state: caseWith('parent', 'hard', 600), verdict: ask('parent_only', 'parent') };
    const reminderOf = (isPersonListed: boolean, ids: string[]) =>
      findReminder(
        { ...about, objection: { isPersonListed, numberIds: new Set(ids) } },
        DEFAULT_CALLING_RULES,
        NOW,
      );
    expect(reminderOf(false, ['n2'])?.numberId).toBe('n1');
    expect(reminderOf(false, ['n1'])).toBeNull();
    expect(reminderOf(true, [])).toBeNull();
  });

  it.each([
    {
      what: 'a parent',
      state: caseWith('parent', 'hard', 600),
      verdict: ask('parent_only', 'parent'),
      number: 'n1',
    },
    {
      what: 'a young person who decides alone, not on a number that failed',
      state: caseWith('youth', 'hard', 600),
      verdict: ask('own_consent', 'youth'),
      number: 'n2',
    },
  ])('goes to $what', ({ state, verdict, number }) => {
    expect(
      findReminder({ state, verdict, objection: NOBODY_OBJECTS }, DEFAULT_CALLING_RULES, NOW)?.numberId,
    ).toBe(number);
  });

  it.each([
    { what: 'the agreed number', agreed: 'n5', failed: null, number: 'n5' },
    {
      what: 'the number that would be dialled when none was agreed',
      agreed: null,
      failed: null,
      number: 'n1',
    },
    { what: 'nobody when the agreed number failed', agreed: 'n5', failed: 'n5', number: null },
    { what: 'nobody when the agreed number is of somebody else', agreed: 'n2', failed: null, number: null },
  ])('with two parents goes to $what', ({ agreed, failed, number }) => {
    const { appointment, numbers, ...rest } = caseWith('parent', 'hard', 600);
    if (appointment === null) throw new Error('there is an appointment');
    const other = { numberId: 'n5', reaches: 'parent' as const, isFailed: false };
    const state = {
      ...rest,
      appointment: { ...appointment, numberId: agreed },
      numbers: [...numbers, other].map((one) => ({ ...one, isFailed: one.numberId === failed })),
    };
    const verdict = ask('parent_only', 'parent');
    const reminder = findReminder({ state, verdict, objection: NOBODY_OBJECTS }, DEFAULT_CALLING_RULES, NOW);
    expect(reminder?.numberId ?? null).toBe(number);
  });

  it.each([
    {
      what: 'a young person under 16',
      state: caseWith('youth', 'hard', 600),
      verdict: ask('permission_first', 'youth'),
    },
    {
      what: 'who only hoped for a moment',
      state: caseWith('parent', 'soft', 600),
      verdict: ask('parent_only', 'parent'),
    },
    {
      what: 'who is not called any more',
      state: caseWith('parent', 'hard', 600),
      verdict: { kind: 'nobody', band: 'parent_only', reason: 'withdrawn' } as const,
    },
    {
      what: 'another than who may be called now',
      state: caseWith('parent', 'hard', 600),
      verdict: ask('own_consent', 'youth'),
    },
    {
      what: 'who is called within two hours',
      state: caseWith('parent', 'hard', 119),
      verdict: ask('parent_only', 'parent'),
    },
    {
      what: 'who is called in more than a day',
      state: caseWith('parent', 'hard', 1441),
      verdict: ask('parent_only', 'parent'),
    },
    {
      what: 'whose case is paused',
      state: { ...caseWith('parent', 'hard', 600), isPaused: true },
      verdict: ask('parent_only', 'parent'),
    },
    { what: 'who has no appointment', state: caseStateOf([]), verdict: ask('parent_only', 'parent') },
  ])('does not go to $what', ({ state, verdict }) => {
    expect(
      findReminder({ state, verdict, objection: NOBODY_OBJECTS }, DEFAULT_CALLING_RULES, NOW),
    ).toBeNull();
  });

  it('is not sent outside calling hours', () => {
    const night = instant('2026-04-14T08:59:00+02:00');
    const state = caseWith('parent', 'hard', 600);
    expect(
      findReminder(
        { state, verdict: ask('parent_only', 'parent'), objection: NOBODY_OBJECTS },
        DEFAULT_CALLING_RULES,
        night,
      ),
    ).toBeNull();
  });

  it('says when and where to call back, and nothing of the subject or the person', () => {
    expect(reminderText(instant('2026-04-15T19:00:00+02:00'), '010 123 45 67')).toBe(
      'Herinnering: wij bellen u woensdag 15 april om 19:00 uur, zoals afgesproken. Komt het niet uit? Bel 010 123 45 67.',
    );
  });
});
