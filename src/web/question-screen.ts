import { z } from 'zod';
import type { Answer } from '../domain/interview/answer.js';
import type { AnswerInput } from '../domain/interview/read-answer.js';
import type { ScreenText } from '../domain/interview/screen-text.js';
import type { Variable } from '../domain/questionnaire/variables.js';
import type { TextField } from './components.js';
import type { AnswerOption, Question } from './interview-components.js';

/** The name of the field with the answer; the hidden codes of a typed answer come in a field beside it. */
const ANSWER_FIELD = 'answer';
const UNREAD_FIELD = `${ANSWER_FIELD}.unread`;

/** Marks a hidden code among the options, so that it cannot be taken for one. */
const HIDDEN_PREFIX = 'h';

const EMPTY_INPUT: AnswerInput = { choices: [], text: '', other: '', hidden: '' };

/** One question as the interviewer's screen and the try-out show it, for the `question` component. */
export interface QuestionScreen {
  readonly question: Question;
  /** A text that is read aloud and has no answer. */
  readonly isText: boolean;
}

/** What one screen is made of. */
export interface ScreenInput {
  readonly variable: Variable;
  readonly text: ScreenText;
  readonly language: string;
  readonly shown: AnswerInput;
  readonly error?: string | undefined;
}

export function questionScreen(input: ScreenInput): QuestionScreen {
  const { variable, text, language, shown, error } = input;
  const title = variable.block.title[language] ?? Object.values(variable.block.title)[0] ?? '';
  return {
    question: {
      name: ANSWER_FIELD,
      code: variable.id,
      section: [title, placeInGrid(variable)].filter((part) => part !== '').join(' · '),
      language,
      ...(text.leadIn === null ? {} : { lead: text.leadIn }),
      text: text.readAloud ?? 'Niet voorlezen: vul dit zelf in.',
      instructions: instructionsOf(text),
      kind: kindOf(variable),
      ...(variable.question.type === 'date' ? { description: 'Dag, maand en jaar, zoals 31-12-2016.' } : {}),
      readOptions: text.options.some(({ isReadAloud }) => isReadAloud),
      options: variable.question.type === 'grade' ? gradesOf(shown) : optionsOf(text, shown),
      unread: text.hidden.map(({ code, label }) => unreadOption(code, label, shown)),
      value: shown.text,
      ...(text.unit === null ? {} : { unit: text.unit }),
      ...otherField(text, shown),
      ...(error === undefined ? {} : { error }),
    },
    isText: variable.question.type === 'text',
  };
}

/** What is for the interviewer: the instruction, how to probe, and what to explain. */
function instructionsOf({ instruction, probe, help }: ScreenText): string[] {
  return [
    ...(instruction === null ? [] : [instruction]),
    ...(probe === null ? [] : [`Komt er weinig? Vraag door: “${probe}”`]),
    ...(help === null ? [] : [`Vraagt iemand wat er bedoeld wordt? ${help}`]),
  ];
}

function kindOf({ question }: Variable): Question['kind'] {
  switch (question.type) {
    case 'single':
    case 'grid':
    case 'text':
      return 'single';
    case 'multiple':
      return 'multiple';
    case 'grade':
      return 'scale';
    case 'number':
    case 'date':
      return 'number';
    case 'open':
      return 'open';
  }
}

function placeInGrid({ question, statement }: Variable): string {
  if (question.type !== 'grid' || statement === null) return '';
  const position = question.statements.findIndex(({ id }) => id === statement.id) + 1;
  return `stelling ${String(position)} van ${String(question.statements.length)}`;
}

/** Nine options have a number key, a tenth has the 0, and a few more have a letter that no other key has. */
const OPTION_KEYS = '1234567890abcdefg';

function optionsOf(text: ScreenText, shown: AnswerInput): AnswerOption[] {
  return text.options.map(({ code, label, isExclusive, hasOtherText }, index) => {
    const value = String(code);
    return {
      ...keyedOption(value, index, shown),
      label,
      ...(isExclusive ? { exclusive: true } : {}),
      ...(hasOtherText ? { asksText: true } : {}),
    };
  });
}

/** Whoever types 1 and then 0 for a ten chooses the ten. */
function gradesOf(shown: AnswerInput): AnswerOption[] {
  const chosen = shown.choices.length > 0 ? shown : { ...shown, choices: [shown.text] };
  return Array.from({ length: 10 }, (_, index) => keyedOption(String(index + 1), index, chosen));
}

function keyedOption(value: string, index: number, { choices }: AnswerInput): AnswerOption {
  const key = OPTION_KEYS[index];
  return { value, label: value, ...(key === undefined ? {} : { key }), checked: choices.includes(value) };
}

/** "Niet van toepassing", "weet niet" and "wil niet zeggen" have the same key in every question. */
const HIDDEN_KEYS: Readonly<Record<number, string>> = { 97: 'n', 98: 'w', 99: 'z' };

function unreadOption(code: number, label: string, shown: AnswerInput): AnswerOption {
  const key = HIDDEN_KEYS[code];
  const checked = shown.hidden === String(code);
  return { value: `${HIDDEN_PREFIX}${String(code)}`, label, ...(key === undefined ? {} : { key }), checked };
}

function otherField(text: ScreenText, shown: AnswerInput): { readonly other?: TextField } {
  const other = text.options.find(({ hasOtherText }) => hasOtherText);
  if (other === undefined) return {};
  const label = `Bij “${other.label}”`;
  return { other: { name: 'other', label, optional: true, autocomplete: 'off', value: shown.other } };
}

/** The form as it would have been filled in for an answer that was given before. */
export function inputOfAnswer(answer: Answer | undefined): AnswerInput {
  switch (answer?.kind) {
    case 'single':
    case 'multiple':
      return chosenInput(answer);
    case 'number':
      return { ...EMPTY_INPUT, text: String(answer.value).replace('.', ',') };
    case 'date':
      return { ...EMPTY_INPUT, text: answer.on.split('-').reverse().join('-') };
    case 'text':
      return { ...EMPTY_INPUT, text: answer.text };
    case 'hidden':
      return { ...EMPTY_INPUT, hidden: String(answer.code) };
    case 'asked':
    case undefined:
      return EMPTY_INPUT;
  }
}

function chosenInput(answer: Extract<Answer, { kind: 'single' | 'multiple' }>): AnswerInput {
  const codes = answer.kind === 'single' ? [answer.code] : answer.codes;
  return { ...EMPTY_INPUT, choices: codes.map(String), other: answer.otherText ?? '' };
}

const one = z.string().max(10_000).catch('');
const many = z.union([z.array(z.string()), z.string().transform((value) => [value])]).catch([]);
const fieldsSchema = z.object({ [ANSWER_FIELD]: many, [UNREAD_FIELD]: one, other: one });

/** Reads what the `question` component sends. Whether it is an answer is for the questionnaire to say. */
export function answerInputOf(fields: Readonly<Record<string, unknown>>): AnswerInput {
  const form = fieldsSchema.parse(fields);
  const values = form[ANSWER_FIELD].filter((value) => value !== '');
  const isHidden = (value: string): boolean => /^h\d{2}$/.test(value);
  const choices = values.filter((value) => !isHidden(value));
  return {
    choices,
    text: choices[0] ?? '',
    other: form.other,
    hidden: [...values, form[UNREAD_FIELD]].find(isHidden)?.slice(HIDDEN_PREFIX.length) ?? '',
  };
}
