import type { Database, Reader, Transaction } from '../../database/database.js';
import { addMinutes, type Instant } from '../../domain/calendar/instant.js';
import { DUE_RANKS } from '../../domain/calling/call-plan.js';
import { type ClaimStep, isIn, type Shifts } from '../../domain/calling/claim.js';
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
  /** Who works about now; `null` when that is not known. */
  readonly shifts: Shifts;
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
      [
        keyOf(step, claim.studyId),
        ...lane,
        domains,
        { text: 'due_at <= ?', values: [claim.now] },
        ...appointedSince(step),
        ...freeFor(claim),
        ...(step.rank === DUE_RANKS.hard_appointment ? [notKeptForOther(claim)] : []),
      ],
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
function lanesOf({
  interviewerId,
  languages,
  hasAssigned,
}: Pick<Claim, 'interviewerId' | 'languages' | 'hasAssigned'>): readonly (readonly Sql[])[] {
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

/**
 * Leaves out appointments that were missed: outside the calling hours nobody is called for those. No call is due
 * longer than two hours before its appointment, so few are read. In words that the index on appointments does not serve,
 * which has no order of the queue.
 */
function appointedSince({ appointedSince: since }: Pick<ClaimStep, 'appointedSince'>): readonly Sql[] {
  if (since === null) return [];
  return [
    { text: 'due_at >= ?', values: [addMinutes(since, -120)] },
    { text: "coalesce(appointment_at, '') >= ?", values: [since] },
  ];
}

/** What keeps a case that is due from this interviewer. */
function freeFor({ interviewerId, now, passedOver, mayConvert }: Claim): readonly Sql[] {
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
    among('id not in', passedOver),
  ];
}

/** A hard appointment is kept for the own interviewer. */
function notKeptForOther({ interviewerId, now, shifts }: Claim): Sql {
  const absent = isOwnAbsent(shifts, now);
  return {
    text: `(due_interviewer_id is null or due_interviewer_id = ? or due_reserved_until <= ? or ${absent.text})`,
    values: [interviewerId, now, ...absent.values],
  };
}

/** The own interviewer of an appointment is not on shift, neither now nor at the agreed moment. */
function isOwnAbsent(shifts: Shifts, now: Instant): Sql {
  if (shifts === null) return { text: '1 = 0', values: [] };
  const present = shifts.filter((shift) => isIn(shift, now)).map(({ interviewerId }) => interviewerId);
  const others = shifts.filter(({ interviewerId }) => !present.includes(interviewerId));
  return joined(
    [
      among('due_interviewer_id not in', present),
      ...others.map(({ interviewerId, from, until }) => ({
        text: 'not (due_interviewer_id = ? and appointment_at >= ? and appointment_at < ?)',
        values: [interviewerId, from, until],
      })),
    ],
    '(',
    ')',
  );
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

/** Whether calls are planned that only this interviewer gets. */
export async function hasAssigned(db: Reader, studyId: string, interviewerId: string): Promise<boolean> {
  const row: unknown = await db('cases')
    .where({ assigned_to: interviewerId, study_id: studyId })
    // A range, and not just "not null": SQLite would otherwise go through all cases of the study.
    .where('due_at', '>', '')
    .first('id');
  return row !== undefined;
}

/** Whose next case is looked for, and in which domains. */
export type DueSearch = Pick<
  Claim,
  'studyId' | 'now' | 'openDomainIds' | 'runningDomainIds' | 'interviewerId' | 'languages' | 'hasAssigned'
>;

/** From when the first free case of a step of the queue is due for an interviewer; `null` when there is none. */
export async function findFirstDueAt(
  db: Reader,
  search: DueSearch,
  step: Pick<ClaimStep, 'rank' | 'slot' | 'hasSeat' | 'appointedSince'>,
): Promise<Instant | null> {
  const { studyId, now, openDomainIds, runningDomainIds } = search;
  const { rank, slot, hasSeat } = step;
  const moments: Instant[] = [];
  for (const lane of lanesOf(search)) {
    const query = db('cases')
      .where({ study_id: studyId, due_rank: rank, due_slot: slot })
      .whereIn('domain_id', [...(hasSeat ? runningDomainIds : openDomainIds)])
      .whereRaw('(lease_until is null or lease_until <= ?)', [now])
      .whereRaw('(due_until is null or due_until > ?)', [now])
      .orderBy(['assigned_to', 'due_language', 'due_at', 'id'])
      .first<{ due_at: Instant } | undefined>('due_at');
    for (const { text, values } of [...lane, ...appointedSince(step)]) void query.whereRaw(text, [...values]);
    const first = await query;
    if (first !== undefined) moments.push(first.due_at);
  }
  return moments.toSorted()[0] ?? null;
}
