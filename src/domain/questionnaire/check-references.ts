import { type Condition, type QuestionComparison, listComparisons } from './condition.js';
import { type Finding } from './finding.js';
import { type Questionnaire } from './model.js';
import { type Place, findingAt, listAskedPlaces, listBlockPlaces, placeInside } from './places.js';
import { type Variable, hiddenCodesOf, listVariables, optionsOf } from './variables.js';

/** A condition where it stands, with the number of variables that are asked before it is judged. */
interface PlacedCondition extends Place {
  readonly condition: Condition;
  readonly variablesBefore: number;
}

/** Codes that stand twice, and conditions and lists that refer to what is not there (yet). */
export function checkReferences(questionnaire: Questionnaire): Finding[] {
  const variables = listVariables(questionnaire);
  return [
    ...duplicateIds(questionnaire),
    ...placedConditions(questionnaire).flatMap((placed) => conditionFindings(placed, variables)),
    ...requiredFindings(questionnaire, variables),
    ...themeFindings(questionnaire),
  ];
}

function duplicateIds(questionnaire: Questionnaire): Finding[] {
  const blocks = listBlockPlaces(questionnaire).map((place) => ({ ...place, id: place.block.id }));
  const asked = listAskedPlaces(questionnaire).map((place) => ({
    ...place,
    id: place.statement?.id ?? place.question.id,
  }));
  return [...repeated(blocks), ...repeated(asked)].map((place) =>
    findingAt(placeInside(place, ['id'], 'id'), 'duplicate_id', {
      reason: { nl: `De code ${place.id} is al gebruikt.`, en: `The code ${place.id} is already used.` },
      remedy: { nl: 'Geef dit onderdeel een eigen code.', en: 'Give this part a code of its own.' },
    }),
  );
}

function repeated<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter(({ id }) => {
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated;
  });
}

function placedConditions(questionnaire: Questionnaire): PlacedCondition[] {
  const asked = listAskedPlaces(questionnaire);
  const ofBlocks = listBlockPlaces(questionnaire).flatMap((place) => {
    const first = asked.find(({ block }) => block === place.block);
    return whenOf(place, place.block.when, first?.variablesBefore ?? 0);
  });
  const ofAsked = asked.flatMap((place) => {
    const part = place.statement ?? place.question;
    const base = 'statistic' in part ? part.statistic.base : undefined;
    return [
      ...whenOf(place, part.when, place.variablesBefore),
      ...(base === undefined
        ? []
        : [
            {
              ...placeInside(place, ['statistic', 'base'], 'base'),
              condition: base,
              variablesBefore: Infinity,
            },
          ]),
    ];
  });
  return [...ofBlocks, ...ofAsked, ...fillConditions(questionnaire)];
}

function whenOf(place: Place, when: Condition | undefined, variablesBefore: number): PlacedCondition[] {
  return when === undefined
    ? []
    : [{ ...placeInside(place, ['when'], 'when'), condition: when, variablesBefore }];
}

/** A fill may look at any question; where it is used too early the case for "not answered" is taken. */
function fillConditions(questionnaire: Questionnaire): PlacedCondition[] {
  return Object.entries(questionnaire.fills ?? {}).flatMap(([name, fill]) =>
    'cases' in fill
      ? fill.cases.flatMap(({ when }, index) =>
          whenOf({ path: ['fills', name, 'cases', index], place: `{${name}}` }, when, Infinity),
        )
      : [],
  );
}

function conditionFindings(placed: PlacedCondition, variables: readonly Variable[]): Finding[] {
  return listComparisons(placed.condition).flatMap((comparison) =>
    'question' in comparison ? questionFindings(placed, comparison, variables) : [],
  );
}

function questionFindings(
  placed: PlacedCondition,
  comparison: QuestionComparison,
  variables: readonly Variable[],
): Finding[] {
  const { question: id } = comparison;
  const position = variables.findIndex((variable) => variable.id === id);
  const variable = variables[position];
  if (variable === undefined) return [unknownQuestion(placed, id)];
  if (position >= placed.variablesBefore) {
    return [
      findingAt(placed, 'forward_reference', {
        reason: {
          nl: `De voorwaarde kijkt naar ${id}, die pas later komt.`,
          en: `The condition looks at ${id}, which comes later.`,
        },
        remedy: {
          nl: `Zet ${id} naar voren of kies een eerdere vraag.`,
          en: `Move ${id} forward or choose an earlier question.`,
        },
      }),
    ];
  }
  return [...comparableFindings(placed, variable), ...codeFindings(placed, comparison, variable)];
}

function unknownQuestion(place: Place, id: string): Finding {
  return findingAt(place, 'unknown_reference', {
    reason: {
      nl: `Er is geen vraag of stelling met de code ${id}.`,
      en: `There is no question or statement ${id}.`,
    },
    remedy: {
      nl: 'Verbeter de code. Bij een reeks stellingen verwijst u naar één stelling, niet naar de reeks.',
      en: 'Correct the code. Of a grid, refer to one statement, not to the grid.',
    },
  });
}

function comparableFindings(place: Place, { id, question }: Variable): Finding[] {
  const isComparable = !['open', 'date', 'text'].includes(question.type);
  const isKeptElsewhere = question.type !== 'text' && question.store === 'contact';
  if (isComparable && !isKeptElsewhere) return [];
  return [
    findingAt(place, 'not_comparable', {
      reason: {
        nl: `Het antwoord op ${id} is niet te vergelijken met een code of getal.`,
        en: `The answer to ${id} cannot be compared with a code or number.`,
      },
      remedy: {
        nl: 'Kies een vraag met antwoordcodes, een getal of een cijfer.',
        en: 'Choose a question with codes, a number or a grade.',
      },
    }),
  ];
}

function codeFindings(place: Place, comparison: QuestionComparison, variable: Variable): Finding[] {
  const options = optionsOf(variable);
  if (options.length === 0) return [];
  const known = new Set<number>([...options.map(({ code }) => code), ...hiddenCodesOf(variable)]);
  const named = [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
  return named
    .filter((code) => !known.has(code))
    .map((code) =>
      findingAt(place, 'unknown_code', {
        reason: {
          nl: `${variable.id} heeft geen antwoord met code ${String(code)}.`,
          en: `${variable.id} has no answer with code ${String(code)}.`,
        },
        remedy: { nl: `Kies uit: ${[...known].join(', ')}.`, en: `Choose from: ${[...known].join(', ')}.` },
      }),
    );
}

function requiredFindings({ completeness }: Questionnaire, variables: readonly Variable[]): Finding[] {
  const known = new Set(variables.map(({ id }) => id));
  return (['complete', 'partial'] as const).flatMap((level) =>
    (completeness[level].required ?? [])
      .filter((id) => !known.has(id))
      .map((id) =>
        unknownQuestion({ path: ['completeness', level, 'required'], place: `completeness › ${level}` }, id),
      ),
  );
}

function themeFindings(questionnaire: Questionnaire): Finding[] {
  const known = Object.keys(questionnaire.themes ?? {});
  return listAskedPlaces(questionnaire).flatMap((place) => {
    const part = place.statement ?? place.question;
    const themes = 'themes' in part ? (part.themes ?? []) : [];
    return themes
      .filter((theme) => !known.includes(theme))
      .map((theme) =>
        findingAt(placeInside(place, ['themes'], 'themes'), 'unknown_theme', {
          reason: {
            nl: `Het thema ${theme} staat niet in de lijst met thema's.`,
            en: `The theme ${theme} is not in the list of themes.`,
          },
          remedy: {
            nl: 'Verbeter de naam of voeg het thema bovenaan toe.',
            en: 'Correct the name or add the theme at the top.',
          },
        }),
      );
  });
}
