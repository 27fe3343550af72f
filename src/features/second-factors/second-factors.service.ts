import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import {
  readRecoveryCode,
  RECOVERY_CODE_BYTES,
  writeRecoveryCode,
} from '../../domain/access/recovery-code.js';
import { secondFactorPlace } from '../../vault/sealed-places.js';
import { recordAudit, recordEvent } from '../audit/audit.service.js';
import { endSessionsOf } from '../sessions/sessions.service.js';
import * as queries from './second-factors.queries.js';
import { newSecret, timeStepOfCode } from './totp.js';

/** How many recovery codes somebody gets: each opens once. */
const RECOVERY_CODES = 10;

/** Whether somebody is asked for a code after the password. */
export async function hasSecondFactor(app: Application, userId: string): Promise<boolean> {
  return (await queries.findFactor(app.database.read, userId))?.isConfirmed ?? false;
}

/** How many recovery codes somebody has left. */
export async function countRecoveryCodes(app: Application, userId: string): Promise<number> {
  return queries.countUnusedRecoveryCodes(app.database.read, userId);
}

/** Makes the secret for the app of somebody who has none; nothing is asked of them until a first code was right. */
export async function beginSetUp(app: Application, userId: string): Promise<void> {
  const secretSealed = app.vault.seal(newSecret(), secondFactorPlace(userId));
  await transaction(app.database, (trx) =>
    queries.insertFactor(trx, { userId, secretSealed, createdAt: app.clock() }),
  );
}

/** The secret that waits for its first code, or `null` when there is none, or it was confirmed already. */
export async function findSecretToSetUp(app: Application, userId: string): Promise<string | null> {
  const factor = await queries.findFactor(app.database.read, userId);
  return factor === null || factor.isConfirmed ? null : openSecret(app, userId, factor.secretSealed);
}

/**
 * Turns the second step on when the code shows that the app has the secret.
 * @returns the recovery codes, which are shown once and kept as hashes only; or `null` when the code is not right
 */
export async function confirmSetUp(
  app: Application,
  actor: Actor,
  userId: string,
  code: string,
): Promise<readonly string[] | null> {
  const secret = await findSecretToSetUp(app, userId);
  const timeStep = secret === null ? null : timeStepOfCode(secret, digitsOf(code), app.clock());
  if (timeStep === null) return null;
  return transaction(app.database, async (trx) => {
    if (!(await queries.confirmFactor(trx, userId, { at: app.clock(), timeStep }))) return null;
    await recordAudit(trx, actor, app.clock(), entry('second_factor.set_up', userId));
    return giveRecoveryCodes(app, trx, userId);
  });
}

/** Gives new recovery codes in the place of the old ones. */
export async function renewRecoveryCodes(
  app: Application,
  actor: Actor,
  userId: string,
): Promise<readonly string[]> {
  return transaction(app.database, async (trx) => {
    await recordAudit(trx, actor, app.clock(), entry('second_factor.renew_recovery_codes', userId));
    return giveRecoveryCodes(app, trx, userId);
  });
}

/** Whether a code of the app, or a recovery code, opens the second step; either opens once. Refusals are logged. */
export async function isSecondStep(
  app: Application,
  actor: Actor,
  userId: string,
  code: string,
): Promise<boolean> {
  const recoveryCode = readRecoveryCode(code);
  const isRight =
    recoveryCode === null
      ? await useAppCode(app, userId, code)
      : await useRecoveryCode(app, actor, userId, recoveryCode);
  if (!isRight) {
    await recordEvent(app, actor, { ...entry('second_factor.use', userId), result: 'refused' });
  }
  return isRight;
}

/**
 * Takes the second step away from somebody who lost the telephone, and signs them out everywhere.
 * @returns whether there was one
 */
export async function removeSecondFactor(app: Application, actor: Actor, userId: string): Promise<boolean> {
  return transaction(app.database, async (trx) => {
    if (!(await queries.deleteFactor(trx, userId))) return false;
    await endSessionsOf(trx, userId);
    await recordAudit(trx, actor, app.clock(), entry('second_factor.remove', userId));
    return true;
  });
}

async function useAppCode(app: Application, userId: string, code: string): Promise<boolean> {
  const factor = await queries.findFactor(app.database.read, userId);
  if (factor?.isConfirmed !== true) return false;
  const timeStep = timeStepOfCode(openSecret(app, userId, factor.secretSealed), digitsOf(code), app.clock());
  if (timeStep === null) return false;
  return transaction(app.database, (trx) => queries.useTimeStep(trx, userId, timeStep));
}

async function useRecoveryCode(
  app: Application,
  actor: Actor,
  userId: string,
  code: string,
): Promise<boolean> {
  return transaction(app.database, async (trx) => {
    if (!(await queries.useRecoveryCode(trx, userId, { hash: hashOf(code), at: app.clock() }))) return false;
    await recordAudit(trx, actor, app.clock(), entry('second_factor.use_recovery_code', userId));
    return true;
  });
}

async function giveRecoveryCodes(
  app: Application,
  trx: Transaction,
  userId: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    writeRecoveryCode(randomBytes(RECOVERY_CODE_BYTES)),
  );
  await queries.replaceRecoveryCodes(
    trx,
    userId,
    codes.map((code) => ({ id: app.newId(), hash: hashOf(code) })),
  );
  return codes;
}

function openSecret(app: Application, userId: string, sealed: string): string {
  return app.vault.open(sealed, secondFactorPlace(userId));
}

/** Apps show a code in two groups, and people type it so. */
function digitsOf(code: string): string {
  return code.replace(/\s/g, '');
}

/** 80 random bits need no slow hash. */
function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

function entry(action: string, userId: string): { action: string; objectKind: string; objectId: string } {
  return { action, objectKind: 'user', objectId: userId };
}
