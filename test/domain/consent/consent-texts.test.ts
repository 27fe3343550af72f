import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CONSENT_LANGUAGES,
  CONSENT_TEXTS,
  consentLanguage,
  filledIn,
  subjectWords,
} from '../../../src/domain/consent/consent-texts.js';
import { HANDOVER_TEXTS } from '../../../src/domain/consent/handover-texts.js';
import { loadQuestionnaires } from '../../../src/questionnaire-library.js';

/** The words of each version that was ever read aloud. Other words need another version, and a line here. */
const WORDS_OF_VERSIONS: Readonly<Record<string, string>> = {
  'nl 2026-3': 'c5baea9e782208db',
  'en 2026-2': 'ba3673ad02fe46ed',
  'tr 2026-2': '69be18be92f1fbf3',
};

const hash = (words: unknown): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);

/** The same of a handover. */
const HANDOVER_WORDS_OF_VERSIONS: Readonly<Record<string, string>> = {
  'nl overdracht-2026-1': 'fcadce88986cbb9c',
  'en overdracht-2026-1': '6ecffb7bf8ea69b3',
  'tr overdracht-2026-1': 'df97fdc4d10c9307',
};

describe('the words in which consent is asked', () => {
  it('are those of their version: other words are another version', () => {
    const now = CONSENT_LANGUAGES.map((language) => [
      `${language} ${CONSENT_TEXTS[language].version}`,
      hash(CONSENT_TEXTS[language]),
    ]);
    expect(Object.fromEntries(now)).toEqual(WORDS_OF_VERSIONS);
  });

  it('at a handover are those of their version too', () => {
    const now = CONSENT_LANGUAGES.map((language) => [
      `${language} ${HANDOVER_TEXTS[language].version}`,
      hash(HANDOVER_TEXTS[language]),
    ]);
    expect(Object.fromEntries(now)).toEqual(HANDOVER_WORDS_OF_VERSIONS);
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

  it.each(CONSENT_LANGUAGES)(
    'call no child that of a guardian, and no guardian a parent, in %s',
    (language) => {
      const toGuardian = Object.values(CONSENT_TEXTS[language].adult.guardian).join(' ');
      const atHandover = HANDOVER_TEXTS[language].toWhoStops.guardian;
      expect(`${toGuardian} ${atHandover}`).not.toMatch(
        /uw kind|hun kind|\bouder|your child|their child|\bparent|çocuğunuz|çocuklarının|\banne|\bbaba/i,
      );
      expect(toGuardian).toMatch(/voogd|guardian|vasi/);
    },
  );

  it('fill in every place, and ask each person their own question', () => {
    const text = CONSENT_TEXTS.nl;
    expect(filledIn(text.adult.parent.permission, { year: '2025', age: '17' })).toContain('onder de 17 jaar');
    expect(filledIn('{a}{b}', { a: 'x' })).toBe('x{b}');
    expect(subjectWords(text, 'youth', ['own_participation'])).toBe(text.youthParticipates);
    expect(subjectWords(text, 'guardian', ['own_participation'])).toBe(text.adult.guardian.participates);
    expect(subjectWords(text, 'parent', ['youth_participation', 'parent_instead'])).toBe(
      text.adult.parent.permission,
    );
    expect(subjectWords(text, 'parent', ['parent_instead'])).toBe(text.adult.parent.instead);
    expect(subjectWords(text, 'parent', [])).toBe('');
  });
});
