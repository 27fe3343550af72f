import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contradictionOf,
  hasRungInVain,
  LEG_STATUSES,
  legStateOf,
  type LegReport,
  type LegStatus,
  readLegStatus,
  suggestedOutcome,
} from '../../../src/domain/telephone/line-result.js';

function report(
  status: LegStatus,
  seconds: number | null = null,
  networkCode: number | null = null,
): LegReport {
  return { status, seconds, networkCode };
}

describe('what the reports about a leg come to', () => {
  it.each([
    { reports: [report('initiated')], status: 'initiated', result: null, hasEnded: false },
    { reports: [report('initiated'), report('ringing')], status: 'ringing', result: null, hasEnded: false },
    {
      reports: [report('ringing'), report('in-progress')],
      status: 'in-progress',
      result: 'answered',
      hasEnded: false,
    },
    { reports: [report('busy', null, 486)], status: 'busy', result: 'busy', hasEnded: true },
    {
      reports: [report('ringing'), report('no-answer')],
      status: 'no-answer',
      result: 'no_answer',
      hasEnded: true,
    },
    { reports: [report('failed', null, 404)], status: 'failed', result: 'not_in_service', hasEnded: true },
    { reports: [report('failed', null, 503)], status: 'failed', result: 'failed', hasEnded: true },
    {
      reports: [report('ringing'), report('canceled')],
      status: 'canceled',
      result: 'hung_up',
      hasEnded: true,
    },
    { reports: [report('completed', 12)], status: 'completed', result: 'answered', hasEnded: true },
  ])('is $status, $result', ({ reports, status, result, hasEnded }) => {
    expect(legStateOf(reports)).toMatchObject({ status, result, hasEnded });
  });

  it.each([
    { what: 'nothing is known', reports: [], inVain: false },
    { what: 'the line did not ring yet', reports: [report('initiated')], inVain: false },
    { what: 'it rings', reports: [report('initiated'), report('ringing')], inVain: true },
    { what: 'nobody answered', reports: [report('ringing'), report('no-answer')], inVain: true },
    { what: 'it was busy, or refused', reports: [report('busy', null, 603)], inVain: true },
    { what: 'the number is dead', reports: [report('failed', null, 404)], inVain: true },
    { what: 'the interviewer let it ring', reports: [report('ringing'), report('canceled')], inVain: true },
    { what: 'the interviewer hung up at once', reports: [report('canceled')], inVain: false },
    { what: 'the line failed', reports: [report('ringing'), report('failed', null, 503)], inVain: false },
    { what: 'they speak', reports: [report('ringing'), report('in-progress')], inVain: false },
    { what: 'a conversation was cut off', reports: [report('completed', 12)], inVain: false },
  ])('tells whether it rang in vain when $what', ({ reports, inVain }) => {
    expect(hasRungInVain(reports)).toBe(inVain);
  });

  it('does not depend on their order, nor on repeats', () => {
    const reports = fc.array(
      fc.record({
        // A leg ends once: all its ends in one example are the same.
        status: fc.constantFrom<LegStatus>('queued', 'initiated', 'ringing', 'in-progress', 'completed'),
        seconds: fc.constantFrom(null, 30),
        networkCode: fc.constantFrom(null, 200),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(reports, fc.func(fc.integer()), (list, order) => {
        const shuffled = [...list, ...list].toSorted((one, other) => order(one) - order(other));
        expect(legStateOf(shuffled)).toEqual(legStateOf(list));
      }),
    );
  });

  it('is nothing without a report', () => {
    expect(() => legStateOf([])).toThrow(RangeError);
  });

  it('knows all words of the provider, and no others', () => {
    expect(LEG_STATUSES.map(readLegStatus)).toEqual(LEG_STATUSES);
    expect(readLegStatus('answered')).toBe('in-progress');
    expect(readLegStatus('exploded')).toBeNull();
  });
});

describe('the outcome that a result points to', () => {
  it('is none when somebody answered: only the interviewer knows what was said', () => {
    expect(suggestedOutcome('answered')).toBeNull();
    expect(suggestedOutcome('busy')).toBe('busy');
  });
});

describe('an outcome beside what the provider measured', () => {
  it.each([
    { outcome: 'complete', seconds: 0, contradiction: 'spoken_without_line' },
    { outcome: 'complete', seconds: 59, contradiction: 'interview_too_short' },
    { outcome: 'complete', seconds: 60, contradiction: null },
    { outcome: 'refusal_hard', seconds: 0, contradiction: 'spoken_without_line' },
    { outcome: 'refusal_hard', seconds: 5, contradiction: null },
    { outcome: 'no_answer', seconds: 89, contradiction: null },
    { outcome: 'no_answer', seconds: 90, contradiction: 'silence_with_conversation' },
    { outcome: 'voicemail', seconds: 120, contradiction: null },
    { outcome: 'wrong_number', seconds: 0, contradiction: null },
  ] as const)('$outcome after $seconds s: $contradiction', ({ outcome, seconds, contradiction }) => {
    expect(contradictionOf(outcome, seconds)).toBe(contradiction);
  });
});
