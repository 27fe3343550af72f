import type { Answer, Answers } from '../../../src/domain/interview/answer.js';
import { answerProblem } from '../../../src/domain/interview/answer-problem.js';
import { interviewProblem } from '../../../src/domain/interview/check-problem.js';
import { withComputedValues } from '../../../src/domain/interview/computed-values.js';
import { type ConditionFacts, conditionHolds } from '../../../src/domain/interview/condition-holds.js';
import { interviewRoute, nextScreen } from '../../../src/domain/interview/route.js';
import type { Condition } from '../../../src/domain/questionnaire/condition.js';
import type { AnswerCheck, Questionnaire, SampleVariables } from '../../../src/domain/questionnaire/model.js';
import { type AskedPlace, listAskedPlaces } from '../../../src/domain/questionnaire/places.js';
import {
  hiddenCodesOf,
  listVariables,
  optionsOf,
  type Variable,
} from '../../../src/domain/questionnaire/variables.js';
import { sampleOf } from '../../support/questionnaires.js';

/** What happened at a place in all interviews together. */
interface Seen {
  held: number;
  failed: number;
}

/**
 * Holds every interview that a small questionnaire allows, with every answer to every question and every person, and
 * says what the check must find of conditions: by brute force, sharing nothing with the check but the route.
 */
export function findingsOfEveryInterview(questionnaire: Questionnaire): Set<string> {
  const tally = new Tally(questionnaire);
  for (const sample of everySample(questionnaire)) hold(questionnaire, sample, new Map(), tally);
  return tally.findings();
}

function hold(questionnaire: Questionnaire, sample: SampleVariables, answers: Answers, tally: Tally): void {
  const route = interviewRoute(questionnaire, sample, answers);
  const facts = withComputedValues(questionnaire, { sample, answers: route.answers });
  const next = nextScreen(route);
  tally.see(facts, next);
  if (next === null) return;
  let isStuck = true;
  const possible = everyAnswer(next).filter((answer) => answerProblem(next, answer)?.severity !== 'refuse');
  for (const answer of possible) {
    const more = new Map(answers).set(next.id, answer);
    tally.seeAnswer(next, withComputedValues(questionnaire, { sample, answers: more }));
    if (interviewProblem({ questionnaire, sample, answers }, next, answer)?.severity === 'refuse') continue;
    isStuck = false;
    hold(questionnaire, sample, more, tally);
  }
  if (isStuck) tally.stuck.add(next.question.id);
}

class Tally {
  readonly stuck = new Set<string>();
  readonly #questionnaire: Questionnaire;
  readonly #places: readonly AskedPlace[];
  readonly #position: ReadonlyMap<string, number>;
  readonly #whole = new Map<AskedPlace, Seen>();
  readonly #own = new Map<AskedPlace, Seen>();
  readonly #blocks = new Map<string, Seen>();
  readonly #fills = new Set<string>();
  readonly #met = new Set<AnswerCheck>();
  readonly #passed = new Set<string>();
  readonly #answered = new Set<string>();

  constructor(questionnaire: Questionnaire) {
    this.#questionnaire = questionnaire;
    this.#places = listAskedPlaces(questionnaire);
    this.#position = new Map(listVariables(questionnaire).map(({ id }, position) => [id, position]));
  }

  /** A moment of an interview: everything before `next` on the route is answered. */
  see(facts: ConditionFacts, next: Variable | null): void {
    const at = next === null ? Infinity : (this.#position.get(next.id) ?? 0);
    for (const place of this.#places) if (place.variablesBefore <= at) this.#seePlace(place, facts);
    for (const [name, fill] of Object.entries(this.#questionnaire.fills ?? {})) {
      if (!('cases' in fill)) continue;
      this.#fills.add(`${name} ${String(fill.cases.findIndex(({ when }) => conditionHolds(when, facts)))}`);
    }
  }

  #seePlace(place: AskedPlace, facts: ConditionFacts): void {
    const { block, question, statement, conditions } = place;
    const own = (statement ?? question).when;
    const others = conditions.filter((condition) => condition !== own);
    count(this.#whole, place, holdAll(conditions, facts));
    if (own !== undefined && holdAll(others, facts)) count(this.#own, place, conditionHolds(own, facts));
    const isFirst = block.questions[0] === question && statement === null;
    if (isFirst && block.when !== undefined) count(this.#blocks, block.id, conditionHolds(block.when, facts));
  }

  /** An answer, perhaps one that the checks do not let pass. */
  seeAnswer({ id, question }: Variable, facts: ConditionFacts): void {
    if (question.type === 'text') return;
    this.#answered.add(question.id);
    const broken = (question.checks ?? []).filter(({ wrongWhen }) => conditionHolds(wrongWhen, facts));
    const worst = broken.find(({ severity }) => severity === 'refuse') ?? broken[0];
    if (worst !== undefined) this.#met.add(worst);
    if (worst?.severity !== 'refuse' && facts.answers.get(id)?.kind !== 'hidden')
      this.#passed.add(question.id);
  }

  findings(): Set<string> {
    return new Set([
      ...[...this.#blocks].flatMap(([id, seen]) =>
        isAlways(seen) ? [`always_holds blok ${id} › when`] : [],
      ),
      ...this.#places.flatMap((place) => [...this.#findingsOf(place), ...this.#checkFindings(place)]),
      ...Object.entries(this.#questionnaire.fills ?? {}).flatMap(([name, fill]) =>
        'cases' in fill
          ? fill.cases.flatMap((_case, index) =>
              this.#fills.has(`${name} ${String(index)}`)
                ? []
                : [`never_holds {${name}} › geval ${String(index + 1)}`],
            )
          : [],
      ),
    ]);
  }

  #findingsOf(place: AskedPlace): string[] {
    if ((this.#whole.get(place)?.held ?? 0) === 0) return [`unreachable ${place.place}`];
    return isAlways(this.#own.get(place)) ? [`always_holds ${place.place} › when`] : [];
  }

  #checkFindings({ question, statement }: AskedPlace): string[] {
    if (question.type === 'text' || statement !== null || question.checks === undefined) return [];
    if (!this.#answered.has(question.id)) return [];
    const at = `${question.id} › controle`;
    if (!this.#passed.has(question.id)) return [`contradictory_checks ${at}s`];
    const unmet = question.checks.flatMap((check, index) =>
      this.#met.has(check) ? [] : [`never_holds ${at} ${String(index + 1)}`],
    );
    return [...(this.stuck.has(question.id) ? [`contradictory_checks ${at}s`] : []), ...unmet];
  }
}

function holdAll(conditions: readonly Condition[], facts: ConditionFacts): boolean {
  return conditions.every((condition) => conditionHolds(condition, facts));
}

function count<Key>(seen: Map<Key, Seen>, key: Key, holds: boolean): void {
  const was = seen.get(key) ?? { held: 0, failed: 0 };
  seen.set(key, holds ? { ...was, held: was.held + 1 } : { ...was, failed: was.failed + 1 });
}

function isAlways(seen: Seen | undefined): boolean {
  return seen !== undefined && seen.held > 0 && seen.failed === 0;
}

/** Every answer that can be given; texts and days are all one to a condition. */
function everyAnswer(variable: Variable): Answer[] {
  const hidden = hiddenCodesOf(variable).map((code): Answer => ({ kind: 'hidden', code }));
  const { question } = variable;
  switch (question.type) {
    case 'single':
    case 'grid':
      return [
        ...optionsOf(variable).map(({ code }): Answer => ({ kind: 'single', code, otherText: null })),
        ...hidden,
      ];
    case 'multiple': {
      const codes = optionsOf(variable).map(({ code }) => code);
      const choices = codes.reduce<number[][]>(
        (chosen, code) => chosen.flatMap((one) => [one, [...one, code]]),
        [[]],
      );
      return [
        ...choices.map((one): Answer => ({ kind: 'multiple', codes: one, otherText: null })),
        ...hidden,
      ];
    }
    case 'number': {
      const steps = 10 ** question.decimals;
      const values = Array.from(
        { length: Math.round((question.max - question.min) * steps) + 1 },
        (_, place) => (Math.round(question.min * steps) + place) / steps,
      );
      return [...values.map((value): Answer => ({ kind: 'number', value })), ...hidden];
    }
    case 'open':
      return [{ kind: 'text', text: 'a' }, ...hidden];
    case 'text':
      return [{ kind: 'asked' }];
    case 'date':
    case 'grade':
      throw new Error(`not tried: ${question.type}`);
  }
}

/** Every person that differs in what conditions look at; `OLDEST` is beyond every age in them. */
function everySample(questionnaire: Questionnaire): SampleVariables[] {
  const text = JSON.stringify(questionnaire);
  const ages = text.includes('"sample":"age"') ? [0, 1, 2, 3, 4, 5] : [3];
  const domains = text.includes('"sample":"domain"') ? ['a', 'b', 'c'] : ['a'];
  const respondents = text.includes('"sample":"respondent"')
    ? questionnaire.respondents
    : (['parent'] as const);
  return ages.flatMap((age) =>
    domains.flatMap((domain) => respondents.map((respondent) => sampleOf({ age, domain, respondent }))),
  );
}
