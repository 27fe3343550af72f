import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Breakdown } from '../../domain/response/breakdown.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import type { SubNavigation } from '../../web/components.js';
import { studyPath } from '../studies/study-navigation.js';

/** The pages about the response, by the last part of their address. */
export type ResponsePage = 'rates' | 'curve' | 'funnel' | 'daily' | 'definitions';

const LABELS: Readonly<Record<ResponsePage, string>> = {
  rates: 'Percentages',
  curve: 'Verloop',
  funnel: 'Van kader tot interview',
  daily: 'Dagverslag',
  definitions: 'Definities',
};

/** The address of a page about the response. */
export function responsePath(slug: string, page: ResponsePage = 'rates'): string {
  const path = studyPath(slug, 'response');
  return page === 'rates' ? path : `${path}/${page}`;
}

/** Links to the pages about the response. */
export function responseNavigation(slug: string, current: ResponsePage): SubNavigation {
  return {
    label: 'Pagina’s over de respons',
    items: (Object.keys(LABELS) as ResponsePage[]).map((page) => ({
      label: LABELS[page],
      href: responsePath(slug, page),
      current: page === current,
    })),
  };
}

/** Where a number is explained. */
export function definitionPath(slug: string, term: string): string {
  return `${responsePath(slug, 'definitions')}#${term}`;
}

/** Which number it is whose cases are asked for. */
export interface NumberOnPage {
  readonly set: CaseSet;
  readonly by?: Breakdown;
  readonly part?: string;
  readonly domain?: string | null;
}

/** Makes the links to the cases behind numbers; for who may not see cases, none. */
export type CaseLink = (number: NumberOnPage) => { href?: string };

export function caseLinkOf(slug: string, roles: readonly Role[]): CaseLink {
  if (!mayDo(roles, 'response.cases')) return () => ({});
  return ({ set, by = 'domain', part, domain }) => {
    const query = new URLSearchParams({ set });
    if (by !== 'domain') query.set('by', by);
    if (part !== undefined && part !== '') query.set('part', part);
    if (domain !== undefined && domain !== null) query.set('domain', domain);
    return { href: `${responsePath(slug)}/cases?${query.toString()}` };
  };
}
