import { type Answer } from '../interview/answer.js';
import { answerProblem } from '../interview/answer-problem.js';
import { readAnswer } from '../interview/read-answer.js';
import type { HiddenCode, QuestionType } from '../questionnaire/model.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { optionsOf, type Variable } from '../questionnaire/variables.js';
import { missingCode } from './missing-codes.js';

/** What the cells of one variable hold. */
export interface VariableCells {
  /** The cell of a variable with one column; empty when not asked. */
  readonly value: string;
  /** The cells per option code of a multiple response. */
  readonly options: ReadonlyMap<number, string>;
  /** The text at "other, namely". */
  readonly other: string;
}

/** The answer in the cells, nothing (`null`), or a Dutch sentence on what is wrong. */
export type ReadCells = { readonly answer: Answer | null } | { readonly fault: string };

/**
 * Reads the answer to one variable. The codes 97, 98 and 99 (not applicable, don't know, refused) are kept for
 * every variable, unless they are an option or a possible number. A text at "other" may be missing: files of
 * earlier years often come without.
 * @example readCells(b1, { value: '1', options: new Map(), other: '' }) // { answer: { kind: 'single', code: 1, … } }
 */
export function readCells(variable: Variable, cells: VariableCells): ReadCells {
  return variable.question.type === 'multiple' ? readOptions(variable, cells) : readValue(variable, cells);
}

const CHOICES: ReadonlySet<QuestionType> = new Set(['single', 'grid']);

function readValue(variable: Variable, { value, other }: VariableCells): ReadCells {
  if (value === '') return { answer: null };
  const isChoice = CHOICES.has(variable.question.type);
  const answer = readAnswer(variable, {
    choices: isChoice ? [value] : [],
    text: isChoice ? '' : value,
    other,
    hidden: '',
  });
  const fault = faultOf(variable, answer, value);
  if (fault === null) return { answer: withoutEmptyText(answer) };
  const hidden = hiddenCode(variable, value);
  return hidden === null ? { fault } : { answer: { kind: 'hidden', code: hidden } };
}

function faultOf(variable: Variable, answer: Answer | null, value: string): string | null {
  if (answer?.kind === 'single') {
    const codes = optionsOf(variable).map(({ code }) => code);
    return codes.includes(answer.code) ? null : notACode(value, codes);
  }
  if (answer?.kind === 'text' && hiddenCode(variable, value) !== null)
    return 'this is no text but a hidden code';
  const problem = answerProblem(variable, answer);
  return problem?.severity === 'refuse' ? problem.message : null;
}

function notACode(value: string, codes: readonly number[]): string {
  return `‘${value}’ is geen antwoord op deze vraag. Kies uit ${[...codes, ...HIDDEN_CODES].join(', ')}.`;
}

function withoutEmptyText(answer: Answer | null): Answer | null {
  return answer?.kind === 'single' && answer.otherText === '' ? { ...answer, otherText: null } : answer;
}

/** 97 to 99, or the numbers that our own files have instead where these can be answers. */
function hiddenCode(variable: Variable, value: string): HiddenCode | null {
  const codes = HIDDEN_CODES.map((code) => [code, [code, missingCode(variable, code)].map(String)] as const);
  return codes.find(([, written]) => written.includes(value))?.[0] ?? null;
}

const NOT_CHOSEN: ReadonlySet<string> = new Set(['', '0']);

function readOptions(variable: Variable, { options, other }: VariableCells): ReadCells {
  const used = [...options].filter(([, cell]) => !NOT_CHOSEN.has(cell));
  if (used.length === 0) return { answer: null };
  const chosen = used.filter(([, cell]) => cell === '1').map(([code]) => code);
  const hidden = used.flatMap(([, cell]) => hiddenCode(variable, cell) ?? []);
  const [firstHidden] = hidden;
  if (chosen.length + hidden.length < used.length) {
    return { fault: 'Vul 1 in voor gekozen, 0 voor niet gekozen, of overal 97, 98 of 99.' };
  }
  if (firstHidden === undefined) return chosenAnswer(variable, chosen, other);
  return chosen.length === 0 && hidden.every((code) => code === firstHidden)
    ? { answer: { kind: 'hidden', code: firstHidden } }
    : { fault: '97, 98 en 99 gaan niet samen met elkaar of met een gekozen antwoord.' };
}

function chosenAnswer(variable: Variable, chosen: readonly number[], other: string): ReadCells {
  const options = optionsOf(variable).filter(({ code }) => chosen.includes(code));
  if (chosen.length > 1 && options.some(({ exclusive }) => exclusive === true)) {
    return { fault: 'Een antwoord dat alle andere uitsluit, is samen met een ander antwoord gekozen.' };
  }
  const hasOther = options.some((option) => option.other === true);
  const codes = [...chosen].sort((a, b) => a - b);
  return { answer: { kind: 'multiple', codes, otherText: hasOther && other !== '' ? other : null } };
}
