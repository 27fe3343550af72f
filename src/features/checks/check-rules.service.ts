import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { type CheckRules, DEFAULT_CHECK_RULES, isFrozen } from '../../domain/checks/check-rules.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { formatDate } from '../../web/dutch-format.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import * as queries from './check-rules.queries.js';

/** Until when organisations of a study may mark, and how long a link works. */
export async function getCheckRules(db: Reader, study: Study): Promise<CheckRules> {
  return (await queries.findCheckRules(db, study.id)) ?? DEFAULT_CHECK_RULES;
}

/** Sets the closing day and the life of new links; a link that is out keeps its own end. */
export async function changeCheckRules(
  app: Application,
  actor: Actor,
  slug: string,
  rules: CheckRules,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    const before = await getCheckRules(trx, study);
    await queries.saveCheckRules(trx, study.id, rules);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.change_rules',
      objectKind: 'study',
      objectId: study.id,
      detail: {
        closed_on: before.closesOn,
        closes_on: rules.closesOn,
        link_days: rules.linkDays,
      },
    });
  });
}

/** @throws UserProblem `wrong_state` that says what has to be done first, or that it is too late */
export function ensureChecking(study: Study): void {
  if (study.status === 'checking') return;
  const what =
    study.status === 'design'
      ? 'trek eerst de steekproef.'
      : study.status === 'sample_drawn'
        ? 'start eerst de controle, of verstuur een lijst.'
        : 'de controle is afgesloten.';
  throw new UserProblem('wrong_state', `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: ${what}`);
}

/**
 * Refuses what an organisation changes before the check begins and after it closed, also when its page was opened in
 * time.
 * @throws UserProblem `wrong_state` outside the check, `check_closed` after the closing day
 */
export async function ensureNotFrozen(app: Application, db: Reader, study: Study): Promise<void> {
  ensureChecking(study);
  const rules = await getCheckRules(db, study);
  if (rules.closesOn === null || !isFrozen(rules, app.clock())) return;
  throw new UserProblem('check_closed', `Dat was mogelijk tot en met ${formatDate(rules.closesOn)}.`);
}
