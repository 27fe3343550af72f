import { insertRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { type Claimant } from '../../domain/calling/claim.js';
import { INTERVIEWER_SKILLS, type InterviewerSkill } from '../../domain/calling/interviewer-skill.js';

/** When an interviewer works, in minutes since midnight in Amsterdam; the end is not included. */
export interface Shift {
  readonly id: string;
  readonly interviewerId: string;
  readonly worksOn: CivilDate;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

interface ShiftRow {
  readonly id: string;
  readonly interviewer_id: string;
  readonly works_on: CivilDate;
  readonly from_minute: number;
  readonly until_minute: number;
}

interface AbilityRow {
  readonly user_id: string;
  readonly kind: 'language' | 'skill';
  readonly ability: string;
}

/** What these interviewers can do. */
export async function listClaimants(db: Reader, userIds: readonly string[]): Promise<readonly Claimant[]> {
  const ids = [...userIds];
  const rows = (await db('user_languages')
    .whereIn('user_id', ids)
    .select('user_id', db.raw("'language' as kind"), db.ref('language').as('ability'))
    .unionAll([
      db('user_skills')
        .whereIn('user_id', ids)
        .select('user_id', db.raw("'skill' as kind"), db.ref('skill').as('ability')),
    ])
    .orderBy(['user_id', 'kind', 'ability'])) as readonly AbilityRow[];
  const ofUser = (id: string, kind: AbilityRow['kind']): string[] =>
    rows.filter((row) => row.user_id === id && row.kind === kind).map(({ ability }) => ability);
  return userIds.map((interviewerId) => ({
    interviewerId,
    languages: ofUser(interviewerId, 'language'),
    skills: ofUser(interviewerId, 'skill').filter(isSkill),
  }));
}

function isSkill(text: string): text is InterviewerSkill {
  return INTERVIEWER_SKILLS.some((skill) => skill === text);
}

/** Active users who interview, by name. */
export async function listActiveInterviewers(
  db: Reader,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows: { id: string; name: string }[] = await db('users')
    .join('user_roles', 'user_roles.user_id', 'users.id')
    .where({ role: 'enqueteur', is_active: 1 })
    .orderBy(['users.name', 'users.id'])
    .select('users.id', 'users.name');
  return rows;
}

/** Everybody with an account, also who may not sign in any more. */
export async function listUserIds(db: Reader): Promise<readonly string[]> {
  return (await db('users').orderBy('id').pluck('id')) as string[];
}

export async function replaceAbilities(
  trx: Transaction,
  userId: string,
  { languages, skills }: { languages: readonly string[]; skills: readonly InterviewerSkill[] },
): Promise<void> {
  await trx('user_languages').where({ user_id: userId }).delete();
  await trx('user_skills').where({ user_id: userId }).delete();
  await insertRows(
    trx,
    'user_languages',
    languages.map((language) => ({ user_id: userId, language })),
  );
  await insertRows(
    trx,
    'user_skills',
    skills.map((skill) => ({ user_id: userId, skill })),
  );
}

/** Shifts from the first to the last day, both included, in the order of time: of everybody, or of one interviewer. */
export async function listShifts(
  db: Reader,
  { from, until, interviewerId }: { from: CivilDate; until: CivilDate; interviewerId?: string },
): Promise<readonly Shift[]> {
  const query = db<ShiftRow>('shifts')
    .where('works_on', '>=', from)
    .where('works_on', '<=', until)
    .orderBy(['works_on', 'from_minute', 'interviewer_id', 'id']);
  if (interviewerId !== undefined) void query.where({ interviewer_id: interviewerId });
  const rows: readonly ShiftRow[] = await query;
  return rows.map((row) => ({
    id: row.id,
    interviewerId: row.interviewer_id,
    worksOn: row.works_on,
    fromMinute: row.from_minute,
    untilMinute: row.until_minute,
  }));
}

export async function insertShifts(trx: Transaction, shifts: readonly Shift[]): Promise<void> {
  await insertRows(
    trx,
    'shifts',
    shifts.map(({ id, interviewerId, worksOn, fromMinute, untilMinute }): ShiftRow => ({
      id,
      interviewer_id: interviewerId,
      works_on: worksOn,
      from_minute: fromMinute,
      until_minute: untilMinute,
    })),
  );
}

/** @returns whether the shift was there */
export async function deleteShift(trx: Transaction, id: string): Promise<boolean> {
  return (await trx('shifts').where({ id }).delete()) === 1;
}
