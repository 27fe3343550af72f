import type { Application } from '../../application.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { TeamRecord } from '../../domain/quality/interviewer-records.js';
import type { PartResponse } from '../../domain/response/breakdown.js';
import { getLiveFieldwork, type LiveFieldwork } from '../live-page/live-page.service.js';
import { type Conversations, conversationsOf } from '../quality/conversations.service.js';
import { type InterviewersOfStudy, interviewersOfStudy } from '../quality/interviewers.service.js';
import { type StudyNonResponse, studyNonResponse } from '../quality/non-response.service.js';
import { type CallPatterns, callPatterns } from '../quality/patterns.service.js';
import type { Study } from '../studies/studies.service.js';
import { getVerification, type StudyVerification } from '../verification/verification.service.js';
import { breakDownResponse } from './breakdown.service.js';
import { findCurves, type StudyCurves } from './curve.service.js';
import { findFunnel, type StudyFunnel } from './funnel.service.js';

/** The figures with which the definitions are explained. */
export interface DefinedFigures {
  readonly study: Study;
  readonly total: PartResponse;
  readonly curves: StudyCurves;
  readonly funnel: StudyFunnel;
  readonly nonResponse: StudyNonResponse;
  /** For who supervises. */
  readonly calling: DefinedCalling | null;
}

/** What is shown of calling, interviewers and conversations. */
export interface DefinedCalling {
  readonly team: TeamRecord;
  readonly interviews: InterviewersOfStudy['interviews'];
  readonly live: LiveFieldwork;
  readonly patterns: CallPatterns;
  readonly conversations: Conversations;
  readonly verification: StudyVerification;
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
  const nonResponse = await studyNonResponse(app, { slug, domain: null });
  const calling = mayDo(roles, 'fieldwork.supervise') ? await callingToDefine(app, study) : null;
  return { study, total, curves, funnel, nonResponse, calling };
}

async function callingToDefine(app: Application, study: Study): Promise<DefinedCalling> {
  const { slug } = study;
  const { team, interviews } = await interviewersOfStudy(app, slug);
  return {
    team,
    interviews,
    live: await getLiveFieldwork(app, study),
    patterns: await callPatterns(app, { slug, domain: null }),
    conversations: await conversationsOf(app, slug),
    verification: await getVerification(app, slug),
  };
}
