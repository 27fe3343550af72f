import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { firstCallWait } from '../../../src/domain/quality/first-call-wait.js';
import { addMixes, callShare, callsOf, NO_CALLS } from '../../../src/domain/quality/outcome-mix.js';
import type { CountedCalls } from '../../../src/domain/quality/call-pattern.js';
import type { ShownCalls } from '../../../src/domain/quality/shown-calls.js';
import {
  type PatternFigures,
  type ShownPatterns,
  shownPatterns,
} from '../../../src/domain/quality/shown-patterns.js';
import { isFew } from '../../../src/domain/quality/small-counts.js';
import { Attacker } from '../tables/attacker.js';

const DOMAINS = ['a', 'b', 'c'];
const OUTCOMES: readonly OutcomeCode[] = ['wrong_number', 'not_in_service', 'call_failed'];
const PARTS = ['early', 'onTime', 'late', 'notCalled'] as const;
const KINDS = ['hard', 'soft'] as const;

function cell(interview: number, refusal: number, no_contact: number): CountedCalls {
  const mix = { ...NO_CALLS, interview, refusal, no_contact };
  return { calls: callsOf(mix), mix };
}

interface Counts {
  /** Day-parts by days. */
  readonly cells: readonly (readonly CountedCalls[])[];
  readonly failed: readonly number[];
  /** Per kind, of `PARTS`. */
  readonly kept: readonly (readonly number[])[];
}

function figures({ cells, failed, kept }: Counts): PatternFigures {
  const [hard = [], soft = []] = kept.map((own) => {
    const [early = 0, onTime = 0, late = 0, notCalled = 0] = own;
    return [{ made: early + onTime + late + notCalled, early, onTime, late, notCalled, spoken: 0 }];
  });
  const none = { made: 0, early: 0, onTime: 0, late: 0, notCalled: 0, spoken: 0 };
  const total = cells.flat().reduce(together, cell(0, 0, 0));
  return {
    pattern: {
      dayParts: cells.map((_, at) => ({ code: `p${String(at)}`, label: '' })),
      weekdays: (cells[0] ?? []).map((_, at) => at + 1),
      cells,
    },
    turns: [total],
    wait: firstCallWait([]),
    failed: OUTCOMES.map((outcome, at) => ({
      outcome,
      calls: failed[at] ?? 0,
      numbers: failed[at] ?? 0,
      cases: failed[at] ?? 0,
    })),
    appointments: { hard: hard[0] ?? none, soft: soft[0] ?? none },
  };
}

function together(one: CountedCalls, other: CountedCalls): CountedCalls {
  return { calls: one.calls + other.calls, mix: addMixes([one.mix, other.mix]) };
}

function addUp(all: readonly Counts[]): Counts {
  const sum = (lists: readonly (readonly number[])[]): number[] =>
    (lists[0] ?? []).map((_, at) => lists.reduce((total, list) => total + (list[at] ?? 0), 0));
  return {
    cells: (all[0]?.cells ?? []).map((row, part) =>
      row.map((_, day) =>
        all.map(({ cells }) => cells[part]?.[day] ?? cell(0, 0, 0)).reduce(together, cell(0, 0, 0)),
      ),
    ),
    failed: sum(all.map(({ failed }) => failed)),
    kept: KINDS.map((_, at) => sum(all.map(({ kept }) => kept[at] ?? []))),
  };
}

const smallOrNot = fc.oneof({ weight: 1, arbitrary: fc.nat(4) }, { weight: 2, arbitrary: fc.nat(40) });

function studies(parts: number, days: number): fc.Arbitrary<readonly Counts[]> {
  const cells = fc.array(
    fc.array(
      fc
        .tuple(smallOrNot, smallOrNot, smallOrNot)
        .map(([interview, refusal, no]) => cell(interview, refusal, no)),
      { minLength: days, maxLength: days },
    ),
    { minLength: parts, maxLength: parts },
  );
  return fc.array(
    fc.record({
      cells,
      failed: fc.array(smallOrNot, { minLength: 3, maxLength: 3 }),
      kept: fc.array(fc.array(smallOrNot, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 2 }),
    }),
    { minLength: DOMAINS.length, maxLength: DOMAINS.length },
  );
}

type Terms = readonly (readonly [string, number])[];

/** A page: of which domains it is, its figures, and what it shows of them. */
interface Page {
  readonly domains: readonly string[];
  readonly of: PatternFigures;
  readonly shown: ShownPatterns;
}

function pagesOf(study: readonly Counts[]): readonly Page[] {
  const all = new Map(DOMAINS.map((domain, at) => [domain, figures(study[at] ?? addUp([]))]));
  const whole = figures(addUp(study));
  return [
    { domains: DOMAINS, of: whole, shown: shownPatterns(all, whole, {}) },
    ...DOMAINS.map((domain) => {
      const of = all.get(domain) ?? whole;
      return { domains: [domain], of, shown: shownPatterns(all, of, { domain }) };
    }),
  ];
}

/** Every count of calls on a page, with the smallest numbers of which it is the sum. */
function callsOn({ domains, of, shown }: Page) {
  const { dayParts, weekdays } = of.pattern;
  const places = (rows: readonly number[], columns: readonly number[]): string[] =>
    domains.flatMap((domain) => rows.flatMap((row) => columns.map((column) => [domain, row, column].join())));
  const [rows, columns] = [dayParts.map((_, at) => at), weekdays.map((_, at) => at)];
  const sum = (own: readonly number[], days: readonly number[]): CountedCalls =>
    own
      .flatMap((row) => days.map((day) => of.pattern.cells[row]?.[day] ?? cell(0, 0, 0)))
      .reduce(together, cell(0, 0, 0));
  const line = (one: ShownCalls | undefined, own: readonly number[], days: readonly number[]) => ({
    shown: one,
    places: places(own, days),
    real: sum(own, days),
  });
  return [
    ...rows.flatMap((row) => columns.map((day) => line(shown.week.cells[row]?.[day], [row], [day]))),
    ...rows.map((row) => line(shown.week.rows[row], [row], columns)),
    ...columns.map((day) => line(shown.week.columns[day], rows, [day])),
    line(shown.week.all, rows, columns),
    line(shown.turns[0], rows, columns),
  ];
}

const terms = (places: readonly string[]): Terms => places.map((place) => [place, 1] as const);

interface Line {
  readonly places: readonly string[];
  readonly isShown: boolean;
  readonly counts: readonly number[];
}

function expectNothingOfFew(lines: readonly Line[]): void {
  const attacker = new Attacker();
  for (const { places } of lines.filter(({ isShown }) => isShown)) attacker.learn(terms(places));
  for (const { places } of lines.filter(({ counts }) => counts.some(isFew))) {
    expect(attacker.canCompute(terms(places))).toBe(false);
  }
}

describe('the pages of the pattern of calls, one for each domain and one for all', () => {
  it('do not give away fewer than five calls, nor of a side of a share', () => {
    fc.assert(
      fc.property(studies(3, 2), (study) => {
        const lines = pagesOf(study).flatMap(callsOn);
        expectNothingOfFew(
          lines.map(({ places, real, shown }) => ({
            places,
            isShown: shown?.calls !== null,
            counts: [real.calls],
          })),
        );
        for (const name of ['contact', 'cooperation'] as const) {
          expectNothingOfFew(
            lines.map(({ places, real, shown }) => {
              const { part, whole } = callShare(real.mix, name);
              return { places, isShown: shown?.shares[name] !== 'few', counts: [part, whole - part] };
            }),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('do not give away fewer than five calls that failed, or appointments', () => {
    fc.assert(
      fc.property(studies(1, 1), (study) => {
        expectNothingOfFew(
          pagesOf(study).flatMap(({ domains, of, shown }) => {
            const line = (value: number | null, real: number, names: readonly string[]): Line => ({
              places: domains.flatMap((domain) => names.map((name) => `${domain} ${name}`)),
              isShown: value !== null,
              counts: [real],
            });
            return [
              ...shown.failed.map(({ outcome, calls }, at) =>
                line(calls, of.failed[at]?.calls ?? 0, [outcome]),
              ),
              ...KINDS.flatMap((kind) => {
                const [own, real] = [shown.appointments[kind], of.appointments[kind]];
                const parts = PARTS.map((part) => line(own[part], real[part], [`${kind} ${part}`]));
                return [
                  ...parts,
                  line(
                    own.made,
                    real.made,
                    PARTS.map((part) => `${kind} ${part}`),
                  ),
                ];
              }),
            ];
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('hide a domain of three calls with the next, and keep the total', () => {
    const study = [3, 17, 20].map((count) => ({
      cells: [[cell(0, 0, count)]],
      failed: [],
      kept: [],
    }));
    expect(pagesOf(study).map(({ shown }) => shown.week.all.calls)).toEqual([40, null, null, 20]);
  });

  it('hide fewer than five of one moment, and the next ones that would tell', () => {
    const study = [
      [
        [cell(6, 6, 8), cell(1, 1, 1), cell(10, 10, 10)],
        [cell(7, 7, 7), cell(8, 8, 8), cell(9, 9, 9)],
      ],
      [[], []],
      [[], []],
    ].map((cells) => ({ cells, failed: [], kept: [] }));
    const [all] = pagesOf(study.slice(0, 1));
    expect(all?.shown.week.cells.map((row) => row.map(({ calls }) => calls))).toEqual([
      [null, null, 30],
      [null, null, 27],
    ]);
    expect(all?.shown.week.rows.map(({ calls }) => calls)).toEqual([53, 72]);
    expect(all?.shown.week.columns.map(({ calls }) => calls)).toEqual([41, 27, 57]);
    expect(all?.shown.week.cells[0]?.[2]?.shares.cooperation).toEqual({ part: 10, whole: 20 });
  });
});
