import { createHash, type Hash } from 'node:crypto';
import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { codedStudyOf } from '../coding/coded-study.service.js';
import { hashOfCodes } from './coded-items.js';
import { ResponseNumbers } from './response-numbers.js';
import { type Respondent, respondentPages } from './responses.queries.js';
import * as queries from './snapshots.queries.js';

/** The number of the state that the answers of a study are in now. */
export async function snapshotNow(app: Application, study: Study): Promise<number> {
  const db = app.database.read;
  const { questions } = await codedStudyOf(app, db, study);
  const state = new StateOfResponses();
  const numbers = new ResponseNumbers();
  for await (const page of respondentPages(db, study.id)) {
    for (const respondent of page) {
      state.add(respondent);
      numbers.add(respondent.id);
    }
  }
  return numberSnapshot(app, study, state, await hashOfCodes(db, questions, numbers));
}

/**
 * The number of this state of the answers of a study: a new one when a respondent, a weight, a code or a code frame was
 * added, changed or withdrawn since, else the one that it has already. The answers of a complete interview do not change, so the random
 * response numbers with what stands beside them tell one state from another.
 * @param state of the complete responses
 * @param codesHash of the codes of open answers; `''` without any
 */
export async function numberSnapshot(
  app: Application,
  study: Study,
  state: StateOfResponses,
  codesHash: string,
): Promise<number> {
  const dataHash = state.hashWith(codesHash);
  return transaction(app.database, async (trx) => {
    await lockStudy(trx, study.slug);
    const earlier = await queries.listSnapshots(trx, study.id);
    const same = earlier.find((snapshot) => snapshot.dataHash === dataHash);
    if (same !== undefined) return same.number;
    const number = (earlier[0]?.number ?? 0) + 1;
    await queries.insertSnapshot(trx, study.id, {
      number,
      dataHash,
      respondents: state.count,
      firstSeenAt: app.clock(),
    });
    return number;
  });
}

/** What tells one state of the responses of a study from another: each is added in the order of their numbers. */
export class StateOfResponses {
  readonly #hash: Hash = createHash('sha256');
  count = 0;

  add({ id, domainId, respondent, segment, measure, ageBand, designWeight, traits }: Respondent): void {
    const facts = [id, domainId, respondent, segment, measure, ageBand, designWeight];
    const known = Object.values(traits).some((trait) => trait !== null) ? [traits] : [];
    // Of whom no trait is known the state keeps the number that it had before traits were kept.
    this.#hash.update(`${JSON.stringify([...facts, ...known])}\n`);
    this.count += 1;
  }

  hashWith(codesHash: string): string {
    const hash = this.#hash.copy();
    // Without codes a state keeps the number that it had before anything could be coded.
    if (codesHash !== '') hash.update(codesHash);
    return hash.digest('hex');
  }
}
