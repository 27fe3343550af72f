import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { mayDo } from '../../domain/access/permission.js';
import { addDays } from '../../domain/calendar/civil-date.js';
import { type CalendarEvent, iCalendar } from '../../domain/calendar/icalendar.js';
import { addMinutes, instantAt, localTime } from '../../domain/calendar/instant.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { listOwnAppointments } from '../fieldwork/appointments.service.js';
import { listShifts } from '../interviewers/interviewers.service.js';
import { getUser } from '../users/users.service.js';
import * as queries from './calendar-feed.queries.js';
import type { CalendarLink } from './calendar-feed.queries.js';

export type { CalendarLink } from './calendar-feed.queries.js';

const SECRET_BYTES = 32;
const APPOINTMENT_MINUTES = 30;
/** Days of shifts in the calendar, before and after today. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 60;
/** The last reading is written at most this often, so that reading costs no write. */
const LAST_READ_PRECISION_MINUTES = 60;

/**
 * Makes the link with which a calendar program reads the appointments and shifts of whoever is signed in. An earlier
 * link stops working.
 * @returns the secret of the link, which is shown once and kept as a hash only
 */
export async function makeCalendarLink(app: Application, actor: Actor): Promise<string> {
  const userId = ownerOf(actor);
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const madeAt = app.clock();
  await transaction(app.database, async (trx) => {
    await queries.replaceLink(trx, { userId, tokenHash: hashOf(secret), madeAt });
    await recordAudit(trx, actor, madeAt, {
      action: 'calendar_link.make',
      objectKind: 'user',
      objectId: userId,
    });
  });
  return secret;
}

/** @throws UserProblem `not_found` when there is no link (any more) */
export async function revokeCalendarLink(app: Application, actor: Actor): Promise<void> {
  const userId = ownerOf(actor);
  await transaction(app.database, async (trx) => {
    if (!(await queries.deleteLink(trx, userId))) {
      throw new UserProblem('not_found', 'U had geen link, of die werkte al niet meer.');
    }
    await recordAudit(trx, actor, app.clock(), {
      action: 'calendar_link.revoke',
      objectKind: 'user',
      objectId: userId,
    });
  });
}

/** The link of whoever is signed in; `null` without one. */
export async function findOwnLink(app: Application, actor: Actor): Promise<CalendarLink | null> {
  return queries.findLinkOf(app.database.read, ownerOf(actor));
}

/** Readings per address, per application: a calendar program reads a few times an hour, and an office shares an address. */
const readingsOf = new WeakMap<Application['database'], RateLimiterMemory>();
const READINGS = { points: 120, duration: 15 * 60 };

/**
 * The calendar behind a link, in the format of RFC 5545: the appointments that its owner made and the shifts of the
 * coming weeks. It says what and when, never with whom or about which case.
 * @param secret what the link holds
 * @param address where the request comes from
 * @throws UserProblem `not_found` for a link that does not work (any more), `too_many_requests`
 */
export async function readCalendar(app: Application, secret: string, address: string): Promise<string> {
  await countReading(app, address);
  const link = await queries.findLinkByHash(app.database.read, hashOf(secret));
  if (link === null) throw new UserProblem('not_found');
  const owner = await getUser(app, link.userId);
  if (!owner.isActive || !mayDo(owner.roles, 'fieldwork.interview')) throw new UserProblem('not_found');
  const now = app.clock();
  if (link.lastReadAt === null || link.lastReadAt < addMinutes(now, -LAST_READ_PRECISION_MINUTES)) {
    await transaction(app.database, (trx) => queries.updateLastRead(trx, link.userId, now));
  }
  const events = [...(await appointmentEvents(app, link.userId)), ...(await shiftEvents(app, link.userId))];
  return iCalendar({ name: 'Veldwerk: bellen', writtenAt: now, events });
}

async function countReading(app: Application, address: string): Promise<void> {
  const readings = readingsOf.get(app.database) ?? new RateLimiterMemory(READINGS);
  readingsOf.set(app.database, readings);
  try {
    await readings.consume(address);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new UserProblem('too_many_requests');
  }
}

async function appointmentEvents(app: Application, userId: string): Promise<readonly CalendarEvent[]> {
  const own = await listOwnAppointments(app, userId);
  return own
    .filter(({ study }) => !study.isPractice)
    .map(({ appointmentId, at, firmness }) => ({
      uid: uidOf('appointment', appointmentId),
      startsAt: at,
      endsAt: addMinutes(at, APPOINTMENT_MINUTES),
      summary: firmness === 'hard' ? 'Belafspraak, vast' : 'Belafspraak, zacht',
    }));
}

async function shiftEvents(app: Application, userId: string): Promise<readonly CalendarEvent[]> {
  const today = localTime(app.clock()).date;
  const shifts = await listShifts(app.database.read, {
    from: addDays(today, -DAYS_BACK),
    until: addDays(today, DAYS_AHEAD),
    interviewerId: userId,
  });
  return shifts.map(({ id, worksOn, fromMinute, untilMinute }) => ({
    uid: uidOf('shift', id),
    startsAt: instantAt(worksOn, fromMinute),
    endsAt: instantAt(worksOn, untilMinute),
    summary: 'Dienst: bellen',
  }));
}

/** Stays the same for one appointment or shift, and cannot be led back to its key. */
function uidOf(kind: string, id: string): string {
  return `${hashOf(`${kind} ${id}`).slice(0, 32)}@veldwerk`;
}

function ownerOf(actor: Actor): string {
  if (actor.id === null) throw new Error('only somebody with an account has a calendar');
  return actor.id;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
