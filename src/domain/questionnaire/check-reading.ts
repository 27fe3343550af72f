import { fillNames } from './fills.js';
import { type Finding } from './finding.js';
import { type LanguageText, type Questionnaire, type RespondentText } from './model.js';
import { type AskedPlace, type Place, findingAt, listAskedPlaces, placeInside } from './places.js';

/**
 * Longest text that somebody on the telephone can still hold, in words. A question of two sentences has about 40;
 * a text that asks nothing may be twice as long.
 */
const MAX_WORDS = { question: 50, text: 100, option: 15 } as const;

/** More answers than this cannot be remembered when they are read aloud. */
const MAX_READ_OPTIONS = 7;

/** What goes wrong when a text is read to somebody on the telephone. All of it warnings, except what reads `{…}`. */
export function checkReading(questionnaire: Questionnaire): Finding[] {
  return [
    ...listAskedPlaces(questionnaire).flatMap((place) => [
      ...lengthFindings(place),
      ...(place.statement === null ? [...optionFindings(place), ...unfilledTexts(place)] : []),
    ]),
    ...repeatedTexts(questionnaire),
  ];
}

function lengthFindings(place: AskedPlace): Finding[] {
  const { question, statement } = place;
  const limit = MAX_WORDS[question.type === 'text' ? 'text' : 'question'];
  const longest = Math.max(...textsOf((statement ?? question).text).map(wordCount), 0);
  if (longest <= limit) return [];
  return [tooLong(placeInside(place, ['text'], 'text'), longest, limit)];
}

function tooLong(place: Place, words: number, limit: number): Finding {
  return findingAt(
    place,
    'long_text',
    {
      reason: {
        nl: `De tekst is ${String(words)} woorden lang; boven ${String(limit)} onthoudt niemand hem aan de telefoon.`,
        en: `The text is ${String(words)} words long; above ${String(limit)} nobody remembers it on the telephone.`,
      },
      remedy: {
        nl: 'Kort de tekst in, of zet een deel in een aparte tekst ervoor.',
        en: 'Shorten the text, or put a part in a text before it.',
      },
    },
    'warning',
  );
}

function optionFindings(place: AskedPlace): Finding[] {
  const { question } = place;
  if (!('options' in question) || question.readOptions !== true) return [];
  const read = question.options.filter(({ notReadAloud }) => notReadAloud !== true);
  const at = placeInside(place, ['options'], 'antwoorden');
  const longOptions = read.flatMap(({ code, label }) => {
    const longest = Math.max(...Object.values(label).map(wordCount));
    const optionPlace = { ...at, place: `${place.place} › antwoord ${String(code)}` };
    return longest > MAX_WORDS.option ? [tooLong(optionPlace, longest, MAX_WORDS.option)] : [];
  });
  if (read.length <= MAX_READ_OPTIONS) return longOptions;
  const tooMany = findingAt(
    at,
    'many_options',
    {
      reason: {
        nl: `Er worden ${String(read.length)} antwoorden voorgelezen; meer dan ${String(MAX_READ_OPTIONS)} onthoudt niemand.`,
        en: `${String(read.length)} answers are read aloud; nobody remembers more than ${String(MAX_READ_OPTIONS)}.`,
      },
      remedy: {
        nl: 'Lees de antwoorden niet voor, of splits de vraag.',
        en: 'Do not read the answers aloud, or split the question.',
      },
    },
    'warning',
  );
  return [tooMany, ...longOptions];
}

/** Fills work in texts that are read aloud only: anywhere else `{kind}` would stand on the screen as it is written. */
function unfilledTexts(place: AskedPlace): Finding[] {
  const { question } = place;
  const labels = 'options' in question ? question.options.map(({ label }) => label) : [];
  const help = question.type === 'text' ? undefined : question.help;
  const unit = question.type === 'number' ? question.unit : undefined;
  const places: [string, LanguageText | undefined][] = [
    ['instruction', question.instruction],
    ['help', help],
    ['unit', unit],
    ...labels.map((label): [string, LanguageText] => ['options', label]),
  ];
  return places.flatMap(([key, text]) =>
    Object.values(text ?? {})
      .flatMap(fillNames)
      .map((name) =>
        findingAt(placeInside(place, [key], key), 'unfilled_text', {
          reason: {
            nl: `Op deze plaats wordt {${name}} niet ingevuld.`,
            en: `{${name}} is not filled in at this place.`,
          },
          remedy: {
            nl: 'Schrijf de tekst uit; invullingen staan alleen in wat wordt voorgelezen.',
            en: 'Write the text in full; fills stand only in what is read aloud.',
          },
        }),
      ),
  );
}

/** Two questions with the same words for the same person: mostly a copy that was not yet changed. */
function repeatedTexts(questionnaire: Questionnaire): Finding[] {
  const seen = new Map<string, string>();
  return listAskedPlaces(questionnaire).flatMap((place) => {
    const { question, statement } = place;
    if (statement === null && question.type === 'grid') return [];
    const words = JSON.stringify([statement === null ? '' : question.text, (statement ?? question).text]);
    const first = seen.get(words);
    if (first === undefined) {
      seen.set(words, place.place);
      return [];
    }
    return [
      findingAt(
        placeInside(place, ['text'], 'text'),
        'repeated_text',
        {
          reason: { nl: `${first} heeft dezelfde tekst.`, en: `${first} has the same text.` },
          remedy: { nl: 'Verander of verwijder een van de twee.', en: 'Change or remove one of the two.' },
        },
        'warning',
      ),
    ];
  });
}

function textsOf(text: RespondentText): string[] {
  return [text.both, text.parent, text.youth].flatMap((part) => Object.values(part ?? {}));
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
