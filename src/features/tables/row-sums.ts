import { addSums, type AnswerSums } from '../../domain/statistics/answer-sums.js';
import type { PlannedRow } from './table-rows.js';
import type { CodeSums, RespondentSums } from './tables.queries.js';

/** What the database added up of one study. */
export interface StudySums {
  readonly codes: readonly CodeSums[];
  readonly respondents: readonly RespondentSums[];
}

/** The sums of a row for one level of each breakdown. */
export interface LevelSums {
  readonly levels: readonly string[];
  readonly sums: AnswerSums;
}

/**
 * The sums of one row in one domain, for every combination of levels that has valid answers.
 * @param row which codes count
 * @param sums of the study, per domain, levels, question and code
 */
export function sumsOfRow(row: PlannedRow, domainId: string, sums: StudySums): LevelSums[] {
  const isOwn = (one: CodeSums | RespondentSums): boolean =>
    one.domainId === domainId && one.question === row.variable.id;
  const perLevel = new Map<string, { readonly levels: readonly string[]; readonly codes: CodeSums[] }>();
  for (const one of sums.codes.filter(isOwn)) {
    const key = one.levels.join('/');
    const own = perLevel.get(key) ?? { levels: one.levels, codes: [] };
    own.codes.push(one);
    perLevel.set(key, own);
  }
  return [...perLevel].flatMap(([key, { levels, codes }]) => {
    const respondents = sums.respondents.find((one) => isOwn(one) && one.levels.join('/') === key);
    const own = sumsOfLevel(row, codes, respondents);
    return own === null ? [] : [{ levels, sums: own }];
  });
}

function sumsOfLevel(
  row: PlannedRow,
  codes: readonly CodeSums[],
  respondents: RespondentSums | undefined,
): AnswerSums | null {
  const base = row.statistic.kind === 'multiple_response' ? respondents : baseOf(codes);
  if (base === undefined || base.count === 0) return null;
  if (row.statistic.kind === 'mean') return addSums(codes.map((one) => one.sums));
  const { count, w, ww } = baseOf(codes.filter(({ code }) => code !== null && counts(row, code)));
  return {
    count: base.count,
    w: base.w,
    ww: base.ww,
    positiveCount: count,
    // y is 1 or 0, so that y² is y.
    wy: w,
    wyy: w,
    wwy: ww,
    wwyy: ww,
  };
}

function counts({ statistic, option }: PlannedRow, code: number): boolean {
  return statistic.kind === 'share' ? statistic.positive.includes(code) : option?.code === code;
}

function baseOf(codes: readonly CodeSums[]): Pick<AnswerSums, 'count' | 'w' | 'ww'> {
  return addSums(codes.map(({ sums }) => sums));
}

/**
 * The same sums with all weights multiplied: for non-response, that differs between strata and not within them.
 * @param factor above 0
 */
export function scaleWeights(sums: AnswerSums, factor: number): AnswerSums {
  return {
    ...sums,
    w: sums.w * factor,
    ww: sums.ww * factor ** 2,
    wy: sums.wy * factor,
    wyy: sums.wyy * factor,
    wwy: sums.wwy * factor ** 2,
    wwyy: sums.wwyy * factor ** 2,
  };
}
