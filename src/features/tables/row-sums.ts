import { addSums, type AnswerSums } from '../../domain/statistics/answer-sums.js';
import type { DesignPlace } from './people-source.queries.js';
import type { PlannedRow } from './table-rows.js';
import type { CodeSums, RespondentSums } from './tables.queries.js';

/** What the database added up of one study. */
export interface StudySums {
  readonly codes: readonly CodeSums[];
  readonly respondents: readonly RespondentSums[];
}

/** The sums of a row for one level of each breakdown, in one stratum and cell. */
export interface LevelSums extends Pick<DesignPlace, 'segment' | 'cell'> {
  readonly levels: readonly string[];
  readonly sums: AnswerSums;
}

/** The sums of a study by question and domain, so that a row finds its own at once. */
export interface IndexedSums {
  readonly codes: ReadonlyMap<string, readonly CodeSums[]>;
  readonly respondents: ReadonlyMap<string, readonly RespondentSums[]>;
}

/** Puts the sums of a study by question and domain. */
export function indexSums({ codes, respondents }: StudySums): IndexedSums {
  return { codes: byQuestion(codes), respondents: byQuestion(respondents) };
}

function byQuestion<Sums extends CodeSums | RespondentSums>(all: readonly Sums[]): Map<string, Sums[]> {
  const own = new Map<string, Sums[]>();
  for (const one of all) {
    const key = indexKey(one.question, one.domainId);
    const list = own.get(key);
    if (list === undefined) own.set(key, [one]);
    else list.push(one);
  }
  return own;
}

function indexKey(question: string, domainId: string): string {
  return `${question} ${domainId}`;
}

/**
 * The sums of one row in one domain, for every combination of levels, stratum and cell that has valid answers.
 * @param row which codes count
 * @param sums of the study, per domain, levels, question and code
 */
export function sumsOfRow(row: PlannedRow, domainId: string, sums: IndexedSums): LevelSums[] {
  const key = indexKey(row.variable.id, domainId);
  const places = new Map<string, { readonly place: CodeSums; readonly codes: CodeSums[] }>();
  for (const one of sums.codes.get(key) ?? []) {
    const own = places.get(placeKey(one)) ?? { place: one, codes: [] };
    own.codes.push(one);
    places.set(placeKey(one), own);
  }
  const respondents = new Map((sums.respondents.get(key) ?? []).map((one) => [placeKey(one), one]));
  return [...places].flatMap(([at, { place, codes }]) => {
    const own = sumsOfLevel(row, codes, respondents.get(at));
    const { levels, segment, cell } = place;
    return own === null ? [] : [{ levels, segment, cell, sums: own }];
  });
}

function placeKey({ levels, segment, cell }: CodeSums | RespondentSums): string {
  return JSON.stringify([segment, cell, ...levels]);
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
    y: count,
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
