import { openStream, type Seed } from '../sampling/random.js';
import type { LanguageText, Option, Question, Questionnaire, QuestionOf } from '../questionnaire/model.js';
import { isKeptWithContact } from '../questionnaire/variables.js';
import { type Code, type CodeFrame, codesInUse, type FrameLimits } from './code-frame.js';

/** A question with words of the respondent: an open one, or one with "anders, namelijk". */
export type CodableQuestion = QuestionOf<'open'> | QuestionOf<'single'> | QuestionOf<'multiple'>;

/** Frames by the code of their question. */
export type CodeFrames = ReadonlyMap<string, CodeFrame>;

const LANGUAGE = 'nl';

/** Percentage that a second coder codes unless somebody says otherwise. */
const USUAL_SECOND_PERCENT = 10;

/**
 * The questions of which the words can be coded, in the order of the questionnaire.
 * @example codableQuestions(questionnaire).map(({ id }) => id) // ['S5', 'A2', 'B3', 'B4', 'F2', 'K1']
 */
export function codableQuestions(questionnaire: Questionnaire): CodableQuestion[] {
  return questionnaire.blocks.flatMap(({ questions }) => questions).filter(isCodable);
}

function isCodable(question: Question): question is CodableQuestion {
  if (isKeptWithContact(question)) return false;
  if (question.type === 'open') return true;
  return (question.type === 'single' || question.type === 'multiple') && otherOption(question) !== null;
}

/** Under which item the words of an answer are stored. */
export function wordsItem(question: CodableQuestion): 'value' | 'other' {
  return question.type === 'open' ? 'value' : 'other';
}

/** The category "anders, namelijk"; `null` for an open question. */
export function otherOption(question: CodableQuestion): Option | null {
  if (question.type === 'open') return null;
  return question.options.find(({ other }) => other === true) ?? null;
}

/** What an answer to a question may get for codes. */
export function limitsOf({ type }: CodableQuestion): FrameLimits {
  return { onlyOneCode: type === 'single', mayGroup: type === 'open' };
}

/**
 * The frame to begin with: the code frame of the questionnaire for an open question, the categories of the question
 * for what was said at "anders, namelijk".
 * @param seed fixes which answers a second coder gets
 */
export function startingFrame(question: CodableQuestion, seed: Seed): CodeFrame {
  const known =
    question.type === 'open'
      ? (question.codeFrame ?? []).map((code) => ({ ...code, isOption: false }))
      : question.options
          .filter(({ exclusive }) => exclusive !== true)
          .map((option) => ({ ...option, isOption: true }));
  return {
    codes: known.map(({ code, label, isOption }) => ({
      number: code,
      label: inDutch(label),
      definition: '',
      example: '',
      parent: null,
      isOption,
      replacedBy: null,
    })),
    secondPercent: USUAL_SECOND_PERCENT,
    seed,
  };
}

/** A seed for a new frame from its random key. */
export function seedFrom(key: string): Seed {
  return openStream(0 as Seed, key).below(2 ** 32) as Seed;
}

/**
 * The questionnaire as tables count it: a coded open question as a question with more answers, and what was made of
 * "anders, namelijk" among the categories.
 * @example codedForTables(questionnaire, frames) // B3 has the codes of its frame as options
 */
export function codedForTables(questionnaire: Questionnaire, frames: CodeFrames): Questionnaire {
  return withQuestions(questionnaire, (question) => {
    const frame = frames.get(question.id);
    return frame === undefined || !isCodable(question) ? [question] : [coded(question, frame, question.id)];
  });
}

/**
 * The questionnaire as a data file has it: behind each coded question its codes, as a question of its own. What was
 * said and ticked stays as it was.
 * @example codedForData(questionnaire, frames) // B3, then B3_codes
 */
export function codedForData(questionnaire: Questionnaire, frames: CodeFrames): Questionnaire {
  return withQuestions(questionnaire, (question) => {
    const frame = frames.get(question.id);
    if (frame === undefined || !isCodable(question)) return [question];
    return [question, coded(question, frame, codesId(question.id))];
  });
}

/**
 * What the codes of a question are called in data files.
 * @example codesId('B3') // 'B3_codes'
 */
export function codesId(questionId: string): string {
  return `${questionId}_codes`;
}

function withQuestions(
  questionnaire: Questionnaire,
  replace: (question: Question) => Question[],
): Questionnaire {
  return {
    ...questionnaire,
    blocks: questionnaire.blocks.map((block) => ({ ...block, questions: block.questions.flatMap(replace) })),
  };
}

function coded(question: CodableQuestion, frame: CodeFrame, id: string): Question {
  const label = {
    [LANGUAGE]: `${inDutch(question.label ?? {}) || question.id}${id === question.id ? '' : ' (ingedeeld)'}`,
  };
  if (question.type !== 'open') {
    const added = codesInUse(frame).filter(({ isOption }) => !isOption);
    const options = [...question.options.map(withoutWords), ...added.map((code) => optionOf(code, frame))];
    return { ...question, id, label, options };
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- left out of what follows
  const { codeFrame, statistic, ...asked } = question;
  return {
    ...asked,
    id,
    type: 'multiple',
    label,
    options: codesInUse(frame).map((code) => optionOf(code, frame)),
    statistic: {
      kind: 'multiple_response',
      percentOf: 'respondents',
      label: { [LANGUAGE]: '% van wie antwoordde' },
      ...(statistic?.domains === undefined ? {} : { domains: statistic.domains }),
      ...(statistic?.base === undefined ? {} : { base: statistic.base }),
    },
  };
}

/** The words at "anders" are a column of the question itself. */
function withoutWords(option: Option): Option {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- left out of what follows
  const { other, ...plain } = option;
  return plain;
}

function optionOf({ number, label, parent }: Code, { codes }: CodeFrame): Option {
  const whole = codes.find((code) => code.number === parent);
  return { code: number, label: { [LANGUAGE]: whole === undefined ? label : `${whole.label}: ${label}` } };
}

function inDutch(text: LanguageText): string {
  return text[LANGUAGE] ?? Object.values(text)[0] ?? '';
}
