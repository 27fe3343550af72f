import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { languagesWithoutCaller } from '../../domain/calling/contact-language.js';
import type { Claimant, Shifts } from '../../domain/calling/claim.js';
import type { InterviewerSkill } from '../../domain/calling/interviewer-skill.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import * as queries from './interviewers.queries.js';

export { listActiveInterviewers as listInterviewers, listShifts } from './interviewers.queries.js';

/** What an interviewer can do: for giving out cases. */
export async function getClaimant(db: Reader, interviewerId: string): Promise<Claimant> {
  const [claimant] = await queries.listClaimants(db, [interviewerId]);
  return claimant ?? { interviewerId, languages: [] };
}

/** All interviewers who may sign in, with what they can do. */
export async function listClaimants(db: Reader): Promise<readonly Claimant[]> {
  const interviewers = await queries.listActiveInterviewers(db);
  return queries.listClaimants(
    db,
    interviewers.map(({ id }) => id),
  );
}

/** What keeps planned calls from being made by anybody. */
export interface NobodyFor {
  /** Languages that nobody speaks who may be given a case. */
  readonly unspoken: readonly string[];
  /** Users who may not be given a case (any more). */
  readonly notCalling: readonly string[];
}

/** For which languages and assignments there is nobody to call. */
export async function findNobodyFor(db: Reader): Promise<NobodyFor> {
  const claimants = await listClaimants(db);
  const calling = new Set(claimants.map(({ interviewerId }) => interviewerId));
  const users = await queries.listUserIds(db);
  return {
    unspoken: languagesWithoutCaller(claimants.flatMap(({ languages }) => languages)),
    notCalling: users.filter((id) => !calling.has(id)),
  };
}

/** Who works when today; `null` when no shifts were entered for the day, and everybody can be there. */
export async function findShiftsOfToday(db: Reader, now: Instant): Promise<Shifts> {
  const { date } = localTime(now);
  const shifts = await queries.listShifts(db, { from: date, until: date });
  if (shifts.length === 0) return null;
  return shifts.map(({ interviewerId, fromMinute, untilMinute }) => ({
    interviewerId,
    from: instantAt(date, fromMinute),
    until: instantAt(date, untilMinute),
  }));
}

/** Says what an interviewer can do that not everybody can. */
export async function setAbilities(
  app: Application,
  actor: Actor,
  interviewerId: string,
  abilities: { readonly languages: readonly string[]; readonly skills: readonly InterviewerSkill[] },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await queries.replaceAbilities(trx, interviewerId, abilities);
    await recordAudit(trx, actor, app.clock(), {
      action: 'interviewer.set_abilities',
      objectKind: 'user',
      objectId: interviewerId,
      detail: { languages: abilities.languages.join(' '), skills: abilities.skills.join(' ') },
    });
  });
}

/** Enters when interviewers work. */
export async function addShifts(
  app: Application,
  actor: Actor,
  shifts: readonly Omit<queries.Shift, 'id'>[],
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await queries.insertShifts(
      trx,
      shifts.map((shift) => ({ ...shift, id: app.newId() })),
    );
    await recordAudit(trx, actor, app.clock(), {
      action: 'shift.add',
      objectKind: 'shift',
      objectId: null,
      detail: { count: shifts.length },
    });
  });
}

/** @throws UserProblem `not_found` when somebody else was first */
export async function removeShift(app: Application, actor: Actor, shiftId: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    if (!(await queries.deleteShift(trx, shiftId))) throw new UserProblem('not_found');
    await recordAudit(trx, actor, app.clock(), {
      action: 'shift.remove',
      objectKind: 'shift',
      objectId: shiftId,
    });
  });
}

/** The interviewers, what they can do, and when they work from today on. */
export interface Roster {
  readonly today: CivilDate;
  readonly interviewers: readonly (Claimant & { readonly name: string })[];
  readonly shifts: readonly queries.Shift[];
}

/** How many days of shifts are shown. */
const ROSTER_DAYS = 28;

export async function getRoster(app: Application): Promise<Roster> {
  const db = app.database.read;
  const today = localTime(app.clock()).date;
  const claimants = await listClaimants(db);
  const names = new Map((await queries.listActiveInterviewers(db)).map(({ id, name }) => [id, name]));
  return {
    today,
    interviewers: claimants.map((claimant) => ({
      ...claimant,
      name: names.get(claimant.interviewerId) ?? '',
    })),
    shifts: await queries.listShifts(db, { from: today, until: addDays(today, ROSTER_DAYS) }),
  };
}
