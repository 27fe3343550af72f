import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { TraitColumns } from '../../domain/study/traits.js';
import { UNKNOWN_LEVEL } from '../../domain/tables/table-input.js';
import type { RecodedQuestion } from './answers-source.queries.js';

/** Where the level of a person is found: with the response, or in the answer to a question. */
export type BreakdownSource =
  | {
      readonly kind: 'fact';
      readonly fact: 'segment' | 'measure' | 'respondent' | 'age_band' | keyof TraitColumns;
    }
  | { readonly kind: 'question'; readonly question: string };

/** Which people of a study count, and what tells them apart. */
export interface PeopleRequest {
  readonly studyId: string;
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

/** The level of each breakdown; text or a code. */
export interface LevelsRow {
  readonly level_0?: string | number | null;
  readonly level_1?: string | number | null;
}

/** Where a person is in the design, as the database says it. */
export interface PlaceRow {
  readonly domain_id: string;
  readonly drawn_segment: string | null;
  readonly cell: number | null;
}

/** Stratum and cell of a person: the first columns that answers are added up by. */
export const PLACE = ['domain_id', 'drawn_segment', 'cell'] as const;

/** The place of a row, with a level for everybody. */
export function placeOf(
  row: PlaceRow & LevelsRow,
  { breakdowns }: PeopleRequest,
): DesignPlace & { readonly levels: readonly string[] } {
  return {
    domainId: row.domain_id,
    segment: row.drawn_segment,
    cell: row.cell,
    levels: [row.level_0, row.level_1]
      .slice(0, breakdowns.length)
      .map((level) =>
        level === null || level === undefined || level === '' ? UNKNOWN_LEVEL : String(level),
      ),
  };
}

/** The people of complete interviews, with weight, stratum, cell, levels, and what bases look at. */
export function peopleWhoCount(db: Reader, request: PeopleRequest): Knex.QueryBuilder {
  const { weightSetId, isWeighted, splitDomains } = request;
  const all = withLevels(db, db('responses as r'), request);
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
    .where({ 'r.study_id': request.studyId, 'r.status': 'complete' })
    .select(
      'r.id',
      'r.domain_id',
      'r.segment',
      'r.measure',
      'r.respondent',
      'r.first_time',
      drawnSegment(db, splitDomains),
    );
}

/** The segment of a person where segments were drawn apart. */
export function drawnSegment(db: Reader, splitDomains: readonly string[]): Knex.Raw {
  if (splitDomains.length === 0) return db.raw('cast(null as text) as drawn_segment');
  const places = splitDomains.map(() => '?').join(', ');
  return db.raw(`case when r.domain_id in (${places}) then coalesce(r.segment, '') end as drawn_segment`, [
    ...splitDomains,
  ]);
}

/** Joins the answers that breakdowns are made of, and selects the levels. */
function withLevels(db: Reader, query: Knex.QueryBuilder, request: PeopleRequest): Knex.QueryBuilder {
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
  { recoded }: PeopleRequest,
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

/** Names of the columns with the levels. */
export function levelColumns({ breakdowns }: PeopleRequest): string[] {
  return breakdowns.map((_, at) => `level_${String(at)}`);
}
