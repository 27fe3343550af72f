import { expect, it } from 'vitest';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import { conditionWords } from '../../../src/domain/questionnaire/condition-words.js';
import { shippedQuestionnaire, SMALL_QUESTIONNAIRE, usable } from '../../support/questionnaires.js';

const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');
const small = usable(SMALL_QUESTIONNAIRE);

it.each<[Condition, string]>([
  [{ question: 'E1', is: 1 }, 'het antwoord op E1 is “ja”'],
  [{ not: { question: 'E1', in: [1, 98] } }, 'het antwoord op E1 is niet “ja” of “weet niet”'],
  [{ question: 'A2', is: 2 }, 'bij A2 is “huisarts” genoemd'],
  [{ question: 'A3', atLeast: 1.5 }, 'het antwoord op A3 is 1,5 of hoger'],
  [{ question: 'A3', moreThan: 'B2' }, 'het antwoord op A3 is hoger dan dat op B2'],
  [{ question: 'B1' }, 'B1 is beantwoord'],
  [{ sample: 'age', atLeast: 12, atMost: 15 }, 'de leeftijd van het kind is 12 tot en met 15'],
  [{ sample: 'respondent', is: 'parent' }, 'wie antwoordt is de ouder'],
  [{ sample: 'careOngoing', is: false }, 'de hulp loopt niet meer'],
  [{ not: { sample: 'careOngoing', is: true } }, 'het is niet zo (of onbekend) dat de hulp loopt nog'],
  [
    { any: [{ not: { sample: 'domain', is: 'jb_jr' } }, { question: 'S4', is: 1 }] },
    'het domein is niet “Jeugdbescherming en jeugdreclassering” of het antwoord op S4 is “ja”',
  ],
  [
    {
      all: [
        {
          any: [
            { question: 'E1', is: 1 },
            { question: 'F1', is: 1 },
          ],
        },
        { question: 'G1', is: 2 },
      ],
    },
    '(het antwoord op E1 is “ja” of het antwoord op F1 is “ja”) en het antwoord op G1 is “nee”',
  ],
])('%j in words', (condition, words) => {
  expect(conditionWords(ceo2016, condition)).toBe(words);
});

it('an unknown code stays a number', () => {
  expect(conditionWords(small, { question: 'Q1', is: 7 })).toBe('het antwoord op Q1 is 7');
});
