import type { Interval } from '../statistics/design/intervals.js';
import type { RowStatistic, TableOptions } from './table-input.js';
import type { TableNote } from './notes.js';

/**
 * Whose answers a column counts: of every domain; only of the domains that every year has, so that years are compared
 * like for like; or of all but the domains that a total leaves out.
 */
export type ColumnScope = 'all' | 'comparable' | 'without';

/** A column of the table: the people of one year with one level of each axis, or a total. */
export interface TableColumn {
  /** `basishulp`, `2016`, `basishulp/2016`, `parent/age_12_15`, `total`, `comparable-total/2015`, … */
  readonly key: string;
  readonly label: string;
  readonly scope: ColumnScope;
  /** The level per axis (`domain`, or the key of a breakdown); nothing for a total. */
  readonly levels: Readonly<Record<string, string>>;
  readonly year: string;
}

/** Columns that are compared with each other, all pairs, as one family of tests. */
export interface TestedSet {
  /** `groups:2016`, `years:basishulp`, `years:total`, `within:parent`, `across:age_12_15`. */
  readonly key: string;
  /** In a crossed table the second kind of set has capitals, so that a cell can have letters of both. */
  readonly capitals: boolean;
  readonly label: string;
  readonly columns: readonly string[];
}

/** The letters of a cell within one tested set; capitals for the second kind of set of a crossed table. */
export interface SetLetters {
  readonly set: string;
  readonly letters: readonly string[];
}

/** One figure with all that belongs to it. */
export interface TableCell {
  readonly column: string;
  /** Proportion 0–1 or mean; `null` when hidden or when nobody answered. */
  readonly value: number | null;
  /** Number of people; `null` when it is hidden too. */
  readonly base: number | null;
  /** Letters joined by commas (`a,b`) of the main set: in a crossed table that of the years; '' when untested. */
  readonly letters: string;
  readonly lettersBySet: readonly SetLetters[];
  /** Hidden, by itself or to protect another cell. */
  readonly suppressed: boolean;
  /** Shown, but on few people. */
  readonly indicative: boolean;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly weightedBase: number | null;
  readonly effectiveBase: number | null;
}

/** The comparison of two columns. */
export interface PairComparison {
  readonly method: 'pooled-z' | 'pooled-t' | 'linearised-t';
  readonly set: string;
  readonly columns: readonly [string, string];
  /** First minus second. */
  readonly difference: number;
  readonly statistic: number;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number;
  readonly adjustedPValue: number;
  readonly significant: boolean;
}

/** The test of all columns of a set at once. */
export interface WholeSetComparison {
  readonly method: 'rao-scott-f';
  readonly set: string;
  readonly statistic: number;
  readonly degreesOfFreedom: readonly [number, number];
  readonly pValue: number;
}

export type TableTest = PairComparison | WholeSetComparison;

/** A row of the table. */
export interface TableRow {
  readonly question: string;
  readonly option: string | null;
  readonly label: string;
  readonly statistic: RowStatistic;
  /** One per column, in their order. */
  readonly cells: readonly TableCell[];
  readonly tests: readonly TableTest[];
}

/** A finished table: for the page, the files and the command line alike. */
export interface ComparisonTable {
  readonly options: TableOptions;
  readonly columns: readonly TableColumn[];
  readonly sets: readonly TestedSet[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly TableNote[];
}
