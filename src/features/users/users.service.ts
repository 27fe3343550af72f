import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { findDatabaseRefusal } from '../../database/errors.js';
import type { Role } from '../../domain/access/role.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { endSessionsOf } from '../sessions/sessions.service.js';
import { hashPassword, isPassword, NOBODYS_HASH } from './passwords.js';
import * as queries from './users.queries.js';
import type { User } from './users.queries.js';

export type { User } from './users.queries.js';
export { hashPassword, isPassword } from './passwords.js';

/**
 * Makes an account.
 * @throws UserProblem `already_exists` when the address has an account
 */
export async function addUser(
  app: Application,
  actor: Actor,
  input: { email: string; name: string; roles: readonly Role[]; password: string },
): Promise<User> {
  const user = {
    id: app.newId(),
    email: input.email.toLowerCase(),
    name: input.name,
    roles: input.roles,
    isActive: true,
  };
  const passwordHash = await hashPassword(input.password);
  try {
    await transaction(app.database, async (trx) => {
      await queries.insertUser(trx, { ...user, passwordHash, createdAt: app.clock() });
      await recordAudit(trx, actor, app.clock(), {
        action: 'user.add',
        objectKind: 'user',
        objectId: user.id,
        detail: { roles: user.roles.join(' ') },
      });
    });
  } catch (error) {
    if (findDatabaseRefusal(error)?.kind === 'unique') {
      throw new UserProblem('already_exists', 'Dit e-mailadres heeft al een account.');
    }
    throw error;
  }
  return user;
}

/**
 * Changes the name, the roles, or whether somebody may sign in, and signs them out: what they may is asked anew.
 * @throws UserProblem `wrong_state` when the last active administrator would be lost
 */
export async function changeUser(
  app: Application,
  actor: Actor,
  id: string,
  change: { name: string; roles: readonly Role[]; isActive: boolean },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    // Two administrators who take each other's role at the same moment would leave none.
    await queries.lockUsers(trx);
    const users = await queries.listUsers(trx);
    if (!users.some((user) => user.id === id)) throw new UserProblem('not_found');
    const after = users.map((user) => (user.id === id ? { ...user, ...change } : user));
    if (!after.some((user) => user.isActive && user.roles.includes('beheerder'))) {
      throw new UserProblem('wrong_state', 'Er moet ten minste één actieve beheerder blijven.');
    }
    await queries.updateUser(trx, id, change);
    await endSessionsOf(trx, id);
    await recordAudit(trx, actor, app.clock(), {
      action: 'user.change',
      objectKind: 'user',
      objectId: id,
      detail: { roles: change.roles.join(' '), active: change.isActive },
    });
  });
}

/** Gives somebody a new password and ends all their sessions. */
export async function setPassword(
  app: Application,
  actor: Actor,
  id: string,
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(app.database, async (trx) => {
    if ((await queries.findUser(trx, id)) === null) throw new UserProblem('not_found');
    await queries.updatePasswordHash(trx, id, passwordHash);
    await endSessionsOf(trx, id);
    await recordAudit(trx, actor, app.clock(), {
      action: 'user.set_password',
      objectKind: 'user',
      objectId: id,
    });
  });
}

/** @throws UserProblem `not_found` */
export async function getUser(app: Application, id: string): Promise<User> {
  const user = await queries.findUser(app.database.read, id);
  if (user === null) throw new UserProblem('not_found');
  return user;
}

export async function listUsers(app: Application): Promise<readonly User[]> {
  return queries.listUsers(app.database.read);
}

/** An account with what is needed to check its password. */
export async function findAccount(
  app: Application,
  email: string,
): Promise<(User & { passwordHash: string }) | null> {
  return queries.findUserByEmail(app.database.read, email.toLowerCase());
}

/** Whether the password opens the account. Takes as long when there is no account, so that nobody can tell. */
export async function isAccountPassword(
  account: { passwordHash: string } | null,
  password: string,
): Promise<boolean> {
  const isRight = await isPassword(account?.passwordHash ?? NOBODYS_HASH, password);
  return account !== null && isRight;
}

/**
 * Changes somebody's own password and ends all their sessions.
 * @returns `false` when the current password is not right
 * @throws UserProblem `too_many_attempts`: an open session is no way around the limit of the sign-in page
 */
export async function changeOwnPassword(
  app: Application,
  actor: Actor,
  id: string,
  { current, password }: { current: string; password: string },
): Promise<boolean> {
  const { email } = await getUser(app, id);
  const address = actor.origin ?? 'local';
  await app.passwordAttempts.count(email, address);
  if (!(await isAccountPassword(await findAccount(app, email), current))) return false;
  await app.passwordAttempts.forget(email, address);
  await setPassword(app, actor, id, password);
  return true;
}
