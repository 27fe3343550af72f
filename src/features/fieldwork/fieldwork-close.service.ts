import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { STATUSES_IN_FIELD } from '../../domain/contact/case-status.js';
import { UserProblem } from '../../errors.js';
import { endAttempts, listHeldCases } from '../cases/case-claims.service.js';
import { addToHistories, listCasesWithStatus } from '../cases/cases.service.js';
import { getStudy, takeStep } from '../studies/studies.service.js';

/**
 * Ends the fieldwork: nobody is called any more, and every case that is still open is closed with what is known of
 * it, so that the response can be reported.
 * @returns how many open cases were closed
 * @throws UserProblem `wrong_state` when an interviewer still has a case, or the study is not in fieldwork
 */
export async function closeFieldwork(app: Application, actor: Actor, slug: string): Promise<number> {
  return transaction(app.database, async (trx) => {
    const study = await getStudy(trx, slug);
    await takeStep(app, trx, actor, { study, step: 'close_fieldwork' });
    const held = await listHeldCases(trx, study, app.clock());
    if (held.length > 0) {
      const numbers = held.map(({ caseNumber }) => caseNumber).join(', ');
      throw new UserProblem('wrong_state', `Een enquêteur heeft nog een casus in handen: ${numbers}.`);
    }
    const open = (await listCasesWithStatus(trx, study, STATUSES_IN_FIELD)).map(({ id }) => id);
    // Whoever left a case and did not come back in time may not find it closed in their hands.
    await endAttempts(app, trx, open);
    const event = { kind: 'case_given_up', at: app.clock() } as const;
    await addToHistories(app, trx, study, { caseIds: open, event, madeBy: actor.id });
    return open.length;
  });
}
