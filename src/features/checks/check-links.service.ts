import { randomBytes, randomInt } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { addDays } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import {
  checkLinkState,
  type CheckLinkState,
  CODE_LENGTH,
  CODE_SIGNS,
} from '../../domain/checks/check-link.js';
import { UserProblem } from '../../errors.js';
import { checkLinkPlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy, type Study, takeStep } from '../studies/studies.service.js';
import { hashPassword } from '../users/users.service.js';
import * as queries from './check-links.queries.js';
import type { StoredLink } from './check-links.queries.js';
import { ensureNotFrozen, getCheckRules } from './check-rules.service.js';
import { getOrganisationCheck } from './checks.service.js';
import { hashOfToken } from './contact-sessions.service.js';

/** A personal link as the researcher sees it; token and code are known to nobody any more. */
export interface CheckLink {
  readonly id: string;
  readonly organisationId: string;
  readonly label: string;
  readonly state: CheckLinkState;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly openedAt: Instant | null;
}

/** What is shown once: the secret part of the address, and the code that goes another way. */
export interface NewLink {
  readonly token: string;
  readonly code: string;
  readonly label: string;
  readonly expiresAt: Instant;
}

/** The links to the lists of some organisations, the newest first. */
export async function listCheckLinks(
  app: Application,
  db: Reader,
  organisationIds: readonly string[],
): Promise<readonly CheckLink[]> {
  const links = await queries.listLinks(db, organisationIds);
  const now = app.clock();
  return links.map((link) => ({
    id: link.id,
    organisationId: link.organisationId,
    label: app.vault.open(link.label, checkLinkPlace(link.id)),
    state: checkLinkState(link, now),
    createdAt: link.createdAt,
    expiresAt: link.expiresAt,
    openedAt: link.openedAt,
  }));
}

/**
 * Makes a personal link to the list of one organisation. The first link or list that goes out begins the check.
 * @throws UserProblem `wrong_state` outside the check, `check_closed` after the closing day
 */
export async function createLink(
  app: Application,
  actor: Actor,
  { slug, organisationId, label }: { slug: string; organisationId: string; label: string },
): Promise<NewLink> {
  const { code, codeHash } = await newCode();
  return transaction(app.database, async (trx) => {
    const study = await studyForLink(app, trx, actor, slug);
    await getOrganisationCheck(trx, study, organisationId);
    return addLink(app, trx, actor, { study, organisationId, label, code, codeHash });
  });
}

/** A new link and a new code for the same contact; the old link ends at once. */
export async function renewLink(
  app: Application,
  actor: Actor,
  { slug, organisationId, linkId }: { slug: string; organisationId: string; linkId: string },
): Promise<NewLink> {
  const { code, codeHash } = await newCode();
  return transaction(app.database, async (trx) => {
    const study = await studyForLink(app, trx, actor, slug);
    await getOrganisationCheck(trx, study, organisationId);
    const old = await getLink(trx, { organisationId, linkId });
    // Two researchers who renew at the same moment must not make two links: one of them has nothing to end.
    if (!(await endLink(app, trx, actor, old))) {
      throw new UserProblem('wrong_state', 'Deze link is al vervangen of ingetrokken.');
    }
    const label = app.vault.open(old.label, checkLinkPlace(old.id));
    return addLink(app, trx, actor, { study, organisationId, label, code, codeHash });
  });
}

/** Ends a link, and puts out who is in through it. */
export async function revokeLink(
  app: Application,
  actor: Actor,
  { slug, organisationId, linkId }: { slug: string; organisationId: string; linkId: string },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    await getOrganisationCheck(trx, await lockStudy(trx, slug), organisationId);
    await endLink(app, trx, actor, await getLink(trx, { organisationId, linkId }));
  });
}

async function studyForLink(app: Application, trx: Transaction, actor: Actor, slug: string): Promise<Study> {
  const study = await lockStudy(trx, slug);
  const isFirst = study.status === 'sample_drawn';
  if (isFirst) await takeStep(app, trx, actor, { study, step: 'start_check' });
  const current: Study = isFirst ? { ...study, status: 'checking' } : study;
  await ensureNotFrozen(app, trx, current);
  return current;
}

async function addLink(
  app: Application,
  trx: Transaction,
  actor: Actor,
  {
    study,
    organisationId,
    label,
    code,
    codeHash,
  }: { study: Study; organisationId: string; label: string; code: string; codeHash: string },
): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url');
  const { linkDays } = await getCheckRules(trx, study);
  const id = app.newId();
  const expiresAt = endOfDay(app.clock(), linkDays);
  await queries.insertLink(trx, {
    id,
    organisationId,
    label: app.vault.seal(label, checkLinkPlace(id)),
    tokenHash: hashOfToken(token),
    codeHash,
    createdAt: app.clock(),
    createdBy: actor.id,
    expiresAt,
  });
  await recordAudit(trx, actor, app.clock(), {
    action: 'check.create_link',
    objectKind: 'check_link',
    objectId: id,
    detail: { study: study.slug, organisation: organisationId, expires_at: expiresAt },
  });
  return { token, code, label, expiresAt };
}

/** Midnight in Amsterdam at the end of the last day, whatever the clocks do meanwhile. */
function endOfDay(now: Instant, days: number): Instant {
  return instantAt(addDays(localTime(now).date, days + 1), 0);
}

async function endLink(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { id, organisationId }: StoredLink,
): Promise<boolean> {
  const isEnded = await queries.updateRevoked(trx, { linkId: id, organisationId }, app.clock());
  await queries.deleteSessionsOfLink(trx, id);
  if (!isEnded) return false;
  await recordAudit(trx, actor, app.clock(), {
    action: 'check.revoke_link',
    objectKind: 'check_link',
    objectId: id,
    detail: { organisation: organisationId },
  });
  return true;
}

async function getLink(
  db: Reader,
  { organisationId, linkId }: { organisationId: string; linkId: string },
): Promise<StoredLink> {
  const link = await queries.findLink(db, linkId);
  if (link?.organisationId !== organisationId) throw new UserProblem('not_found', 'Deze link is er niet.');
  return link;
}

async function newCode(): Promise<{ code: string; codeHash: string }> {
  const signs = Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS.charAt(randomInt(CODE_SIGNS.length)));
  const code = signs.join('');
  return { code, codeHash: await hashPassword(code) };
}
