import { randomBytes } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import {
  beginSetUp,
  confirmSetUp,
  findSecretToSetUp,
  hasSecondFactor,
  isSecondStep,
} from '../second-factors/second-factors.service.js';
import { findAccount, getUser, isAccountPassword, type User } from '../users/users.service.js';
import { hashOfToken, startSession } from './sessions.service.js';
import * as steps from './sign-in-steps.queries.js';

/** How long somebody may take to find the telephone after the password was right. */
const STEP_MINUTES = 10;

/** What the right password leads to: a session, or the question for a code. */
export type AfterPassword =
  { readonly sessionToken: string } | { readonly stepToken: string; readonly isSetUp: boolean };

/** Somebody halfway: the password was right, the code is to come. */
export interface HalfSignedIn {
  readonly user: User;
  /** What goes into the app before the first code; `null` for who has done so. */
  readonly secretToSetUp: string | null;
}

/**
 * Checks an address and a password.
 * @returns what comes next, or `null` without saying which of the two is wrong
 * @throws UserProblem `too_many_attempts`
 */
export async function signIn(
  app: Application,
  visitor: Actor,
  { email, password }: { email: string; password: string },
): Promise<AfterPassword | null> {
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
  const isAsked = await hasSecondFactor(app, account.id);
  if (!isAsked && app.config.secondStep === 'optional') {
    const { token } = await startSession(app, actorOf(visitor, account), account.id);
    return { sessionToken: token };
  }
  if (!isAsked) await beginSetUp(app, account.id);
  return { stepToken: await startStep(app, account.id), isSetUp: !isAsked };
}

/** Who is halfway with this cookie; `null` when nobody is, or it took too long. */
export async function findHalfSignedIn(app: Application, token: string): Promise<HalfSignedIn | null> {
  const step = await steps.findStep(app.database.read, hashOfToken(token));
  if (step === null || step.expiresAt < app.clock()) return null;
  const user = await getUser(app, step.userId);
  if (!user.isActive) return null;
  return { user, secretToSetUp: await findSecretToSetUp(app, user.id) };
}

/**
 * Signs in with the code of the app, or with a recovery code.
 * @returns the token for the cookie, or `null` when the code is not right
 * @throws UserProblem `not_signed_in` when it took too long; `too_many_attempts`
 */
export async function signInWithCode(
  app: Application,
  visitor: Actor,
  token: string,
  code: string,
): Promise<string | null> {
  const { user } = await getHalfSignedIn(app, token);
  await countCode(app, visitor, user);
  if (!(await isSecondStep(app, actorOf(visitor, user), user.id, code))) return null;
  return finish(app, visitor, token, user);
}

/**
 * Sets the second step up with the first code of the app, and signs in.
 * @returns the token for the cookie and the recovery codes to show once, or `null` when the code is not right
 * @throws UserProblem as `signInWithCode`
 */
export async function signInAfterSetUp(
  app: Application,
  visitor: Actor,
  token: string,
  code: string,
): Promise<{ readonly sessionToken: string; readonly recoveryCodes: readonly string[] } | null> {
  const { user } = await getHalfSignedIn(app, token);
  await countCode(app, visitor, user);
  const recoveryCodes = await confirmSetUp(app, actorOf(visitor, user), user.id, code);
  if (recoveryCodes === null) return null;
  return { sessionToken: await finish(app, visitor, token, user), recoveryCodes };
}

async function getHalfSignedIn(app: Application, token: string): Promise<HalfSignedIn> {
  const half = await findHalfSignedIn(app, token);
  if (half === null) throw new UserProblem('not_signed_in', 'Het invullen van de code duurde te lang.');
  return half;
}

/** Guesses at codes are counted apart from those at passwords: the right password must not wipe them out. */
async function countCode(app: Application, visitor: Actor, user: User): Promise<void> {
  await app.passwordAttempts.count(`code ${user.id}`, visitor.origin ?? 'local');
}

async function startStep(app: Application, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = app.clock();
  await transaction(app.database, async (trx) => {
    await steps.deleteExpiredSteps(trx, now);
    await steps.insertStep(trx, {
      tokenHash: hashOfToken(token),
      userId,
      expiresAt: addMinutes(now, STEP_MINUTES),
    });
  });
  return token;
}

/** Of two tabs that send a right code at the same moment, one gets the session. */
async function finish(app: Application, visitor: Actor, stepToken: string, user: User): Promise<string> {
  const isFirst = await transaction(app.database, (trx) => steps.deleteStep(trx, hashOfToken(stepToken)));
  if (!isFirst) throw new UserProblem('not_signed_in', 'U heeft zich in een ander venster al aangemeld.');
  await app.passwordAttempts.forget(`code ${user.id}`, visitor.origin ?? 'local');
  return (await startSession(app, actorOf(visitor, user), user.id)).token;
}

function actorOf(visitor: Actor, { id, name, roles }: User): Actor {
  return { ...visitor, kind: 'user', id, name, roles };
}
