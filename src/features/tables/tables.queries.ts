import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import type { AnswerSums } from '../../domain/statistics/answer-sums.js';
import { answersToCount } from './answers-source.queries.js';
import { sqlOfCondition } from './base-condition.js';
import {
  type DesignPlace,
  drawnSegment,
  levelColumns,
  type LevelsRow,
  type PeopleRequest,
  peopleWhoCount,
  PLACE,
  placeOf,
  type PlaceRow,
} from './people-source.queries.js';

/** Which answers of a study to add up. */
export interface SumsRequest extends PeopleRequest {
  /** Questions whose numbers are averaged: one sum per domain. */
  readonly means: readonly string[];
  /** Questions of which each code is counted. */
  readonly coded: readonly string[];
  /** Who counts for a question beside having a valid answer. */
  readonly bases: ReadonlyMap<string, Condition>;
}

/** The sums of a question in a domain: of one code, or of all numbers when `code` is `null`. */
export interface CodeSums extends DesignPlace {
  /** One per breakdown. */
  readonly levels: readonly string[];
  readonly question: string;
  readonly code: number | null;
  readonly sums: AnswerSums;
}

/** What is added up of people who gave one code, or of all who ticked anything. */
interface PeopleRow extends LevelsRow, PlaceRow {
  readonly question_id: string;
  readonly people: number | string;
  readonly w: number;
  readonly ww: number;
}

interface CodeRow extends PeopleRow {
  readonly code: number;
}

interface NumbersRow extends PeopleRow {
  readonly positive: number | string;
  readonly y: number;
  readonly wy: number;
  readonly wyy: number;
  readonly wwy: number;
  readonly wwyy: number;
}

/** What is no code or number of an answer. */
const NO_VALUE = "a.item not in ('hidden', 'other', 'asked') and a.number is not null";

const PEOPLE_SUMS = 'count(*) as people, sum(w) as w, sum(w * w) as ww';
const NUMBER_SUMS =
  'sum(case when y > 0 then 1 else 0 end) as positive, sum(y) as y, sum(w * y) as wy, sum(w * y * y) as wyy, sum(w * w * y) as wwy, sum(w * w * y * y) as wwyy';

/** Adds up everything that a table needs of one study. Only complete interviews count. */
export async function sumAnswers(db: Reader, request: SumsRequest): Promise<readonly CodeSums[]> {
  const { means, coded } = request;
  const numbers = means.length === 0 ? [] : await sumNumbers(db, request);
  const codes = coded.length === 0 ? [] : await sumCodes(db, request);
  return [...numbers, ...codes];
}

async function sumNumbers(db: Reader, request: SumsRequest): Promise<CodeSums[]> {
  const answers = countedAnswers(db, request, request.means).select('r.place', 'r.w', 'a.question_id');
  const rows = (await sumByPlace(db, request, {
    answers: answers.select('a.number as y'),
    by: ['question_id'],
    sums: `${PEOPLE_SUMS}, ${NUMBER_SUMS}`,
  })) as NumbersRow[];
  return rows.map(({ people, positive, y, w, ww, wy, wyy, wwy, wwyy, ...row }) => ({
    ...placeOf(row, request),
    question: row.question_id,
    code: null,
    sums: { count: Number(people), positiveCount: Number(positive), y, w, ww, wy, wyy, wwy, wwyy },
  }));
}

async function sumCodes(db: Reader, request: SumsRequest): Promise<CodeSums[]> {
  // All questions are read: looking each of them up for every person takes longer than adding up some in vain.
  const answers = countedAnswers(db, request, null).select('r.place', 'r.w', 'a.question_id');
  const rows = (await sumByPlace(db, request, {
    answers: answers.select('a.number as code'),
    by: ['question_id', 'code'],
    sums: PEOPLE_SUMS,
  })) as CodeRow[];
  const wanted = new Set(request.coded);
  return rows
    .filter(({ question_id }) => wanted.has(question_id))
    .map((row) => ({
      ...placeOf(row, request),
      question: row.question_id,
      code: row.code,
      sums: sumsOfEqual(row.code, { count: Number(row.people), w: row.w, ww: row.ww }),
    }));
}

/** The sums of people who all gave the same number. */
function sumsOfEqual(y: number, { count, w, ww }: Pick<AnswerSums, 'count' | 'w' | 'ww'>): AnswerSums {
  const positiveCount = y > 0 ? count : 0;
  return {
    count,
    positiveCount,
    w,
    ww,
    y: y * count,
    wy: y * w,
    wyy: y * y * w,
    wwy: y * ww,
    wwyy: y * y * ww,
  };
}

/**
 * Adds up answers within each place: a domain, the segment that was drawn apart, the cell, and the levels. Places are
 * numbered first, so that the database sorts millions of answers by one number instead of by all that makes a place.
 */
async function sumByPlace(
  db: Reader,
  request: SumsRequest,
  {
    answers,
    by,
    sums,
  }: { readonly answers: Knex.QueryBuilder; readonly by: readonly string[]; readonly sums: string },
): Promise<unknown> {
  const place = [...PLACE, ...levelColumns(request)];
  const summed = db
    .from(answers.as('t'))
    .groupBy('place', ...by)
    .select('place', ...by, db.raw(sums));
  const people = peopleWhoCount(db, request);
  const ranked = db
    .from('people')
    .select('*', db.raw(`dense_rank() over (order by ${place.join(', ')}) as place`));
  return db
    .withMaterialized('people', people)
    .withMaterialized('placed', ranked)
    .from(summed.as('s'))
    .join(
      db
        .from('placed')
        .distinct('place', ...place)
        .as('n'),
      'n.place',
      's.place',
    )
    .orderBy([...by, 'n.place'])
    .select('s.*', ...place);
}

/** The answers that count, `a`, beside the person who gave them, `r`; of all questions when none are named. */
function countedAnswers(
  db: Reader,
  request: SumsRequest,
  questions: readonly string[] | null,
): Knex.QueryBuilder {
  const base = baseCondition(request);
  const answers = answersToCount(db, request, questions ?? request.coded);
  const own = questions === null ? answers : answers.whereIn('a.question_id', [...questions]);
  return own
    .join('placed as r', 'r.id', 'a.response_id')
    .whereRaw(NO_VALUE)
    .whereRaw(base.sql, [...base.values]);
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

/** People who ticked anything at a multiple-response question: the base of its options. */
export interface RespondentSums extends DesignPlace {
  readonly levels: readonly string[];
  readonly question: string;
  readonly count: number;
  readonly w: number;
  readonly ww: number;
}

export async function sumRespondents(
  db: Reader,
  request: Omit<SumsRequest, 'means'>,
): Promise<readonly RespondentSums[]> {
  if (request.coded.length === 0) return [];
  const whole = { ...request, means: [] };
  const people = countedAnswers(db, whole, request.coded);
  const rows = (await sumByPlace(db, whole, {
    answers: people.distinct('r.id', 'r.place', 'r.w', 'a.question_id'),
    by: ['question_id'],
    sums: PEOPLE_SUMS,
  })) as PeopleRow[];
  return rows.map((row) => ({
    ...placeOf(row, whole),
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
