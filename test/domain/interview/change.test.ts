import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/interview/answer.js';
import { changeAnswer } from '../../../src/domain/interview/change.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { sampleOf, shippedQuestionnaire } from '../../support/questionnaires.js';
import { anyAnswer, anyAnswers, anySample } from './answers.arbitrary.js';

const questionnaire = shippedQuestionnaire('ceo-jeugd-2016');
const code = (chosen: number): Answer => ({ kind: 'single', code: chosen, otherText: null });

describe('changing an answer', () => {
  it('names the answers that fall off the route', () => {
    const answers = new Map([
      ['E1', code(1)],
      ['E2', code(2)],
      ['F1', code(1)],
    ]);
    const result = changeAnswer(
      { questionnaire, sample: sampleOf(), answers },
      { variableId: 'E1', answer: code(2) },
    );
    expect(result.fallenOff).toEqual(['E2']);
    expect([...result.answers]).toEqual([
      ['E1', code(2)],
      ['F1', code(1)],
    ]);
  });

  it('lets everything about jeugdhulp fall off when there was only JB/JR', () => {
    const answers = new Map([
      ['S4', code(1)],
      ['A1', code(1)],
      ['B1', code(1)],
      ['C1', code(1)],
      ['E1', code(1)],
      ['E2', code(1)],
    ]);
    const sample = sampleOf({ domain: 'jb_jr', respondent: 'youth', age: 17 });
    const result = changeAnswer({ questionnaire, sample, answers }, { variableId: 'S4', answer: code(2) });
    expect(result.fallenOff).toEqual(['A1', 'B1', 'E1', 'E2']);
    expect([...result.answers.keys()]).toEqual(['S4', 'C1']);
  });

  it('refuses a question that is not on the route, as from a stale page', () => {
    const change = { variableId: 'E2', answer: code(1) };
    expect(() => changeAnswer({ questionnaire, sample: sampleOf(), answers: new Map() }, change)).toThrow(
      RangeError,
    );
  });

  it('loses no other answer than it names', () => {
    fc.assert(
      fc.property(
        anySample,
        anyAnswers(questionnaire),
        fc.nat(),
        fc.gen(),
        (sample, given, pick, generate) => {
          const { screens, answers } = interviewRoute(questionnaire, sample, given);
          const screen = screens[pick % screens.length];
          fc.pre(screen !== undefined);
          const change = { variableId: screen.id, answer: generate(anyAnswer, screen) };
          const result = changeAnswer({ questionnaire, sample, answers }, change);
          const expected = new Set([...answers.keys(), screen.id]);
          for (const id of result.fallenOff) expected.delete(id);
          expect(new Set(result.answers.keys())).toEqual(expected);
          expect(result.fallenOff).not.toContain(screen.id);
        },
      ),
    );
  });
});
