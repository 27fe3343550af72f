import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWERS } from '../../../src/domain/interview/answer.js';
import { interviewRoute } from '../../../src/domain/interview/route.js';
import { screenText, type TextSetting } from '../../../src/domain/interview/screen-text.js';
import type { SampleVariables } from '../../../src/domain/questionnaire/model.js';
import {
  SMALL_QUESTIONNAIRE,
  sampleOf,
  shippedQuestionnaire,
  usable,
  variable,
} from '../../support/questionnaires.js';
import { anyAnswers, anySample } from './answers.arbitrary.js';

const small = usable(SMALL_QUESTIONNAIRE);
const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');

function setting(sample: Partial<SampleVariables> = {}, childFirstName: string | null = null): TextSetting {
  return {
    sample: sampleOf(sample),
    answers: NO_ANSWERS,
    language: 'nl',
    interfaceLanguage: 'nl',
    values: { childFirstName, reportYear: '2016' },
  };
}

const readAloud = (id: string, sample: Partial<SampleVariables>): string | null =>
  screenText(ceo2016, variable(ceo2016, id), setting(sample)).readAloud;

describe('what is read aloud', () => {
  it('names the child only when its name is given', () => {
    const asked = variable(small, 'Q1');
    expect(screenText(small, asked, setting()).readAloud).toBe('Krijgt uw kind hulp in 2016?');
    expect(screenText(small, asked, setting({}, 'Sem')).readAloud).toBe('Krijgt Sem hulp in 2016?');
    expect(screenText(small, asked, setting({ respondent: 'youth' }, 'Sem')).readAloud).toBe(
      'Krijg je hulp in 2016?',
    );
  });

  it.each<[string, Partial<SampleVariables>, string]>([
    ['A3', {}, 'Hoeveel maanden zat er tussen de aanmelding bij het wijkteam en de start van de hulp?'],
    [
      'A3',
      { domain: 'specialistisch' },
      'Hoeveel maanden zat er tussen de aanmelding bij de zorgaanbieder en de start van de hulp?',
    ],
    ['B1', { careOngoing: true }, 'Bent u tevreden over de jeugdhulp die uw kind krijgt?'],
    ['B1', { careOngoing: false, respondent: 'youth' }, 'Ben je tevreden over de jeugdhulp die je kreeg?'],
    ['B1', { careOngoing: null }, 'Bent u tevreden over de jeugdhulp die uw kind krijgt of kreeg?'],
    [
      'C1',
      { measure: 'ots' },
      'Bent u tevreden over de begeleiding die u krijgt of kreeg van de gezinsvoogd of jeugdbeschermer?',
    ],
    [
      'C1',
      { measure: 'jeugdreclassering', respondent: 'youth', careOngoing: false },
      'Ben je tevreden over de begeleiding die je hebt gekregen van de jeugdreclasseerder?',
    ],
    [
      'C1',
      { measure: null, careOngoing: true },
      'Bent u tevreden over de begeleiding die u krijgt van de gezinsvoogd, jeugdbeschermer of jeugdreclasseerder?',
    ],
  ])('%s for %j', (id, sample, words) => {
    expect(readAloud(id, sample)).toBe(words);
  });

  it('is the statement, with the lead-in of its grid and the scale in sight', () => {
    expect(screenText(ceo2016, variable(ceo2016, 'H2_1'), setting({ respondent: 'youth' }))).toEqual({
      leadIn: 'Door de hulp …',
      readAloud: 'kan ik beter mijn problemen oplossen.',
      instruction: 'Past een zin niet bij de leeftijd van het kind, kies dan n.v.t.',
      probe: null,
      help: null,
      options: ['zeer mee eens', 'mee eens', 'neutraal', 'mee oneens', 'zeer mee oneens'].map(
        (label, index) => ({
          code: index + 1,
          label,
          isReadAloud: true,
          isExclusive: false,
          hasOtherText: false,
        }),
      ),
      hidden: [
        { code: 97, label: 'niet van toepassing' },
        { code: 98, label: 'weet niet' },
        { code: 99, label: 'wil niet zeggen' },
      ],
      unit: null,
    });
  });

  it('is nothing at a question to the interviewer', () => {
    const { readAloud: nothing, instruction, hidden } = screenText(small, variable(small, 'Q9'), setting());
    expect(nothing).toBeNull();
    expect(instruction).toBe('Luisterde er iemand mee? Zonder te vragen.');
    expect(hidden).toEqual([]);
  });

  it('marks options that are not read aloud, exclude others or take a text', () => {
    const { options } = screenText(small, variable(small, 'Q2'), setting());
    expect(options.map(({ isReadAloud }) => isReadAloud)).toEqual([true, true, true, false]);
    expect(options.map(({ isExclusive }) => isExclusive)).toEqual([false, false, false, true]);
    expect(options.map(({ hasOtherText }) => hasOtherText)).toEqual([false, false, true, false]);
    expect(
      screenText(small, variable(small, 'Q1'), setting()).options.some(({ isReadAloud }) => isReadAloud),
    ).toBe(false);
  });

  it('gives the unit of a number', () => {
    expect(screenText(small, variable(small, 'Q3'), setting()).unit).toBe('maanden');
  });

  it('exists for every screen of every route, with nothing left to fill in', () => {
    fc.assert(
      fc.property(anySample, anyAnswers(ceo2016), (sample, answers) => {
        const route = interviewRoute(ceo2016, sample, answers);
        for (const screen of route.screens) {
          const words = screenText(ceo2016, screen, { ...setting(), sample, answers: route.answers });
          expect(`${words.readAloud ?? ''}${words.instruction ?? ''}`).toMatch(/^[^{}]+$/);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('in a language that is missing is a broken assumption', () => {
    expect(() => screenText(small, variable(small, 'Q1'), { ...setting(), language: 'pl' })).toThrow(
      RangeError,
    );
  });
});
