import type { Reader } from '../../database/database.js';
import { partsOfStratum, stratumCode } from '../../domain/sampling/stratum-code.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './weights.queries.js';

/** The strata within which the sample of a study was drawn. */
export interface StudyDesign {
  /** Ids of the domains of which segments were drawn apart. */
  readonly splitDomains: ReadonlySet<string>;
  /** The stratum of whoever has this domain and segment: `basishulp`, or `specialistisch/jeugd_ggz`. */
  readonly stratumOf: (domainId: string, segment: string | null) => string;
  /** Persons in the frame; `null` when not known. */
  readonly populationOf: (stratum: string) => number | null;
}

/** How the sample of a study was drawn; of imported answers, with its domains as strata. */
export async function designOf(db: Reader, study: Study): Promise<StudyDesign> {
  const drawn = await queries.listDrawnStrata(db, study.id);
  const split = drawn.filter(({ stratum }) => partsOfStratum(stratum).segment !== null);
  const splitDomains = new Set(split.map(({ domainId }) => domainId));
  const codes = new Map(study.domains.map(({ id, code }) => [id, code]));
  const sizes = new Map<string, number | null>([
    ...study.domains.map(({ code, populationSize }) => [code, populationSize] as const),
    ...split.map(({ stratum, frameSize }) => [stratum, frameSize] as const),
  ]);
  return {
    splitDomains,
    stratumOf: (domainId, segment) =>
      stratumCode(codes.get(domainId) ?? '', splitDomains.has(domainId) ? (segment ?? '') : null),
    populationOf: (stratum) => sizes.get(stratum) ?? null,
  };
}
