import type { Application } from '../../application.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { TeamRecord } from '../../domain/quality/interviewer-records.js';
import type { PartResponse } from '../../domain/response/breakdown.js';
import { findOutlook } from '../live-page/outlook.service.js';
import { interviewersOfStudy } from '../quality/interviewers.service.js';
import type { Study } from '../studies/studies.service.js';
import { breakDownResponse } from './breakdown.service.js';
import { findCurves, type StudyCurves } from './curve.service.js';
import { findFunnel, type StudyFunnel } from './funnel.service.js';

/** The figures with which the definitions are explained. */
export interface DefinedFigures {
  readonly study: Study;
  readonly total: PartResponse;
  readonly curves: StudyCurves;
  readonly funnel: StudyFunnel;
  /** What is shown of calling and interviewers, for who supervises. */
  readonly calling: { readonly team: TeamRecord; readonly callsPerDay: number | null } | null;
}

/** @throws UserProblem `not_found` */
export async function figuresToDefine(
  app: Application,
  slug: string,
  roles: readonly Role[],
): Promise<DefinedFigures> {
  const { study, total } = await breakDownResponse(app, { slug, by: 'domain', domain: null });
  const curves = await findCurves(app, slug);
  const funnel = await findFunnel(app, slug);
  if (!mayDo(roles, 'fieldwork.supervise')) return { study, total, curves, funnel, calling: null };
  const { team } = await interviewersOfStudy(app, slug);
  const outlook = await findOutlook(app, study);
  return { study, total, curves, funnel, calling: { team, callsPerDay: outlook?.callsPerDay ?? null } };
}
