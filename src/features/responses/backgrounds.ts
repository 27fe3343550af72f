import type { Background } from '../../domain/privacy/k-anonymity.js';
import type { Respondent } from './responses.queries.js';

/** What could be known to others of a respondent. */
export function backgroundOf(known: Respondent): Background {
  const { domainId, respondent, segment, measure, ageBand, traits } = known;
  return { domain: domainId, respondent, segment, measure, ageBand, ...traits };
}
