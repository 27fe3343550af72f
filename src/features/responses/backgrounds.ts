import type { Background } from '../../domain/privacy/k-anonymity.js';
import type { Respondent } from './responses.queries.js';

/** What could be known to others of a respondent. */
export function backgroundOf({ domainId, respondent, segment, measure, ageBand }: Respondent): Background {
  return { domain: domainId, respondent, segment, measure, ageBand };
}
