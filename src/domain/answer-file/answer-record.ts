import type { AgeBand } from '../frame/eligibility.js';
import type { Answers } from '../interview/answer.js';
import type { Respondent } from '../questionnaire/model.js';
import type { Traits } from '../study/traits.js';

/** One respondent of an answer file, without anything that tells who it is. `null` is not known. */
export interface AnswerRecord {
  /** Code of the domain in the study. */
  readonly domain: string;
  readonly respondent: Respondent | null;
  /** How many people of the frame this one stands for; above 0. */
  readonly weight: number | null;
  /** Code of the segment in its domain. */
  readonly segment: string | null;
  readonly measure: string | null;
  readonly ageBand: AgeBand | null;
  readonly traits: Traits;
  readonly answers: Answers;
}

/** What is wrong in a file, and where. */
export interface FileFault {
  /** Line number in the file, from 1. */
  readonly line: number;
  /** Heading of the column, or `null` for the whole line. */
  readonly column: string | null;
  /** Dutch: what is wrong and what to do. */
  readonly message: string;
}

/** A file that was read whole, or everything that is wrong with it: nothing is imported from half a file. */
export type ReadFile<Row> =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };
