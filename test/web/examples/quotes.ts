import { codesInUse } from '../../../src/domain/coding/code-frame.js';
import { codableQuestions, seedFrom, startingFrame } from '../../../src/domain/coding/coded-questionnaire.js';
import { proposeScrubs } from '../../../src/domain/quotes/propose-scrubs.js';
import { wordsOf } from '../../../src/domain/quotes/scrub.js';
import { choosePage, chooseView } from '../../../src/features/quotes/choose.pages.js';
import { quotesPage, quotesView } from '../../../src/features/quotes/quotes.pages.js';
import { confirmPage, confirmView, scrubPage, scrubView } from '../../../src/features/quotes/scrub.pages.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';
import { example, type ViewExample } from './example.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const question = codableQuestions(shippedQuestionnaire('ceo-jeugd-2016')).find(({ id }) => id === 'B3');
if (question === undefined) throw new Error('no question B3');

const ABOUT = { study: STUDY, question };
const NAME = 'B3 positieve punten';
const FRAME = startingFrame(question, seedFrom('voorbeeld'));
const WORDS = wordsOf('Juf Anna van basisschool de Regenboog in Zutphen dacht mee, en belde op 3 mei terug.');
const ANSWER = {
  id: 'a1',
  words: WORDS,
  proposals: proposeScrubs(WORDS, { people: [], organisations: [] }),
  background: 'Ouder, Basishulp',
};
const state = { roles: ALL_ROLES, name: NAME, errors: {} };
const UNDECIDED = ANSWER.proposals.map((proposal, at) =>
  proposal === null ? (at === 0 ? 'cut' : 'keep') : null,
);

export const QUOTE_EXAMPLES: readonly ViewExample[] = [
  example(
    quotesView,
    quotesPage(STUDY, [], { roles: ALL_ROLES, csrfToken: 'x', quotes: [] }),
    'nothing coded',
  ),
  example(
    quotesView,
    quotesPage(STUDY, [{ about: ABOUT, name: NAME }], {
      roles: ALL_ROLES,
      csrfToken: 'x',
      quotes: [
        { id: 'q1', questionId: 'B3', text: 'Juf [naam] dacht […] mee.', background: 'Ouder, Basishulp' },
        { id: 'q2', questionId: 'B3', text: 'Ze belde altijd terug.', background: '' },
      ],
    }),
    'two quotes',
  ),
  example(
    chooseView,
    choosePage(ABOUT, {
      ...{ roles: ALL_ROLES, name: NAME, frame: FRAME, code: codesInUse(FRAME)[0]?.number ?? null },
      counts: new Map([[1, 120]]),
      answers: [{ id: 'a1', text: WORDS.join(' ') }],
      hasMore: true,
    }),
  ),
  example(
    scrubView,
    scrubPage(ABOUT, ANSWER, { ...state, choices: UNDECIDED, errors: { 'word-1': 'Beslis over “Anna”.' } }),
  ),
  example(
    confirmView,
    confirmPage(ABOUT, ANSWER, {
      ...state,
      choices: ANSWER.proposals.map((proposal) => proposal ?? 'keep'),
      errors: { confirmed: 'Lees het citaat, en kruis aan dat niemand te herkennen is.' },
    }),
  ),
];
