import type { Application } from '../../application.js';
import { type InterviewQuality, interviewQuality } from '../interviews/interview-quality.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { type ContradictionCounts, countContradictions } from '../telephony/overview.service.js';

/** Whether what was written down fits, and how the interviews went. */
export interface Conversations extends InterviewQuality {
  readonly study: Study;
  readonly contradictions: ContradictionCounts;
}

/** @throws UserProblem `not_found` */
export async function conversationsOf(app: Application, slug: string): Promise<Conversations> {
  const study = await getStudy(app.database.read, slug);
  return {
    study,
    contradictions: await countContradictions(app.database.read, study),
    ...(await interviewQuality(app, study)),
  };
}
