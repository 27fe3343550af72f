import { describe, expect, it } from 'vitest';
import { shortestReadingSeconds } from '../../../src/domain/interview/reading-time.js';
import { shippedQuestionnaire, variable } from '../../support/questionnaires.js';

const ceo2016 = shippedQuestionnaire('ceo-jeugd-2016');

describe('the least time to read a question aloud', () => {
  it.each([
    // "Heb je met meerdere hulpverleners te maken?": seven words of 0,3 seconds.
    ['E1', 'youth', 'nl', 2.1],
    // A statement without its lead-in: "voel ik mij beter.".
    ['H1_1', 'youth', 'nl', 1.2],
    // Filled in by the interviewer, without a word.
    ['K4_1', 'parent', 'nl', 0],
    // No text in Turkish.
    ['E1', 'youth', 'tr', 0],
  ] as const)('%s to a %s in %s: %d seconds', (id, respondent, language, seconds) => {
    expect(shortestReadingSeconds(variable(ceo2016, id), respondent, language)).toBeCloseTo(seconds, 10);
  });

  it('counts options that are read aloud', () => {
    const e2 = variable(ceo2016, 'E2');
    const aloud = { ...e2, question: { ...e2.question, readOptions: true } as typeof e2.question };
    const silent = { ...e2, question: { ...e2.question, readOptions: false } as typeof e2.question };
    // heel tevreden, tevreden, niet tevreden niet ontevreden, ontevreden, heel ontevreden: ten words.
    expect(
      shortestReadingSeconds(aloud, 'parent', 'nl') - shortestReadingSeconds(silent, 'parent', 'nl'),
    ).toBeCloseTo(3, 10);
  });
});
