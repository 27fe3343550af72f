import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { CallPlan, DuePlan, NotDueReason } from '../../domain/calling/call-plan.js';
import { contactEffort } from '../../domain/calling/contact-effort.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import type { NobodyFor } from '../interviewers/interviewers.service.js';
import { permittedPlan } from './case-plan.js';
import type { CaseFile } from './case-record.js';

/** Whether anybody will call a case as things are. */
export interface PlannedCall {
  readonly plan: CallPlan;
  /** Whether a call is planned that somebody can make. */
  readonly isCallPlanned: boolean;
  /** Whether one more attempt is what it takes. */
  readonly isSpent: boolean;
  /** What must still be tried before the case may be closed as not reached, in Dutch. */
  readonly missingEffort: readonly string[];
}

/** Reasons that go away when the supervisor adds an attempt. */
const SPENT: readonly NotDueReason[] = ['attempts_used', 'dials_used', 'resumes_used'];

export function plannedCallOf(
  file: CaseFile,
  { rules, now, nobodyFor }: { rules: StudyRules; now: Instant; nobodyFor: NobodyFor },
): PlannedCall {
  const plan = permittedPlan(file, rules, localTime(now).date);
  const isSpent = !plan.isDue && SPENT.includes(plan.reason);
  return {
    plan,
    isCallPlanned: plan.isDue && !canNeverBeMade(plan, now, nobodyFor),
    isSpent,
    missingEffort: isSpent ? contactEffort(file.state, rules.calling).missing : [],
  };
}

/** A call for a language that nobody speaks, for somebody who does not call any more, or whose days are over. */
function canNeverBeMade(plan: DuePlan, now: Instant, { unspoken, notCalling }: NobodyFor): boolean {
  const isOver = plan.expiresAt !== null && plan.expiresAt <= now;
  const isAssignedAway = plan.assignedTo !== null && notCalling.includes(plan.assignedTo);
  return isOver || isAssignedAway || (plan.language !== null && unspoken.includes(plan.language));
}
