import { replaceFills } from '../questionnaire/fills.js';
import { type FILL_VALUES } from '../questionnaire/schema.js';
import {
  type HiddenCode,
  type LanguageText,
  type Option,
  type Question,
  type Questionnaire,
  type Respondent,
  type RespondentText,
} from '../questionnaire/model.js';
import { type Variable, hiddenCodesOf, optionsOf } from '../questionnaire/variables.js';
import { withComputedValues } from './computed-values.js';
import { type ConditionFacts, conditionHolds } from './condition-holds.js';
import { INTERVIEW_WORDS, type InterfaceLanguage } from './interview-words.js';
import { mayOptionMove, rotate } from './rotation.js';

/** Values that only the program knows. `childFirstName` is `null` until the identity was confirmed. */
export type FillValues = Readonly<Record<(typeof FILL_VALUES)[number], string | null>>;

/** Who hears the text, in what language, and what is filled in. */
export interface TextSetting extends ConditionFacts {
  /** Language of the questions. */
  readonly language: string;
  /** Language of the interviewer's own screen. */
  readonly interfaceLanguage: InterfaceLanguage;
  readonly values: FillValues;
}

/** A choice on the screen. */
export interface OptionText {
  readonly code: number;
  readonly label: string;
  readonly isReadAloud: boolean;
  readonly isExclusive: boolean;
  readonly hasOtherText: boolean;
}

/** Everything that one screen shows, in words. */
export interface ScreenText {
  /** The lead-in of a grid; to be read at its first statement and in sight at the others. */
  readonly leadIn: string | null;
  /** What is read aloud; `null` when the interviewer answers without asking. */
  readonly readAloud: string | null;
  /** ENQ: for the interviewer, never read aloud. */
  readonly instruction: string | null;
  /** To be read aloud when little was answered. */
  readonly probe: string | null;
  /** ENQ: explanation for whoever asks for it. */
  readonly help: string | null;
  readonly options: readonly OptionText[];
  readonly hidden: readonly { readonly code: HiddenCode; readonly label: string }[];
  /** Unit of a number. */
  readonly unit: string | null;
}

/**
 * The words of one screen for one respondent.
 * @param questionnaire holds the fills
 * @throws RangeError when a text or fill is missing: a questionnaire that passed its check has them all
 * @example screenText(questionnaire, b2, setting).readAloud // 'Welk rapportcijfer geeft u de jeugdhulp, …'
 */
export function screenText(
  questionnaire: Questionnaire,
  variable: Variable,
  setting: TextSetting,
): ScreenText {
  const { question, statement } = variable;
  const filled = (text: RespondentText): string => filledText(questionnaire, text, setting);
  const own = filled(statement?.text ?? question.text);
  const isSilent = question.type !== 'text' && question.interviewerOnly === true;
  const instruction = question.instruction === undefined ? null : inLanguage(question.instruction, setting);
  return {
    leadIn: statement === null ? null : filled(question.text),
    readAloud: isSilent ? null : own,
    instruction: isSilent ? [own, instruction].filter((part) => part !== null).join(' ') : instruction,
    ...furtherWords(question, setting, filled),
    options: orderedOptions(variable, setting).map((option) => optionText(variable, option, setting)),
    hidden: hiddenCodesOf(variable).map((code) => ({
      code,
      label: INTERVIEW_WORDS[setting.interfaceLanguage].hidden[code],
    })),
    unit: question.type === 'number' ? inLanguage(question.unit, setting) : null,
  };
}

function furtherWords(
  question: Question,
  setting: TextSetting,
  filled: (text: RespondentText) => string,
): Pick<ScreenText, 'probe' | 'help'> {
  if (question.type === 'text') return { probe: null, help: null };
  return {
    probe: question.probe === undefined ? null : filled(question.probe),
    help: question.help === undefined ? null : inLanguage(question.help, setting),
  };
}

function orderedOptions(variable: Variable, { sample }: TextSetting): readonly Option[] {
  const { id, question } = variable;
  const isRotated = 'rotateOptions' in question;
  const options = optionsOf(variable);
  return isRotated ? rotate(options, sample.rotationSeed, id, mayOptionMove) : options;
}

function filledText(questionnaire: Questionnaire, text: RespondentText, setting: TextSetting): string {
  const words = inLanguage(textFor(text, setting.sample.respondent), setting);
  return replaceFills(words, (name) => fillText(questionnaire, name, setting));
}

function fillText(questionnaire: Questionnaire, name: string, setting: TextSetting): string {
  const fill = questionnaire.fills?.[name];
  if (fill === undefined) throw new RangeError(`the fill ${name} does not exist`);
  if ('cases' in fill) {
    const facts = withComputedValues(questionnaire, setting);
    const match = fill.cases.find(({ when }) => conditionHolds(when, facts));
    if (match === undefined) throw new RangeError(`no case of the fill ${name} holds`);
    return inLanguage(textFor(match.text, setting.sample.respondent), setting);
  }
  const value = setting.values[fill.value];
  if (value !== null) return value;
  if (fill.otherwise === undefined) throw new RangeError(`the fill ${name} has no value`);
  return inLanguage(textFor(fill.otherwise, setting.sample.respondent), setting);
}

function optionText({ question }: Variable, option: Option, setting: TextSetting): OptionText {
  const readsOptions = 'readOptions' in question && (question.readOptions ?? false);
  return {
    code: option.code,
    label: inLanguage(option.label, setting),
    isReadAloud: readsOptions && option.notReadAloud !== true,
    isExclusive: option.exclusive === true,
    hasOtherText: option.other === true,
  };
}

function textFor(text: RespondentText, respondent: Respondent): LanguageText {
  const own = text[respondent] ?? text.both;
  if (own === undefined) throw new RangeError(`a text for ${respondent} is missing`);
  return own;
}

function inLanguage(text: LanguageText, { language }: TextSetting): string {
  const words = text[language];
  if (words === undefined) throw new RangeError(`a text in ${language} is missing`);
  return words;
}
