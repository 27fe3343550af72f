import { describe, expect, it } from 'vitest';
import { NEEDED_LANGUAGES } from '../../../src/domain/calling/contact-language.js';
import {
  consentSpoken,
  findSpokenLanguage,
  handoverSpoken,
  questionSpoken,
  SPOKEN_LANGUAGES,
} from '../../../src/domain/consent/spoken-language.js';

describe('the language of a conversation', () => {
  it('is any in which somebody can be called, with its own words or translated aloud', () => {
    const tags = SPOKEN_LANGUAGES.map(({ tag }) => tag);
    expect(tags).toEqual(['nl', 'en', 'tr', 'ar', 'zgh', 'pap', 'pl', 'pt', 'und']);
    expect(NEEDED_LANGUAGES.filter(({ value }) => !tags.includes(value))).toEqual([]);
    expect(findSpokenLanguage('ar')).toEqual({ tag: 'ar', label: 'Arabisch', hasWords: false });
    expect(findSpokenLanguage('fr')).toBeNull();
  });

  it('is recorded with the words that were read, and that they were translated aloud', () => {
    expect(consentSpoken('nl')).toEqual({ language: 'nl', textVersion: '2026-3' });
    expect(consentSpoken('tr')).toEqual({ language: 'tr', textVersion: '2026-2' });
    expect(consentSpoken('ar')).toEqual({ language: 'ar', textVersion: 'nl 2026-3, mondeling vertaald' });
    expect(handoverSpoken('en')).toEqual({ language: 'en', textVersion: 'overdracht-2026-1' });
    expect(handoverSpoken('pl').textVersion).toBe('nl overdracht-2026-1, mondeling vertaald');
    const question = { questionnaireId: 'ceo', questionId: 'Z1', languages: ['nl', 'tr'] };
    expect(questionSpoken('tr', question)).toEqual({ language: 'tr', textVersion: 'ceo/Z1' });
    expect(questionSpoken('ar', question).textVersion).toBe('ceo/Z1, mondeling vertaald');
  });
});
