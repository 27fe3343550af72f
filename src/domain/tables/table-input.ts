import type { Adjustment } from '../statistics/adjust-p-values.js';
import { sumsOfPublishedMean, sumsOfPublishedShare, type AnswerSums } from '../statistics/answer-sums.js';
import type { Calibration } from '../statistics/design/calibration.js';
import type { LonelyUnit, Stratum } from '../statistics/design/stratum.js';

/**
 * What a row counts. `share`: the answer is one of the wanted ones (% ja, % vaak/altijd); `mean`: a number;
 * `option-share`: one option of a single-choice question, whose options together are 100%;
 * `multiple-of-respondents` and `multiple-of-answers`: one option of a multiple-response question, as a share
 * of the people or of all options they ticked.
 */
export type RowStatistic =
  'share' | 'mean' | 'option-share' | 'multiple-of-respondents' | 'multiple-of-answers';

/** Where the sums come from; a mean published without standard deviation can be shown but not tested. */
export type FigureSource = 'answers' | 'published' | 'published-without-spread';

/** The sums of one row, within one year, one domain, one level of each breakdown and one stratum: a line of a GROUP BY. */
export interface GroupSums {
  readonly year: string;
  readonly domain: string;
  /** One level for each breakdown of the table, in their order; none in a table by domain or year. */
  readonly levels: readonly string[];
  /** Key of a stratum of the table's list; years and domains are separate strata. */
  readonly stratum: string;
  /** Key of a cell of calibrated weights; absent when the weights of this year were not fitted to totals. */
  readonly cell?: string | null;
  readonly sums: AnswerSums;
  readonly source: FigureSource;
}

/** One row to compute, with its sums for every year, domain and level that the table may need. */
export interface TableRowInput {
  readonly question: string;
  /** Code of the option, for rows of one option; otherwise `null`. */
  readonly option: string | null;
  /** Code of the option that this one is a part of: who is counted here is counted there too. */
  readonly partOf?: string | null;
  readonly label: string;
  readonly statistic: RowStatistic;
  readonly groups: readonly GroupSums[];
  /** The question whose answer decided who got this one, or `null` when everybody got it. */
  readonly filteredBy: string | null;
  /** Dutch remarks on wording, base or sampling, printed under the table. */
  readonly notes: readonly string[];
}

/** A year, a domain or a level of a breakdown, in the order of the columns, with its heading in Dutch. */
export interface Heading {
  readonly key: string;
  readonly label: string;
}

/** The level of people of whom a breakdown says nothing; the last one of every breakdown that has such people. */
export const UNKNOWN_LEVEL = 'unknown';

/** A background by which columns can be made, beside years and domains: segment, parent or young person, … */
export interface Breakdown {
  /** How the choice of columns names it. */
  readonly key: string;
  readonly label: string;
  /** Levels in the order of the columns; people of whom it is not known are `UNKNOWN_LEVEL`, at the end. */
  readonly levels: readonly Heading[];
  /** The question whose answer makes the levels, or `null` for what the sample tells. */
  readonly question: string | null;
}

/** Everything a table is made of. All rows that belong together, so that nothing hidden can be computed back. */
export interface TableInput {
  readonly years: readonly Heading[];
  readonly domains: readonly Heading[];
  /** At most two. */
  readonly breakdowns: readonly Breakdown[];
  readonly strata: readonly Stratum[];
  /** How the weights of a year were fitted to known totals, for the years of which they were. */
  readonly calibrations?: readonly Calibration[];
  readonly rows: readonly TableRowInput[];
}

/** What makes columns: `year`, `domain`, or the key of a breakdown of the table. */
export type Axis = string;

/** Domains that a total can leave out, because they are another kind of help: JB/JR. */
export interface LeftOut {
  readonly domains: readonly string[];
  /** How the heading of a total calls them: `JB/JR`. */
  readonly label: string;
}

/** Which totals: of all domains, without some of them, or both; `without` leaves them out of every column. */
export type Totals = 'all' | 'both' | 'without';

export type Procedure = 'spss' | 'design';

/** The limits of disclosure control. */
export interface DisclosureRules {
  /** A cell with fewer people than this is not shown. */
  readonly minimumBase: number;
  /** A cell with fewer people than this is shown as indicative. */
  readonly indicativeBelow: number;
  /** A cell that tells of 1 up to this many people, or of all but so few, is not shown. */
  readonly revealingCount: number;
}

/** How differences are tested and shown. */
export interface TestingOptions {
  /** For example 0.05; intervals have confidence 1 − level. */
  readonly significanceLevel: number;
  readonly lonelyUnit: LonelyUnit;
  /** Of shares: on the logit scale, or by Korn and Graubard. */
  readonly interval: 'logit' | 'beta';
  /** Means of the procedure `spss`: every pair, or Tukey's test for all pairs at once. */
  readonly meanTest: 'pairs' | 'tukey';
  /** `shared`: columns with the same letter do not differ; `smaller`: a cell has the letters of the columns that are smaller. */
  readonly letters: 'shared' | 'smaller';
  /** Whether letters stand there when nothing in the set differs. */
  readonly lettersWhen: 'always' | 'different';
  /** Year or level against which the others are compared, with a `*` where they differ; `null` compares all pairs. */
  readonly reference: string | null;
}

/** How a table is made. */
export interface TableOptions extends TestingOptions {
  /** One axis, or two crossed; years come last. */
  readonly columns: readonly Axis[];
  /** Whether people of whom a breakdown is not known have a column of their own. */
  readonly unknown: 'column' | 'left-out';
  readonly totals: Totals;
  /** What `totals` is about; `null` when the study has no such domains. */
  readonly leftOut: LeftOut | null;
  readonly procedure: Procedure;
  readonly adjustment: Adjustment;
  readonly weights: string;
  readonly disclosure: DisclosureRules;
  /** Questions to print, or `null` for all; disclosure is judged on all rows either way. */
  readonly questions: readonly string[] | null;
}

/** What people may choose of a table beside its columns and procedure. */
export interface ChosenOptions extends TestingOptions, Pick<TableOptions, 'unknown' | 'totals'> {
  /** `usual`: Bonferroni for `spss`, Holm for `design`. */
  readonly adjustment: Adjustment | 'usual';
  /** Name of weights that were made, for the procedure `design`; `''` raises within the strata of the draw. */
  readonly weights: string;
}

/** What holds when nothing is chosen. */
export const DEFAULT_CHOICES: ChosenOptions = {
  unknown: 'column',
  totals: 'all',
  adjustment: 'usual',
  significanceLevel: 0.05,
  lonelyUnit: 'refuse',
  interval: 'logit',
  meanTest: 'pairs',
  letters: 'shared',
  lettersWhen: 'always',
  reference: null,
  weights: '',
};

const DISCLOSURE_DEFAULTS: DisclosureRules = {
  minimumBase: 10,
  indicativeBelow: 30,
  revealingCount: 4,
};

/**
 * The usual options of a procedure: Holm for `design`; Bonferroni, as SPSS does, for `spss`; level 5%.
 * @param columns one axis, or two
 * @param procedure how differences are tested
 * @param chosen what is not as usual
 * @example tableDefaults(['year'], 'spss').adjustment // 'bonferroni'
 */
export function tableDefaults(
  columns: readonly Axis[],
  procedure: Procedure,
  chosen: ChosenOptions = DEFAULT_CHOICES,
): TableOptions {
  const usual = procedure === 'spss' ? 'bonferroni' : 'holm';
  return {
    ...chosen,
    columns,
    leftOut: null,
    procedure,
    adjustment: chosen.adjustment === 'usual' ? usual : chosen.adjustment,
    disclosure: DISCLOSURE_DEFAULTS,
    questions: null,
  };
}

/** A figure from an earlier report. */
export interface PublishedFigure {
  readonly year: string;
  readonly domain: string;
  /** Number of people behind the figure. */
  readonly base: number;
  readonly figure:
    | { readonly kind: 'share'; readonly proportion: number }
    | { readonly kind: 'mean'; readonly mean: number; readonly standardDeviation: number | null };
}

/**
 * The sums behind a published figure, so that it can stand beside our own; weights are 1, and the report's
 * year and domain are a stratum of their own.
 * @throws RangeError when the figure is impossible
 * @example sumsOfPublished({ year: '2015', domain: 'basishulp', base: 219, figure: { kind: 'share', proportion: 0.94 } })
 */
export function sumsOfPublished({ year, domain, base, figure }: PublishedFigure): GroupSums {
  const place = { year, domain, levels: [], stratum: publishedStratum({ year, domain, base }).key };
  if (figure.kind === 'share') {
    return { ...place, source: 'published', sums: sumsOfPublishedShare(base, figure.proportion) };
  }
  const { mean, standardDeviation } = figure;
  return {
    ...place,
    source: standardDeviation === null ? 'published-without-spread' : 'published',
    sums: sumsOfPublishedMean(base, mean, standardDeviation ?? 0),
  };
}

/**
 * The stratum of published figures of one year and domain: as large as the largest base, from a frame of
 * unknown size.
 * @example publishedStratum({ year: '2015', domain: 'basishulp', base: 219 }).key // 'published/2015/basishulp'
 */
export function publishedStratum({
  year,
  domain,
  base,
}: Pick<PublishedFigure, 'year' | 'domain' | 'base'>): Stratum {
  return { key: `published/${year}/${domain}`, sampleSize: base, populationSize: null };
}
