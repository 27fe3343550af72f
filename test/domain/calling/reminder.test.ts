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
  return { kind: 'ask', band, askFor: role, mayBeCalled: [role], questions: [], mayBeInterviewed: null };
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
    expect(reminderOf(false, ['n2'])?.numberIds).toEqual(['n1']);
    expect(reminderOf(false, ['n1'])?.numberIds).toEqual([]);
    expect(reminderOf(true, [])).toBeNull();
  });

  it.each([
    {
      what: 'a parent',
      state: caseWith('parent', 'hard', 600),
      verdict: ask('parent_only', 'parent'),
      numbers: ['n1'],
    },
    {
      what: 'a young person who decides alone, not on a number that failed',
      state: caseWith('youth', 'hard', 600),
      verdict: ask('own_consent', 'youth'),
      numbers: ['n2'],
    },
  ])('goes to $what', ({ state, verdict, numbers }) => {
    expect(
      findReminder({ state, verdict, objection: NOBODY_OBJECTS }, DEFAULT_CALLING_RULES, NOW)?.numberIds,
    ).toEqual(numbers);
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
