import { type Answer } from '../interview/answer.js';
import { withComputedValues } from '../interview/computed-values.js';
import { type ConditionFacts, conditionHolds } from '../interview/condition-holds.js';
import { type Condition, SAMPLE_VARIABLES, type SampleVariable, type Scalar } from './condition.js';
import { type Questionnaire, type SampleVariables } from './model.js';
import { type AskedPlace } from './places.js';
import {
  type AskedVariable,
  listAskedVariables,
  type Look,
  type Slice,
  sliceFor,
} from './situation-slice.js';
import { sliceValues, type SliceValues } from './slice-values.js';

/** Whether conditions hold in none, some or all of the situations that they are judged in. */
export type Reach = 'never' | 'sometimes' | 'always';

/** With more steps than this the question is left open (`sometimes`). */
const MOST_STEPS = 20_000;

/** What to do with a situation: to look at more of them, or to have seen enough. */
export type Judge = (facts: ConditionFacts) => 'more' | 'enough';

/**
 * Finds out what a questionnaire can come to, by interviews: each in the order of the file, only with answers to
 * questions that are asked, that their own checks let pass, and that some condition can tell apart from others.
 */
export class ReachSearch {
  static readonly #known = new WeakMap<Questionnaire, ReachSearch>();

  readonly #questionnaire: Questionnaire;
  readonly #variables: readonly AskedVariable[];
  readonly #stuck = new Set<string>();

  constructor(questionnaire: Questionnaire) {
    this.#questionnaire = questionnaire;
    this.#variables = listAskedVariables(questionnaire);
    for (const [place, one] of this.#variables.entries())
      if (this.#stops(one, place)) this.#stuck.add(one.variable.id);
  }

  /** Whether there are interviews in which the checks of a question or statement let no answer pass, hidden codes included. */
  isStuckAt(id: string): boolean {
    return this.#stuck.has(id);
  }

  #stops({ variable, refusals }: AskedVariable, place: number): boolean {
    if (refusals.length === 0) return false;
    const look = { conditions: [], before: place + 1, tried: [variable.id] };
    return this.#walk(look, () => 'more')?.stuckAt.has(variable.id) === true;
  }

  /** The search through a questionnaire, made once. */
  static of(questionnaire: Questionnaire): ReachSearch {
    const search = ReachSearch.#known.get(questionnaire) ?? new ReachSearch(questionnaire);
    ReachSearch.#known.set(questionnaire, search);
    return search;
  }

  /** Whether somebody can come to a question or statement. */
  reaches({ conditions, variablesBefore: before }: AskedPlace): boolean {
    return this.reach({ conditions: [], before }, { all: [...conditions] }) !== 'never';
  }

  /**
   * How a condition holds in the situations in which some others do.
   * @param look when they are judged; its conditions are those others
   * @returns `never` also when there is no such situation; `sometimes` also when there are too many to try
   * @example search.reach({ conditions: [], before: 0 }, { sample: 'age', atLeast: 16, atMost: 12 }) // 'never'
   */
  reach(look: Look, condition: Condition): Reach {
    let [holding, failing] = [0, 0];
    const isComplete = this.situations({ ...look, conditions: [...look.conditions, condition] }, (facts) => {
      if (look.conditions.every((one) => conditionHolds(one, facts))) {
        if (conditionHolds(condition, facts)) holding += 1;
        else failing += 1;
      }
      return holding > 0 && failing > 0 ? 'enough' : 'more';
    });
    if (!isComplete) return 'sometimes';
    return holding === 0 ? 'never' : failing === 0 ? 'always' : 'sometimes';
  }

  /**
   * Goes through the situations that the conditions of a look can tell apart.
   * @returns whether it went through all of them, or far enough
   */
  situations(look: Look, judge: Judge): boolean {
    return this.#walk(look, judge)?.isComplete === true;
  }

  #walk(look: Look, judge: Judge): Walk | null {
    const { computed = [], respondents } = this.#questionnaire;
    const slice = sliceFor(computed, this.#variables, { look, stuck: this.#stuck });
    const values = slice.isOpen ? null : sliceValues(slice, respondents);
    return values === null
      ? null
      : new Walk(slice, values, { judge, isEveryMoment: look.isEveryMoment === true });
  }
}

const UNKNOWN = Object.fromEntries(SAMPLE_VARIABLES.map((name) => [name, null])) as Record<
  SampleVariable,
  Scalar | null
>;

/** One walk through all interviews of a slice. */
class Walk {
  readonly #slice: Slice;
  readonly #values: SliceValues;
  readonly #judge: Judge;
  readonly #isEveryMoment: boolean;
  readonly #sample = { ...UNKNOWN };
  readonly #answers = new Map<string, Answer>();
  /** Questions and statements at which some interview cannot go on. */
  readonly stuckAt = new Set<string>();
  /** Whether everything was tried, or enough. */
  readonly isComplete: boolean;
  #steps = 0;

  constructor(
    slice: Slice,
    values: SliceValues,
    how: { readonly judge: Judge; readonly isEveryMoment: boolean },
  ) {
    this.#slice = {
      ...slice,
      computed: slice.computed.filter(({ id }) => !values.anyOf.has(id)),
    };
    this.#values = values;
    this.#judge = how.judge;
    this.#isEveryMoment = how.isEveryMoment;
    this.#withFact(0);
    this.isComplete = this.#steps <= MOST_STEPS;
  }

  /** Each of these returns whether the walk is over. */
  #withFact(place: number): boolean {
    const [name, values] = this.#values.facts[place] ?? [];
    if (name === undefined || values === undefined) return this.#withAny([...this.#values.anyOf]);
    return values.some((value) => {
      this.#sample[name] = value;
      return this.#withFact(place + 1);
    });
  }

  #withAny([first, ...others]: readonly (readonly [string, readonly (number | null)[]])[]): boolean {
    if (first === undefined) return this.#withAnswer(0);
    const [id, values] = first;
    return values.some((value) => {
      if (value === null) this.#answers.delete(id);
      else this.#answers.set(id, { kind: 'number', value });
      return this.#withAny(others);
    });
  }

  #withAnswer(place: number): boolean {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) return true;
    const asked = this.#slice.asked[place];
    if (asked === undefined || this.#isEveryMoment) {
      if (this.#judge(this.#facts()) === 'enough') return true;
      if (asked === undefined) return false;
    }
    const { variable, conditions, refusals, isJudged } = asked;
    if (!this.#holdAll(conditions)) return this.#withAnswer(place + 1);
    let passing = 0;
    const isOver = (this.#values.answers.get(variable.id) ?? []).some((answer) => {
      this.#answers.set(variable.id, answer);
      if (this.#holdsAny(refusals)) return isJudged && this.#judge(this.#facts()) === 'enough';
      passing += 1;
      return this.#withAnswer(place + 1);
    });
    if (passing === 0 && !isOver) this.stuckAt.add(variable.id);
    this.#answers.delete(variable.id);
    return isOver;
  }

  #facts(): ConditionFacts {
    const facts = { sample: this.#sample as unknown as SampleVariables, answers: this.#answers };
    return this.#slice.computed.length === 0 ? facts : withComputedValues(this.#slice, facts);
  }

  #holdAll(conditions: readonly Condition[]): boolean {
    if (conditions.length === 0) return true;
    const facts = this.#facts();
    return conditions.every((condition) => conditionHolds(condition, facts));
  }

  #holdsAny(conditions: readonly Condition[]): boolean {
    if (conditions.length === 0) return false;
    const facts = this.#facts();
    return conditions.some((condition) => conditionHolds(condition, facts));
  }
}
