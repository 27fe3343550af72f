import { sourcesOf } from './computed.js';
import { type QuestionComparison, listComparisons } from './condition.js';
import { type Finding } from './finding.js';
import { type Questionnaire } from './model.js';
import { type Place, findingAt, listAskedPlaces, listBlockPlaces, placeInside } from './places.js';
import { type PlacedCondition, listConditions } from './placed-conditions.js';
import { type Referable, listReferables } from './referables.js';
import { listVariables } from './variables.js';

/** Codes that stand twice, and conditions and lists that refer to what is not there (yet). */
export function checkReferences(questionnaire: Questionnaire): Finding[] {
  const referables = listReferables(questionnaire);
  const variables = referables.slice(0, listVariables(questionnaire).length);
  return [
    ...duplicateIds(questionnaire),
    ...listConditions(questionnaire).flatMap((placed) => conditionFindings(placed, referables)),
    ...computedFindings(questionnaire, variables),
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
  const computed = (questionnaire.computed ?? []).map(({ id }, index) => ({
    path: ['computed', index],
    place: id,
    id,
  }));
  return [...repeated(blocks), ...repeated([...asked, ...computed])].map((place) =>
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

function conditionFindings(placed: PlacedCondition, referables: readonly Referable[]): Finding[] {
  return listComparisons(placed.condition).flatMap((comparison) =>
    'question' in comparison ? questionFindings(placed, comparison, referables) : [],
  );
}

function questionFindings(
  placed: PlacedCondition,
  comparison: QuestionComparison,
  referables: readonly Referable[],
): Finding[] {
  const others = [comparison.moreThan, comparison.lessThan].filter((id) => id !== undefined);
  const ids = [comparison.question, ...others];
  return ids.flatMap((id) => {
    const referable = referables.find((known) => known.id === id);
    if (referable === undefined) return [unknownQuestion(placed, id)];
    if (referable.position >= placed.variablesBefore) return [forwardReference(placed, id)];
    const needsNumber = others.length > 0;
    const isComparable = needsNumber ? referable.isNumber : referable.isComparable;
    return [
      ...(isComparable ? [] : [notComparable(placed, id)]),
      ...(id === comparison.question ? codeFindings(placed, comparison, referable) : []),
    ];
  });
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

function forwardReference(place: Place, id: string): Finding {
  return findingAt(place, 'forward_reference', {
    reason: {
      nl: `De voorwaarde kijkt naar ${id}, die pas later komt.`,
      en: `The condition looks at ${id}, which comes later.`,
    },
    remedy: {
      nl: `Zet ${id} naar voren of kies een eerdere vraag.`,
      en: `Move ${id} forward or choose an earlier question.`,
    },
  });
}

function notComparable(place: Place, id: string): Finding {
  return findingAt(place, 'not_comparable', {
    reason: {
      nl: `Het antwoord op ${id} is niet te vergelijken met een code of getal.`,
      en: `The answer to ${id} cannot be compared with a code or number.`,
    },
    remedy: {
      nl: 'Kies een vraag met antwoordcodes, een getal of een cijfer.',
      en: 'Choose a question with codes, a number or a grade.',
    },
  });
}

function codeFindings(place: Place, comparison: QuestionComparison, { id, codes }: Referable): Finding[] {
  if (codes === null) return [];
  const named = [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
  return named
    .filter((code) => !codes.includes(code))
    .map((code) =>
      findingAt(place, 'unknown_code', {
        reason: {
          nl: `${id} heeft geen antwoord met code ${String(code)}.`,
          en: `${id} has no answer with code ${String(code)}.`,
        },
        remedy: { nl: `Kies uit: ${codes.join(', ')}.`, en: `Choose from: ${codes.join(', ')}.` },
      }),
    );
}

/** A computed value follows from questions only, never from another computed value: so there are no circles. */
function computedFindings({ computed = [] }: Questionnaire, variables: readonly Referable[]): Finding[] {
  return computed.flatMap((one, index) => {
    const place = { path: ['computed', index], place: one.id };
    return sourcesOf(one).flatMap((id) => {
      const source = variables.find((variable) => variable.id === id);
      if (source === undefined) return [unknownQuestion(place, id)];
      return source.isComparable ? [] : [notComparable(place, id)];
    });
  });
}

function requiredFindings({ completeness }: Questionnaire, variables: readonly Referable[]): Finding[] {
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
