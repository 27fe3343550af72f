import { setImmediate as breathe } from 'node:timers/promises';
import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { epochMilliseconds, type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import type { Seed } from '../../domain/sampling/random.js';
import type { PlayedFieldwork } from '../../domain/simulation/forecast.js';
import {
  type DomainSoFar,
  type ExpectedEnd,
  expectedEnds,
  playOnward,
} from '../../domain/simulation/outlook.js';
import { DEFAULT_SIMULATION_RATES } from '../../domain/simulation/simulation-rates.js';
import {
  type CaseCount,
  type DialSum,
  listCaseCounts,
  listDialCounts,
  sumDials,
} from '../case-counts/case-counts.service.js';
import type { Study } from '../studies/studies.service.js';

/** What is expected of the days to come, and from what. */
export interface Outlook {
  readonly ends: readonly ExpectedEnd[];
  /** Calls that were answered or rang, per day on which people were called of late. */
  readonly callsPerDay: number;
  /** Of what the pace is the quotient. */
  readonly pace: Pace;
}

/** Calls that rang, and the days on which they were made. */
export interface Pace {
  readonly calls: number;
  readonly days: number;
}

const PLAYS = 100;
/** The pace is that of the days with calls in the last two weeks, today left out. */
const PACE_DAYS = 14;
/** Fewer calls than this tell no pace. */
const LEAST_CALLS = 30;
/** What lies further away than half a year of calling is not said. */
const HORIZON_DAYS = 182;
const FRESH_MILLISECONDS = 60_000;

interface Kept {
  readonly madeAt: number;
  readonly outlook: Promise<Outlook | null>;
}

const kept = new WeakMap<Application['database'], Map<string, Kept>>();

/**
 * When the targets of a study are expected to be reached; made anew once a minute, because it changes slowly.
 * @returns `null` while too little was called to say
 */
export async function findOutlook(app: Application, study: Study): Promise<Outlook | null> {
  const ofDatabase = kept.get(app.database) ?? new Map<string, Kept>();
  kept.set(app.database, ofDatabase);
  const now = epochMilliseconds(app.clock());
  const known = ofDatabase.get(study.id);
  if (known !== undefined && Math.abs(now - known.madeAt) < FRESH_MILLISECONDS) return known.outlook;
  const outlook = makeOutlook(app, study);
  ofDatabase.set(study.id, { madeAt: now, outlook });
  // A failure is not kept: whoever comes next tries again.
  outlook.catch(() => ofDatabase.delete(study.id));
  return outlook;
}

async function makeOutlook(app: Application, study: Study): Promise<Outlook | null> {
  const db = app.database.read;
  const now = app.clock();
  const pace = await findPace(db, study, now);
  if (pace === null) return null;
  const callsPerDay = pace.calls / pace.days;
  const [counts, dials] = [await listCaseCounts(db, study.id), await sumDials(db, study)];
  const soFar = study.domains.map((domain) => soFarOf(study, domain, { counts, dials }));
  const plan = {
    callsPerDay,
    days: daysToCome(study, localTime(now).date),
    beforehand: DEFAULT_SIMULATION_RATES,
  };
  const plays: PlayedFieldwork[] = [];
  for (let seed = 0; seed < PLAYS; seed += 1) {
    plays.push(playOnward(soFar, plan, seed as Seed));
    // Whoever is on the telephone does not wait for this.
    await breathe();
  }
  return { ends: expectedEnds(soFar, plays), callsPerDay, pace };
}

/** Calls that rang of late; `null` when there were too few. */
async function findPace(db: Reader, study: Study, now: Instant): Promise<Pace | null> {
  const { date } = localTime(now);
  const dials = await listDialCounts(db, study, instantAt(addDays(date, -PACE_DAYS), 0));
  const perDay = new Map<CivilDate, number>();
  for (const { halfHour, outcome, count } of dials) {
    const on = localTime(`${halfHour}:00.000Z` as Instant).date;
    if (hasRung(outcome)) perDay.set(on, (perDay.get(on) ?? 0) + count);
  }
  // Today counts only when it is the first day: it is not over.
  const before = [...perDay].filter(([on]) => on !== date);
  const days = before.length > 0 ? before : [...perDay];
  const calls = days.reduce((sum, [, count]) => sum + count, 0);
  return calls < LEAST_CALLS ? null : { calls, days: days.length };
}

function soFarOf(
  { rules }: Study,
  { id, code, targetInterviews }: Study['domains'][number],
  { counts, dials }: { counts: readonly CaseCount[]; dials: readonly DialSum[] },
): DomainSoFar {
  const own = counts.filter(({ domainId, isReleased }) => domainId === id && isReleased);
  const sum = (isCounted: (one: CaseCount) => boolean): number =>
    own.filter(isCounted).reduce((total, { count }) => total + count, 0);
  const calls = (isCounted: (outcome: DialSum['outcome']) => boolean): number =>
    dials
      .filter(({ domainId, outcome }) => domainId === id && isCounted(outcome))
      .reduce((total, { count }) => total + count, 0);
  const open = own.filter(({ group }) => group === 'open');
  const tried = sum(({ group, isAttempted }) => group === 'open' && isAttempted);
  const everTried = sum(({ isAttempted }) => isAttempted);
  const limit = rules.calling.attemptsLimit;
  const triesUsed = everTried === 0 ? 0 : calls(hasRung) / everTried;
  const openByTriesLeft = Array.from({ length: limit }, () => 0);
  openByTriesLeft[limit - 1] = open.reduce((total, { count }) => total + count, 0) - tried;
  const left = Math.min(limit, Math.max(1, Math.round(limit - triesUsed)));
  openByTriesLeft[left - 1] = (openByTriesLeft[left - 1] ?? 0) + tried;
  return {
    domain: code,
    interviews: sum(({ group }) => group === 'I'),
    target: targetInterviews,
    openByTriesLeft,
    answered: calls(isAnswered),
    unanswered: calls(isUnanswered),
    ended: sum(({ group }) => group === 'I' || group === 'P' || group === 'R' || group === 'O'),
  };
}

function isAnswered(outcome: DialSum['outcome']): boolean {
  return outcome !== 'dial' && OUTCOMES[outcome].concerns !== 'number';
}

function isUnanswered(outcome: DialSum['outcome']): boolean {
  return outcome === 'no_answer' || outcome === 'voicemail';
}

function hasRung(outcome: DialSum['outcome']): boolean {
  return isAnswered(outcome) || isUnanswered(outcome);
}

function daysToCome({ rules }: Study, today: CivilDate): readonly CivilDate[] {
  return Array.from({ length: HORIZON_DAYS }, (_, index) => addDays(today, index + 1)).filter(
    (on) => callingHoursOn(on, rules.calling).length > 0,
  );
}
