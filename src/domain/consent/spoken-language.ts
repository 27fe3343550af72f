import { NEEDED_LANGUAGES } from '../calling/contact-language.js';
import {
  CONSENT_LANGUAGE_LABELS,
  CONSENT_LANGUAGES,
  CONSENT_TEXTS,
  consentLanguage,
} from './consent-texts.js';
import { HANDOVER_TEXTS } from './handover-texts.js';

/** A language that can be spoken with somebody. */
export interface SpokenLanguage {
  /** BCP 47 tag. */
  readonly tag: string;
  /** By itself when there are words in it, in Dutch when the interviewer translates aloud. */
  readonly label: string;
  readonly hasWords: boolean;
}

/** Every language that can be spoken: those with words first. */
export const SPOKEN_LANGUAGES: readonly SpokenLanguage[] = [
  ...CONSENT_LANGUAGES.map((tag) => ({ tag, label: CONSENT_LANGUAGE_LABELS[tag], hasWords: true })),
  ...NEEDED_LANGUAGES.filter(({ value }) => !hasWords(value)).map(({ value, label }) => ({
    tag: value,
    label,
    hasWords: false,
  })),
];

/**
 * A language by its tag; `null` when nobody can be called in it.
 * @example findSpokenLanguage('ar')?.label // 'Arabisch'
 */
export function findSpokenLanguage(tag: string): SpokenLanguage | null {
  return SPOKEN_LANGUAGES.find((one) => one.tag === tag) ?? null;
}

/** What a consent record says of the words: the language that was spoken, and the version of what was read aloud. */
export interface WordsSpoken {
  readonly language: string;
  readonly textVersion: string;
}

/**
 * The words with which consent is asked in a language.
 * @example consentSpoken('ar') // { language: 'ar', textVersion: 'nl 2026-3, mondeling vertaald' }
 */
export function consentSpoken(language: string): WordsSpoken {
  return spoken(language, (tag) => CONSENT_TEXTS[tag].version);
}

/**
 * The words with which somebody else is asked to go on in a language.
 * @example handoverSpoken('nl').textVersion // 'overdracht-2026-1'
 */
export function handoverSpoken(language: string): WordsSpoken {
  return spoken(language, (tag) => HANDOVER_TEXTS[tag].version);
}

/**
 * The words of one question of a questionnaire, which has texts in some languages.
 * @example questionSpoken('ar', { questionnaireId: 'ceo', questionId: 'Z1', languages: ['nl'] }).textVersion // 'ceo/Z1, mondeling vertaald'
 */
export function questionSpoken(
  language: string,
  of: {
    readonly questionnaireId: string;
    readonly questionId: string;
    readonly languages: readonly string[];
  },
): WordsSpoken {
  const version = `${of.questionnaireId}/${of.questionId}`;
  return { language, textVersion: of.languages.includes(language) ? version : translated(version) };
}

function spoken(
  language: string,
  versionIn: (tag: (typeof CONSENT_LANGUAGES)[number]) => string,
): WordsSpoken {
  const readIn = consentLanguage(language);
  const version = versionIn(readIn);
  return { language, textVersion: readIn === language ? version : translated(`${readIn} ${version}`) };
}

function translated(version: string): string {
  return `${version}, mondeling vertaald`;
}

function hasWords(tag: string): boolean {
  return consentLanguage(tag) === tag;
}
