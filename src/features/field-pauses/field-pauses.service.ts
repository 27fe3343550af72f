import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { FieldPause } from '../../domain/calling/claim.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { getStudy, lockStudy, type Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import * as queries from './field-pauses.queries.js';
import type { PauseEvent } from './field-pauses.queries.js';

export type { PauseEvent } from './field-pauses.queries.js';

/** A pause that has not ended: the entry with which it began. */
export type RunningPause = PauseEvent & { readonly kind: 'paused' };

/** The pauses of a study that have not ended; that of the whole study first. */
export async function listRunningPauses(db: Reader, studyId: string): Promise<readonly RunningPause[]> {
  return runningAmong(await queries.listPauseEvents(db, studyId));
}

/** @param events the newest first */
function runningAmong(events: readonly PauseEvent[]): readonly RunningPause[] {
  const seen = new Set<string | null>();
  const running: RunningPause[] = [];
  for (const event of events) {
    if (!seen.has(event.domainId) && event.kind === 'paused') running.push({ ...event, kind: 'paused' });
    seen.add(event.domainId);
  }
  return running.toSorted((one, other) => Number(one.domainId !== null) - Number(other.domainId !== null));
}

/** The pause that keeps a domain from being called; `null` without one. */
export function pauseOf(pauses: readonly RunningPause[], domainId: string): FieldPause | null {
  const pause = pauses.find((one) => one.domainId === null || one.domainId === domainId);
  if (pause === undefined) return null;
  return { scope: pause.domainId === null ? 'study' : 'domain', reason: pause.reason };
}

/** What is paused in a study, and what was. */
export interface PauseOverview {
  readonly study: Study;
  readonly running: readonly RunningPause[];
  /** The newest first. */
  readonly events: readonly PauseEvent[];
  readonly names: ReadonlyMap<string, string>;
}

export async function getPauses(app: Application, slug: string): Promise<PauseOverview> {
  const study = await getStudy(app.database.read, slug);
  const events = await queries.listPauseEvents(app.database.read, study.id);
  const names = new Map((await listUsers(app)).map(({ id, name }) => [id, name]));
  return { study, running: runningAmong(events), events, names };
}

/** What is paused or goes on: a domain by its code, or the whole study. */
export interface PauseInput {
  readonly slug: string;
  /** `null` for the whole study. */
  readonly domain: string | null;
  readonly kind: PauseEvent['kind'];
  readonly reason: string;
}

/**
 * Pauses a domain or the whole study, or lets it go on. Whoever has a case in hand finishes it; nobody gets another.
 * No case is written for it, however many there are.
 * @throws UserProblem `wrong_state` when it is paused already, or is not paused
 */
export async function changePause(app: Application, actor: Actor, input: PauseInput): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, input.slug);
    if (study.status !== 'fieldwork') {
      throw new UserProblem('wrong_state', 'Dit onderzoek is niet in veldwerk.');
    }
    const domainId = domainIdOf(study, input.domain);
    const events = await queries.listPauseEvents(trx, study.id);
    const isPaused = runningAmong(events).some((one) => one.domainId === domainId);
    if (isPaused === (input.kind === 'paused')) {
      throw new UserProblem('wrong_state', isPaused ? 'Dit is al gepauzeerd.' : 'Dit is niet gepauzeerd.');
    }
    const event: PauseEvent = {
      id: app.newId(),
      studyId: study.id,
      domainId,
      kind: input.kind,
      reason: input.reason,
      at: app.clock(),
      madeBy: actor.id,
    };
    await queries.insertPauseEvent(trx, event);
    const running = runningAmong([event, ...events]);
    const paused = study.domains.filter(({ id }) => pauseOf(running, id) !== null);
    await queries.updatePaused(
      trx,
      study.id,
      paused.map(({ id }) => id),
    );
    await recordAudit(trx, actor, app.clock(), {
      action: input.kind === 'paused' ? 'field.pause' : 'field.resume',
      objectKind: domainId === null ? 'study' : 'domain',
      objectId: domainId ?? study.id,
    });
  });
}

function domainIdOf({ domains }: Study, code: string | null): string | null {
  if (code === null) return null;
  const domain = domains.find((one) => one.code === code);
  if (domain === undefined) throw new UserProblem('invalid_input', 'Kies een domein van dit onderzoek.');
  return domain.id;
}
