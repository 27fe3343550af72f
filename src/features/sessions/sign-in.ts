import type { Actor, Application } from '../../application.js';
import { recordEvent } from '../audit/audit.service.js';
import { findAccount, isAccountPassword } from '../users/users.service.js';
import { startSession } from './sessions.service.js';

/**
 * Checks an address and a password, and starts a session when they belong together.
 * @returns the token for the cookie, or `null` without saying which of the two is wrong
 * @throws UserProblem `too_many_attempts`
 */
export async function signIn(
  app: Application,
  visitor: Actor,
  { email, password }: { email: string; password: string },
): Promise<{ token: string } | null> {
  const address = visitor.origin ?? 'local';
  await app.passwordAttempts.count(email, address);
  const account = await findAccount(app, email);
  const isRight = await isAccountPassword(account, password);
  if (account === null || !isRight || !account.isActive) {
    await recordEvent(app, visitor, {
      action: 'session.start',
      objectKind: 'user',
      objectId: account?.id ?? null,
      result: 'refused',
    });
    return null;
  }
  await app.passwordAttempts.forget(email, address);
  const actor = {
    ...visitor,
    kind: 'user',
    id: account.id,
    name: account.name,
    roles: account.roles,
  } as const;
  return startSession(app, actor, account.id);
}
