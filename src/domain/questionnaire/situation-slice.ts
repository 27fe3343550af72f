import { type Condition, listComparisons, type QuestionComparison, questionsIn } from './condition.js';
import { sourcesOf } from './computed.js';
import { type Computed, type Questionnaire } from './model.js';
import { listAskedPlaces } from './places.js';
import { type Variable } from './variables.js';

/** A question or statement as the route comes to it. */
export interface AskedVariable {
  readonly variable: Variable;
  /** Of its block, its question and itself. */
  readonly conditions: readonly Condition[];
  /** What its checks do not let pass. */
  readonly refusals: readonly Condition[];
}

/** What is judged, and when. */
export interface Look {
  readonly conditions: readonly Condition[];
  /** Number of variables that can be answered by then, in the order of the file. */
  readonly before: number;
  /** Whether it is judged all the time, and not only after those variables. */
  readonly isEveryMoment?: boolean;
  /** Questions and statements whose answers are tried, whether a condition looks at them or not. */
  readonly tried?: readonly string[];
  /** The question whose own checks are judged: also an answer that they refuse is looked at, but not what follows it. */
  readonly judged?: string;
}

/** The part of a questionnaire on which a condition depends. */
export interface Slice {
  readonly asked: readonly (AskedVariable & { readonly isJudged: boolean })[];
  readonly computed: readonly Computed[];
  readonly comparisons: readonly ReturnType<typeof listComparisons>[number][];
  /** Questions whose every code or number counts, because it is added up or compared with what is. */
  readonly whole: ReadonlySet<string>;
  /** Whether something is needed that is not there, or cannot be answered by then. */
  readonly isOpen: boolean;
}

/** Everything that can be answered, in the order of the file. */
export function listAskedVariables(questionnaire: Questionnaire): AskedVariable[] {
  return listAskedPlaces(questionnaire)
    .filter(({ question, statement }) => statement !== null || question.type !== 'grid')
    .map(({ block, question, statement, conditions }) => ({
      variable: { id: statement?.id ?? question.id, block, question, statement },
      conditions,
      refusals: refusalsOf(question),
    }));
}

function refusalsOf(question: AskedVariable['variable']['question']): Condition[] {
  if (question.type === 'text') return [];
  return (question.checks ?? [])
    .filter(({ severity }) => severity === 'refuse')
    .map(({ wrongWhen }) => wrongWhen);
}

/**
 * Takes from a questionnaire what a condition depends on: the questions it looks at, what these depend on to be asked
 * at all, and their own checks.
 * @param computed all computed values
 * @param variables everything that can be answered, in the order of the file
 * @param wanted what is judged; and the codes of questions at which some interviews cannot go on, for they matter to
 * all that follows
 * @param wanted.look what is judged
 * @param wanted.stuck those codes
 */
export function sliceFor(
  computed: readonly Computed[],
  variables: readonly AskedVariable[],
  { look, stuck }: { readonly look: Look; readonly stuck: ReadonlySet<string> },
): Slice {
  const before = variables.slice(0, look.before);
  const needed = before.filter(({ variable: { id } }) => stuck.has(id) || look.tried?.includes(id) === true);
  return new Slicing(computed, before, look).slice(needed.map(({ variable }) => variable.id));
}

class Slicing {
  readonly #computed: readonly Computed[];
  readonly #variables: readonly AskedVariable[];
  readonly #judged: string | undefined;
  readonly #needed = new Set<string>();
  readonly #whole = new Set<string>();
  readonly #conditions = new Set<Condition>();
  #isOpen = false;

  constructor(computed: readonly Computed[], variables: readonly AskedVariable[], look: Look) {
    this.#computed = computed;
    this.#variables = variables;
    this.#judged = look.judged;
    this.#needAll(look.conditions);
  }

  /**
   * The slice with what the conditions look at.
   * @param needed what is needed beside that
   */
  slice(needed: readonly string[]): Slice {
    for (const id of needed) this.#need(id);
    const comparisons = [...this.#conditions].flatMap(listComparisons);
    return {
      asked: this.#variables
        .filter(({ variable }) => this.#needed.has(variable.id))
        .map((one) => ({ ...one, isJudged: one.variable.question.id === this.#judged })),
      computed: this.#computed.filter(({ id }) => this.#needed.has(id)),
      comparisons: [...comparisons, ...this.#countedCodes()],
      whole: this.#whole,
      isOpen: this.#isOpen,
    };
  }

  #needAll(conditions: readonly Condition[]): void {
    for (const condition of conditions) {
      this.#conditions.add(condition);
      for (const id of questionsIn(condition)) this.#need(id);
    }
  }

  #need(id: string): void {
    if (this.#needed.has(id)) return;
    this.#needed.add(id);
    const computed = this.#computed.find((one) => one.id === id);
    const asked = this.#variables.find(({ variable }) => variable.id === id);
    if (computed !== undefined) this.#needComputed(computed);
    else if (asked !== undefined) this.#needAsked(asked);
    else this.#isOpen = true;
  }

  #needAsked({ variable, conditions, refusals }: AskedVariable): void {
    this.#needAll(conditions);
    if (variable.question.id === this.#judged) return;
    // The check of a grid may look at statements that are not answered yet.
    const isOpen = this.#isOpen;
    this.#needAll(refusals);
    this.#isOpen = isOpen;
  }

  #needComputed(computed: Computed): void {
    const sources = sourcesOf(computed);
    for (const id of sources) this.#need(id);
    if ('cases' in computed) this.#needAll(computed.cases.flatMap(({ when }) => when ?? []));
    else if (!('count' in computed)) for (const id of sources) this.#whole.add(id);
  }

  /** A count compares each of its questions with its codes. */
  #countedCodes(): QuestionComparison[] {
    return this.#computed.flatMap((one) =>
      'count' in one && this.#needed.has(one.id)
        ? one.count.of.map((question) => ({ question, in: one.count.codes }))
        : [],
    );
  }
}
