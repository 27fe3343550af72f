import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { domainPriority } from './derived-persons.js';
import { recordsOf } from './frame-members.queries.js';
import { ensureFrameAtRest, ensureInDesign } from './frame-rest.js';
import { listDeliveries } from './frames.queries.js';
import { removeDelivery } from './record-removal.js';
import * as queries from './removal.queries.js';

/** What goes when a delivery is withdrawn. */
export interface WithdrawalPreview {
  /** Accepted rows of the delivery. */
  readonly rows: number;
  /** Persons whom no other delivery knows. */
  readonly gonePersons: number;
  /** Persons who stay, because another delivery knows them too. */
  readonly keptPersons: number;
  /** Those who stay, but in another domain. */
  readonly otherDomainPersons: number;
}

const PERSONS_AT_ONCE = 2000;

/** Counts what a withdrawal would change, and changes nothing. */
export async function previewWithdrawal(
  app: Application,
  study: Study,
  deliveryId: string,
): Promise<WithdrawalPreview> {
  const db = app.database.read;
  const counted = { gonePersons: 0, keptPersons: 0, otherDomainPersons: 0 };
  const priority = domainPriority(study.domains);
  for await (const persons of personsOf(db, deliveryId)) {
    const records = await recordsOf(
      db,
      persons.map(({ id }) => id),
      false,
    );
    for (const { id, domainId } of persons) {
      const left = new Set(
        (records.get(id) ?? [])
          .filter((record) => record.deliveryId !== deliveryId)
          .map((record) => record.domainId),
      );
      if (left.size === 0) counted.gonePersons++;
      else counted.keptPersons++;
      if (left.size > 0 && priority.find((domain) => left.has(domain)) !== domainId) {
        counted.otherDomainPersons++;
      }
    }
  }
  return { rows: await queries.countRecords(db, deliveryId), ...counted };
}

/**
 * Takes a delivery out of the frame with all its rows. Persons whom another file knows stay, with what that file says.
 * @throws UserProblem `wrong_state` after the draw or while a file comes in, `not_found`
 */
export async function withdrawDelivery(
  app: Application,
  actor: Actor,
  study: Study,
  { deliveryId, reason }: { deliveryId: string; reason: string },
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const locked = await lockStudy(trx, study.slug);
    ensureInDesign(locked);
    await ensureFrameAtRest(trx, locked);
    const [delivery] = await listDeliveries(trx, study.id, { id: deliveryId });
    if (delivery === undefined) throw new UserProblem('not_found', 'Dit bestand is niet ingelezen.');
    await removeDelivery(app, trx, locked, deliveryId);
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.withdraw',
      objectKind: 'delivery',
      objectId: deliveryId,
      detail: { study: study.slug, file: delivery.fileName, rows: delivery.acceptedRows, reason },
    });
  });
}

async function* personsOf(
  db: Reader,
  deliveryId: string,
): AsyncGenerator<readonly { readonly id: string; readonly domainId: string }[]> {
  let after = '';
  for (;;) {
    const page = { after, limit: PERSONS_AT_ONCE };
    const persons = await queries.listPersonsOfDelivery(db, deliveryId, page);
    const last = persons.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield persons;
  }
}
