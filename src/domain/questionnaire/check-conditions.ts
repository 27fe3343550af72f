import { type ConditionFacts, conditionHolds } from '../interview/condition-holds.js';
import { ReachSearch } from './condition-reach.js';
import { type Condition, listComparisons, questionsIn, type SampleComparison } from './condition.js';
import { type Finding, type FindingText } from './finding.js';
import { type AnswerCheck, type Question, type Questionnaire } from './model.js';
import { listConditions } from './placed-conditions.js';
import {
  type AskedPlace,
  type Place,
  findingAt,
  listAskedPlaces,
  listBlockPlaces,
  placeInside,
} from './places.js';

/** Conditions that hold always or never, checks that contradict, and facts compared with values they never have. */
export function checkConditions(questionnaire: Questionnaire): Finding[] {
  const search = ReachSearch.of(questionnaire);
  return [
    ...blockFindings(questionnaire, search),
    ...listAskedPlaces(questionnaire).flatMap((place) => [
      ...reachFindings(place, search),
      ...checkFindings(place, search),
      ...rotationFindings(place),
    ]),
    ...fillFindings(questionnaire, search),
    ...listConditions(questionnaire).flatMap((place) => valueFindings(place, place.condition)),
  ];
}

const ALWAYS_HOLDS = {
  reason: {
    nl: 'Deze voorwaarde geldt altijd voor wie hier komt.',
    en: 'This condition always holds for who comes here.',
  },
  remedy: { nl: 'Haal de voorwaarde weg of verbeter haar.', en: 'Remove or correct the condition.' },
};

function blockFindings(questionnaire: Questionnaire, search: ReachSearch): Finding[] {
  const asked = listAskedPlaces(questionnaire);
  return listBlockPlaces(questionnaire).flatMap((place) => {
    const { when } = place.block;
    const before = asked.find(({ block }) => block === place.block)?.variablesBefore ?? 0;
    if (when === undefined || search.reach({ conditions: [], before }, when) !== 'always') return [];
    return [findingAt(placeInside(place, ['when'], 'when'), 'always_holds', ALWAYS_HOLDS, 'warning')];
  });
}

function reachFindings(place: AskedPlace, search: ReachSearch): Finding[] {
  if (!search.reaches(place)) {
    return [
      findingAt(place, 'unreachable', {
        reason: {
          nl: 'Niemand komt bij deze vraag: de voorwaarden gaan niet samen, of wat eraan voorafgaat komt niet voor.',
          en: 'Nobody reaches this question: its conditions exclude each other, or what comes before never occurs.',
        },
        remedy: {
          nl: 'Verbeter de voorwaarde van het blok of van de vraag.',
          en: 'Correct the condition of the block or of the question.',
        },
      }),
    ];
  }
  const own = (place.statement ?? place.question).when;
  const others = place.conditions.filter((condition) => condition !== own);
  const look = { conditions: others, before: place.variablesBefore };
  if (own === undefined || search.reach(look, own) !== 'always') return [];
  return [findingAt(placeInside(place, ['when'], 'when'), 'always_holds', ALWAYS_HOLDS, 'warning')];
}

function checkFindings(place: AskedPlace, search: ReachSearch): Finding[] {
  const { question, statement } = place;
  if (statement !== null || question.type === 'text' || question.checks === undefined) return [];
  const met = metChecks(place, question.checks, search);
  if (met === null) return [];
  if (!met.isPassed) {
    return [findingAt(placeInside(place, ['checks'], 'controles'), 'contradictory_checks', NOTHING_PASSES)];
  }
  const isStuck = ownVariables(question).some((id) => search.isStuckAt(id));
  const stuck = isStuck
    ? [findingAt(placeInside(place, ['checks'], 'controles'), 'contradictory_checks', SOME_STUCK)]
    : [];
  const unmet = question.checks.flatMap((check, index) => {
    if (met.checks.has(check)) return [];
    const at = placeInside(place, ['checks', index], `controle ${String(index + 1)}`);
    return [findingAt(at, 'never_holds', NEVER_ASKED, 'warning')];
  });
  return [...stuck, ...unmet];
}

function ownVariables(question: Question): readonly string[] {
  return question.type === 'grid' ? question.statements.map(({ id }) => id) : [question.id];
}

interface MetChecks {
  /** Whether some answer is accepted, hidden codes apart. */
  readonly isPassed: boolean;
  /** The checks that somebody can come to see. */
  readonly checks: ReadonlySet<AnswerCheck>;
}

/**
 * What the checks of a question come to.
 * @returns `null` when nobody is asked the question, or there are too many situations to try
 */
function metChecks(
  { question, conditions, variablesBefore }: AskedPlace,
  checks: readonly AnswerCheck[],
  search: ReachSearch,
): MetChecks | null {
  const own = ownVariables(question);
  const met = new Set<AnswerCheck>();
  let [isAnswered, isPassed] = [false, false];
  const isComplete = search.situations(
    {
      conditions: [...conditions, ...checks.map(({ wrongWhen }) => wrongWhen)],
      before: variablesBefore + own.length,
      isEveryMoment: true,
      tried: own,
      judged: question.id,
    },
    (facts) => {
      const answers = own.flatMap((id) => facts.answers.get(id) ?? []);
      if (answers.length === 0) return 'more';
      const worst = worstCheck(checks, facts);
      isAnswered = true;
      isPassed ||= worst?.severity !== 'refuse' && answers.some(({ kind }) => kind !== 'hidden');
      if (worst !== null) met.add(worst);
      return isPassed && met.size === checks.length ? 'enough' : 'more';
    },
  );
  return isComplete && isAnswered ? { isPassed, checks: met } : null;
}

/** The check that an answer brings up: the first that refuses, else the first that asks. */
function worstCheck(checks: readonly AnswerCheck[], facts: ConditionFacts): AnswerCheck | null {
  const broken = checks.filter(({ wrongWhen }) => conditionHolds(wrongWhen, facts));
  return broken.find(({ severity }) => severity === 'refuse') ?? broken[0] ?? null;
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

const SOME_STUCK = {
  reason: {
    nl: 'Er zijn gesprekken waarin de controles geen enkel antwoord aannemen: dan kan de enquêteur niet verder.',
    en: 'There are interviews in which the checks accept no answer at all: then the interviewer cannot go on.',
  },
  remedy: NOTHING_PASSES.remedy,
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
function fillFindings(questionnaire: Questionnaire, search: ReachSearch): Finding[] {
  return Object.entries(questionnaire.fills ?? {}).flatMap(([name, fill]) => {
    if (!('cases' in fill)) return [];
    return fill.cases.flatMap(({ when }, index) => {
      const earlier = fill.cases.slice(0, index).map((one): Condition => ({ not: one.when ?? { all: [] } }));
      const look = { conditions: [], before: Infinity, isEveryMoment: true };
      if (search.reach(look, { all: [...earlier, ...(when ? [when] : [])] }) !== 'never') return [];
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
