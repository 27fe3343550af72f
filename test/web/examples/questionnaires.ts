import { type Answers, NO_ANSWERS } from '../../../src/domain/interview/answer.js';
import type { AnswerInput } from '../../../src/domain/interview/read-answer.js';
import { readQuestionnaire } from '../../../src/domain/questionnaire/read-questionnaire.js';
import { comparePage, compareView } from '../../../src/features/questionnaires/compare.pages.js';
import {
  readPage,
  readView,
  routePage,
  routeView,
} from '../../../src/features/questionnaires/questionnaires.pages.js';
import { shownVersion } from '../../../src/features/questionnaires/shown-questionnaire.js';
import { listPage, listView } from '../../../src/features/questionnaires/version-list.pages.js';
import { takeTryOutStep } from '../../../src/features/questionnaires/try-out.js';
import { answersField, tryOutForm } from '../../../src/features/questionnaires/try-out.forms.js';
import {
  setUpPage,
  setUpView,
  tryPage,
  tryView,
} from '../../../src/features/questionnaires/try-out.pages.js';
import type { QuestionnaireVersion } from '../../../src/questionnaire-library.js';
import { readShippedText, SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';
import { example } from './example.js';
import { ALL_ROLES } from './invented-study.js';

function version(text: string): QuestionnaireVersion {
  const { findings } = readQuestionnaire(text);
  return { questionnaire: usable(text), text, findings, origin: 'file' };
}

const small = version(SMALL_QUESTIONNAIRE);
const turkish = version(readShippedText('voorbeeld-turks.yaml'));
const shown = shownVersion(small);

const newer = usable(
  SMALL_QUESTIONNAIRE.replace('id: klein', 'id: klein-2')
    .replace('nl: Klein }', 'nl: Klein opnieuw }')
    .replace('Welk cijfer?', 'Welk rapportcijfer geeft u?'),
);

const NOTHING: AnswerInput = { choices: [], text: '', other: '', hidden: '' };

/** What a try-out shows after one answer. */
function tried(question: string, input: Partial<AnswerInput>, before: Answers = NO_ANSWERS) {
  const answers = answersField(small.questionnaire, before);
  const form = tryOutForm.parse({ age: '8', question, step: 'next', answers });
  return tryPage(shown, form, takeTryOutStep(small.questionnaire, form, { ...NOTHING, ...input }));
}

const helped: Answers = new Map([
  ['T1', { kind: 'asked' }],
  ['Q1', { kind: 'single', code: 1, otherText: null }],
  ['Q2', { kind: 'multiple', codes: [2, 3], otherText: 'de buurvrouw' }],
]);

export const QUESTIONNAIRE_EXAMPLES = [
  example(
    listView,
    listPage([small, { ...turkish, origin: 'published' }], new Map([[small.questionnaire.id, 2]]), ALL_ROLES),
  ),
  example(listView, listPage([], new Map(), ['enqueteur']), 'without questionnaires'),
  example(readView, readPage(shown, { language: 'nl', reader: null }, ALL_ROLES)),
  example(
    readView,
    readPage(shownVersion(turkish), { language: 'tr', reader: 'youth' }, ['enqueteur']),
    'in another language',
  ),
  example(routeView, routePage(shown)),
  example(
    compareView,
    comparePage({ ...shown, questionnaire: newer }, [small.questionnaire, newer], null),
    'before the choice',
  ),
  example(
    compareView,
    comparePage({ ...shown, questionnaire: newer }, [small.questionnaire, newer], small.questionnaire),
  ),
  example(
    compareView,
    comparePage({ ...shown, questionnaire: newer }, [small.questionnaire, newer], { ...newer, id: 'same' }),
    'without differences',
  ),
  example(setUpView, setUpPage(shown, { age: 'acht' }, { age: 'Vul de leeftijd in hele jaren in.' })),
  example(tryView, tried('T1', {}), 'at a question'),
  example(tryView, tried('Q1', {}), 'without an answer'),
  example(tryView, tried('Q3', { text: '26' }, helped), 'with an answer to confirm'),
  example(tryView, tried('Q1', { choices: ['2'] }, helped), 'with answers that fell off'),
  example(tryView, tried('Q9', { choices: ['1'] }, helped), 'at the end'),
];
