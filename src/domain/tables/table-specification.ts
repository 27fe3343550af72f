import type { Axis, ChosenOptions, Procedure } from './table-input.js';

/** What a saved specification says that it is, so that a later version of the program can still read it. */
export const SPECIFICATION_FORMAT = 'veldwerk-tables/1';

/** One comparison table of a specification. */
export interface SpecifiedComparison {
  readonly kind: 'comparison';
  /** Short, and its own within the specification: `Tabel 15`. */
  readonly name: string;
  readonly title: string;
  /** Codes of questions, statements or whole grids; `null` for all. */
  readonly questions: readonly string[] | null;
  readonly columns: readonly Axis[];
  readonly procedure: Procedure;
  readonly options: ChosenOptions;
}

/** The table of approached people, interviews and response. */
export interface SpecifiedResponse {
  readonly kind: 'response';
  readonly name: string;
  readonly title: string;
}

export type SpecifiedTable = SpecifiedComparison | SpecifiedResponse;

/** A list of tables to make of any study: data, that can be saved, sent, and run again next year. */
export interface TableSpecification {
  readonly format: typeof SPECIFICATION_FORMAT;
  readonly title: string;
  readonly tables: readonly SpecifiedTable[];
}
