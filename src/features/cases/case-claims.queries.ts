import { pieces } from '../../database/batches.js';
import type { Database, Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Slot } from '../../domain/calling/calling-hours.js';
import type { ClaimStep } from '../../domain/calling/claim.js';
import type { DomainProgress } from '../../domain/calling/domain-target.js';
import type { CaseRecord } from './case-record.js';
import { type CaseRow, toCase } from './case-row.js';

/** Who asks for a case, and which cases can be given. */
export interface Claim {
  readonly studyId: string;
  readonly interviewerId: string;
  readonly now: Instant;
  readonly leaseUntil: Instant;
  readonly steps: readonly ClaimStep[];
  /** Domains in which people are still called, in the order in which they get their turn. */
  readonly openDomainIds: readonly string[];
  /** Domains in which an appointment is kept, also when the target is reached: all that are not paused. */
  readonly runningDomainIds: readonly string[];
  /** How many domains the study has. */
  readonly domainCount: number;
  /** Whether cases are assigned to the interviewer: those go first among calls of the same kind. */
  readonly hasAssigned: boolean;
  /** Languages of the interviewer besides the language of the study. */
  readonly languages: readonly string[];
  /** Whether they may call after a soft refusal that was made to somebody else. */
  readonly mayConvert: boolean;
  /** Cases that were looked at and cannot be given after all. */
  readonly passedOver: readonly string[];
  /** Who is on shift; `null` when that is not known. */
  readonly onShift: readonly string[] | null;
}

interface Sql {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * Takes the first case of the queue, in one statement: whoever comes at the same time gets another case or none. Each
 * part of the statement is one look-up in an index, and a part is looked at only when those before it found nothing.
 * On PostgreSQL rows that another claim is about to take are passed over instead of waited for; SQLite has one writer.
 * @returns the case, or `null` when nothing is due
 */
export async function claimFirst(
  trx: Transaction,
  engine: Database['engine'],
  claim: Claim,
): Promise<CaseRecord | null> {
  const lock = engine === 'postgres' ? ' for update skip locked' : '';
  const parts = claim.steps.flatMap((step) => partsOf(step, claim, lock));
  if (parts.length === 0) return null;
  const text = parts
    .map((part, index) => `select id from (${part.text}) as part${String(index)}`)
    .join(' union all ');
  const first = trx.raw(
    `(select id from (${text} limit 1) as found)`,
    parts.flatMap(({ values }) => values),
  );
  const [taken] = await trx<CaseRow>('cases')
    .where('id', first)
    .update({ lease_interviewer_id: claim.interviewerId, lease_until: claim.leaseUntil } as object)
    .returning('*');
  return taken === undefined ? null : toCase(taken);
}

function partsOf(step: ClaimStep, claim: Claim, lock: string): readonly Sql[] {
  const inStep = (lane: readonly Sql[], domains: Sql): Sql =>
    joined(
      [keyOf(step, claim.studyId), ...lane, domains, { text: 'due_at <= ?', values: [claim.now] }].concat(
        freeFor(claim),
      ),
      'select id, due_at from cases where ',
      // The lane is the same in all of them, and tells PostgreSQL that the index has the order already.
      ` order by assigned_to, due_language, due_at, id limit 1${lock}`,
    );
  const inDomain = (lane: readonly Sql[], id: string): Sql =>
    inStep(lane, { text: 'domain_id = ?', values: [id] });
  const domainIds = step.hasSeat ? claim.runningDomainIds : claim.openDomainIds;
  return lanesOf(claim).flatMap((lane) => {
    const perDomain = (): readonly Sql[] => domainIds.map((id) => inDomain(lane, id));
    if (step.byDomain) return perDomain();
    // Without the domains that are closed, so that what waits in them is not in the way.
    return domainIds.length === claim.domainCount ? [inStep(lane, ANY)] : earliestOf(perDomain());
  });
}

/** The parts of the queue of which this interviewer gets cases: their own first, then those of everybody. */
function lanesOf({ interviewerId, languages, hasAssigned }: Claim): readonly (readonly Sql[])[] {
  const spoken = [
    { text: 'due_language is null', values: [] },
    ...languages.map((language) => ({ text: 'due_language = ?', values: [language] })),
  ];
  const own = { text: 'assigned_to = ?', values: [interviewerId] };
  const everybody = { text: 'assigned_to is null', values: [] };
  return [...(hasAssigned ? [own] : []), everybody].flatMap((lane) =>
    spoken.map((language) => [lane, language]),
  );
}

/** The one of these that waits longest. */
function earliestOf(parts: readonly Sql[]): readonly Sql[] {
  if (parts.length < 2) return parts;
  const text = parts
    .map((part, index) => `select id, due_at from (${part.text}) as domain${String(index)}`)
    .join(' union all ');
  return [
    {
      text: `select id from (${text}) as domains order by due_at, id limit 1`,
      values: parts.flatMap(({ values }) => values),
    },
  ];
}

const ANY: Sql = { text: '1 = 1', values: [] };

function keyOf({ rank, slot }: Pick<ClaimStep, 'rank' | 'slot'>, studyId: string): Sql {
  return { text: `study_id = ? and due_rank = ${String(rank)} and due_slot = ?`, values: [studyId, slot] };
}

/** What keeps a case that is due from this interviewer. */
function freeFor({ interviewerId, now, passedOver, onShift, mayConvert }: Claim): readonly Sql[] {
  const kept = onShift === null ? { text: '1 = 0', values: [] } : among('due_interviewer_id not in', onShift);
  return [
    { text: '(lease_until is null or lease_until <= ?)', values: [now] },
    mayConvert
      ? // A case with an end is a conversion: not by the interviewer to whom somebody refused.
        {
          text: `(due_until is null or (due_until > ? and not exists (select 1 from outcomes
            where outcomes.case_id = cases.id and code = 'refusal_soft' and is_undone = 0
            and undoes_outcome_id is null and recorded_by = ?)))`,
          values: [now, interviewerId],
        }
      : { text: 'due_until is null', values: [] },
    {
      text: `(due_interviewer_id is null or due_interviewer_id = ? or due_reserved_until <= ? or ${kept.text})`,
      values: [interviewerId, now, ...kept.values],
    },
    among('id not in', passedOver),
  ];
}

/** `column in (…)`; an empty list is nothing to be in, and nothing to be out of. */
function among(start: `${string} in` | `${string} not in`, values: readonly string[]): Sql {
  if (values.length === 0) return start.endsWith(' not in') ? ANY : { text: '1 = 0', values };
  return { text: `${start} (${values.map(() => '?').join(', ')})`, values };
}

function joined(parts: readonly Sql[], before: string, after: string): Sql {
  return {
    text: `${before}${parts.map(({ text }) => text).join(' and ')}${after}`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** Lets one request of an interviewer at a time take a case. SQLite has one writer already. */
export async function lockInterviewer(
  trx: Transaction,
  engine: Database['engine'],
  interviewerId: string,
): Promise<void> {
  if (engine === 'postgres') await trx('users').where({ id: interviewerId }).forNoKeyUpdate().first('id');
}

/** Lets one claim at a time look for the last places of a domain. SQLite has one writer already. */
export async function lockDomains(trx: Transaction, domainIds: readonly string[]): Promise<void> {
  await trx('domains')
    .whereIn('id', [...domainIds])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id');
}

/** Whether calls are planned that only this interviewer gets. */
export async function hasAssigned(db: Reader, studyId: string, interviewerId: string): Promise<boolean> {
  const row: unknown = await db('cases')
    .where({ assigned_to: interviewerId, study_id: studyId })
    .whereNotNull('due_at')
    .first('id');
  return row !== undefined;
}

interface DomainRow {
  readonly id: string;
  readonly target_interviews: number | null;
  readonly seats_taken: number;
  readonly is_paused: number;
}

/** How far each domain of a study is, in the order of the study. */
export async function listDomainProgress(
  db: Reader,
  studyId: string,
  now: Instant,
): Promise<readonly DomainProgress[]> {
  const domains: DomainRow[] = await db('domains')
    .where({ study_id: studyId })
    .orderBy('position')
    .select('id', 'target_interviews', 'seats_taken', 'is_paused');
  const inHand: { domain_id: string; count: number | string }[] = await db('cases')
    .where({ study_id: studyId, holds_seat: 0 })
    .where('lease_until', '>', now)
    .groupBy('domain_id')
    .select('domain_id')
    .count({ count: '*' });
  return domains.map(({ id, target_interviews, seats_taken, is_paused }) => ({
    domainId: id,
    isPaused: is_paused === 1,
    target: target_interviews,
    seatsTaken: seats_taken,
    inHand: Number(inHand.find(({ domain_id }) => domain_id === id)?.count ?? 0),
  }));
}

/** Moves the number of places that are taken in each domain. */
export async function moveSeats(trx: Transaction, moves: ReadonlyMap<string, number>): Promise<void> {
  for (const [domainId, count] of [...moves].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (count !== 0) await trx('domains').where({ id: domainId }).increment('seats_taken', count);
  }
}

/** Whether somebody has one of these cases in hand. */
export async function isAnyInHand(db: Reader, caseIds: readonly string[], now: Instant): Promise<boolean> {
  const row: unknown = await db('cases')
    .whereIn('id', [...caseIds])
    .where('lease_until', '>', now)
    .first('id');
  return row !== undefined;
}

/**
 * Goes on holding a case. Holds the row until the transaction ends, so that nothing else changes the case meanwhile.
 * @returns whether the interviewer still had it; nobody else took it even when the time had passed
 */
export async function extendLease(
  trx: Transaction,
  { caseId, interviewerId, leaseUntil }: { caseId: string; interviewerId: string; leaseUntil: Instant },
): Promise<boolean> {
  const count = await trx('cases')
    .where({ id: caseId, lease_interviewer_id: interviewerId })
    .update({ lease_until: leaseUntil });
  return count === 1;
}

export async function clearLeases(trx: Transaction, caseIds: readonly string[]): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('cases')
      .whereIn('id', [...piece])
      .update({ lease_interviewer_id: null, lease_until: null });
  }
}

export async function insertAttempt(
  trx: Transaction,
  attempt: { id: string; caseId: string; interviewerId: string; startedAt: Instant },
): Promise<void> {
  await trx('attempts').insert({
    id: attempt.id,
    case_id: attempt.caseId,
    interviewer_id: attempt.interviewerId,
    started_at: attempt.startedAt,
    ended_at: null,
  });
}

/** Goes on with an attempt that had ended, and gives the case back to whoever made it. */
export async function resumeAttempt(
  trx: Transaction,
  attempt: {
    readonly id: string;
    readonly caseId: string;
    readonly interviewerId: string;
    readonly leaseUntil: Instant;
  },
): Promise<void> {
  await trx('attempts').where({ id: attempt.id }).update({ ended_at: null });
  await trx('cases')
    .where({ id: attempt.caseId })
    .update({ lease_interviewer_id: attempt.interviewerId, lease_until: attempt.leaseUntil });
}

/** Ends every attempt at these cases that is still open: the one in hand, or one whose browser never came back. */
export async function endOpenAttempts(
  trx: Transaction,
  caseIds: readonly string[],
  at: Instant,
): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('attempts')
      .whereIn('case_id', [...piece])
      .whereNull('ended_at')
      .update({ ended_at: at });
  }
}

/** From when the first free case of a step of the queue is due; `null` when there is none. */
export async function findFirstDueAt(
  db: Reader,
  {
    studyId,
    now,
    openDomainIds,
    runningDomainIds,
  }: Pick<Claim, 'studyId' | 'now' | 'openDomainIds' | 'runningDomainIds'>,
  { rank, slot, hasSeat }: { rank: number; slot: Slot; hasSeat: boolean },
): Promise<Instant | null> {
  const query = db('cases')
    .where({ study_id: studyId, due_rank: rank, due_slot: slot })
    .whereNull('assigned_to')
    .whereNull('due_language')
    .whereRaw('(lease_until is null or lease_until <= ?)', [now])
    .whereRaw('(due_until is null or due_until > ?)', [now])
    .orderBy(['assigned_to', 'due_language', 'due_at', 'id'])
    .first<{ due_at: Instant } | undefined>('due_at');
  void query.whereIn('domain_id', [...(hasSeat ? runningDomainIds : openDomainIds)]);
  return (await query)?.due_at ?? null;
}

/** The same for many cases, in the order of their keys. SQLite has one writer already. */
export async function lockCases(
  trx: Transaction,
  engine: Database['engine'],
  caseIds: readonly string[],
): Promise<void> {
  if (engine !== 'postgres') return;
  for (const piece of pieces(caseIds.toSorted())) {
    await trx('cases')
      .whereIn('id', [...piece])
      .orderBy('id')
      .forNoKeyUpdate()
      .select('id');
  }
}

/** Keeps everybody else from a case until the transaction ends. */
export async function lockCase(trx: Transaction, caseId: string): Promise<void> {
  await trx('cases')
    .where({ id: caseId })
    .update({ lease_until: trx.ref('lease_until') });
}
