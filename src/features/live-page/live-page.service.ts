import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addMinutes, type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { lateness } from '../../domain/calling/appointment-grid.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import { type ResponseSummary, summariseResponse } from '../../domain/response/response-summary.js';
import {
  type CaseCount,
  type DialCount,
  listCaseCounts,
  listDialCounts,
  talliesOf,
} from '../case-counts/case-counts.service.js';
import { listRunningPauses, type RunningPause } from '../field-pauses/field-pauses.service.js';
import { countOpenConcerns } from '../concerns/concerns.service.js';
import { type Decisions, getDecisions } from '../fieldwork/supervision.service.js';
import { listInterviewers, listShifts } from '../interviewers/interviewers.service.js';
import type { Domain, Study } from '../studies/studies.service.js';
import { type Busy, listBusy, listLastEnds, listStandingAppointments } from './live-page.queries.js';
import { findOutlook, type Outlook } from './outlook.service.js';

/** What an interviewer does now. */
export interface AtWork {
  readonly name: string;
  readonly does: 'interviewing' | 'calling' | 'reading' | 'elsewhere' | 'free';
  /** `null` when the shift began and nothing was done yet. */
  readonly since: Instant | null;
  /** The case in hand, when it is of this study. */
  readonly caseNumber: string | null;
}

/** An appointment that is to be kept soon, or should have been kept. */
export interface NearAppointment {
  readonly at: Instant;
  readonly caseNumber: string;
  readonly firmness: 'hard' | 'soft';
  readonly withRole: ContactRole;
  readonly interviewer: string;
  readonly lateness: 'to_come' | 'due' | 'late';
}

/** What is left to give to the field. */
export interface ReplicatesLeft {
  readonly replicates: number;
  readonly cases: number;
  /** The number of the one that comes first; `null` when none is left. */
  readonly next: number | null;
}

/** How a domain, or the whole study, stands. */
export interface Standing {
  readonly domain: Domain;
  readonly summary: ResponseSummary;
}

/** The fieldwork of a study at one moment. */
export interface LiveFieldwork {
  readonly study: Study;
  readonly now: Instant;
  readonly domains: readonly Standing[];
  readonly total: ResponseSummary;
  readonly statuses: readonly { domainId: string; status: CaseStatus; count: number }[];
  readonly outlook: Outlook | null;
  /** Since midnight. */
  readonly dials: readonly DialCount[];
  readonly people: readonly AtWork[];
  readonly appointments: readonly NearAppointment[];
  readonly decisions: Decisions;
  readonly replicates: ReplicatesLeft;
  /** What a supervisor paused: the whole study, or domains. */
  readonly pauses: readonly RunningPause[];
  /** Care concerns that wait. */
  readonly concerns: { readonly fresh: number; readonly inHand: number };
}

/** What one page shows of the cases that wait; the rest stands in the list of cases. */
export const MOST_DECISIONS = 10;

/** Everything on the live page. What it costs does not grow with the number of cases; nothing waits for anything else. */
export async function getLiveFieldwork(app: Application, study: Study): Promise<LiveFieldwork> {
  const db = app.database.read;
  const now = app.clock();
  const today = localTime(now).date;
  const interviewers = listInterviewers(db);
  const [counts, outlook, dials, people, appointments, decisions, concerns, pauses] = await Promise.all([
    listCaseCounts(db, study.id),
    findOutlook(app, study),
    listDialCounts(db, study, instantAt(today, 0)),
    listAtWork(app, study, interviewers),
    listNearAppointments(app, study, interviewers),
    getDecisions(app, study, MOST_DECISIONS),
    countOpenConcerns(db, study),
    listRunningPauses(db, study.id),
  ]);
  const tallies = talliesOf(counts);
  return {
    study,
    now,
    domains: study.domains.map((domain) => ({
      domain,
      summary: summariseResponse(tallies.filter(({ domainId }) => domainId === domain.id)),
    })),
    total: summariseResponse(tallies),
    statuses: counts.map(({ domainId, status, count }) => ({ domainId, status, count })),
    outlook,
    dials,
    people,
    appointments,
    decisions,
    replicates: replicatesLeft(counts),
    concerns,
    pauses,
  };
}

/** A replicate is left as long as none of its cases was released; whoever is out already does not count. */
function replicatesLeft(counts: readonly CaseCount[]): ReplicatesLeft {
  const released = new Set(counts.filter(({ isReleased }) => isReleased).map(({ replicate }) => replicate));
  const waiting = counts.filter(
    ({ status, replicate }) => status === 'unreleased' && !released.has(replicate),
  );
  const numbers = [...new Set(waiting.map(({ replicate }) => replicate))].toSorted(
    (one, other) => one - other,
  );
  return {
    replicates: numbers.length,
    cases: waiting.reduce((sum, { count }) => sum + count, 0),
    next: numbers[0] ?? null,
  };
}

type Interviewers = ReturnType<typeof listInterviewers>;

async function listAtWork(
  app: Application,
  study: Study,
  interviewers: Interviewers,
): Promise<readonly AtWork[]> {
  const db = app.database.read;
  const now = app.clock();
  const [found, present, names] = await Promise.all([
    listBusy(db, now),
    listPresent(db, now, interviewers),
    namesOf(interviewers),
  ]);
  const busy = new Map(found.map((one) => [one.interviewerId, one]));
  const free = present.filter(({ id }) => !busy.has(id));
  const ends = await listLastEnds(
    db,
    free.map(({ id }) => id),
  );
  const working = [...busy.values()].map((one) => workOf(one, study, names.get(one.interviewerId) ?? ''));
  const waiting = free.flatMap(({ id, shiftFrom }): AtWork[] => {
    const end = ends.get(id) ?? null;
    const isToday = end !== null && localTime(end).date === localTime(now).date;
    // Without shifts only who called today is known to be there.
    if (shiftFrom === null && !isToday) return [];
    const since = isToday && (shiftFrom === null || end > shiftFrom) ? end : shiftFrom;
    return [{ name: names.get(id) ?? '', does: 'free', since, caseNumber: null }];
  });
  return [...working, ...waiting].toSorted(
    (one, other) => ORDER.indexOf(one.does) - ORDER.indexOf(other.does) || byName(one, other),
  );
}

async function namesOf(interviewers: Interviewers): Promise<ReadonlyMap<string, string>> {
  return new Map((await interviewers).map(({ id, name }) => [id, name]));
}

const ORDER: readonly AtWork['does'][] = ['interviewing', 'calling', 'reading', 'elsewhere', 'free'];

function byName(one: AtWork, other: AtWork): number {
  return one.name.localeCompare(other.name, 'nl');
}

function workOf(busy: Busy, study: Study, name: string): AtWork {
  const isHere = busy.studyId === study.id;
  const { interviewAt, dialledAt, startedAt } = busy;
  if (!isHere) return { name, does: 'elsewhere', since: startedAt, caseNumber: null };
  const { caseNumber } = busy;
  if (interviewAt !== null) return { name, does: 'interviewing', since: interviewAt, caseNumber };
  if (dialledAt !== null) return { name, does: 'calling', since: dialledAt, caseNumber };
  return { name, does: 'reading', since: startedAt, caseNumber };
}

/** Whoever is on shift, with its beginning; all interviewers on a day without shifts. */
async function listPresent(
  db: Reader,
  now: Instant,
  interviewers: Interviewers,
): Promise<readonly { id: string; shiftFrom: Instant | null }[]> {
  const { date, minuteOfDay } = localTime(now);
  const shifts = await listShifts(db, { from: date, until: date });
  if (shifts.length === 0) {
    return (await interviewers).map(({ id }) => ({ id, shiftFrom: null }));
  }
  const running = shifts.filter(
    ({ fromMinute, untilMinute }) => fromMinute <= minuteOfDay && minuteOfDay < untilMinute,
  );
  return [...new Map(running.map((shift) => [shift.interviewerId, shift])).values()].map(
    ({ interviewerId, fromMinute }) => ({ id: interviewerId, shiftFrom: instantAt(date, fromMinute) }),
  );
}

const AHEAD_MINUTES = 4 * 60;
const BACK_MINUTES = 24 * 60;
const MOST_TO_COME = 10;
const MOST_LATE = 5;

async function listNearAppointments(
  app: Application,
  study: Study,
  interviewers: Interviewers,
): Promise<readonly NearAppointment[]> {
  const db = app.database.read;
  const now = app.clock();
  const from = addMinutes(now, -BACK_MINUTES);
  const until = addMinutes(now, AHEAD_MINUTES);
  const [past, toCome, names] = await Promise.all([
    listStandingAppointments(db, study.id, { from, until: now, limit: MOST_LATE }),
    listStandingAppointments(db, study.id, { from: now, until, limit: MOST_TO_COME }),
    namesOf(interviewers),
  ]);
  return [...past, ...toCome].map(({ interviewerId, ...one }) => ({
    ...one,
    interviewer: names.get(interviewerId ?? '') ?? '',
    lateness: lateness({ ...one, interviewerId: interviewerId ?? '' }, now, study.rules.calling),
  }));
}
