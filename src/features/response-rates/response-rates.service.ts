import type { Application } from '../../application.js';
import { type ResponseSummary, summariseResponse } from '../../domain/response/response-summary.js';
import { type Domain, getStudy, type Study } from '../studies/studies.service.js';
import { tallyCases } from './response-rates.queries.js';

/** The response of a study, per domain and in total. */
export interface StudyResponse {
  readonly study: Study;
  readonly domains: readonly { readonly domain: Domain; readonly summary: ResponseSummary }[];
  readonly total: ResponseSummary;
}

/** @throws UserProblem `not_found` */
export async function responseOfStudy(app: Application, slug: string): Promise<StudyResponse> {
  const study = await getStudy(app.database.read, slug);
  const tallies = await tallyCases(app.database.read, study.id);
  return {
    study,
    domains: study.domains.map((domain) => ({
      domain,
      summary: summariseResponse(tallies.filter(({ domainId }) => domainId === domain.id)),
    })),
    total: summariseResponse(tallies),
  };
}

interface ResponseJson {
  readonly counts: ResponseSummary['counts'];
  readonly unreleased: number;
  readonly released: number;
  readonly approached: number;
  readonly interviews: number;
  readonly municipal_rate: number | null;
  readonly rates: ResponseSummary['rates'];
}

/** The response in the form that the command line promises. */
export function responseJson({ study, domains, total }: StudyResponse): {
  readonly study: string;
  readonly total: ResponseJson;
  readonly per_domain: Readonly<Record<string, ResponseJson>>;
} {
  return {
    study: study.slug,
    total: summaryJson(total),
    per_domain: Object.fromEntries(domains.map(({ domain, summary }) => [domain.code, summaryJson(summary)])),
  };
}

function summaryJson(summary: ResponseSummary): ResponseJson {
  return {
    counts: summary.counts,
    unreleased: summary.unreleased,
    released: summary.released,
    approached: summary.approached,
    interviews: summary.counts.I,
    municipal_rate: summary.municipalRate,
    rates: summary.rates,
  };
}
