import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWERS, type Answer, type Answers } from '../../../src/domain/interview/answer.js';
import { changeAnswer } from '../../../src/domain/interview/change.js';
import { interviewCompleteness } from '../../../src/domain/interview/completeness.js';
import {
  fitsType,
  interviewProgress,
  interviewRoute,
  nextScreen,
  type Route,
  screenAfter,
  screenBefore,
  screenOnRoute,
} from '../../../src/domain/interview/route.js';
import type { Questionnaire, SampleVariables } from '../../../src/domain/questionnaire/model.js';
import { listVariables } from '../../../src/domain/questionnaire/variables.js';
import {
  SMALL_QUESTIONNAIRE,
  sampleOf,
  shippedQuestionnaire,
  usable,
  variable,
} from '../../support/questionnaires.js';
import { anyAnswer, anyAnswers, anySample } from './answers.arbitrary.js';
import { anyQuestionnaire } from './questionnaires.arbitrary.js';

const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');
const ceo2015 = shippedQuestionnaire('ceo-jeugd-2015');
const small = usable(SMALL_QUESTIONNAIRE);
const code = (chosen: number): Answer => ({ kind: 'single', code: chosen, otherText: null });
const ids = (route: Route): string[] => route.screens.map(({ id }) => id);
const routeIds = (sample: SampleVariables, answers: [string, Answer][] = []): string[] =>
  ids(interviewRoute(ceo2016, sample, new Map(answers)));

describe('the route of CEO 2016', () => {
  it('asks a parent with basishulp about access, but not about a jeugdbeschermer', () => {
    const route = routeIds(sampleOf());
    expect(route.slice(0, 6)).toEqual(['S5', 'A1', 'A2', 'A3', 'A4', 'A5_1']);
    expect(route).not.toContain('C1');
    expect(route).not.toContain('S4');
  });

  it('does not ask a young person what the relation to the child is', () => {
    expect(routeIds(sampleOf({ respondent: 'youth', age: 17 }))[0]).toBe('A1');
  });

  it.each([
    ['with jeugdhulp', 1],
    ['without jeugdhulp', 2],
  ])('of a young person with JB/JR %s', (_case, hasYouthCare) => {
    const route = routeIds(sampleOf({ domain: 'jb_jr', respondent: 'youth', age: 17 }), [
      ['S4', code(hasYouthCare)],
    ]);
    expect(route.includes('A1')).toBe(hasYouthCare === 1);
    expect(route.includes('B1')).toBe(hasYouthCare === 1);
    expect(route).toContain('C1');
    for (const notAsked of ['A2', 'A3', 'A4']) expect(route).not.toContain(notAsked);
  });

  it.each([
    ['E1', 1, 'E2', true],
    ['E1', 2, 'E2', false],
    ['F1', 1, 'F2', true],
    ['F1', 2, 'F2', false],
    ['G1', 2, 'G2', true],
    ['G1', 1, 'G2', false],
  ])('after %s = %i asks %s: %s', (asked, chosen, follow, isAsked) => {
    expect(routeIds(sampleOf(), [[asked, code(chosen)]]).includes(follow)).toBe(isAsked);
  });

  it('is evaluated in well under a millisecond', () => {
    const answers = new Map(ids(interviewRoute(ceo2016, sampleOf(), NO_ANSWERS)).map((id) => [id, code(1)]));
    const startedAt = performance.now();
    for (let round = 0; round < 200; round += 1) interviewRoute(ceo2016, sampleOf(), answers);
    expect((performance.now() - startedAt) / 200).toBeLessThan(1);
  });
});

it('in 2015 only first-time clients were asked about waiting', () => {
  const asked = (firstTimeClient: boolean | null): string[] =>
    ids(interviewRoute(ceo2015, sampleOf({ firstTimeClient }), NO_ANSWERS));
  expect(asked(true)).toContain('A3');
  expect(asked(false)).not.toContain('A3');
  expect(asked(null)).not.toContain('A3');
});

describe('moving along a route', () => {
  const route = interviewRoute(
    small,
    sampleOf(),
    new Map([
      ['T1', { kind: 'asked' as const }],
      ['Q1', code(2)],
    ]),
  );

  it('goes on at the first screen without an answer', () => {
    expect(ids(route).slice(0, 3)).toEqual(['T1', 'Q1', 'Q3']);
    expect(nextScreen(route)?.id).toBe('Q3');
  });

  it('steps back and forth', () => {
    expect(screenBefore(route, 'Q1')?.id).toBe('T1');
    expect(screenAfter(route, 'Q1')?.id).toBe('Q3');
    expect(screenBefore(route, 'T1')).toBeNull();
    expect(screenAfter(route, 'Q9')).toBeNull();
    expect(screenAfter(route, 'Q2')).toBeNull();
    expect(screenOnRoute(route, 'Q2')).toBeNull();
  });

  it('counts progress in screens of the route', () => {
    expect(interviewProgress(route)).toEqual({ answeredScreens: 2, totalScreens: 9, share: 2 / 9 });
  });

  it('does not take an answer of another kind than the question asks', () => {
    const wrong = interviewRoute(small, sampleOf(), new Map([['Q3', code(1)]]));
    expect(wrong.answers.size).toBe(0);
    expect(fitsType(variable(small, 'Q8').question, { kind: 'asked' })).toBe(true);
    expect(fitsType(variable(small, 'Q9').question, { kind: 'asked' })).toBe(false);
  });
});

/** Answers screen after screen, as an interviewer does, with answers chosen beforehand per variable. */
function conduct(
  questionnaire: Questionnaire,
  sample: SampleVariables,
  chosen: Answers,
  from: Answers = NO_ANSWERS,
): Answers {
  let answers = from;
  for (let step = 0; step <= listVariables(questionnaire).length; step += 1) {
    const screen = nextScreen(interviewRoute(questionnaire, sample, answers));
    const answer = screen === null ? undefined : chosen.get(screen.id);
    if (screen === null || answer === undefined) return answers;
    answers = changeAnswer({ questionnaire, sample, answers }, { variableId: screen.id, answer }).answers;
  }
  throw new Error('the route did not end');
}

describe('for any answers', () => {
  const completeAnswers = fc
    .tuple(
      ...listVariables(ceo2016).map((asked) =>
        anyAnswer(asked).map((answer): [string, Answer] => [asked.id, answer]),
      ),
    )
    .map((answers): Answers => new Map(answers));

  it('the route ends, with every screen at most once', () => {
    fc.assert(
      fc.property(anySample, completeAnswers, (sample, chosen) => {
        const answers = conduct(ceo2016, sample, chosen);
        const route = interviewRoute(ceo2016, sample, answers);
        expect(nextScreen(route)).toBeNull();
        expect(new Set(ids(route)).size).toBe(route.screens.length);
        expect(interviewProgress(route).share).toBe(1);
      }),
    );
  });

  it.each([
    ['CEO 2016', ceo2016],
    ['a questionnaire with questions behind questions', small],
  ])('an answer off the route of %s neither counts nor decides', (_name, questionnaire) => {
    fc.assert(
      fc.property(anySample, anyAnswers(questionnaire), (sample, answers) => {
        const route = interviewRoute(questionnaire, sample, answers);
        const onRoute = new Set(ids(route));
        expect([...route.answers.keys()].every((id) => onRoute.has(id))).toBe(true);
        expect(interviewRoute(questionnaire, sample, route.answers)).toEqual(route);
      }),
    );
  });

  it('going back and giving the same answer again changes nothing', () => {
    fc.assert(
      fc.property(anySample, anyAnswers(ceo2016), fc.nat(), (sample, given, pick) => {
        const { answers } = interviewRoute(ceo2016, sample, given);
        const [variableId, answer] = [...answers][pick % Math.max(answers.size, 1)] ?? [];
        fc.pre(variableId !== undefined && answer !== undefined);
        const again = changeAnswer({ questionnaire: ceo2016, sample, answers }, { variableId, answer });
        expect(again.answers).toEqual(answers);
        expect(again.fallenOff).toEqual([]);
      }),
    );
  });

  it('stepping forward and then back is standing still', () => {
    fc.assert(
      fc.property(anySample, anyAnswers(ceo2016), (sample, answers) => {
        const route = interviewRoute(ceo2016, sample, answers);
        for (const { id } of route.screens.slice(0, -1)) {
          expect(screenBefore(route, screenAfter(route, id)?.id ?? '')?.id).toBe(id);
        }
      }),
    );
  });

  it('breaking off anywhere and resuming gives the same interview as going on', () => {
    fc.assert(
      fc.property(anySample, completeAnswers, fc.nat(60), (sample, chosen, breakAfter) => {
        const inOneGo = conduct(ceo2016, sample, chosen);
        const untilBreak = new Map([...inOneGo].slice(0, breakAfter));
        expect(conduct(ceo2016, sample, chosen, untilBreak)).toEqual(inOneGo);
      }),
    );
  });
});

/** An answer to every variable, as somebody would give it who is asked all. */
function anyCompleteAnswers(questionnaire: Questionnaire): fc.Arbitrary<Answers> {
  const answers = listVariables(questionnaire).map((asked) =>
    anyAnswer(asked).map((answer): [string, Answer] => [asked.id, answer]),
  );
  return fc.tuple(...answers).map((given): Answers => new Map(given));
}

describe('for any questionnaire and any answers', () => {
  const anyInterview = anyQuestionnaire.chain((questionnaire) =>
    fc.record({
      questionnaire: fc.constant(questionnaire),
      sample: fc
        .record({ facts: anySample, rotationSeed: fc.option(fc.string()) })
        .map(({ facts, rotationSeed }): SampleVariables =>
          rotationSeed === null ? facts : { ...facts, rotationSeed },
        ),
      chosen: anyCompleteAnswers(questionnaire),
      given: anyAnswers(questionnaire),
    }),
  );

  it('the route ends, and says so at the same place when it is asked again', () => {
    fc.assert(
      fc.property(anyInterview, ({ questionnaire, sample, chosen }) => {
        const answers = conduct(questionnaire, sample, chosen);
        const route = interviewRoute(questionnaire, sample, answers);
        expect(nextScreen(route)).toBeNull();
        expect(new Set(ids(route)).size).toBe(route.screens.length);
        expect(interviewRoute(questionnaire, sample, answers)).toEqual(route);
      }),
    );
  });

  it('no answer off the route counts, decides, or makes an interview complete', () => {
    fc.assert(
      fc.property(anyInterview, ({ questionnaire, sample, given }) => {
        const route = interviewRoute(questionnaire, sample, given);
        const onRoute = new Set(ids(route));
        expect([...route.answers.keys()].filter((id) => !onRoute.has(id))).toEqual([]);
        const without = interviewRoute(questionnaire, sample, route.answers);
        expect(without).toEqual(route);
        expect(interviewCompleteness(questionnaire, without)).toBe(
          interviewCompleteness(questionnaire, route),
        );
        if (interviewCompleteness(questionnaire, route) === 'complete') expect(nextScreen(route)).toBeNull();
      }),
    );
  });

  it('going back over every answer and giving it again ends in the same state', () => {
    fc.assert(
      fc.property(anyInterview, ({ questionnaire, sample, chosen }) => {
        const answers = conduct(questionnaire, sample, chosen);
        let again = answers;
        for (const [variableId, answer] of [...answers].reverse()) {
          const change = changeAnswer({ questionnaire, sample, answers: again }, { variableId, answer });
          expect(change.fallenOff).toEqual([]);
          again = change.answers;
        }
        expect(again).toEqual(answers);
      }),
    );
  });

  it('breaking off after any answer and resuming ends as going on does', () => {
    fc.assert(
      fc.property(anyInterview, fc.nat(60), ({ questionnaire, sample, chosen }, breakAfter) => {
        const inOneGo = conduct(questionnaire, sample, chosen);
        const untilBreak = new Map([...inOneGo].slice(0, breakAfter));
        expect(conduct(questionnaire, sample, chosen, untilBreak)).toEqual(inOneGo);
      }),
    );
  });

  it('changing an answer takes away what it closes, and nothing that stays open', () => {
    fc.assert(
      fc.property(anyInterview, fc.nat(), fc.gen(), (interview, pick, generate) => {
        const { questionnaire, sample, chosen } = interview;
        const answers = conduct(questionnaire, sample, chosen);
        const { screens } = interviewRoute(questionnaire, sample, answers);
        const screen = screens[pick % Math.max(screens.length, 1)];
        fc.pre(screen !== undefined);
        const answer = generate(anyAnswer, screen);
        const change = changeAnswer({ questionnaire, sample, answers }, { variableId: screen.id, answer });
        const after = interviewRoute(questionnaire, sample, change.answers);
        expect(after.answers).toEqual(change.answers);
        for (const id of change.fallenOff) expect(screenOnRoute(after, id)).toBeNull();
        const kept = [...answers.keys()].filter((id) => !change.fallenOff.includes(id));
        expect(kept.filter((id) => !after.answers.has(id))).toEqual([]);
      }),
    );
  });
});
