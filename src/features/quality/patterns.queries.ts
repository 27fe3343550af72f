import type { Reader } from '../../database/database.js';
import { secondsBetween } from '../../database/engine.js';
import { dayOfHour, type Instant } from '../../domain/calendar/instant.js';
import type { CaseAttention } from '../../domain/calling/case-attention.js';
import { STATUSES_IN_FIELD } from '../../domain/contact/case-status.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import type { AppointmentTally } from '../../domain/quality/appointments-kept.js';
import type { CallOfTurn } from '../../domain/quality/call-pattern.js';
import type { FailedCalls } from '../../domain/quality/shown-patterns.js';
import type { FirstCallTally } from '../../domain/quality/first-call-wait.js';

/** Which cases are looked at: of a study, or of one of its domains. Whoever withdrew is in neither. */
export interface CasesOf {
  readonly studyId: string;
  readonly domainId: string | null;
}

/** Outcomes of calls as they stand: none that was taken back, and no taking back. */
function standingOutcomes(db: Reader) {
  return db('outcomes')
    .where('is_undone', 0)
    .whereNull('undoes_outcome_id')
    .whereNotNull('call_id')
    .select('call_id', 'code')
    .as('standing');
}

function casesOf(db: Reader, { studyId, domainId }: CasesOf) {
  const query = db('cases').where({ 'cases.study_id': studyId }).whereNot('cases.rate_group', 'withdrawn');
  return domainId === null ? query : query.where('cases.domain_id', domainId);
}

/** Calls by how many calls came before in the same case, up to `turns`, and what came of them. */
export async function tallyTurns(db: Reader, cases: CasesOf, turns: number): Promise<readonly CallOfTurn[]> {
  const numbered = casesOf(db, cases)
    .join('calls', 'calls.case_id', 'cases.id')
    .select(
      'calls.id',
      db.raw('row_number() over (partition by calls.case_id order by calls.dialled_at, calls.id) as place'),
    )
    .as('numbered');
  const rows: { turn: number | string; code: OutcomeCode | null; count: number | string }[] = await db
    .from(numbered)
    .leftJoin(standingOutcomes(db), 'standing.call_id', 'numbered.id')
    .select(db.raw('case when place < ? then place else ? end as turn', [turns, turns]), 'standing.code')
    .select(db.raw('count(*) as count'))
    .groupByRaw('1, 2');
  return rows.map(({ turn, code, count }) => ({ turn: Number(turn), outcome: code, count: Number(count) }));
}

/** Released cases by the days of their release and of their first call; those that nobody will call are left out. */
export async function tallyFirstCalls(db: Reader, cases: CasesOf): Promise<readonly FirstCallTally[]> {
  const hour = (column: string) => db.raw('substr(??, 1, 13)', [column]);
  const rows: { released: string; called: string | null; count: number | string }[] = await casesOf(db, cases)
    .whereNotNull('released_at')
    .where((any) => {
      void any.whereNotNull('first_called_at').orWhereIn('status', [...STATUSES_IN_FIELD]);
    })
    .select({ released: hour('released_at'), called: hour('first_called_at') })
    .select(db.raw('count(*) as count'))
    .groupByRaw('1, 2');
  return rows.map(({ released, called, count }) => ({
    releasedOn: dayOfHour(released),
    calledOn: called === null ? null : dayOfHour(called),
    count: Number(count),
  }));
}

/** Open cases that stand out, counted. */
export interface AttentionCount {
  readonly domainId: string;
  readonly attention: CaseAttention;
  readonly count: number;
}

export async function countAttention(db: Reader, cases: CasesOf): Promise<readonly AttentionCount[]> {
  const rows: { domain_id: string; attention: CaseAttention; count: number | string }[] = await casesOf(
    db,
    cases,
  )
    .where('cases.attention', '>', '')
    .groupBy('domain_id', 'attention')
    .select('domain_id', 'attention')
    .count({ count: '*' });
  return rows.map(({ domain_id, attention, count }) => ({
    domainId: domain_id,
    attention,
    count: Number(count),
  }));
}

/** Calls to numbers that did not work, by what came of them. */
export async function countFailedNumbers(
  db: Reader,
  cases: CasesOf,
  outcomes: readonly OutcomeCode[],
): Promise<readonly FailedCalls[]> {
  const rows: Record<'code' | 'calls' | 'numbers' | 'cases', string>[] = await casesOf(db, cases)
    .join('calls', 'calls.case_id', 'cases.id')
    .join(standingOutcomes(db), 'standing.call_id', 'calls.id')
    .whereIn('standing.code', [...outcomes])
    .groupBy('standing.code')
    .select(
      'standing.code',
      db.raw('count(*) as calls'),
      db.raw('count(distinct calls.contact_id) as numbers'),
      db.raw('count(distinct calls.case_id) as cases'),
    );
  return rows.map((row) => ({
    outcome: row.code as OutcomeCode,
    calls: Number(row.calls),
    numbers: Number(row.numbers),
    cases: Number(row.cases),
  }));
}

/** How many cases have no number left that works. */
export async function countUnreachable(db: Reader, cases: CasesOf): Promise<number> {
  const [row] = await casesOf(db, cases)
    .where({ status: 'unreachable' })
    .count<{ count: number | string }[]>({ count: '*' });
  return Number(row?.count ?? 0);
}

/** Farther from the agreed time it no longer matters how far. */
const FARTHEST_MINUTES = 24 * 60;

/**
 * Appointments of calls that were for before a moment, with how late the first call after they were made was. Those that
 * a supervisor moved or called off before that call are left out: nobody was to call at the time agreed first.
 */
export async function tallyAppointments(
  db: Reader,
  cases: CasesOf,
  before: Instant,
): Promise<readonly AppointmentTally[]> {
  const next = db('calls as later')
    .where('later.case_id', db.ref('appointments.case_id'))
    .where('later.dialled_at', '>', db.ref('made.recorded_at'))
    .orderBy(['later.dialled_at', 'later.id'])
    .limit(1)
    .select('later.id');
  const minutes = db.raw('round(? / 60)', [secondsBetween(db, 'appointments.due_at', 'calls.dialled_at')]);
  const late = db.raw('case when ? > ? then ? when ? < ? then ? else ? end', [
    minutes,
    FARTHEST_MINUTES,
    FARTHEST_MINUTES + 1,
    minutes,
    -FARTHEST_MINUTES,
    -FARTHEST_MINUTES - 1,
    minutes,
  ]);
  const rows: {
    kind: AppointmentTally['kind'];
    late: number | string | null;
    code: OutcomeCode | null;
    count: number | string;
  }[] = await casesOf(db, cases)
    .join('appointments', 'appointments.case_id', 'cases.id')
    .join('outcomes as made', 'made.id', 'appointments.outcome_id')
    .where('made.is_undone', 0)
    .where('appointments.due_at', '<', before)
    .whereNotExists(
      db('case_events')
        .whereIn('kind', ['appointment_made', 'appointment_cancelled'])
        .where('case_events.case_id', db.ref('cases.id'))
        .where('case_events.occurred_at', '>', db.ref('made.recorded_at'))
        .whereRaw('(calls.dialled_at is null or case_events.occurred_at < calls.dialled_at)'),
    )
    .leftJoin('calls', 'calls.id', next as never)
    .leftJoin(standingOutcomes(db), 'standing.call_id', 'calls.id')
    .select('appointments.kind', db.raw('? as late', [late]), 'standing.code')
    .select(db.raw('count(*) as count'))
    .groupByRaw('1, 2, 3');
  return rows.map(({ kind, late: found, code, count }) => ({
    kind,
    minutesLate: found === null ? null : Number(found),
    outcome: code,
    count: Number(count),
  }));
}
