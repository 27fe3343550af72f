import { fillNames } from '../../domain/questionnaire/fills.js';
import type {
  Fill,
  LanguageText,
  Questionnaire,
  Respondent,
  RespondentText,
} from '../../domain/questionnaire/model.js';

/** A piece of a text: as it is, or what a fill mostly says. */
export interface TextPart {
  readonly text: string;
  readonly isFill: boolean;
}

/** What one of the two hears, or both. */
export interface HeardText {
  readonly who: string;
  readonly parts: readonly TextPart[];
}

const WHO: Readonly<Record<Respondent, string>> = { parent: 'Ouder', youth: 'Jongere' };

/** The words for each respondent of the questionnaire, side by side; one column when both hear the same. */
export function heardTexts(
  questionnaire: Questionnaire,
  text: RespondentText,
  language: string,
): readonly HeardText[] {
  const isSame = text.parent === undefined && text.youth === undefined;
  const heard = questionnaire.respondents.flatMap((respondent) => {
    const words = (text[respondent] ?? text.both)?.[language];
    if (words === undefined) return [];
    return [{ who: WHO[respondent], parts: textParts(questionnaire, words, { respondent, language }) }];
  });
  const [first] = heard;
  if (!isSame || first === undefined || hasOwnFill(heard)) return heard;
  return [
    {
      who: heard
        .map(({ who }) => who)
        .join(' en ')
        .replace('en Jongere', 'en jongere'),
      parts: first.parts,
    },
  ];
}

function hasOwnFill(heard: readonly HeardText[]): boolean {
  return new Set(heard.map(({ parts }) => parts.map(({ text }) => text).join(''))).size > 1;
}

interface Listener {
  readonly respondent: Respondent;
  readonly language: string;
}

function textParts(questionnaire: Questionnaire, words: string, listener: Listener): TextPart[] {
  const names = fillNames(words);
  return words
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const name = names.find((one) => part === `{${one}}`);
      if (name === undefined) return { text: part, isFill: false };
      return { text: usualFill(questionnaire.fills?.[name], listener) ?? part, isFill: true };
    });
}

/** What a fill says when nothing is known: its last case, or what stands for the name of the child. */
function usualFill(fill: Fill | undefined, { respondent, language }: Listener): string | undefined {
  if (fill === undefined) return undefined;
  if (!('cases' in fill) && fill.value === 'reportYear') return 'verslagjaar';
  const text = 'cases' in fill ? fill.cases.at(-1)?.text : fill.otherwise;
  return (text?.[respondent] ?? text?.both)?.[language];
}

/** A text in a language, or in the first that it has. */
export function inLanguage(text: LanguageText, language: string): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}
