import type { Application } from '../../application.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import { type Domain, getStudy, type Study } from '../studies/studies.service.js';
import { countSets } from './breakdown.queries.js';

/** How far cases come, in their order; each step is a part of the one before. */
export const FUNNEL_STEPS = [
  'all',
  'in_field',
  'contacted',
  'permitted',
  'started',
  'I',
] as const satisfies readonly CaseSet[];

/** Where every case of the sample is left; each is in exactly one. */
export const FUNNEL_ENDS = [
  'excluded',
  'NE',
  'unreleased',
  'not_contacted',
  'not_permitted',
  'not_started',
  'not_completed',
  'I',
] as const satisfies readonly CaseSet[];

export type FunnelSet = (typeof FUNNEL_STEPS)[number] | (typeof FUNNEL_ENDS)[number];

/** How far the cases of a domain, or of the whole study, came. */
export interface FunnelPart {
  /** `null` for the whole study. */
  readonly domain: Domain | null;
  /** Persons in the frame; `null` when that is not known. */
  readonly frame: number | null;
  readonly counts: Readonly<Record<FunnelSet, number>>;
}

/** The funnel of a study. */
export interface StudyFunnel {
  readonly study: Study;
  readonly parts: readonly FunnelPart[];
  readonly total: FunnelPart;
}

const COUNTED: readonly FunnelSet[] = [...new Set<FunnelSet>([...FUNNEL_STEPS, ...FUNNEL_ENDS])];

/**
 * How far the cases of a study came, per domain: from the frame to a complete interview.
 * @throws UserProblem `not_found`
 */
export async function findFunnel(app: Application, slug: string): Promise<StudyFunnel> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const counted = await countSets(db, study.id, COUNTED);
  const partOf = (domain: Domain | null, domains: readonly Domain[]): FunnelPart => {
    const own = counted.filter(({ domainId }) => domains.some(({ id }) => id === domainId));
    const sizes = domains.flatMap(({ populationSize }) => populationSize ?? []);
    return {
      domain,
      frame: sizes.length < domains.length ? null : sum(sizes),
      counts: Object.fromEntries(
        COUNTED.map((set) => [set, sum(own.map(({ counts }) => counts[set] ?? 0))]),
      ) as Record<FunnelSet, number>,
    };
  };
  return {
    study,
    parts: study.domains.map((domain) => partOf(domain, [domain])),
    total: partOf(null, study.domains),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
