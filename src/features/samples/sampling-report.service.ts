import type { Reader } from '../../database/database.js';
import type { Study } from '../studies/studies.service.js';
import { listUnits, pseudonymOf, type StoredDraw } from './samples.service.js';

/** One domain of the sampling report. */
export interface SampledDomain {
  /** Persons in the frame. */
  readonly frame_size: number;
  /** Persons left to draw from after one child per family was chosen. */
  readonly selectable_size: number;
  readonly sample_size: number;
  /** Sample size divided by frame size: the chance of a person, on average. */
  readonly probability: number;
  /** Sample size divided by selectable size: the chance of whoever was left to draw from. */
  readonly selection_probability: number;
}

/** What `sample draw --json` prints, and the file of the sampling report. */
export interface SamplingReport {
  readonly study: string;
  readonly seed: number;
  readonly algorithm: string;
  readonly frame_hash: string;
  readonly one_child_per_family: boolean;
  readonly per_domain: Readonly<Record<string, SampledDomain>>;
  /** Pseudonyms of the drawn persons, in order. */
  readonly ids: readonly string[];
}

/** The report of a draw, for programs: the same for the same draw, whenever it is asked. */
export async function samplingReport(db: Reader, study: Study, draw: StoredDraw): Promise<SamplingReport> {
  const units = await listUnits(db, draw);
  const domains = study.domains.flatMap(({ id, code }) => {
    const stratum = draw.strata.find(({ domainId }) => domainId === id);
    if (stratum === undefined) return [];
    const { frameSize, selectableSize, sampleSize } = stratum;
    const sampled: SampledDomain = {
      frame_size: frameSize,
      selectable_size: selectableSize,
      sample_size: sampleSize,
      probability: frameSize === 0 ? 0 : sampleSize / frameSize,
      selection_probability: stratum.probability,
    };
    return [[code, sampled] as const];
  });
  return {
    study: study.slug,
    seed: draw.seed,
    algorithm: draw.algorithm,
    frame_hash: draw.frameHash,
    one_child_per_family: draw.settings.oneChildPerFamily,
    per_domain: Object.fromEntries(domains),
    ids: units.map(({ personNumber }) => pseudonymOf(personNumber)),
  };
}
