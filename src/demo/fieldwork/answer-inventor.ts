import { civilDate } from '../../domain/calendar/civil-date.js';
import type { Answer } from '../../domain/interview/answer.js';
import type { Option, QuestionOf } from '../../domain/questionnaire/model.js';
import {
  hiddenCodesOf,
  optionsOf,
  statisticOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import { PUBLISHED_DOMAINS, PUBLISHED_YEARS, type PublishedYear } from '../published-figures.js';
import type { Dice } from './dice.js';
import { ANYTHING_ELSE, NEGATIVE_POINTS, OTHERWISE, POSITIVE_POINTS } from './open-answers.js';

/** Who answers. */
export interface Answering {
  /** Code of the domain. */
  readonly domain: string;
  /** How content, 0–999. */
  readonly mood: number;
  readonly dice: Dice;
}

const FIGURES: PublishedYear = PUBLISHED_YEARS[2016];

/** How usual each option is, for questions of which the reports print nothing. */
const WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  S4: [70, 30],
  S5: [72, 21, 4, 2, 0],
  K2: [45, 55],
  K4_1: [1, 3, 10, 46, 40],
  K4_2: [12, 80, 8],
};

const USUAL_PERCENTAGE = 62;
const HIDDEN_PERCENTAGE = 3;
/** How far the most and the least content are from the average, in percentage points. */
const MOOD_SWING = 30;

/** Invents the answer to one screen, near the percentages of CEO 2016 in the same domain. */
export function inventAnswer(variable: Variable, answering: Answering): Answer {
  const hidden = hiddenCodesOf(variable);
  const isHidden = hidden.length > 0 && answering.dice.chance(HIDDEN_PERCENTAGE);
  return isHidden ? { kind: 'hidden', code: answering.dice.pick(hidden) } : shownAnswer(variable, answering);
}

function shownAnswer(variable: Variable, answering: Answering): Answer {
  const { question } = variable;
  const { dice } = answering;
  switch (question.type) {
    case 'single':
    case 'grid':
      return singleAnswer(variable, answering);
    case 'multiple':
      return multipleAnswer(variable, dice);
    case 'number':
      return { kind: 'number', value: numberFor(question, dice) };
    case 'grade':
      return { kind: 'number', value: gradeFor(answering) };
    case 'date':
      return { kind: 'date', on: civilDate('2020-01-01') };
    case 'open':
      return openAnswer(variable, answering);
    case 'text':
      return { kind: 'asked' };
  }
}

function singleAnswer(variable: Variable, answering: Answering): Answer {
  const option = chosenOption(variable, answering);
  return { kind: 'single', code: option.code, otherText: otherTextFor([option], answering.dice) };
}

function chosenOption(variable: Variable, answering: Answering): Option {
  const options = optionsOf(variable);
  const { dice } = answering;
  const statistic = statisticOf(variable);
  if (statistic?.kind === 'share') {
    const isPositive = dice.chance(percentageFor(variable.id, answering));
    const group = options.filter(({ code }) => statistic.positive.includes(code) === isPositive);
    return dice.pick(group.length > 0 ? group : options);
  }
  const weights = WEIGHTS[variable.id] ?? options.map(({ other }) => (other === true ? 2 : 20));
  return weighted(options, weights, dice);
}

function percentageFor(question: string, { domain, mood }: Answering): number {
  const place = PUBLISHED_DOMAINS.findIndex((code) => code === domain);
  const share = FIGURES.shares.find((one) => one.question === question);
  const published = share?.percentages[place] ?? USUAL_PERCENTAGE;
  return Math.min(97, Math.max(3, published + ((mood - 500) / 500) * MOOD_SWING));
}

function weighted(options: readonly Option[], weights: readonly number[], dice: Dice): Option {
  const sum = options.reduce((total, _, index) => total + (weights[index] ?? 0), 0);
  let left = dice.between(1, Math.max(1, sum));
  for (const [index, option] of options.entries()) {
    left -= weights[index] ?? 0;
    if (left <= 0) return option;
  }
  return dice.pick(options);
}

function multipleAnswer(variable: Variable, dice: Dice): Answer {
  const options = optionsOf(variable);
  const figures = FIGURES.multiples.find(({ question }) => question === variable.id);
  const weights = options.map(
    ({ code }) => figures?.options.find((option) => option.code === code)?.percentages[0] ?? 3,
  );
  const first = weighted(options, weights, dice);
  const second = weighted(options, weights, dice);
  const isSecondGiven =
    dice.chance(20) && first !== second && first.exclusive !== true && second.exclusive !== true;
  const chosen = isSecondGiven ? [first, second] : [first];
  const codes = chosen.map(({ code }) => code).sort((one, other) => one - other);
  return { kind: 'multiple', codes, otherText: otherTextFor(chosen, dice) };
}

function otherTextFor(chosen: readonly Option[], dice: Dice): string | null {
  return chosen.some(({ other }) => other === true) ? dice.pick(OTHERWISE) : null;
}

function numberFor(question: QuestionOf<'number'>, dice: Dice): number {
  const most = Math.min(question.softMax ?? question.max, question.min + 8);
  const step = question.decimals > 0 ? 2 : 1;
  // The smaller of two throws: short waits are more usual than long ones.
  const throws = [0, 1].map(() => dice.between(question.min * step, Math.floor(most * step)) / step);
  return Math.min(...throws);
}

function gradeFor({ mood, dice }: Answering): number {
  const grade = Math.round(5.2 + (mood / 1000) * 4 + dice.between(-10, 10) / 10);
  return Math.min(10, Math.max(1, grade));
}

/** Whoever has nothing to say gets the first hidden code: not applicable. */
function openAnswer(variable: Variable, { mood, dice }: Answering): Answer {
  const { id } = variable;
  const isGiven = dice.chance(id === 'B3' ? 40 + mood / 25 : id === 'B4' ? 70 - mood / 20 : 15);
  const [none] = hiddenCodesOf(variable);
  if (!isGiven && none !== undefined) return { kind: 'hidden', code: none };
  const texts = id === 'B3' ? POSITIVE_POINTS : id === 'B4' ? NEGATIVE_POINTS : ANYTHING_ELSE;
  return { kind: 'text', text: dice.pick(texts) };
}
