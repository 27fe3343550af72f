import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import type { AnswerSums } from '../../domain/statistics/answer-sums.js';
import { UNKNOWN_LEVEL } from '../../domain/tables/table-input.js';
import { answersToCount, type RecodedQuestion } from './answers-source.queries.js';
import { sqlOfCondition } from './base-condition.js';

/** Where the level of a person is found: with the response, or in the answer to a question. */
export type BreakdownSource =
  | { readonly kind: 'fact'; readonly fact: 'segment' | 'measure' | 'respondent' | 'age_band' }
  | { readonly kind: 'question'; readonly question: string };

/** Which answers of a study to add up. */
export interface SumsRequest {
  readonly studyId: string;
  /** Questions whose numbers are averaged: one sum per domain. */
  readonly means: readonly string[];
  /** Questions of which each code is counted. */
  readonly coded: readonly string[];
  /** Who counts for a question beside having a valid answer. */
  readonly bases: ReadonlyMap<string, Condition>;
  /** Questions of which words were put into codes. */
  readonly recoded: readonly RecodedQuestion[];
  /** Whether everybody counts by weight, or as one. */
  readonly isWeighted: boolean;
  /** Weights that were made; `null` for those of the draw. Who has no weight in the set does not count. */
  readonly weightSetId: string | null;
  /** Ids of the domains of which segments were drawn apart: their segments are strata. */
  readonly splitDomains: readonly string[];
  /** By what people are set apart beside domains. */
  readonly breakdowns: readonly BreakdownSource[];
}

/** Where people are in the design. */
export interface DesignPlace {
  readonly domainId: string;
  /** The segment that was drawn apart, or `null` when the domain was drawn as a whole. */
  readonly segment: string | null;
  /** Number of a cell of fitted weights, or `null`. */
  readonly cell: number | null;
}

/** The sums of a question in a domain: of one code, or of all numbers when `code` is `null`. */
export interface CodeSums extends DesignPlace {
  /** One per breakdown. */
  readonly levels: readonly string[];
  readonly question: string;
  readonly code: number | null;
  readonly sums: AnswerSums;
}

/** The level of each breakdown; text or a code. */
interface LevelsRow {
  readonly level_0?: string | number | null;
  readonly level_1?: string | number | null;
}

interface PlaceRow {
  readonly domain_id: string;
  readonly drawn_segment: string | null;
  readonly cell: number | null;
}

interface SumsRow extends LevelsRow, PlaceRow {
  readonly question_id: string;
  readonly code: number | null;
  readonly people: number | string;
  readonly positive: number | string;
  readonly y: number;
  readonly w: number;
  readonly ww: number;
  readonly wy: number;
  readonly wyy: number;
  readonly wwy: number;
  readonly wwyy: number;
}

/** What is no code or number of an answer. */
const NO_VALUE = "a.item not in ('hidden', 'other', 'asked') and a.number is not null";

/** Adds up everything that a table needs of one study, in one query. Only complete interviews count. */
export async function sumAnswers(db: Reader, request: SumsRequest): Promise<readonly CodeSums[]> {
  const questions = [...request.means, ...request.coded];
  if (questions.length === 0) return [];
  const base = baseCondition(request);
  // The codes are made in a subquery, so that PostgreSQL sees one expression in the select and the group by.
  const levels = levelColumns(request);
  const answers = countedAnswers(db, request, questions)
    .whereRaw(base.sql, [...base.values])
    .select('a.question_id')
    .select(db.raw('a.number as y'))
    .select(codeExpression(db, request.means));
  const rows: SumsRow[] = await db
    .from(answers.as('t'))
    .groupBy(...PLACE, ...levels, 'question_id', 'code')
    .orderBy(['question_id', ...PLACE, ...levels, 'code'])
    .select(...PLACE, ...levels, 'question_id', 'code')
    .select(db.raw('count(*) as people, sum(case when y > 0 then 1 else 0 end) as positive, sum(y) as y'))
    .select(db.raw('sum(w) as w, sum(w * w) as ww, sum(w * y) as wy, sum(w * y * y) as wyy'))
    .select(db.raw('sum(w * w * y) as wwy, sum(w * w * y * y) as wwyy'));
  return rows.map((row) => toCodeSums(row, request));
}

/** Stratum and cell of a person: the first columns that answers are added up by. */
const PLACE = ['domain_id', 'drawn_segment', 'cell'] as const;

function placeOf({ domain_id, drawn_segment, cell }: PlaceRow): DesignPlace {
  return { domainId: domain_id, segment: drawn_segment, cell };
}

/** The answers that count, with weight, stratum, cell and levels of who gave them. */
function countedAnswers(db: Reader, request: SumsRequest, questions: readonly string[]): Knex.QueryBuilder {
  const { weightSetId, isWeighted, splitDomains } = request;
  const all = withLevels(
    db,
    answersToCount(db, request, questions).join('responses as r', 'r.id', 'a.response_id'),
    request,
  );
  const weighted =
    weightSetId === null
      ? all.select(
          db.raw(`${isWeighted ? 'r.design_weight' : 'cast(1 as double precision)'} as w`),
          db.raw('cast(null as integer) as cell'),
        )
      : all
          .join('response_weights as rw', (on) =>
            on.on('rw.response_id', 'r.id').andOnVal('rw.weight_set_id', weightSetId),
          )
          .select('rw.weight as w', 'rw.cell');
  return weighted
    .where('r.study_id', request.studyId)
    .where('r.status', 'complete')
    .whereIn('a.question_id', [...questions])
    .whereRaw(NO_VALUE)
    .select('r.domain_id', drawnSegment(db, splitDomains));
}

function drawnSegment(db: Reader, splitDomains: readonly string[]) {
  if (splitDomains.length === 0) return db.raw('cast(null as text) as drawn_segment');
  const places = splitDomains.map(() => '?').join(', ');
  return db.raw(`case when r.domain_id in (${places}) then coalesce(r.segment, '') end as drawn_segment`, [
    ...splitDomains,
  ]);
}

/** Joins the answers that breakdowns are made of, and selects the levels. */
function withLevels(db: Reader, query: Knex.QueryBuilder, request: SumsRequest): Knex.QueryBuilder {
  let joined = query;
  for (const [at, source] of request.breakdowns.entries()) {
    const level = `level_${String(at)}`;
    joined =
      source.kind === 'fact'
        ? joined.select(`r.${source.fact} as ${level}`)
        : withAnswerLevel(db, joined, request, { question: source.question, at, level });
  }
  return joined;
}

/** The one answer to a question; where it is "anders" and what was said is coded, the code. */
function withAnswerLevel(
  db: Reader,
  query: Knex.QueryBuilder,
  { recoded }: SumsRequest,
  { question, at, level }: { readonly question: string; readonly at: number; readonly level: string },
): Knex.QueryBuilder {
  const table = `b${String(at)}`;
  const joined = query.leftJoin(`answers as ${table}`, (on) =>
    on
      .on(`${table}.response_id`, 'r.id')
      .andOnVal(`${table}.question_id`, question)
      .andOnVal(`${table}.item`, 'value'),
  );
  const other = recoded.find((one) => one.question === question)?.other ?? null;
  if (other === null) return joined.select(`${table}.number as ${level}`);
  const words = `w${String(at)}`;
  const codes = `k${String(at)}`;
  return joined
    .leftJoin(`coded_answers as ${words}`, (on) =>
      on.on(`${words}.response_id`, 'r.id').andOnVal(`${words}.question_id`, question),
    )
    .leftJoin(`answer_codes as ${codes}`, (on) =>
      on.on(`${codes}.coded_answer_id`, `${words}.id`).andOnVal(`${codes}.pass`, 'final'),
    )
    .select(
      db.raw(
        `case when ${table}.number = ? then coalesce(${codes}.code, ${table}.number) else ${table}.number end as ${level}`,
        [other],
      ),
    );
}

function levelColumns({ breakdowns }: SumsRequest): string[] {
  return breakdowns.map((_, at) => `level_${String(at)}`);
}

function levelsOf(row: LevelsRow, { breakdowns }: SumsRequest): string[] {
  return [row.level_0, row.level_1]
    .slice(0, breakdowns.length)
    .map((level) => (level === null || level === undefined || level === '' ? UNKNOWN_LEVEL : String(level)));
}

function codeExpression(db: Reader, means: readonly string[]) {
  if (means.length === 0) return db.raw('a.number as code');
  const places = means.map(() => '?').join(', ');
  return db.raw(`case when a.question_id in (${places}) then null else a.number end as code`, [...means]);
}

function baseCondition({ bases }: SumsRequest): ReturnType<typeof sqlOfCondition> {
  const parts = [...bases].map(([question, condition]) => {
    const { sql, values } = sqlOfCondition(condition);
    return { sql: `(a.question_id <> ? or (${sql}))`, values: [question, ...values] };
  });
  return parts.length === 0
    ? { sql: '1 = 1', values: [] }
    : { sql: parts.map(({ sql }) => sql).join(' and '), values: parts.flatMap(({ values }) => values) };
}

function toCodeSums(row: SumsRow, request: SumsRequest): CodeSums {
  return {
    ...placeOf(row),
    levels: levelsOf(row, request),
    question: row.question_id,
    code: row.code,
    sums: {
      count: Number(row.people),
      positiveCount: Number(row.positive),
      y: row.y,
      w: row.w,
      ww: row.ww,
      wy: row.wy,
      wyy: row.wyy,
      wwy: row.wwy,
      wwyy: row.wwyy,
    },
  };
}

/** People who ticked anything at a multiple-response question: the base of its options. */
export interface RespondentSums extends DesignPlace {
  readonly levels: readonly string[];
  readonly question: string;
  readonly count: number;
  readonly w: number;
  readonly ww: number;
}

interface RespondentsRow extends LevelsRow, PlaceRow {
  readonly question_id: string;
  readonly people: number | string;
  readonly w: number;
  readonly ww: number;
}

export async function sumRespondents(
  db: Reader,
  request: Omit<SumsRequest, 'means'>,
): Promise<readonly RespondentSums[]> {
  if (request.coded.length === 0) return [];
  const whole = { ...request, means: [] };
  const base = baseCondition(whole);
  const levels = levelColumns(whole);
  const people = countedAnswers(db, whole, request.coded)
    .whereRaw(base.sql, [...base.values])
    .distinct('r.id', 'a.question_id');
  const rows: RespondentsRow[] = await db
    .from(people.as('t'))
    .groupBy(...PLACE, ...levels, 'question_id')
    .orderBy(['question_id', ...PLACE, ...levels])
    .select(...PLACE, ...levels, 'question_id')
    .select(db.raw('count(*) as people, sum(w) as w, sum(w * w) as ww'));
  return rows.map((row) => ({
    ...placeOf(row),
    levels: levelsOf(row, whole),
    question: row.question_id,
    count: Number(row.people),
    w: row.w,
    ww: row.ww,
  }));
}

/** Complete interviews of a domain and a segment that was drawn apart. */
export type CompleteCount = Pick<DesignPlace, 'domainId' | 'segment'> & { readonly people: number };

/** Complete interviews, also of who skipped a question: the size of the strata. */
export async function countComplete(
  db: Reader,
  studyId: string,
  splitDomains: readonly string[],
): Promise<readonly CompleteCount[]> {
  const people = db('responses as r')
    .where({ 'r.study_id': studyId, 'r.status': 'complete' })
    .select('r.domain_id', drawnSegment(db, splitDomains));
  const rows: { domain_id: string; drawn_segment: string | null; people: number | string }[] = await db
    .from(people.as('t'))
    .groupBy('domain_id', 'drawn_segment')
    .orderBy(['domain_id', 'drawn_segment'])
    .select('domain_id', 'drawn_segment')
    .count({ people: '*' });
  return rows.map(({ domain_id, drawn_segment, people: count }) => ({
    domainId: domain_id,
    segment: drawn_segment,
    people: Number(count),
  }));
}
