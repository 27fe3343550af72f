import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import {
  funnelCounts,
  type FunnelSet,
  type Reached,
  type ReachedTally,
} from '../../domain/response/funnel.js';
import { listPartCounts } from '../case-counts/case-counts.service.js';
import { type Domain, getStudy, type Study } from '../studies/studies.service.js';

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

/**
 * How far the cases of a study came, per domain: from the frame to a complete interview. Read from the counts: not one
 * case is looked at.
 * @throws UserProblem `not_found`
 */
export async function findFunnel(app: Application, slug: string): Promise<StudyFunnel> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const tallies = await listReached(db, study.id);
  const partOf = (domain: Domain | null, domains: readonly Domain[]): FunnelPart => {
    const sizes = domains.flatMap(({ populationSize }) => populationSize ?? []);
    return {
      domain,
      frame: sizes.length < domains.length ? null : sizes.reduce((sum, size) => sum + size, 0),
      counts: funnelCounts(tallies.filter(({ domainId }) => domains.some(({ id }) => id === domainId))),
    };
  };
  return {
    study,
    parts: study.domains.map((domain) => partOf(domain, [domain])),
    total: partOf(null, study.domains),
  };
}

async function listReached(
  db: Reader,
  studyId: string,
): Promise<readonly (ReachedTally & { readonly domainId: string })[]> {
  const counts = await listPartCounts(db, studyId, 'reached');
  const released = new Set(counts.filter(({ isReleased }) => isReleased).map(({ replicate }) => replicate));
  return counts.map(({ value, ...count }) => ({
    ...count,
    reached: value as Reached,
    isReplicateReleased: released.has(count.replicate),
  }));
}
