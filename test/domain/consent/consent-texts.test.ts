import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CONSENT_LANGUAGES,
  CONSENT_TEXTS,
  consentLanguage,
  filledIn,
  subjectWords,
} from '../../../src/domain/consent/consent-texts.js';
import { loadQuestionnaires } from '../../../src/questionnaire-library.js';

/** The words of each version that was ever read aloud. Other words need another version, and a line here. */
const WORDS_OF_VERSIONS: Readonly<Record<string, string>> = {
  'nl 2026-2': 'd79ec818c3bf1633',
  'en 2026-1': 'a3c2f8ab60ed4daa',
  'tr 2026-1': '7c5074bc8962511a',
};

const hashOf = (language: (typeof CONSENT_LANGUAGES)[number]): string =>
  createHash('sha256').update(JSON.stringify(CONSENT_TEXTS[language])).digest('hex').slice(0, 16);

describe('the words in which consent is asked', () => {
  it('are those of their version: other words are another version', () => {
    const now = CONSENT_LANGUAGES.map((language) => [
      `${language} ${CONSENT_TEXTS[language].version}`,
      hashOf(language),
    ]);
    expect(Object.fromEntries(now)).toEqual(WORDS_OF_VERSIONS);
  });

  it('are there in every language that a questionnaire has', () => {
    const languages = new Set(
      loadQuestionnaires()
        .list()
        .flatMap((one) => one.languages),
    );
    expect([...languages].filter((language) => consentLanguage(language) !== language)).toEqual([]);
  });

  it.each(CONSENT_LANGUAGES)(
    'name nothing of the subject before the identity is known, in %s',
    (language) => {
      const { identity, identityByName, mayTalk } = CONSENT_TEXTS[language];
      const before = [identity, identityByName, mayTalk].flatMap((texts) => Object.values(texts)).join(' ');
      expect(before).not.toMatch(
        /jeugdhulp|gemeente|onderzoek|youth care|municipality|gençlik|belediye|\{year\}/i,
      );
      expect(before).toContain('{child}');
    },
  );

  it('fill in every place, and ask each person their own question', () => {
    const text = CONSENT_TEXTS.nl;
    expect(filledIn(text.permission, { year: '2025', age: '17' })).toContain('onder de 17 jaar');
    expect(filledIn('{a}{b}', { a: 'x' })).toBe('x{b}');
    expect(subjectWords(text, 'youth', ['own_participation'])).toBe(text.youthParticipates);
    expect(subjectWords(text, 'guardian', ['own_participation'])).toBe(text.adultParticipates);
    expect(subjectWords(text, 'parent', ['youth_participation', 'parent_instead'])).toBe(text.permission);
    expect(subjectWords(text, 'parent', ['parent_instead'])).toBe(text.adultInstead);
    expect(subjectWords(text, 'parent', [])).toBe('');
  });
});
