import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { StudyStep } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { countReleasable, releaseReplicate } from '../cases/cases.service.js';
import { listOrganisationChecks } from '../checks/checks.service.js';
import { carryOutBeforeFieldwork } from '../checks/exclusions.service.js';
import { heedObjectionsOfFresh } from '../objections/case-objections.service.js';
import { lockStudy, type Study, takeStep } from '../studies/studies.service.js';

/** What stands between a study and its fieldwork. */
export interface FieldworkReadiness {
  readonly study: Study;
  /** Cases of the first replicate that would be released. */
  readonly caseCount: number;
  /** Organisations that have not said yet who must not be called. */
  readonly unansweredCount: number;
  /** Clients whom organisations marked and did not confirm: the start takes them out. */
  readonly pendingCount: number;
  /** `null` when fieldwork cannot start from here. */
  readonly step: StudyStep | null;
  /** What is missing, in Dutch; empty when fieldwork can start. */
  readonly missing: readonly string[];
}

const FIRST_REPLICATE = 1;

export async function readinessOf(db: Reader, study: Study): Promise<FieldworkReadiness> {
  const caseCount = await countReleasable(db, study, FIRST_REPLICATE);
  const checks = await listOrganisationChecks(db, study);
  const unansweredCount = checks.filter(({ returnedAt }) => returnedAt === null).length;
  const pendingCount = checks.reduce((sum, check) => sum + check.pendingCount, 0);
  const step = stepFrom(study);
  const missing: string[] = [];
  if (study.status === 'design') missing.push('Er is nog geen steekproef. Trek eerst de steekproef.');
  else if (step === null) missing.push('Het veldwerk is al begonnen of al gesloten.');
  else if (caseCount === 0) missing.push('Er is geen casus om vrij te geven: de steekproef heeft er geen.');
  return { study, caseCount, unansweredCount, pendingCount, step, missing };
}

function stepFrom({ status }: Study): StudyStep | null {
  if (status === 'checking') return 'start_fieldwork';
  return status === 'sample_drawn' ? 'skip_check' : null;
}

/**
 * Opens the fieldwork of a study: the first replicate, without those who were excluded, goes into the queue.
 * @returns how many cases were released
 * @throws UserProblem `wrong_state` that says what is missing
 */
export async function startFieldwork(app: Application, actor: Actor, slug: string): Promise<number> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    await carryOutBeforeFieldwork(app, trx, actor, study);
    const { step, missing } = await readinessOf(trx, study);
    if (step === null || missing.length > 0) throw new UserProblem('wrong_state', missing.join(' '));
    await takeStep(app, trx, actor, { study, step });
    const released = await releaseReplicate(app, trx, study, FIRST_REPLICATE);
    const caseCount = released - (await heedObjectionsOfFresh(app, trx, actor, study));
    await recordAudit(trx, actor, app.clock(), {
      action: 'sample.release',
      objectKind: 'study',
      objectId: study.id,
      detail: { replicate: FIRST_REPLICATE, cases: caseCount },
    });
    return caseCount;
  });
}
