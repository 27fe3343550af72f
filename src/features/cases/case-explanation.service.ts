import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { localTime } from '../../domain/calendar/instant.js';
import type { Claimant, Shifts } from '../../domain/calling/claim.js';
import { type DomainProgress, isTargetReached } from '../../domain/calling/domain-target.js';
import { type Explanation, explainPlan } from '../../domain/calling/explain.js';
import { findShiftsOfToday, listClaimants } from '../interviewers/interviewers.service.js';
import type { Study } from '../studies/studies.service.js';
import { listDomainProgress } from './case-claims.queries.js';
import { isFamilyInHand } from './family-in-hand.service.js';
import { permittedPlan } from './case-plan.js';
import { listRunningPauses, pauseOf, type RunningPause } from '../field-pauses/field-pauses.service.js';
import type { CaseFile } from './case-record.js';

/** What goes on in a study now: looked up once to explain any number of cases. */
export interface FieldNow {
  readonly study: Study;
  readonly claimants: readonly Claimant[];
  readonly shifts: Shifts;
  readonly progress: readonly DomainProgress[];
  readonly pauses: readonly RunningPause[];
}

export async function lookAtField(app: Application, db: Reader, study: Study): Promise<FieldNow> {
  const now = app.clock();
  return {
    study,
    claimants: await listClaimants(db),
    shifts: await findShiftsOfToday(db, now),
    progress: await listDomainProgress(db, study.id, now),
    pauses: await listRunningPauses(db, study.id),
  };
}

/** Why a case is called now, or why not and when it is: by the decisions that give cases out. */
export async function explainCase(
  app: Application,
  db: Reader,
  { study, claimants, shifts, progress, pauses }: FieldNow,
  file: CaseFile,
): Promise<Explanation> {
  const now = app.clock();
  const { record, state } = file;
  const domain = progress.find(({ domainId }) => domainId === record.domainId);
  return explainPlan({ state, plan: permittedPlan(file, study.rules, localTime(now).date) }, claimants, {
    now,
    rules: study.rules.calling,
    shifts,
    isInHand: state.heldBy !== null && (record.leaseUntil ?? '') > now,
    isFamilyInHand: await isFamilyInHand(db, record.id, now),
    isTargetReached: domain !== undefined && isTargetReached(domain),
    pause: pauseOf(pauses, record.domainId),
  });
}
