import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOME_CODES } from '../../../src/domain/contact/outcome.js';
import { OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { teamRecord, type TeamRecord } from '../../../src/domain/quality/interviewer-records.js';
import {
  addMixes,
  CALL_RESULTS,
  CALL_SHARES,
  type CallMix,
  type CallResult,
  callResultOf,
  callsOf,
  callShare,
  mixOf,
  SHARE_PARTS,
} from '../../../src/domain/quality/outcome-mix.js';
import { isFew } from '../../../src/domain/quality/small-counts.js';
import { type HourOfCalls, workedTime, workingDays } from '../../../src/domain/quality/working-days.js';
import { Attacker } from '../tables/attacker.js';

describe('what calls came to', () => {
  it('is a contact exactly where the outcome table says so, but for what is erased at once', () => {
    const contacts = ['interview', 'refusal', 'break_off', 'appointment', 'other_contact'];
    for (const code of OUTCOME_CODES) {
      const result = callResultOf(code);
      if (result === null || code === 'unsafe_or_secret') continue;
      expect({ code, isContact: contacts.includes(result) }).toEqual({
        code,
        isContact: OUTCOMES[code].isContact,
      });
    }
  });

  it('gives the shares that one counts by hand', () => {
    const mix = mixOf([
      { outcome: 'complete', count: 6 },
      { outcome: 'refusal_hard', count: 2 },
      { outcome: 'refusal_soft', count: 1 },
      { outcome: 'broken_off', count: 1 },
      { outcome: 'appointment_soft', count: 4 },
      { outcome: 'other_person', count: 1 },
      { outcome: 'no_answer', count: 9 },
      { outcome: 'busy', count: 1 },
      { outcome: 'wrong_number', count: 2 },
      { outcome: 'duplicate', count: 3 },
    ]);
    expect(callsOf(mix)).toBe(27);
    expect(callShare(mix, 'contact')).toEqual({ part: 15, whole: 25 });
    expect(callShare(mix, 'cooperation')).toEqual({ part: 6, whole: 10 });
    expect(callShare(mix, 'refusal')).toEqual({ part: 3, whole: 15 });
    expect(callsOf(addMixes([mix, mix]))).toBe(54);
  });
});

/** Interviewers with some calls of each kind, of which many are few. */
const teams = fc.array(
  fc.array(fc.oneof({ weight: 2, arbitrary: fc.nat(4) }, { weight: 3, arbitrary: fc.nat(40) }), {
    minLength: CALL_RESULTS.length,
    maxLength: CALL_RESULTS.length,
  }),
  { minLength: 1, maxLength: 7 },
);

function teamOf(counts: readonly (readonly number[])[]): TeamRecord {
  const mixes = counts.map(
    (own) => Object.fromEntries(CALL_RESULTS.map((result, at) => [result, own[at] ?? 0])) as CallMix,
  );
  const called = mixes.flatMap((mix, at) => (callsOf(mix) === 0 ? [] : [{ mix, id: `i${String(at)}` }]));
  return teamRecord(
    called.map(({ id }) => id),
    called.map(({ mix, id }) => ({
      interviewerId: id,
      on: civilDate('2026-04-14'),
      calls: callsOf(mix),
      firstDialledAt: instant('2026-04-14T15:00:00Z'),
      lastEndedAt: instant('2026-04-14T18:00:00Z'),
      secondsOnCalls: 3600,
    })),
    new Map(called.map(({ mix, id }) => [id, mix])),
  );
}

type Cell = readonly [unknown: string, factor: number];

/** The smallest numbers behind some results of some interviewers. */
function cellsOf(ids: readonly string[], results: readonly CallResult[]): readonly Cell[] {
  return ids.flatMap((id) => results.map((result) => [`${id} ${result}`, 1] as const));
}

/** Everything that the page shows of calls and their results. */
function shownSums({ rows, everybody, records }: TeamRecord): readonly (readonly Cell[])[] {
  const ids = records.map(({ interviewerId }) => interviewerId);
  const lines = [
    ...rows.map((row) => ({ ...row, ids: row.interviewerIds })),
    { ...everybody, shares: everybody.shares, ids },
  ];
  return lines.flatMap(({ ids: own, time, shown, shares }) => [
    ...(isFew(time.calls) ? [] : [cellsOf(own, CALL_RESULTS)]),
    ...CALL_RESULTS.filter((_, at) => shown[at] === true).map((result) => cellsOf(own, [result])),
    ...CALL_SHARES.flatMap((name) => {
      if (shares[name] === null || typeof shares[name] === 'string') return [];
      const { part, whole } = SHARE_PARTS[name];
      return [cellsOf(own, part), cellsOf(own, whole)];
    }),
  ]);
}

describe('the tables of interviewers', () => {
  it('do not give away fewer than five of anything, whatever equations are solved', () => {
    fc.assert(
      fc.property(teams, (counts) => {
        const team = teamOf(counts);
        const attacker = new Attacker();
        for (const sum of shownSums(team)) attacker.learn(sum);
        for (const { interviewerId, mix, time } of team.records) {
          if (isFew(time.calls)) {
            expect(attacker.canCompute(cellsOf([interviewerId], CALL_RESULTS))).toBe(false);
          }
          for (const result of CALL_RESULTS) {
            if (!isFew(mix[result])) continue;
            expect(attacker.canCompute(cellsOf([interviewerId], [result]))).toBe(false);
          }
        }
        const ids = team.records.map(({ interviewerId }) => interviewerId);
        for (const result of CALL_RESULTS) {
          if (!isFew(team.everybody.mix[result])) continue;
          expect(attacker.canCompute(cellsOf(ids, [result]))).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are together all calls, with who made too few in one row with the next', () => {
    const few = (interview: number, noContact: number) => [interview, 0, 0, 0, 0, noContact, 0];
    const { rows, everybody } = teamOf([few(13, 30), few(3, 0), few(11, 20)]);
    expect(rows.map(({ interviewerIds, time }) => [interviewerIds, time.calls])).toEqual([
      [['i0'], 43],
      [['i1', 'i2'], 34],
    ]);
    expect(everybody.time.calls).toBe(77);
    expect(everybody.mix.interview).toBe(27);
  });

  it('show no share of everybody of which a side is a few', () => {
    const { everybody } = teamOf([
      [20, 0, 0, 0, 0, 40, 0],
      [17, 3, 0, 0, 0, 50, 0],
    ]);
    expect(everybody.shares).toMatchObject({ contact: { part: 40, whole: 130 }, refusal: 'few' });
  });

  it('show nothing of a team that made fewer than five calls', () => {
    const { rows, everybody } = teamOf([
      [1, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 3, 0],
    ]);
    expect(rows).toHaveLength(1);
    expect(everybody.shown).toEqual([false, true, true, true, true, false, true]);
  });
});

describe('hours of work', () => {
  const hour = (from: string, until: string, calls: number, secondsOnCalls: number): HourOfCalls => ({
    interviewerId: 'a',
    calls,
    firstDialledAt: instant(`2026-04-${from}:00+02:00`),
    lastEndedAt: instant(`2026-04-${until}:00+02:00`),
    secondsOnCalls,
  });

  it('run from the first call of a day to the end of the last', () => {
    const days = workingDays([
      hour('14T18:05', '14T18:59', 9, 1800),
      hour('14T17:30', '14T18:04', 6, 900),
      hour('15T09:00', '15T10:30', 5, 2700),
    ]);
    expect(days.map(({ on, calls }) => [on, calls])).toEqual([
      ['2026-04-14', 15],
      ['2026-04-15', 5],
    ]);
    // 17.30–18.59 is 89 minutes and 9.00–10.30 is 90: 179 minutes, of which 90 on calls.
    const time = workedTime(days);
    expect(time).toMatchObject({ days: 2, calls: 20 });
    expect(time.hours).toBeCloseTo(179 / 60, 12);
    expect(time.shareOnCalls).toBeCloseTo(90 / 179, 12);
    expect(time.callsPerHour).toBeCloseTo((20 * 60) / 179, 12);
  });

  it('are none without calls', () => {
    expect(workedTime([])).toEqual({ days: 0, hours: 0, calls: 0, shareOnCalls: null, callsPerHour: null });
  });

  it('belong to the day in Amsterdam', () => {
    const late = { ...hour('14T12:00', '14T12:10', 1, 60), firstDialledAt: instant('2026-04-13T22:30:00Z') };
    expect(workingDays([late])[0]?.on).toBe('2026-04-14');
  });
});
