import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';

/** What the calls of one case, or of a study, took. */
export interface CallCosts {
  /** `null` for all cases together. */
  readonly caseNumber: string | null;
  readonly calls: number;
  /** Conversation with the respondent. */
  readonly seconds: number;
  /** In `priceUnit`; all legs together, as far as the provider has worked it out. */
  readonly price: number;
  readonly priceUnit: string | null;
}

interface CostRow {
  readonly case_number: string | null;
  readonly calls: number | string;
  readonly seconds: number | string | null;
  readonly price: number | null;
  readonly price_unit: string | null;
}

/** The bill of a study as a whole: with the calls to people who withdrew since. */
export async function sumCosts(db: Reader, studyId: string): Promise<CallCosts> {
  const [row] = (await costs(db, legsOfStudy(db, studyId))) as CostRow[];
  return row === undefined
    ? { caseNumber: null, calls: 0, seconds: 0, price: 0, priceUnit: null }
    : costsOf({ ...row, case_number: null });
}

/**
 * What each case took, the longest conversations first; none of who withdrew.
 * @param limit of cases, or `null` for all
 */
export async function listCostsOfCases(
  db: Reader,
  studyId: string,
  limit: number | null,
): Promise<readonly CallCosts[]> {
  const query = costs(db, whereStays(legsOfStudy(db, studyId)))
    .select('cases.case_number')
    .groupBy('cases.case_number')
    .orderBy([{ column: 'seconds', order: 'desc' }, 'cases.case_number']);
  if (limit !== null) void query.limit(limit);
  return readCosts(query);
}

/** What one case took; `null` when nothing went through the provider, and for who withdrew. */
export async function findCostsOfCase(db: Reader, caseId: string): Promise<CallCosts | null> {
  const query = costs(db, whereStays(legsWithCase(db)).where('cases.id', caseId))
    .select('cases.case_number')
    .groupBy('cases.case_number');
  return (await readCosts(query))[0] ?? null;
}

async function readCosts(query: Knex.QueryBuilder): Promise<readonly CallCosts[]> {
  const rows = (await query) as CostRow[];
  return rows.map(costsOf);
}

function costs(db: Reader, legs: Knex.QueryBuilder): Knex.QueryBuilder {
  return legs.select(
    db.raw('count(distinct calls.id) as calls'),
    db.raw(
      "sum(case when call_legs.kind = 'respondent' then coalesce(call_legs.seconds, 0) else 0 end) as seconds",
    ),
    db.raw('sum(call_legs.price) as price'),
    db.raw('max(call_legs.price_unit) as price_unit'),
  );
}

function legsOfStudy(db: Reader, studyId: string): Knex.QueryBuilder {
  return legsWithCase(db).where('cases.study_id', studyId);
}

function legsWithCase(db: Reader): Knex.QueryBuilder {
  return db('call_legs')
    .join('calls', 'calls.id', 'call_legs.call_id')
    .join('cases', 'cases.id', 'calls.case_id');
}

/** Who withdrew is in no list. */
function whereStays(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.whereNot('cases.rate_group', 'withdrawn');
}

function costsOf(row: CostRow): CallCosts {
  return {
    caseNumber: row.case_number,
    calls: Number(row.calls),
    seconds: Number(row.seconds ?? 0),
    price: row.price ?? 0,
    priceUnit: row.price_unit,
  };
}

/** A leg at the provider of which the ledger has no line. */
export interface UnknownLeg {
  readonly reference: string;
  readonly firstSeenAt: Instant;
  readonly seconds: number | null;
}

export async function listUnknownLegs(db: Reader, limit: number): Promise<readonly UnknownLeg[]> {
  const rows = await db<{ provider_reference: string; first_seen_at: Instant; seconds: number | null }>(
    'call_legs',
  )
    .whereNull('call_id')
    .orderBy([{ column: 'first_seen_at', order: 'desc' }, 'id'])
    .limit(limit);
  return rows.map(({ provider_reference, first_seen_at, seconds }) => ({
    reference: provider_reference,
    firstSeenAt: first_seen_at,
    seconds,
  }));
}

/** A line of the ledger that the provider should have made a call of. */
export interface LedgerLine {
  readonly caseNumber: string;
  readonly dialledAt: Instant;
}

export async function listLinesWithoutLeg(
  db: Reader,
  studyId: string,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<readonly LedgerLine[]> {
  const calls = db('calls').join('cases', 'cases.id', 'calls.case_id');
  const rows: { case_number: string; dialled_at: Instant }[] = await whereStays(calls)
    .leftJoin('call_legs', 'call_legs.call_id', 'calls.id')
    .where('cases.study_id', studyId)
    .whereIn('calls.driver', ['twilio', 'twilio_bridge'])
    .whereNull('calls.by_hand_at')
    .whereNull('call_legs.id')
    .where('calls.dialled_at', '<', before)
    .orderBy([{ column: 'calls.dialled_at', order: 'desc' }, 'calls.id'])
    .limit(limit)
    .select('cases.case_number', 'calls.dialled_at');
  return rows.map(({ case_number, dialled_at }) => ({ caseNumber: case_number, dialledAt: dialled_at }));
}

/** A call with what the interviewer recorded of it and the conversation that the provider measured. */
export interface MeasuredCall extends LedgerLine {
  readonly outcome: OutcomeCode;
  readonly seconds: number;
}

interface MeasuredRow {
  readonly case_number: string;
  readonly dialled_at: Instant;
  readonly code: OutcomeCode;
  readonly seconds: number | string | null;
}

/** Calls of which every leg to the respondent has ended, and that have an outcome that stands; none of who withdrew. */
export async function listMeasuredCalls(db: Reader, studyId: string): Promise<readonly MeasuredCall[]> {
  const rows: MeasuredRow[] = await whereStays(legsOfStudy(db, studyId))
    .join('outcomes', 'outcomes.call_id', 'calls.id')
    .where('outcomes.is_undone', 0)
    .whereNull('calls.by_hand_at')
    .groupBy('calls.id', 'cases.case_number', 'calls.dialled_at', 'outcomes.code')
    .havingRaw('sum(case when call_legs.ended_at is null then 1 else 0 end) = 0')
    .orderBy([{ column: 'calls.dialled_at', order: 'desc' }, 'calls.id'])
    .select(
      'cases.case_number',
      'calls.dialled_at',
      'outcomes.code',
      db.raw(
        "sum(case when call_legs.kind = 'respondent' then coalesce(call_legs.seconds, 0) else 0 end) as seconds",
      ),
    );
  return rows.map(({ case_number, dialled_at, code, seconds }) => ({
    caseNumber: case_number,
    dialledAt: dialled_at,
    outcome: code,
    seconds: Number(seconds ?? 0),
  }));
}
