import { insertPlainRows, isOneOf } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { MatchDecision } from '../../domain/frame/match-decision.js';
import type { MatchPairKind } from '../../domain/frame/match-pair.js';

/** Two persons who may be one, the lower number first. */
export interface MatchPair {
  readonly key: string;
  readonly kind: MatchPairKind;
  readonly firstPersonId: string;
  readonly secondPersonId: string;
  readonly firstIdentityKey: string;
  readonly secondIdentityKey: string;
}

/** A pair with the decision that is in force. */
export interface DecidedMatchPair extends MatchPair {
  readonly position: number;
  readonly firstNumber: number;
  readonly secondNumber: number;
  /** False also when decisions about a third person make them one. */
  readonly isOpen: boolean;
  readonly decision: MatchDecision | null;
  readonly decidedAt: string | null;
}

/** A decision that is in force. */
export interface StoredDecision {
  readonly pairKey: string;
  readonly first: string;
  readonly second: string;
  readonly decision: MatchDecision;
}

/** Which pairs are meant. */
export interface PairFilter {
  readonly state: 'open' | 'decided';
  readonly kind: MatchPairKind | null;
}

/** Where a page of the list begins or ends. */
export type PairPlace = { readonly after: number } | { readonly before: number };

interface PairRow {
  readonly pair_key: string;
  readonly kind: MatchPairKind;
  readonly first_person_id: string;
  readonly second_person_id: string;
  readonly first_identity_key: string;
  readonly second_identity_key: string;
  readonly position: number;
  readonly first_number: number;
  readonly second_number: number;
  readonly decision: MatchDecision | null;
  readonly decided_at: string | null;
  readonly is_open: number;
}

/** Puts these pairs, in this order, in the place of all that were known. */
export async function replacePairs(
  trx: Transaction,
  studyId: string,
  pairs: readonly MatchPair[],
): Promise<void> {
  await trx('vault_match_pairs').where({ study_id: studyId }).delete();
  if (pairs.length === 0) return;
  const rows = pairs.map((pair, place) => ({
    study_id: studyId,
    pair_key: pair.key,
    kind: pair.kind,
    first_person_id: pair.firstPersonId,
    second_person_id: pair.secondPersonId,
    first_identity_key: pair.firstIdentityKey,
    second_identity_key: pair.secondIdentityKey,
    position: place + 1,
  }));
  await insertPlainRows(trx, 'vault_match_pairs', rows);
}

/** Pairs with both persons and the decision in force. */
function pairsWithDecision(db: Reader, studyId: string) {
  return db('vault_match_pairs as pairs')
    .join('vault_persons as one', 'one.id', 'pairs.first_person_id')
    .join('vault_persons as other', 'other.id', 'pairs.second_person_id')
    .leftJoin('vault_match_decisions as decisions', (join) => {
      join
        .on('decisions.study_id', 'pairs.study_id')
        .andOn('decisions.pair_key', 'pairs.pair_key')
        .andOnNull('decisions.undone_at');
    })
    .where('pairs.study_id', studyId);
}

/** Nobody decided, and it does not follow from decisions about a third person that they are one. */
const IS_OPEN =
  'decisions.id is null and coalesce(one.merged_into_id, one.id) <> coalesce(other.merged_into_id, other.id)';

function pairRows(db: Reader, studyId: string) {
  return pairsWithDecision(db, studyId).select<PairRow[]>(
    'pairs.*',
    'one.person_number as first_number',
    'other.person_number as second_number',
    'decisions.decision',
    'decisions.decided_at',
    db.raw(`case when ${IS_OPEN} then 1 else 0 end as is_open`),
  );
}

/** Pairs that are meant, right behind a place on the list or right before one, in the order of the list. */
export async function listPairs(
  db: Reader,
  studyId: string,
  wanted: PairFilter & PairPlace & { readonly limit: number },
): Promise<readonly DecidedMatchPair[]> {
  const isBefore = 'before' in wanted;
  const query = pairRows(db, studyId)
    .whereRaw(wanted.state === 'open' ? IS_OPEN : `not (${IS_OPEN})`)
    .where('pairs.position', isBefore ? '<' : '>', isBefore ? wanted.before : wanted.after)
    .orderBy('pairs.position', isBefore ? 'desc' : 'asc')
    .limit(wanted.limit);
  if (wanted.kind !== null) void query.where('pairs.kind', wanted.kind);
  const pairs = (await query).map(toPair);
  return isBefore ? pairs.reverse() : pairs;
}

/** Every pair of a study. */
export async function listAllPairs(db: Reader, studyId: string): Promise<readonly DecidedMatchPair[]> {
  return (await pairRows(db, studyId).orderBy('pairs.position')).map(toPair);
}

export async function findPair(db: Reader, studyId: string, key: string): Promise<DecidedMatchPair | null> {
  const [row] = await pairRows(db, studyId).where('pairs.pair_key', key);
  return row === undefined ? null : toPair(row);
}

function toPair(row: PairRow): DecidedMatchPair {
  return {
    key: row.pair_key,
    kind: row.kind,
    firstPersonId: row.first_person_id,
    secondPersonId: row.second_person_id,
    firstIdentityKey: row.first_identity_key,
    secondIdentityKey: row.second_identity_key,
    position: row.position,
    firstNumber: row.first_number,
    secondNumber: row.second_number,
    isOpen: row.is_open === 1,
    decision: row.decision,
    decidedAt: row.decided_at,
  };
}

/** How many pairs of each kind are open or not. */
export async function countPairs(
  db: Reader,
  studyId: string,
): Promise<readonly { kind: MatchPairKind; isOpen: boolean; pairs: number }[]> {
  const isOpen = `case when ${IS_OPEN} then 1 else 0 end`;
  const rows = await pairsWithDecision(db, studyId)
    .groupBy('pairs.kind')
    .groupByRaw(isOpen)
    .select<{ kind: MatchPairKind; is_open: number; pairs: number | string }[]>(
      'pairs.kind',
      db.raw(`${isOpen} as is_open`),
      db.raw('count(*) as pairs'),
    );
  return rows.map((row) => ({ kind: row.kind, isOpen: row.is_open === 1, pairs: Number(row.pairs) }));
}

/** The persons of pairs that nobody has decided on, each as the person into whom it was merged. */
export async function listUndecidedPersons(db: Reader, studyId: string): Promise<ReadonlySet<string>> {
  const rows = await pairsWithDecision(db, studyId)
    .whereRaw(IS_OPEN)
    .select<{ first_id: string; second_id: string }[]>(
      db.raw('coalesce(one.merged_into_id, one.id) as first_id'),
      db.raw('coalesce(other.merged_into_id, other.id) as second_id'),
    );
  return new Set(rows.flatMap((row) => [row.first_id, row.second_id]));
}

/** Decisions in force, the earliest first. */
export async function listDecisions(db: Reader, studyId: string): Promise<readonly StoredDecision[]> {
  const rows = await db('vault_match_decisions')
    .where({ study_id: studyId })
    .whereNull('undone_at')
    .orderBy(['decided_at', 'id'])
    .select<
      { pair_key: string; first_identity_key: string; second_identity_key: string; decision: MatchDecision }[]
    >('pair_key', 'first_identity_key', 'second_identity_key', 'decision');
  return rows.map((row) => ({
    pairKey: row.pair_key,
    first: row.first_identity_key,
    second: row.second_identity_key,
    decision: row.decision,
  }));
}

export async function insertDecision(
  trx: Transaction,
  decision: StoredDecision & { id: string; studyId: string; decidedAt: string; decidedBy: string | null },
): Promise<void> {
  await trx('vault_match_decisions').insert({
    id: decision.id,
    study_id: decision.studyId,
    pair_key: decision.pairKey,
    first_identity_key: decision.first,
    second_identity_key: decision.second,
    decision: decision.decision,
    decided_at: decision.decidedAt,
    decided_by: decision.decidedBy,
  });
}

/** @returns whether there was a decision to undo */
export async function undoDecision(
  trx: Transaction,
  { studyId, pairKey, at, by }: { studyId: string; pairKey: string; at: string; by: string | null },
): Promise<boolean> {
  const undone = await trx('vault_match_decisions')
    .where({ study_id: studyId, pair_key: pairKey })
    .whereNull('undone_at')
    .update({ undone_at: at, undone_by: by });
  return undone > 0;
}

/** Who is merged into whom. */
export async function listMergedPersons(db: Reader, studyId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db('vault_persons')
    .where({ study_id: studyId })
    .whereNotNull('merged_into_id')
    .orderBy('person_number')
    .select<{ id: string; merged_into_id: string }[]>('id', 'merged_into_id');
  return new Map(rows.map((row) => [row.id, row.merged_into_id]));
}

export async function updateMergedInto(
  trx: Transaction,
  personIds: readonly string[],
  mergedIntoId: string | null,
): Promise<void> {
  await trx('vault_persons')
    .where(isOneOf(trx, 'id', personIds))
    .update({ merged_into_id: mergedIntoId });
}

/** How many rows were accepted, and how many persons they are before any decision. */
export async function countRowsAndPersons(
  db: Reader,
  studyId: string,
): Promise<{ rows: number; persons: number }> {
  const rows = await db('vault_deliveries')
    .where({ study_id: studyId })
    .sum<{ rows: number | string | null }[]>({ rows: 'accepted_rows' });
  const persons = await db('vault_persons')
    .where({ study_id: studyId })
    .count<{ persons: number | string }[]>({ persons: '*' });
  return { rows: Number(rows[0]?.rows ?? 0), persons: Number(persons[0]?.persons ?? 0) };
}
