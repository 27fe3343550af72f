import type { Application } from '../../application.js';
import { type ResponseSummary, summariseResponse } from '../../domain/response/response-summary.js';
import { tallyFromCounts } from '../case-counts/case-counts.service.js';
import { type Domain, getStudy, type Study } from '../studies/studies.service.js';

/** The response of a study, per domain and in total. */
export interface StudyResponse {
  readonly study: Study;
  readonly domains: readonly { readonly domain: Domain; readonly summary: ResponseSummary }[];
  readonly total: ResponseSummary;
}

/** @throws UserProblem `not_found` */
export async function responseOfStudy(app: Application, slug: string): Promise<StudyResponse> {
  const study = await getStudy(app.database.read, slug);
  const tallies = await tallyFromCounts(app.database.read, study.id);
  return {
    study,
    domains: study.domains.map((domain) => ({
      domain,
      summary: summariseResponse(tallies.filter(({ domainId }) => domainId === domain.id)),
    })),
    total: summariseResponse(tallies),
  };
}
