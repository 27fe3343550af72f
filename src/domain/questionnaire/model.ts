import { type z } from 'zod';
import { type HIDDEN_CODES, type RESPONDENTS, type questionnaireSchema } from './schema.js';

/** A questionnaire as it stands in its file; see docs/questionnaire-format.md. */
export type Questionnaire = z.infer<typeof questionnaireSchema>;

/** Questions that belong together. */
export type Block = Questionnaire['blocks'][number];

/** A question, a grid of statements, or a text to read. Told apart by `type`. */
export type Question = Block['questions'][number];

/** The kinds of question. */
export type QuestionType = Question['type'];

/** A question of one kind. */
export type QuestionOf<Type extends QuestionType> = Extract<Question, { type: Type }>;

/** A statement of a grid: a variable of its own, on the grid's scale. */
export type Statement = QuestionOf<'grid'>['statements'][number];

/** An answer category. */
export type Option = QuestionOf<'single'>['options'][number];

/** What a table prints of a variable. */
export type Statistic = NonNullable<Statement['statistic']>;

/** A remark about this measurement that belongs under a comparison with another year. */
export type Note = NonNullable<Questionnaire['notes']>[number];

/** What stands for `{name}` in a text. */
export type Fill = NonNullable<Questionnaire['fills']>[string];

/** A value that follows from answers. */
export type Computed = NonNullable<Questionnaire['computed']>[number];

/** A check of an answer against other answers. */
export type AnswerCheck = NonNullable<QuestionOf<'single'>['checks']>[number];

/** Text by language code. */
export type LanguageText = Questionnaire['title'];

/** Text by respondent and language. `both` serves whom has no text of their own. */
export type RespondentText = Question['text'];

/** Who answers. */
export type Respondent = (typeof RESPONDENTS)[number];

/** 97 not applicable, 98 don't know, 99 refused: can be chosen, never read aloud. */
export type HiddenCode = (typeof HIDDEN_CODES)[number];

/** The facts of a case that routing and texts may depend on. `null` is unknown or not applicable. */
export interface SampleVariables {
  /** Code of the stratum in the study, such as `basishulp`, `specialistisch`, `jb_jr`. */
  readonly domain: string;
  /** Code of the segment inside the domain. */
  readonly segment: string | null;
  /** `ots`, `voogdij` or `jeugdreclassering`. */
  readonly measure: string | null;
  /** Age of the child in full years on the day of the interview. */
  readonly age: number;
  readonly respondent: Respondent;
  /** Whether the help still goes on, as far as the frame knows. */
  readonly careOngoing: boolean | null;
  /** Whether the child had help for the first time in the report year. */
  readonly firstTimeClient: boolean | null;
  /** What fixes the order of rotated statements and options: the number of the response. Without it the file's order. */
  readonly rotationSeed?: string;
}
