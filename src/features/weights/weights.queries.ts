import { insertRows, isOneOf } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import {
  FACT_COLUMNS,
  type FactRow,
  factsOf,
  type KnownFacts,
} from '../../domain/non-response/known-facts.js';
import { type Instant, instant } from '../../domain/calendar/instant.js';

/** A set of weights as it stands in the database. */
export interface StoredWeightSet {
  readonly id: string;
  readonly studyId: string;
  readonly name: string;
  readonly version: number;
  /** JSON of `WeightSettings`. */
  readonly settings: string;
  /** JSON of `WeightReport`. */
  readonly report: string;
  /** JSON: per cell its number and its level of each margin. */
  readonly cells: string;
  readonly madeAt: Instant;
}

interface WeightSetRow {
  readonly id: string;
  readonly study_id: string;
  readonly name: string;
  readonly version: number;
  readonly settings: string;
  readonly report: string;
  readonly cells: string;
  readonly made_at: string;
  readonly made_by: string | null;
}

interface ResponseWeightRow {
  readonly weight_set_id: string;
  readonly response_id: string;
  readonly cell: number | null;
  readonly weight: number;
}

/** The weight of one interview. */
export interface ResponseWeight {
  readonly responseId: string;
  readonly cell: number | null;
  readonly weight: number;
}

export async function insertWeightSet(
  trx: Transaction,
  set: StoredWeightSet & { readonly madeBy: string | null },
  weights: readonly ResponseWeight[],
): Promise<void> {
  await trx<WeightSetRow>('weight_sets').insert({
    id: set.id,
    study_id: set.studyId,
    name: set.name,
    version: set.version,
    settings: set.settings,
    report: set.report,
    cells: set.cells,
    made_at: set.madeAt,
    made_by: set.madeBy,
  });
  await insertRows(
    trx,
    'response_weights',
    weights.map(({ responseId, cell, weight }): ResponseWeightRow => ({
      weight_set_id: set.id,
      response_id: responseId,
      cell,
      weight,
    })),
  );
}

/** Every version of every name, the latest of a name first. */
export async function listWeightSets(db: Reader, studyId: string): Promise<readonly StoredWeightSet[]> {
  const rows = await db<WeightSetRow>('weight_sets')
    .where({ study_id: studyId })
    .orderBy(['name', { column: 'version', order: 'desc' }]);
  return rows.map((row) => ({
    id: row.id,
    studyId: row.study_id,
    name: row.name,
    version: row.version,
    settings: row.settings,
    report: row.report,
    cells: row.cells,
    madeAt: instant(row.made_at),
  }));
}

/** The weights that a set has of these responses. */
export async function listWeights(
  db: Reader,
  setId: string,
  responses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: Pick<ResponseWeightRow, 'response_id' | 'weight'>[] = await db<ResponseWeightRow>(
    'response_weights',
  )
    .where({ weight_set_id: setId })
    .where(isOneOf(db, 'response_id', responses))
    .select('response_id', 'weight');
  return new Map(rows.map(({ response_id, weight }) => [response_id, weight]));
}

/** Interviews of a set that count still: per domain, segment and cell. */
export interface WeightedCount {
  readonly domainId: string;
  readonly segment: string;
  readonly cell: number | null;
  readonly interviews: number;
  readonly w: number;
  readonly ww: number;
}

interface WeightedCountRow {
  readonly domain_id: string;
  readonly segment: string | null;
  readonly cell: number | null;
  readonly people: number | string;
  readonly w: number;
  readonly ww: number;
}

export async function countWeighted(db: Reader, setId: string): Promise<readonly WeightedCount[]> {
  const rows: WeightedCountRow[] = await db('response_weights as rw')
    .join('responses as r', 'r.id', 'rw.response_id')
    .where('rw.weight_set_id', setId)
    .where('r.status', 'complete')
    .groupBy('r.domain_id', 'r.segment', 'rw.cell')
    .orderBy(['r.domain_id', 'r.segment', 'rw.cell'])
    .select('r.domain_id', 'r.segment', 'rw.cell')
    .select(db.raw('count(*) as people, sum(rw.weight) as w, sum(rw.weight * rw.weight) as ww'));
  return rows.map((row) => ({
    domainId: row.domain_id,
    segment: row.segment ?? '',
    cell: row.cell,
    interviews: Number(row.people),
    w: row.w,
    ww: row.ww,
  }));
}

/** A level of a background: a fact of the response, its domain, or the answer to a question. */
export type LevelSource =
  | { readonly kind: 'domain' }
  | { readonly kind: 'fact'; readonly fact: string }
  | { readonly kind: 'question'; readonly question: string };

/** A complete interview with what weights are made of. */
export interface WeightedPerson extends KnownFacts {
  readonly id: string;
  readonly designWeight: number;
  /** One per source; `''` is not known. */
  readonly levels: readonly string[];
}

interface PersonRow extends FactRow {
  readonly id: string;
  readonly design_weight: number;
  readonly [level: `level_${string}`]: string | number | null;
}

/** The complete interviews of a study by their random numbers. */
export async function listPeople(
  db: Reader,
  studyId: string,
  sources: readonly LevelSource[],
): Promise<readonly WeightedPerson[]> {
  let query = db('responses as r')
    .where('r.study_id', studyId)
    .where('r.status', 'complete')
    .orderBy('r.id')
    .select('r.id', 'r.design_weight', ...FACT_COLUMNS.map((column) => `r.${column}`));
  for (const [at, source] of sources.entries()) {
    const level = `level_${String(at)}`;
    if (source.kind === 'domain') {
      query = query
        .join(`domains as d${String(at)}`, `d${String(at)}.id`, 'r.domain_id')
        .select(`d${String(at)}.code as ${level}`);
    } else if (source.kind === 'fact') {
      query = query.select(`r.${source.fact} as ${level}`);
    } else {
      const table = `a${String(at)}`;
      query = query
        .leftJoin(`answers as ${table}`, (on) =>
          on
            .on(`${table}.response_id`, 'r.id')
            .andOnVal(`${table}.question_id`, source.question)
            .andOnVal(`${table}.item`, 'value'),
        )
        .select(`${table}.number as ${level}`);
    }
  }
  const rows = (await query) as PersonRow[];
  return rows.map((row) => ({
    id: row.id,
    ...factsOf(row),
    designWeight: row.design_weight,
    levels: sources.map((_, at) => String(row[`level_${String(at)}`] ?? '')),
  }));
}

/** Drawn people who are eligible and did not withdraw, per what is known of them. */
export interface CaseCount extends KnownFacts {
  readonly cases: number;
}

interface CaseCountRow extends FactRow {
  readonly people: number | string;
}

export async function countCases(db: Reader, studyId: string): Promise<readonly CaseCount[]> {
  const rows: CaseCountRow[] = await db('cases')
    .where({ study_id: studyId })
    .whereNotIn('rate_group', ['NE', 'excluded', 'withdrawn'])
    .groupBy(...FACT_COLUMNS)
    .orderBy([...FACT_COLUMNS])
    .select(...FACT_COLUMNS)
    .count({ people: '*' });
  return rows.map((row) => ({
    ...factsOf(row),
    cases: Number(row.people),
  }));
}

/** A stratum of the draw in use. */
export interface DrawnStratum {
  readonly stratum: string;
  readonly domainId: string;
  readonly frameSize: number;
}

export async function listDrawnStrata(db: Reader, studyId: string): Promise<readonly DrawnStratum[]> {
  const rows: { stratum: string; domain_id: string; frame_size: number }[] = await db('draw_strata as s')
    .join('draws as d', 'd.id', 's.draw_id')
    .where({ 'd.study_id': studyId, 'd.is_current': 1 })
    .orderBy('s.stratum')
    .select('s.stratum', 's.domain_id', 's.frame_size');
  return rows.map(({ stratum, domain_id, frame_size }) => ({
    stratum,
    domainId: domain_id,
    frameSize: frame_size,
  }));
}
