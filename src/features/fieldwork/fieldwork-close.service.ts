import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { STATUSES_IN_FIELD } from '../../domain/contact/case-status.js';
import { UserProblem } from '../../errors.js';
import { endAttempts, listHeldCases } from '../cases/case-claims.service.js';
import { addToHistories, listCasesWithStatus, loadCaseFiles } from '../cases/cases.service.js';
import { settleBrokenOff } from '../interviews/settling.service.js';
import { getStudy, type Study, takeStep } from '../studies/studies.service.js';

/**
 * Ends the fieldwork: nobody is called any more, and every case that is still open is closed with what is known of
 * it, so that the response can be reported: an interview that broke off may be enough for a partial one.
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
    const enough = await settleAllBrokenOff(app, trx, study);
    const event = { kind: 'case_given_up', at: app.clock() } as const;
    const others = open.filter((id) => !enough.includes(id));
    await addToHistories(app, trx, study, { caseIds: others, event, madeBy: actor.id });
    await addToHistories(app, trx, study, {
      caseIds: enough,
      event: { ...event, isEnough: true },
      madeBy: actor.id,
    });
    return open.length;
  });
}

/** @returns the cases whose interview broke off and is enough for a partial one */
async function settleAllBrokenOff(
  app: Application,
  trx: Transaction,
  study: Study,
): Promise<readonly string[]> {
  const files = await loadCaseFiles(
    app,
    trx,
    study,
    await listCasesWithStatus(trx, study, ['broken_off', 'interviewing']),
  );
  const enough: string[] = [];
  for (const file of files) {
    if (await settleBrokenOff(app, trx, study, file)) enough.push(file.record.id);
  }
  return enough;
}
