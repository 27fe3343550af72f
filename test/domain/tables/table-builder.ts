import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import type { Stratum } from '../../../src/domain/statistics/design/stratum.js';
import type {
  GroupSums,
  Heading,
  RowStatistic,
  TableInput,
  TableRowInput,
} from '../../../src/domain/tables/table-input.js';

/** So many people in a part, so many of whom are counted: `['2016', 'basishulp', 256, 215]`. */
export type PartCount = readonly [year: string, domain: string, base: number, positive: number];

function sumsOfCount([year, domain, base, positive]: PartCount): GroupSums {
  const answers = Array.from({ length: base }, (_, at) => ({ y: at < positive ? 1 : 0 }));
  return {
    year,
    domain,
    levels: [],
    stratum: `${year}/${domain}`,
    sums: sumsOfAnswers(answers),
    source: 'answers',
  };
}

export function row(
  question: string,
  counts: readonly PartCount[],
  more: Partial<Omit<TableRowInput, 'groups'>> = {},
): TableRowInput {
  const statistic: RowStatistic = 'share';
  const plain = { question, option: null, label: question, statistic, filteredBy: null, notes: [] };
  return { ...plain, ...more, groups: counts.map(sumsOfCount) };
}

/** A table of these rows, every part a stratum of its own with 4 clients for each of at most 400 interviews. */
export function table(rows: readonly TableRowInput[], stratumSize = 400): TableInput {
  const parts = rows.flatMap(({ groups }) => groups);
  const headings = (keys: readonly string[]): Heading[] =>
    [...new Set(keys)].map((key) => ({ key, label: key }));
  const strata = [...new Set(parts.map(({ stratum }) => stratum))].map((key): Stratum => ({
    key,
    sampleSize: stratumSize,
    populationSize: stratumSize * 4,
  }));
  return {
    years: headings(parts.map(({ year }) => year).sort()),
    domains: headings(parts.map(({ domain }) => domain)),
    breakdowns: [],
    strata,
    rows,
  };
}
