import { instant } from '../../../src/domain/calendar/instant.js';
import type { CodePair } from '../../../src/domain/coding/agreement.js';
import { changedFrame, type CodeFrame, codesInUse } from '../../../src/domain/coding/code-frame.js';
import {
  codableQuestions,
  limitsOf,
  seedFrom,
  startingFrame,
} from '../../../src/domain/coding/coded-questionnaire.js';
import { agreementPage, agreementView } from '../../../src/features/coding/agreement.pages.js';
import { codingAnswerPage, codingAnswerView, decidePage } from '../../../src/features/coding/answer.pages.js';
import { codeFramePage, codeFrameView } from '../../../src/features/coding/code-frame.pages.js';
import { codePage, codeView } from '../../../src/features/coding/code.pages.js';
import type { StoredFrame } from '../../../src/features/coding/code-frames.service.js';
import type { StudyAndQuestion } from '../../../src/features/coding/coded-questions.service.js';
import { codingOverviewPage, codingOverviewView } from '../../../src/features/coding/overview.pages.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';
import { example, type ViewExample } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, STUDY } from './invented-study.js';

const ABOUT: readonly StudyAndQuestion[] = codableQuestions(shippedQuestionnaire('ceo-jeugd-2016')).map(
  (question) => ({ study: STUDY, question }),
);

function about(id: string): StudyAndQuestion {
  const found = ABOUT.find(({ question }) => question.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

const B3 = about('B3');

function grown(frame: CodeFrame): CodeFrame {
  const code = {
    label: 'belt terug',
    definition: 'doet wat is afgesproken',
    example: 'ze belde altijd terug',
  };
  const next = changedFrame(frame, { kind: 'added', code: { ...code, parent: 1 } }, limitsOf(B3.question));
  if (typeof next === 'string') throw new Error(next);
  return next;
}

const FRAME = grown(startingFrame(B3.question, seedFrom('voorbeeld')));

const STORED: StoredFrame = {
  id: 'frame',
  studyId: 'study',
  questionId: 'B3',
  version: 2,
  frame: FRAME,
  change: { kind: 'split', number: 4, labels: ['gedrag', 'school'] },
  madeAt: instant('2026-11-03T10:00:00+01:00'),
  madeBy: '1',
};

const HISTORY: readonly StoredFrame[] = [
  STORED,
  { ...STORED, change: { kind: 'merged', number: 2, into: 1 } },
  { ...STORED, change: { kind: 'share', secondPercent: 20 } },
  { ...STORED, change: { kind: 'removed', number: 9 } },
  { ...STORED, version: 1, change: { kind: 'made', from: 'study' }, madeBy: null },
];

const COUNTS = [
  { questionId: 'B3', state: 'to_code', count: 120 },
  { questionId: 'B3', state: 'to_check', count: 12 },
  { questionId: 'B3', state: 'to_decide', count: 3 },
  { questionId: 'B3', state: 'done', count: 280 },
  { questionId: 'B4', state: 'done', count: 400 },
] as const;

const PAIRS: readonly CodePair[] = [
  { first: [1], second: [1], answers: 20 },
  { first: [1, 3], second: [1], answers: 4 },
  { first: [5], second: [5], answers: 14 },
];

const state = { roles: ALL_ROLES, name: 'B3 positieve punten', csrfToken: 'x', typed: {}, errors: {} };
const answerState = { ...state, frame: FRAME, counts: COUNTS, typed: null };
const SAID = 'Ze nam de tijd en luisterde naar wat wij zelf wilden.';
const first = codesInUse(FRAME)[0];
if (first === undefined) throw new Error('no code');

export const CODING_EXAMPLES: readonly ViewExample[] = [
  example(
    codingOverviewView,
    codingOverviewPage(
      STUDY,
      ABOUT.map((one) => ({
        about: one,
        name: `${one.question.id} punten`,
        hasFrame: ['B3', 'B4', 'K1'].includes(one.question.id),
        reusable: one.question.id === 'A2' ? [EARLIER_STUDY] : [],
      })),
      { roles: ALL_ROLES, csrfToken: 'x', counts: COUNTS },
    ),
  ),
  example(
    codingAnswerView,
    codingAnswerPage(
      B3,
      { id: 'a1', text: SAID, own: null, isClosed: false, earlierCodes: [] },
      { ...answerState, previous: null },
    ),
    'the first',
  ),
  example(
    codingAnswerView,
    codingAnswerPage(
      B3,
      { id: 'a2', text: SAID, own: { codes: [1, 3], isDoubted: true }, isClosed: false, earlierCodes: [4] },
      { ...answerState, previous: 'a1', typed: '1 44', errors: { codes: 'Code 44 is er niet (meer).' } },
    ),
    'refused',
  ),
  example(
    codingAnswerView,
    codingAnswerPage(
      B3,
      { id: 'a4', text: SAID, own: { codes: [1], isDoubted: false }, isClosed: true, earlierCodes: [] },
      { ...answerState, previous: 'a1' },
    ),
    'closed',
  ),
  example(
    codingAnswerView,
    decidePage(
      B3,
      {
        id: 'a3',
        text: SAID,
        codings: [
          { codes: [1, 3], isDoubted: false },
          { codes: [1], isDoubted: true },
        ],
        decided: null,
      },
      answerState,
    ),
    'to decide',
  ),
  example(
    codeFrameView,
    codeFramePage(B3, HISTORY, {
      ...state,
      errors: { label: 'Geef de code een naam.' },
      counts: new Map([[1, 120]]),
      names: new Map([['1', 'Noor']]),
    }),
  ),
  example(codeView, codePage(B3, STORED, { ...state, code: first, answers: 0 })),
  example(
    agreementView,
    agreementPage(B3, { roles: ALL_ROLES, name: 'B3 positieve punten', frame: FRAME, pairs: PAIRS }),
  ),
];
