import { conditionReach, type Reach } from './condition-reach.js';
import { type Condition, listComparisons, questionsIn, type SampleComparison } from './condition.js';
import { type Finding, type FindingText } from './finding.js';
import { type AnswerCheck, type Questionnaire } from './model.js';
import { listConditions } from './placed-conditions.js';
import {
  type AskedPlace,
  type Place,
  findingAt,
  listAskedPlaces,
  listBlockPlaces,
  placeInside,
} from './places.js';
import { HIDDEN_CODES } from './schema.js';

/** Conditions that hold always or never, checks that contradict, and facts compared with values they never have. */
export function checkConditions(questionnaire: Questionnaire): Finding[] {
  const reach = (conditions: readonly Condition[]): Reach =>
    conditionReach(conditions, questionnaire, questionnaire.respondents);
  return [
    ...blockFindings(questionnaire, reach),
    ...listAskedPlaces(questionnaire).flatMap((place) => [
      ...reachFindings(place, reach),
      ...checkFindings(place, reach),
      ...rotationFindings(place),
    ]),
    ...fillFindings(questionnaire, reach),
    ...listConditions(questionnaire).flatMap((place) => valueFindings(place, place.condition)),
  ];
}

type ReachOf = (conditions: readonly Condition[]) => Reach;

const ALWAYS_HOLDS = {
  reason: { nl: 'Deze voorwaarde geldt altijd.', en: 'This condition always holds.' },
  remedy: { nl: 'Haal de voorwaarde weg of verbeter haar.', en: 'Remove or correct the condition.' },
};

function blockFindings(questionnaire: Questionnaire, reach: ReachOf): Finding[] {
  return listBlockPlaces(questionnaire).flatMap((place) => {
    const { when } = place.block;
    if (when === undefined || reach([when]) !== 'always') return [];
    return [findingAt(placeInside(place, ['when'], 'when'), 'always_holds', ALWAYS_HOLDS, 'warning')];
  });
}

function reachFindings(place: AskedPlace, reach: ReachOf): Finding[] {
  const own = (place.statement ?? place.question).when;
  if (reach(place.conditions) === 'never') {
    return [
      findingAt(place, 'unreachable', {
        reason: {
          nl: 'Niemand komt bij deze vraag: de voorwaarden gaan niet samen.',
          en: 'Nobody reaches this question: its conditions exclude each other.',
        },
        remedy: {
          nl: 'Verbeter de voorwaarde van het blok of van de vraag.',
          en: 'Correct the condition of the block or of the question.',
        },
      }),
    ];
  }
  if (own === undefined || reach([own]) !== 'always') return [];
  return [findingAt(placeInside(place, ['when'], 'when'), 'always_holds', ALWAYS_HOLDS, 'warning')];
}

function checkFindings(place: AskedPlace, reach: ReachOf): Finding[] {
  const { question, statement } = place;
  if (statement !== null || question.type === 'text' || question.checks === undefined) return [];
  const { checks } = question;
  const hard = checks.filter(({ severity }) => severity === 'refuse');
  const answered: Condition[] =
    question.type === 'grid'
      ? []
      : [{ question: question.id }, { not: { question: question.id, in: [...HIDDEN_CODES] } }];
  const passing = [...place.conditions, ...answered, ...hard.map(not)];
  if (hard.length > 0 && reach(passing) === 'never') {
    return [findingAt(placeInside(place, ['checks'], 'controles'), 'contradictory_checks', NOTHING_PASSES)];
  }
  return checks.flatMap((check, index) => {
    const earlier = checks.slice(0, index).filter(({ severity }) => severity === check.severity);
    const stricter = check.severity === 'ask' ? [...hard, ...earlier] : earlier;
    const remaining = [...place.conditions, ...stricter.map(not), check.wrongWhen];
    if (reach(remaining) !== 'never') return [];
    const at = placeInside(place, ['checks', index], `controle ${String(index + 1)}`);
    return [findingAt(at, 'never_holds', NEVER_ASKED, 'warning')];
  });
}

function not({ wrongWhen }: AnswerCheck): Condition {
  return { not: wrongWhen };
}

const NOTHING_PASSES = {
  reason: {
    nl: 'De controles spreken elkaar tegen: geen enkel antwoord wordt aangenomen.',
    en: 'The checks contradict each other: no answer at all is accepted.',
  },
  remedy: {
    nl: 'Verruim een van de controles, of maak er een vraag om na te gaan (ask) van.',
    editor: 'Verruim een van de controles, of laat haar navragen.',
    en: 'Widen one of the checks, or let it ask instead of refuse.',
  },
};

const NEVER_ASKED = {
  reason: {
    nl: 'Deze controle komt nooit voor: een andere controle of de grens van de vraag is eerder.',
    en: 'This check never applies: another check or the limit of the question comes first.',
  },
  remedy: { nl: 'Haal de controle weg of verbeter haar.', en: 'Remove or correct the check.' },
};

/** In a rotated grid nobody knows which statement comes first. */
function rotationFindings({ question, statement, ...place }: AskedPlace): Finding[] {
  if (question.type !== 'grid' || statement?.when === undefined || question.rotateStatements !== true)
    return [];
  const siblings = question.statements.map(({ id }) => id);
  return questionsIn(statement.when)
    .filter((id) => siblings.includes(id))
    .map((id) =>
      findingAt(placeInside(place, ['when'], 'when'), 'rotated_reference', {
        reason: {
          nl: `De volgorde van de stellingen wisselt, dus ${id} kan later komen dan deze.`,
          en: `The order of the statements varies, so ${id} may come after this one.`,
        },
        remedy: {
          nl: 'Laat de volgorde vast, of maak van de afhankelijke stelling een eigen vraag.',
          en: 'Keep the order fixed, or make the dependent statement a question of its own.',
        },
      }),
    );
}

/** A case of a fill that is never taken: it cannot hold, or an earlier case takes all. */
function fillFindings(questionnaire: Questionnaire, reach: ReachOf): Finding[] {
  return Object.entries(questionnaire.fills ?? {}).flatMap(([name, fill]) => {
    if (!('cases' in fill)) return [];
    return fill.cases.flatMap(({ when }, index) => {
      const earlier = fill.cases.slice(0, index);
      const conditions = [
        ...earlier.map((one): Condition => ({ not: one.when ?? { all: [] } })),
        ...(when ? [when] : []),
      ];
      if (conditions.length === 0 || reach(conditions) !== 'never') return [];
      const at = { path: ['fills', name, 'cases', index], place: `{${name}} › geval ${String(index + 1)}` };
      return [findingAt(at, 'never_holds', NEVER_TAKEN, 'warning')];
    });
  });
}

const NEVER_TAKEN = {
  reason: { nl: 'Dit geval komt nooit aan de beurt.', en: 'This case is never taken.' },
  remedy: { nl: 'Haal het weg, of zet het naar voren.', en: 'Remove it, or move it forward.' },
};

/** The values that facts of a case can have, for those that are the same in every study. */
const FACT_VALUES: Partial<Record<SampleComparison['sample'], readonly (string | boolean)[]>> = {
  respondent: ['parent', 'youth'],
  measure: ['ots', 'voogdij', 'jeugdreclassering'],
  careOngoing: [true, false],
  firstTimeClient: [true, false],
};

function valueFindings(place: Place, condition: Condition): Finding[] {
  return listComparisons(condition).flatMap((comparison) => {
    if (!('sample' in comparison)) return [];
    const named = [...(comparison.is === undefined ? [] : [comparison.is]), ...(comparison.in ?? [])];
    const limits = [comparison.atLeast, comparison.atMost].filter((limit) => limit !== undefined);
    if (comparison.sample === 'age') {
      return named
        .filter((value) => typeof value !== 'number')
        .map((value) => unknownValue(place, value, AGES));
    }
    const possible = FACT_VALUES[comparison.sample];
    const wrong = named.filter((value) => possible?.includes(value as string | boolean) === false);
    const list = (possible ?? []).map(String).join(', ');
    const known = {
      nl: `Kies uit: ${list}.`,
      en: `Choose from: ${list}.`,
      editor: 'Kies een waarde uit de lijst.',
    };
    const noRange = {
      nl: 'Gebruik is of in; alleen een leeftijd heeft een grens.',
      editor: 'Kies een waarde; alleen een leeftijd heeft een grens.',
      en: 'Use is or in; only an age has a limit.',
    };
    return [
      ...wrong.map((value) => unknownValue(place, value, known)),
      ...limits.map((limit) => unknownValue(place, limit, noRange)),
    ];
  });
}

const AGES: FindingText = { nl: 'Schrijf een leeftijd als getal.', en: 'Write an age as a number.' };

function unknownValue(place: Place, value: string | number | boolean, remedy: FindingText): Finding {
  return findingAt(place, 'unknown_value', {
    reason: {
      nl: `Dit gegeven heeft nooit de waarde ${String(value)}.`,
      en: `This fact never has the value ${String(value)}.`,
    },
    remedy,
  });
}
