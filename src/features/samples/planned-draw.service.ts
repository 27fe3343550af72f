import type { Application } from '../../application.js';
import type { Study } from '../studies/studies.service.js';
import { readPlan } from './plan.forms.js';
import { planStudySample, type StudyPlan } from './sample-plan.service.js';
import type { DrawnPlan } from './samples.service.js';

/** A plan that somebody takes along to the draw. */
export interface PlannedDraw {
  /** The settings, as an address holds them. */
  readonly query: string;
  readonly plan: StudyPlan;
}

/**
 * Works out again the plan that an address or a form names, so that nobody has to believe the sizes in it.
 * @returns `null` without a plan, and for one that cannot be worked out
 */
export async function findPlannedDraw(
  app: Application,
  study: Study,
  query: string,
): Promise<PlannedDraw | null> {
  if (query === '') return null;
  const read = readPlan(study.domains, Object.fromEntries(new URLSearchParams(query)));
  if (!read.ok) return null;
  const outcome = await planStudySample(app, study, read.values);
  return outcome.ok ? { query, plan: outcome.plan } : null;
}

/** The plan as it is kept with a draw of these sizes. */
export function drawnPlan(
  planned: PlannedDraw | null,
  sizes: Readonly<Record<string, number>>,
): DrawnPlan | null {
  if (planned === null) return null;
  const codes = new Set([...Object.keys(sizes), ...Object.keys(planned.plan.sizes)]);
  const isFollowed = [...codes].every((code) => (sizes[code] ?? 0) === (planned.plan.sizes[code] ?? 0));
  return { query: planned.query, isFollowed };
}
