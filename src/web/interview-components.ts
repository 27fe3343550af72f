import type { Link, TextField } from './components.js';

/* The models of the components of the interview. */

export interface AnswerOption {
  readonly value: string;
  readonly label: string;
  /** The key of the keyboard that chooses it; absent where there are more options than keys. */
  readonly key?: string;
  readonly checked: boolean;
  /** Cannot go with another answer. */
  readonly exclusive?: boolean;
  /** Asks for words of the other in the field below. */
  readonly asksText?: boolean;
}

/** One question on the interviewer's screen. Goes inside the page's form. */
export interface Question {
  /** The field of the form. */
  readonly name: string;
  /** "B3", as the interviewer knows it. */
  readonly code: string;
  readonly section: string;
  /** BCP 47 language of the texts that are read aloud. */
  readonly language: string;
  /** Read aloud before the question: an introduction, or the stem of a grid. */
  readonly lead?: string;
  /** The question or the statement, read aloud. */
  readonly text: string;
  /** For the interviewer only (ENQ). */
  readonly instructions: readonly string[];
  /** `scale`: numbers in a row, such as a report grade. */
  readonly kind: 'single' | 'multiple' | 'scale' | 'number' | 'open';
  /** How to write the answer. */
  readonly description?: string;
  /** Whether the options are read aloud. */
  readonly readOptions: boolean;
  readonly options: readonly AnswerOption[];
  /** "Weet niet" and the like, which are never read aloud. */
  readonly unread: readonly AnswerOption[];
  /** What the other says at "anders, namelijk". */
  readonly other?: TextField;
  /** What was typed, for a number or an open answer. */
  readonly value: string;
  readonly unit?: string;
  readonly error?: string;
}

/** The ways out of a conversation, always in the same place. */
export interface ConversationBar {
  readonly exits: readonly (Link & { readonly tone: 'neutral' | 'danger' })[];
}

/** On, back, and out of the interview: always in the same place, inside the form of the page. */
export interface InterviewBar {
  readonly next: string;
  /** Absent at the first question. */
  readonly back?: BarExit;
  readonly stop?: BarExit;
}

/** Where a button leads; `null` sends the form, so that what was filled in is not lost. */
export interface BarExit {
  readonly href: string | null;
}
