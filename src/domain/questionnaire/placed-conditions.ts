import { type Condition } from './condition.js';
import { type Questionnaire } from './model.js';
import { type AskedPlace, type Place, listAskedPlaces, listBlockPlaces, placeInside } from './places.js';

/** A condition where it stands, with the number of variables that are asked before it is judged. */
export interface PlacedCondition extends Place {
  readonly condition: Condition;
  readonly variablesBefore: number;
}

/** Every condition of a questionnaire: of blocks, questions, statements, bases, checks, fills and computed values. */
export function listConditions(questionnaire: Questionnaire): PlacedCondition[] {
  const asked = listAskedPlaces(questionnaire);
  const ofBlocks = listBlockPlaces(questionnaire).flatMap((place) => {
    const first = asked.find(({ block }) => block === place.block);
    return placed(placeInside(place, ['when'], 'when'), place.block.when, first?.variablesBefore ?? 0);
  });
  return [
    ...ofBlocks,
    ...asked.flatMap(conditionsOfAsked),
    ...conditionsOfFills(questionnaire),
    ...conditionsOfComputed(questionnaire),
  ];
}

function placed(place: Place, when: Condition | undefined, variablesBefore: number): PlacedCondition[] {
  if (when === undefined) return [];
  return [{ path: place.path, place: place.place, condition: when, variablesBefore }];
}

function conditionsOfAsked(place: AskedPlace): PlacedCondition[] {
  const part = place.statement ?? place.question;
  const base = 'statistic' in part ? part.statistic.base : undefined;
  return [
    ...placed(placeInside(place, ['when'], 'when'), part.when, place.variablesBefore),
    ...placed(placeInside(place, ['statistic', 'base'], 'base'), base, Infinity),
    ...checksOf(place),
  ];
}

/** A check may look at its own question (of a grid: all statements) and at everything before it. */
function checksOf(place: AskedPlace): PlacedCondition[] {
  const { question, statement } = place;
  if (statement !== null || question.type === 'text') return [];
  const own = question.type === 'grid' ? question.statements.length : 1;
  return (question.checks ?? []).flatMap(({ wrongWhen }, index) =>
    placed(
      placeInside(place, ['checks', index, 'wrongWhen'], `controle ${String(index + 1)}`),
      wrongWhen,
      place.variablesBefore + own,
    ),
  );
}

/** A fill may look at any question; where it is used too early the case for "not answered" is taken. */
function conditionsOfFills(questionnaire: Questionnaire): PlacedCondition[] {
  return Object.entries(questionnaire.fills ?? {}).flatMap(([name, fill]) =>
    'cases' in fill
      ? fill.cases.flatMap(({ when }, index) =>
          placed(
            { path: ['fills', name, 'cases', index, 'when'], place: `{${name}} › when` },
            when,
            Infinity,
          ),
        )
      : [],
  );
}

function conditionsOfComputed(questionnaire: Questionnaire): PlacedCondition[] {
  return (questionnaire.computed ?? []).flatMap((computed, index) =>
    'cases' in computed
      ? computed.cases.flatMap(({ when }, number) =>
          placed(
            { path: ['computed', index, 'cases', number, 'when'], place: `${computed.id} › when` },
            when,
            Infinity,
          ),
        )
      : [],
  );
}
