import {
  type Block,
  type HiddenCode,
  type LanguageText,
  type Note,
  type Option,
  type Question,
  type Questionnaire,
  type RespondentText,
  type Statement,
  type Statistic,
} from './model.js';
import { HIDDEN_CODES } from './schema.js';

/** One screen of the interview and one column of the data: a question, one statement of a grid, or a text to read. */
export interface Variable {
  /** Code of the question or the statement (`B1`, `A5_1`): the key of its answer. */
  readonly id: string;
  readonly block: Block;
  readonly question: Question;
  /** The statement when the question is a grid. */
  readonly statement: Statement | null;
}

/**
 * Every variable in the order of the file, whatever its conditions.
 * @example listVariables(questionnaire).map(({ id }) => id) // ['A1', 'A5_1', 'A5_2', …]
 */
export function listVariables(questionnaire: Questionnaire): Variable[] {
  return questionnaire.blocks.flatMap((block) =>
    block.questions.flatMap((question) => variablesOf(block, question)),
  );
}

/** The variable with this code, or `null` when the questionnaire has none (a grid's own code is not a variable). */
export function findVariable(questionnaire: Questionnaire, id: string): Variable | null {
  return listVariables(questionnaire).find((variable) => variable.id === id) ?? null;
}

/**
 * The screens of one question: one, or one per statement.
 * @param block the block that holds the question
 */
export function variablesOf(block: Block, question: Question): Variable[] {
  if (question.type !== 'grid') return [{ id: question.id, block, question, statement: null }];
  return question.statements.map((statement) => ({ id: statement.id, block, question, statement }));
}

/** The answer categories of a variable; none for numbers, dates, open questions and texts. */
export function optionsOf({ question }: Variable): readonly Option[] {
  return 'options' in question ? question.options : [];
}

/** The hidden codes that may be chosen for a variable; all three unless the file says otherwise. */
export function hiddenCodesOf({ question, statement }: Variable): readonly HiddenCode[] {
  if (question.type === 'text') return [];
  return statement?.hidden ?? question.hidden ?? HIDDEN_CODES;
}

/** The statistic of a variable for tables; a statement without one has that of its grid. `null` is not tabulated. */
export function statisticOf({ question, statement }: Variable): Statistic | null {
  if (question.type === 'text') return null;
  return statement?.statistic ?? question.statistic ?? null;
}

/** The remarks on a variable: its own, then those of its grid. */
export function notesOf({ question, statement }: Variable): Note[] {
  const ofQuestion = question.type === 'text' ? [] : (question.notes ?? []);
  return [...(statement?.notes ?? []), ...ofQuestion];
}

/** The table of the report in which a variable stands, as printed there, or `null`. */
export function reportTableOf({ question, statement }: Variable): string | null {
  if (question.type === 'text') return null;
  return statement?.reportTable ?? question.reportTable ?? null;
}

/** The policy themes of a variable; a statement without themes has those of its grid. */
export function themesOf({ question, statement }: Variable): readonly string[] {
  if (question.type === 'text') return [];
  return statement?.themes ?? question.themes ?? [];
}

/**
 * The name of a variable in tables: its label, or else its text as the parent hears it.
 * @param language code of the language; the first language of the text when that one is missing
 */
export function tableLabelOf(variable: Variable, language: string): string {
  const { question, statement } = variable;
  const asked = statement ?? question;
  const label = 'label' in asked ? asked.label : undefined;
  return inLanguage(label ?? anyText(asked.text), language);
}

function anyText(text: RespondentText): LanguageText {
  return text.both ?? text.parent ?? text.youth ?? {};
}

function inLanguage(text: LanguageText, language: string): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}

/**
 * Whether the answer is kept with the contact data of the case, and not among the answers: a yes to being
 * approached again says who somebody is.
 */
export function isKeptWithContact(question: Question): boolean {
  return question.type !== 'text' && question.store === 'contact';
}
