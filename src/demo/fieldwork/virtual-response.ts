import { ageOn, type CivilDate } from '../../domain/calendar/civil-date.js';
import type { ConsentRules } from '../../domain/consent/consent-rules.js';
import { ageBandOf } from '../../domain/consent/who-may-be-asked.js';
import type { Answer } from '../../domain/interview/answer.js';
import { interviewCompleteness } from '../../domain/interview/completeness.js';
import { measureCode } from '../../domain/interview/measure-code.js';
import { interviewRoute } from '../../domain/interview/route.js';
import type { Questionnaire, Respondent, SampleVariables } from '../../domain/questionnaire/model.js';
import type { Variable } from '../../domain/questionnaire/variables.js';
import { inventAnswer } from './answer-inventor.js';
import type { Dice } from './dice.js';
import type { CaseAtStart } from './case-at-start.js';

/** One answer of an interview, with the time that its screen took. */
export interface GivenAnswer {
  readonly variable: Variable;
  readonly answer: Answer;
  readonly seconds: number;
}

/** The answers of one case. */
export interface VirtualResponse {
  readonly id: string;
  readonly respondent: Respondent;
  readonly ageBand: '0-11' | '12-15' | '16+';
  readonly startedOn: CivilDate;
  readonly sample: SampleVariables;
  /** What is or will be answered, in the order of the screens. */
  readonly answers: readonly GivenAnswer[];
  /** How many of these were given until now. */
  given: number;
  status: 'in_progress' | 'partial' | 'complete';
  finishedOn: CivilDate | null;
}

const AGE_BANDS = { parent_only: '0-11', permission_first: '12-15', own_consent: '16+' } as const;

/** Who is interviewed, about what, and when. */
export interface InterviewSetting {
  readonly questionnaire: Questionnaire;
  readonly start: CaseAtStart;
  readonly respondent: Respondent;
  readonly on: CivilDate;
  readonly consent: ConsentRules;
}

/** Invents a whole interview, of which nothing is answered yet. */
export function beginResponse(id: string, setting: InterviewSetting, dice: Dice): VirtualResponse {
  const { start, respondent, on, consent } = setting;
  const age = ageOn(start.bornOn, on);
  const sample: SampleVariables = {
    domain: start.domain,
    segment: start.record.segment,
    measure: measureCode(start.record.measure),
    age,
    respondent,
    careOngoing: null,
    firstTimeClient: null,
  };
  return {
    id,
    respondent,
    ageBand: AGE_BANDS[ageBandOf(age, consent)],
    startedOn: on,
    sample,
    answers: wholeInterview(setting.questionnaire, sample, { mood: start.person.mood, dice }),
    given: 0,
    status: 'in_progress',
    finishedOn: null,
  };
}

/** Answers whatever is on the route until nothing is left; answers that a later one takes off the route are dropped. */
function wholeInterview(
  questionnaire: Questionnaire,
  sample: SampleVariables,
  { mood, dice }: { mood: number; dice: Dice },
): readonly GivenAnswer[] {
  const answers = new Map<string, Answer>();
  const given = new Map<string, GivenAnswer>();
  for (;;) {
    const { screens } = interviewRoute(questionnaire, sample, answers);
    const open = screens.filter(({ id }) => !answers.has(id));
    if (open.length === 0) return screens.flatMap(({ id }) => given.get(id) ?? []);
    for (const variable of open) {
      const answer = inventAnswer(variable, { domain: sample.domain, mood, dice });
      answers.set(variable.id, answer);
      given.set(variable.id, { variable, answer, seconds: secondsOn(variable, dice) });
    }
  }
}

/** Screens after which so much was answered that the interview counts in part, and not as a whole. */
export function screensForPartial(questionnaire: Questionnaire, response: VirtualResponse): number | null {
  const count = Math.floor(response.answers.length * 0.8);
  const answers = new Map(
    response.answers.slice(0, count).map(({ variable, answer }) => [variable.id, answer] as const),
  );
  const route = interviewRoute(questionnaire, response.sample, answers);
  return interviewCompleteness(questionnaire, route) === 'partial' ? count : null;
}

function secondsOn({ question }: Variable, dice: Dice): number {
  if (question.type === 'open') return dice.between(15, 70);
  return question.type === 'grid' ? dice.between(5, 16) : dice.between(7, 30);
}
