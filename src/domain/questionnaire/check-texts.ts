import { ReachSearch } from './condition-reach.js';
import { type Condition } from './condition.js';
import { fillNames } from './fills.js';
import { type Finding, type FindingText } from './finding.js';
import {
  type Fill,
  type LanguageText,
  type Question,
  type Questionnaire,
  type Respondent,
  type RespondentText,
} from './model.js';
import { type Look } from './situation-slice.js';
import { type AskedPlace, type Place, findingAt, listAskedPlaces, placeInside } from './places.js';

/** Texts that are missing for somebody who will hear them, and fills that are missing, incomplete or not used. */
export function checkTexts(questionnaire: Questionnaire): Finding[] {
  const places = listAskedPlaces(questionnaire);
  return [
    ...places.flatMap((place) => askedFindings(questionnaire, place)),
    ...places.flatMap((place) => unknownFills(questionnaire, place)),
    ...fillFindings(questionnaire, places),
  ];
}

function askedFindings(questionnaire: Questionnaire, place: AskedPlace): Finding[] {
  const { question, statement } = place;
  const part = statement ?? question;
  const texts = respondentFindings(questionnaire, placeInside(place, ['text'], 'text'), {
    text: part.text,
    look: lookAt(place),
  });
  if (statement !== null) return texts;
  const inAllLanguages = (text: LanguageText | undefined, key: string): Finding[] =>
    text === undefined ? [] : languageFindings(questionnaire, placeInside(place, [key], key), text);
  const options = 'options' in question ? question.options : [];
  return [
    ...texts,
    ...inAllLanguages(question.instruction, 'instruction'),
    ...(question.type === 'text' ? [] : furtherTexts(questionnaire, place, question)),
    ...('unit' in question ? inAllLanguages(question.unit, 'unit') : []),
    ...options.flatMap(({ code, label }, index) =>
      languageFindings(
        questionnaire,
        placeInside(place, ['options', index, 'label'], `antwoord ${String(code)}`),
        label,
      ),
    ),
  ];
}

/** Probe, help and messages of checks. */
function furtherTexts(
  questionnaire: Questionnaire,
  place: AskedPlace,
  { probe, help, checks = [] }: Exclude<Question, { type: 'text' }>,
): Finding[] {
  const heard = { text: probe ?? {}, look: lookAt(place) };
  return [
    ...(probe === undefined
      ? []
      : respondentFindings(questionnaire, placeInside(place, ['probe'], 'probe'), heard)),
    ...(help === undefined
      ? []
      : languageFindings(questionnaire, placeInside(place, ['help'], 'help'), help)),
    ...checks.flatMap(({ message }, index) =>
      languageFindings(
        questionnaire,
        placeInside(place, ['checks', index, 'message'], `controle ${String(index + 1)}`),
        message,
      ),
    ),
  ];
}

interface HeardText {
  readonly text: RespondentText;
  /** When the text is heard, and under which conditions. */
  readonly look: Look;
}

function lookAt({ conditions, variablesBefore: before }: AskedPlace): Look {
  return { conditions, before };
}

function respondentFindings(
  questionnaire: Questionnaire,
  place: Place,
  { text, look }: HeardText,
): Finding[] {
  const search = ReachSearch.of(questionnaire);
  return questionnaire.respondents
    .filter((respondent) => search.reach(look, { sample: 'respondent', is: respondent }) !== 'never')
    .flatMap((respondent) => {
      const heard = text[respondent] ?? text.both;
      return heard === undefined
        ? [missingText(place, RESPONDENT_NAMES[respondent])]
        : languageFindings(questionnaire, place, heard);
    });
}

const RESPONDENT_NAMES: Readonly<Record<Respondent, FindingText>> = {
  parent: { nl: 'voor de ouder (parent)', en: 'for the parent', editor: 'voor de ouder' },
  youth: { nl: 'voor de jongere (youth)', en: 'for the youth', editor: 'voor de jongere' },
};

function languageFindings({ languages }: Questionnaire, place: Place, text: LanguageText): Finding[] {
  return languages
    .filter((language) => text[language] === undefined)
    .map((language) =>
      missingText(place, { nl: `in de taal ${language}`, en: `in the language ${language}` }),
    );
}

function missingText(place: Place, lacking: FindingText): Finding {
  return findingAt(place, 'missing_text', {
    reason: {
      nl: `Er is geen tekst ${lacking.nl}.`,
      en: `There is no text ${lacking.en}.`,
      editor: `Er is geen tekst ${lacking.editor ?? lacking.nl}.`,
    },
    remedy: {
      nl: 'Vul de tekst in, of laat de vraag voor deze groep weg met when.',
      editor: 'Vul de tekst in, of laat de vraag voor deze groep weg met een voorwaarde.',
      en: 'Add the text, or leave this group out with when.',
    },
  });
}

function unknownFills({ fills }: Questionnaire, place: AskedPlace): Finding[] {
  const known = Object.keys(fills ?? {});
  return spokenTexts(place)
    .flatMap(usedFills)
    .filter((name) => !known.includes(name))
    .map((name) => unknownFill(placeInside(place, ['text'], 'text'), name));
}

/** What is read aloud at a place: only there fills are replaced. */
function spokenTexts({ question, statement }: AskedPlace): RespondentText[] {
  const probe = statement !== null || question.type === 'text' ? undefined : question.probe;
  return [(statement ?? question).text, ...(probe === undefined ? [] : [probe])];
}

function unknownFill(place: Place, name: string): Finding {
  return findingAt(place, 'unknown_fill', {
    reason: { nl: `De invulling {${name}} bestaat niet.`, en: `The fill {${name}} does not exist.` },
    remedy: {
      nl: 'Verbeter de naam of voeg de invulling bovenaan toe bij fills.',
      editor: 'Verbeter de naam, of voeg de invulling toe op de pagina van het concept.',
      en: 'Correct the name or add it to fills at the top.',
    },
  });
}

function usedFills(text: RespondentText): string[] {
  const texts = [text.both, text.parent, text.youth].flatMap((part) => Object.values(part ?? {}));
  return [...new Set(texts.flatMap(fillNames))];
}

function fillFindings(questionnaire: Questionnaire, places: readonly AskedPlace[]): Finding[] {
  const used = new Set(places.flatMap(spokenTexts).flatMap(usedFills));
  return Object.entries(questionnaire.fills ?? {}).flatMap(([name, fill]) => {
    const place = { path: ['fills', name], place: `{${name}}` };
    const unused = used.has(name) ? [] : [unusedFill(place)];
    return [...unused, ...incompleteFill(place, fill), ...fillTextFindings(questionnaire, place, fill)];
  });
}

function unusedFill(place: Place): Finding {
  return findingAt(
    place,
    'unused_fill',
    {
      reason: { nl: 'Geen tekst gebruikt deze invulling.', en: 'No text uses this fill.' },
      remedy: { nl: 'Haal haar weg of gebruik haar.', en: 'Remove it or use it.' },
    },
    'warning',
  );
}

function incompleteFill(place: Place, fill: Fill): Finding[] {
  const isComplete =
    'cases' in fill
      ? fill.cases.at(-1)?.when === undefined
      : fill.value === 'reportYear' || fill.otherwise !== undefined;
  if (isComplete) return [];
  return [
    findingAt(place, 'incomplete_fill', {
      reason: { nl: 'De invulling kan leeg blijven.', en: 'The fill can remain empty.' },
      remedy: {
        nl: 'Sluit af met een geval zonder when, of geef otherwise.',
        editor: 'Geef het laatste geval geen voorwaarde, of zeg wat er staat als de naam niet bekend is.',
        en: 'End with a case without when, or give otherwise.',
      },
    }),
  ];
}

function fillTextFindings(questionnaire: Questionnaire, place: Place, fill: Fill): Finding[] {
  return fillTexts(place, fill).flatMap(({ at, ...heard }) => [
    ...respondentFindings(questionnaire, at, heard),
    ...usedFills(heard.text).map((name) => nestedFill(at, name)),
  ]);
}

function fillTexts(place: Place, fill: Fill): (HeardText & { readonly at: Place })[] {
  const anywhere = (conditions: readonly Condition[]): Look => ({
    conditions,
    before: Infinity,
    isEveryMoment: true,
  });
  if ('cases' in fill) {
    return fill.cases.map(({ when, text }, index) => ({
      at: placeInside(place, ['cases', index, 'text'], 'text'),
      text,
      look: anywhere(when === undefined ? [] : [when]),
    }));
  }
  if (fill.otherwise === undefined) return [];
  return [{ at: placeInside(place, ['otherwise'], 'otherwise'), text: fill.otherwise, look: anywhere([]) }];
}

function nestedFill(place: Place, name: string): Finding {
  return findingAt(place, 'unknown_fill', {
    reason: {
      nl: `In een invulling kan geen andere invulling staan: {${name}}.`,
      en: `A fill cannot hold another fill: {${name}}.`,
    },
    remedy: { nl: 'Schrijf de tekst uit.', en: 'Write the text in full.' },
  });
}
