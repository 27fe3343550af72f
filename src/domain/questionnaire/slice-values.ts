import { type Answer } from '../interview/answer.js';
import {
  type QuestionComparison,
  type SampleComparison,
  type SampleVariable,
  type Scalar,
} from './condition.js';
import { type Computed, type Respondent } from './model.js';
import { type AskedVariable, type Slice } from './situation-slice.js';
import { tellingAnswers } from './telling-answers.js';
import { type NumberRange, tellingNumbers } from './telling-numbers.js';

/** More values of a number than are tried one by one. */
const MOST_VALUES = 60;

/** The values to try: of facts of the case, of each question, and of computed values that cannot be computed. */
export interface SliceValues {
  readonly facts: readonly (readonly [SampleVariable, readonly (Scalar | null)[]])[];
  readonly answers: ReadonlyMap<string, readonly Answer[]>;
  /** Computed from too many different numbers: any value is tried. `null` is none. */
  readonly anyOf: ReadonlyMap<string, readonly (number | null)[]>;
}

/**
 * The values that the conditions of a slice can tell apart.
 * @returns `null` when there are too many
 */
export function sliceValues(slice: Slice, respondents: readonly Respondent[]): SliceValues | null {
  const ofQuestions = slice.comparisons.filter((one) => 'question' in one);
  const ofFacts = slice.comparisons.filter((one) => 'sample' in one);
  const groups = comparedGroups(ofQuestions);
  const isBeside = (id: string): boolean => groups.has(id);
  const wide = wideNumbers(slice);
  const free = slice.computed.filter((one) => addsUp(one).some((id) => wide.has(id)));
  if (free.some(({ id }) => isBeside(id)) || isBesideComputed(slice, groups, wide)) return null;
  const numbers = numbersOf(slice, ofQuestions, { groups, wide });
  const answers = slice.asked.map(({ variable }): [string, Answer[]] => {
    const comparisons = ofQuestions.filter(({ question }) => question === variable.id);
    const isWhole = slice.whole.has(variable.id);
    return [
      variable.id,
      tellingAnswers(variable, { comparisons, isWhole, numbers: numbers.get(variable.id) ?? [] }),
    ];
  });
  return {
    facts: factsOf(ofFacts, respondents),
    answers: new Map(answers),
    anyOf: new Map(
      free.map(({ id }) => [id, anyValue(ofQuestions.filter(({ question }) => question === id))]),
    ),
  };
}

/** Numbers with more values than are tried one by one. */
function wideNumbers({ asked }: Slice): ReadonlySet<string> {
  const wide = asked
    .flatMap(rangeOf)
    .filter(({ min, max, decimals }) => (max - min) * 10 ** decimals > MOST_VALUES);
  return new Set(wide.map(({ id }) => id));
}

/** Whether such a number is compared with a computed value, so that each of its values may matter. */
function isBesideComputed({ computed }: Slice, groups: Groups, wide: ReadonlySet<string>): boolean {
  return computed.some(({ id }) => [...(groups.get(id) ?? [])].some((other) => wide.has(other)));
}

function addsUp(computed: Computed): readonly string[] {
  if ('sum' in computed) return computed.sum;
  return 'mean' in computed ? computed.mean : [];
}

type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** Questions and computed values whose numbers are compared with each other. */
function comparedGroups(comparisons: readonly QuestionComparison[]): Groups {
  const groups = new Map<string, Set<string>>();
  for (const { question, moreThan, lessThan } of comparisons) {
    const others = [moreThan, lessThan].filter((other) => other !== undefined);
    if (others.length === 0) continue;
    const group = new Set([question, ...others].flatMap((id) => [id, ...(groups.get(id) ?? [])]));
    for (const id of group) groups.set(id, group);
  }
  return groups;
}

/** The numbers to try; each of them where they are added up, or compared with what is. */
function numbersOf(
  { asked, computed, whole }: Slice,
  comparisons: readonly QuestionComparison[],
  { groups, wide }: { readonly groups: Groups; readonly wide: ReadonlySet<string> },
): ReadonlyMap<string, readonly number[]> {
  const ranges = asked.flatMap(rangeOf);
  const isComputed = new Set(computed.map(({ id }) => id));
  return new Map(
    ranges.map((range): [string, readonly number[]] => {
      const group = groups.get(range.id) ?? new Set([range.id]);
      const isEach = whole.has(range.id) || [...group].some((id) => isComputed.has(id));
      if (isEach && !wide.has(range.id)) return [range.id, everyValue(range)];
      const together = ranges.filter(({ id }) => group.has(id));
      const thresholds = comparisons.filter(({ question }) => group.has(question)).flatMap(thresholdsOf);
      return [range.id, tellingNumbers(together, thresholds).get(range.id) ?? []];
    }),
  );
}

function rangeOf({ variable: { id, question } }: AskedVariable): NumberRange[] {
  if (question.type === 'grade') return [{ id, min: 1, max: 10, decimals: 0 }];
  return question.type === 'number'
    ? [{ id, min: question.min, max: question.max, decimals: question.decimals }]
    : [];
}

function everyValue({ min, max, decimals }: NumberRange): number[] {
  const steps = 10 ** decimals;
  const first = Math.ceil(min * steps);
  const count = Math.max(0, Math.floor(max * steps) - first + 1);
  return Array.from({ length: count }, (_, place) => (first + place) / steps);
}

function thresholdsOf({
  is,
  in: list = [],
  atLeast,
  atMost,
}: QuestionComparison | SampleComparison): number[] {
  return [is, ...list, atLeast, atMost].filter((value) => typeof value === 'number');
}

/** Values below, at, between and above everything that a value is compared with, and none. */
function anyValue(comparisons: readonly QuestionComparison[]): (number | null)[] {
  const sorted = [...new Set(comparisons.flatMap(thresholdsOf))].sort((one, other) => one - other);
  const between = sorted.map((value, place) => (value + (sorted[place + 1] ?? value + 2)) / 2);
  return [null, (sorted[0] ?? 0) - 1, ...sorted, ...between];
}

/** Nobody in youth care is older. */
const OLDEST = 130;

function factsOf(
  comparisons: readonly SampleComparison[],
  respondents: readonly Respondent[],
): SliceValues['facts'] {
  const names = [...new Set(comparisons.map(({ sample }) => sample))];
  return names.map((name) => {
    const own = comparisons.filter(({ sample }) => sample === name);
    return [name, factValues(name, own, respondents)] as const;
  });
}

function factValues(
  name: SampleVariable,
  own: readonly SampleComparison[],
  respondents: readonly Respondent[],
): readonly (Scalar | null)[] {
  if (name === 'respondent') return respondents;
  if (name === 'age') {
    const age = { id: 'age', min: 0, max: OLDEST, decimals: 0 };
    return tellingNumbers([age], own.flatMap(thresholdsOf)).get('age') ?? [];
  }
  if (name === 'careOngoing' || name === 'firstTimeClient') return [true, false, null];
  const mentioned = own.flatMap(({ is, in: list = [] }) => (is === undefined ? list : [is, ...list]));
  return [...new Set(mentioned), 'a value that no condition mentions', null];
}
