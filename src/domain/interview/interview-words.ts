import { type HiddenCode } from '../questionnaire/model.js';

/** Languages in which the interviewer can work; the questions themselves can be in any language. */
export type InterfaceLanguage = 'nl' | 'en';

/** Words that the program itself says during an interview. */
export interface InterviewWords {
  readonly hidden: Readonly<Record<HiddenCode, string>>;
  readonly chooseOne: string;
  readonly chooseSome: string;
  readonly unknownOption: string;
  readonly exclusiveOption: (label: string) => string;
  readonly otherTextMissing: (label: string) => string;
  readonly otherTextUnexpected: string;
  readonly hiddenNotOffered: string;
  readonly numberMissing: (unit: string) => string;
  readonly tooManyDecimals: (decimals: number) => string;
  readonly outOfRange: (min: string, max: string) => string;
  readonly unusual: (value: string) => string;
  readonly gradeMissing: string;
  readonly dateMissing: string;
  readonly textMissing: string;
  readonly textTooLong: (maxCharacters: number) => string;
  readonly notRead: string;
}

/** The interviewer's words per interface language. */
export const INTERVIEW_WORDS: Readonly<Record<InterfaceLanguage, InterviewWords>> = {
  nl: {
    hidden: { 97: 'niet van toepassing', 98: 'weet niet', 99: 'wil niet zeggen' },
    chooseOne: 'Er is nog geen antwoord gekozen. Kies één antwoord.',
    chooseSome: 'Er is nog geen antwoord gekozen. Kies één of meer antwoorden.',
    unknownOption: 'Dit antwoord hoort niet bij de vraag. Kies een antwoord uit de lijst.',
    exclusiveOption: (label) => `“${label}” kan niet samen met een ander antwoord. Haal een van de twee weg.`,
    otherTextMissing: (label) => `Bij “${label}” hoort een toelichting. Vul in wat de ander zegt.`,
    otherTextUnexpected:
      'Er is een toelichting ingevuld, maar “anders” is niet gekozen. Kies “anders” of wis de tekst.',
    hiddenNotOffered: 'Dit antwoord kan bij deze vraag niet. Kies een ander antwoord.',
    numberMissing: (unit) => `Er is nog geen getal ingevuld. Vul het aantal ${unit} in met cijfers.`,
    tooManyDecimals: (decimals) =>
      decimals === 0
        ? 'Vul een heel getal in, zonder cijfers achter de komma.'
        : `Vul het getal in met hoogstens ${String(decimals)} ${decimals === 1 ? 'cijfer' : 'cijfers'} achter de komma.`,
    outOfRange: (min, max) => `Dit getal kan niet. Vul een getal in van ${min} tot en met ${max}.`,
    unusual: (value) => `${value} is ongewoon. Vraag na of het klopt, en bevestig of verbeter het antwoord.`,
    gradeMissing: 'Er is nog geen cijfer gekozen. Kies een heel cijfer van 1 tot en met 10.',
    dateMissing: 'Er is nog geen datum ingevuld. Vul dag, maand en jaar in, bijvoorbeeld 31-12-2016.',
    textMissing: 'Er is nog niets ingevuld. Typ het antwoord, of kies “weet niet” of “wil niet zeggen”.',
    textTooLong: (maxCharacters) =>
      `Het antwoord is te lang. Gebruik hoogstens ${String(maxCharacters)} tekens.`,
    notRead: 'Lees de tekst voor en ga dan verder.',
  },
  en: {
    hidden: { 97: 'not applicable', 98: "don't know", 99: 'refused' },
    chooseOne: 'No answer was chosen yet. Choose one answer.',
    chooseSome: 'No answer was chosen yet. Choose one or more answers.',
    unknownOption: 'This answer does not belong to the question. Choose an answer from the list.',
    exclusiveOption: (label) => `“${label}” cannot go with another answer. Remove one of the two.`,
    otherTextMissing: (label) => `“${label}” needs an explanation. Write down what was said.`,
    otherTextUnexpected:
      'There is an explanation, but “other” was not chosen. Choose “other” or clear the text.',
    hiddenNotOffered: 'This answer is not possible here. Choose another answer.',
    numberMissing: (unit) => `No number was given yet. Write the number of ${unit} in digits.`,
    tooManyDecimals: (decimals) =>
      decimals === 0
        ? 'Give a whole number, without decimals.'
        : `Give the number with at most ${String(decimals)} ${decimals === 1 ? 'decimal' : 'decimals'}.`,
    outOfRange: (min, max) => `This number is not possible. Give a number from ${min} to ${max}.`,
    unusual: (value) => `${value} is unusual. Ask whether it is right, and confirm or correct the answer.`,
    gradeMissing: 'No grade was chosen yet. Choose a whole grade from 1 to 10.',
    dateMissing: 'No date was given yet. Write day, month and year, for example 31-12-2016.',
    textMissing: "Nothing was written yet. Type the answer, or choose “don't know” or “refused”.",
    textTooLong: (maxCharacters) =>
      `The answer is too long. Use at most ${String(maxCharacters)} characters.`,
    notRead: 'Read the text aloud, then go on.',
  },
};
