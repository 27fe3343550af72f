import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import type { CallPlan, DuePlan } from '../../domain/calling/call-plan.js';
import { type ClaimStep, claimOrderAt, isClaimable, mayTake } from '../../domain/calling/claim.js';
import type { Field } from './field.js';
import type { VirtualCase } from './virtual-case.js';

/** Planned calls in the order of the program's own queue. A plan is made anew when something happened to a case. */
export class VirtualQueue {
  private readonly plans = new Map<VirtualCase, CallPlan>();
  /** The planned calls of each rank and slot. */
  private readonly steps = new Map<string, Map<VirtualCase, DuePlan>>();
  private readonly field: Field;
  private readonly startOfToday: Instant;

  constructor(field: Field, cases: readonly VirtualCase[], at: Instant) {
    this.field = field;
    this.startOfToday = instantAt(localTime(field.setting.now).date, 0);
    for (const one of cases) this.refresh(one, at);
  }

  refresh(one: VirtualCase, at: Instant): void {
    const before = this.plans.get(one);
    if (before?.isDue === true) this.steps.get(nameOf(before))?.delete(one);
    const plan = one.planAt(at);
    this.plans.set(one, plan);
    if (!plan.isDue) return;
    const step = this.steps.get(nameOf(plan)) ?? new Map<VirtualCase, DuePlan>();
    this.steps.set(nameOf(plan), step.set(one, plan));
  }

  planOf(one: VirtualCase): CallPlan | undefined {
    return this.plans.get(one);
  }

  /** The case that an interviewer gets, or `null`. */
  next(interviewerId: string, now: Instant): VirtualCase | null {
    for (const step of claimOrderAt(now, this.field.setting.rules.calling)) {
      const found = this.nextInStep(step, interviewerId, now);
      if (found !== null) return found;
    }
    return null;
  }

  /** A case that a birthday took out of the queue is put right and passed over. */
  private nextInStep(step: ClaimStep, interviewerId: string, now: Instant): VirtualCase | null {
    for (;;) {
      const first = this.firstOf(step, interviewerId, now);
      if (first === null) return null;
      this.refresh(first, now);
      const plan = this.steps.get(nameOf(step))?.get(first);
      if (plan !== undefined && isClaimable(plan, now, this.field.setting.rules.calling)) return first;
    }
  }

  private firstOf(step: ClaimStep, interviewerId: string, now: Instant): VirtualCase | null {
    let best: VirtualCase | null = null;
    let bestDueAt: Instant | null = null;
    for (const [one, plan] of this.steps.get(nameOf(step)) ?? []) {
      if (bestDueAt !== null && plan.dueAt >= bestDueAt) continue;
      if (!isClaimable(plan, now, this.field.setting.rules.calling)) continue;
      if (!mayTake(plan, { interviewerId, languages: [] }, now) || this.isForToday(one)) continue;
      best = one;
      bestDueAt = plan.dueAt;
    }
    return best;
  }

  /** Appointments of today and later, and some cases, are left for whoever opens the demo. */
  private isForToday({ start, state }: VirtualCase): boolean {
    return start.person.isStillToCall || (state.appointment?.at ?? '') >= this.startOfToday;
  }
}

function nameOf({ rank, slot }: Pick<ClaimStep, 'rank' | 'slot'>): string {
  return `${String(rank)} ${slot}`;
}
