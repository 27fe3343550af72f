import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Breakdown } from '../../domain/response/breakdown.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import { studyPath } from '../studies/study-navigation.js';

/** The address of the page about the response. */
export function responsePath(slug: string): string {
  return studyPath(slug, 'response');
}

/** Where a number is defined. */
export function definitionPath(slug: string, id: string): string {
  return `${studyPath(slug, 'response/definitions')}#${id}`;
}

/** Which number it is whose cases are asked for. */
export interface NumberOnPage {
  readonly set: CaseSet;
  readonly by?: Breakdown;
  readonly part?: string;
  readonly domain?: string | null;
  /** Only whoever was called last on this day or before. */
  readonly until?: CivilDate | null;
}

/** Makes the links to the cases behind numbers; for who may not see cases, none. */
export type CaseLink = (number: NumberOnPage) => { href?: string };

export function caseLinkOf(slug: string, roles: readonly Role[]): CaseLink {
  if (!mayDo(roles, 'response.cases')) return () => ({});
  return ({ set, by = 'domain', part, domain, until }) => {
    const query = new URLSearchParams({ set });
    if (by !== 'domain') query.set('by', by);
    if (part !== undefined && part !== '') query.set('part', part);
    if (domain !== undefined && domain !== null) query.set('domain', domain);
    if (until !== undefined && until !== null) query.set('until', until);
    return { href: `${responsePath(slug)}/cases?${query.toString()}` };
  };
}
