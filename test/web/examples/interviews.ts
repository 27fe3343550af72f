import { type Answers, NO_ANSWERS } from '../../../src/domain/interview/answer.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import {
  endPage,
  endView,
  recapPage,
  recapView,
  stopPage,
  stopView,
} from '../../../src/features/interviews/interviews.pages.js';
import {
  questionPage,
  type QuestionPageInput,
  questionView,
} from '../../../src/features/interviews/question.pages.js';
import { handoverPage, handoverView } from '../../../src/features/interviews/handover.pages.js';
import type { OpenInterview } from '../../../src/features/interviews/open-interview.service.js';
import { sampleOf, SMALL_QUESTIONNAIRE, usable, variable } from '../../support/questionnaires.js';
import { example } from './example.js';
import { EVENING, inHand, inventedCase } from './invented-case.js';
import { STUDY } from './invented-study.js';

const questionnaire = usable(SMALL_QUESTIONNAIRE);
const sample = sampleOf();

function interview(answers: Answers): OpenInterview {
  return {
    study: STUDY,
    record: inventedCase('B0113', '2017-05-02', inHand(EVENING, 'dialled')).record,
    questionnaire,
    response: {
      id: 'response',
      status: 'in_progress',
      respondent: 'parent',
      questionnaireId: questionnaire.id,
      language: 'nl',
    },
    sample,
    answers,
    route: interviewRoute(questionnaire, sample, answers),
    position: { last: 3, lastChange: 3, seconds: 95 },
    spokenLanguage: 'nl',
    childFirstName: 'Noor',
  };
}

const answers: Answers = new Map([
  ['T1', { kind: 'asked' }],
  ['Q1', { kind: 'single', code: 1, otherText: null }],
  ['Q2', { kind: 'multiple', codes: [1, 3], otherText: 'de buurvrouw' }],
]);

function asked(id: string, different: Partial<QuestionPageInput> = {}) {
  const screen = variable(questionnaire, id);
  return questionPage({
    interview: interview(answers),
    screen,
    shownAt: EVENING,
    ...different,
  });
}

const months = { choices: [], text: '26', other: '', hidden: '' };

const HANDOVER = { from: 'youth', to: 'parent', label: 'De ouder gaat verder met het gesprek' } as const;

export const INTERVIEW_EXAMPLES = [
  example(questionView, asked('T1', { interview: interview(NO_ANSWERS) }), 'with a text to read'),
  example(questionView, asked('Q2', { isStale: true }), 'with several options, on an old page'),
  example(
    questionView,
    asked('Q3', { attempted: { input: months, confirm: 'Dat is meer dan 12 maanden. Klopt dat?' } }),
    'with a number to confirm',
  ),
  example(
    questionView,
    asked('Q1', {
      attempted: { input: { ...months, text: '' }, error: 'Kies een antwoord.' },
    }),
    'without an answer',
  ),
  example(questionView, asked('Q5'), 'with a date'),
  example(questionView, asked('Q6'), 'with an open answer'),
  example(questionView, asked('Q7_1'), 'with a statement'),
  example(questionView, asked('Q9'), 'for the interviewer'),
  example(
    questionView,
    asked('Q3', { attempted: { input: months, isKept: true } }),
    'with what was typed before signing in again',
  ),
  example(questionView, asked('Q4'), 'with a grade'),
  example(
    stopView,
    stopPage(interview(answers), ['broken_off', 'refusal_hard', 'unsafe_or_secret', 'deceased'], HANDOVER),
  ),
  example(recapView, recapPage(interview(answers))),
  example(handoverView, handoverPage(interview(answers), HANDOVER)),
  example(
    handoverView,
    handoverPage({ ...interview(answers), spokenLanguage: 'ar' }, HANDOVER),
    'in a language without words',
  ),
  example(endView, endPage(interview(answers))),
];
