import { createHash } from 'node:crypto';
import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { codedStudyOf } from '../coding/coded-study.service.js';
import { hashOfCodes } from './coded-items.js';
import { listRespondents, type Respondent } from './responses.queries.js';
import * as queries from './snapshots.queries.js';

/** The number of the state that the answers of a study are in now. */
export async function snapshotNow(app: Application, study: Study): Promise<number> {
  const db = app.database.read;
  const respondents = await listRespondents(db, study.id);
  const { questions } = await codedStudyOf(app, db, study);
  const ids = respondents.map(({ id }) => id);
  return numberSnapshot(app, study, respondents, await hashOfCodes(db, questions, ids));
}

/**
 * The number of this state of the answers of a study: a new one when a respondent, a weight, a code or a code frame was
 * added, changed or withdrawn since, else the one that it has already. The answers of a complete interview do not change, so the random
 * response numbers with what stands beside them tell one state from another.
 * @param respondents the complete responses in the order of their numbers
 * @param codesHash of the codes of open answers; `''` without any
 */
export async function numberSnapshot(
  app: Application,
  study: Study,
  respondents: readonly Respondent[],
  codesHash: string,
): Promise<number> {
  const dataHash = hashOf(respondents, codesHash);
  return transaction(app.database, async (trx) => {
    await lockStudy(trx, study.slug);
    const earlier = await queries.listSnapshots(trx, study.id);
    const same = earlier.find((snapshot) => snapshot.dataHash === dataHash);
    if (same !== undefined) return same.number;
    const number = (earlier[0]?.number ?? 0) + 1;
    await queries.insertSnapshot(trx, study.id, {
      number,
      dataHash,
      respondents: respondents.length,
      firstSeenAt: app.clock(),
    });
    return number;
  });
}

function hashOf(respondents: readonly Respondent[], codesHash: string): string {
  const hash = createHash('sha256');
  for (const { id, domainId, respondent, segment, measure, ageBand, designWeight, traits } of respondents) {
    const facts = [id, domainId, respondent, segment, measure, ageBand, designWeight];
    const known = Object.values(traits).some((trait) => trait !== null) ? [traits] : [];
    // Of whom no trait is known the state keeps the number that it had before traits were kept.
    hash.update(`${JSON.stringify([...facts, ...known])}\n`);
  }
  // Without codes a state keeps the number that it had before anything could be coded.
  if (codesHash !== '') hash.update(codesHash);
  return hash.digest('hex');
}
