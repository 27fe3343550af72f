import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import { type FrameCounts, frameCounts } from '../frames/frame-report.service.js';
import type { Study } from '../studies/studies.service.js';
import { listUsers } from '../users/users.service.js';
import { findPlannedDraw } from './planned-draw.service.js';
import {
  countReplicates,
  listReleases,
  type ReplicateCount,
  type ReplicateRelease,
} from './replicates.queries.js';
import type { StudyPlan } from './sample-plan.service.js';
import {
  countCommonUnits,
  countExclusions,
  findCurrentDraw,
  listDraws,
  listUnits,
  pseudonymOf,
  type StoredDraw,
  type StoredStratum,
} from './samples.service.js';

/** One domain or stratum of the sampling report. */
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
  readonly method: string;
  /** Percentages of the replicates; one number for one replicate. */
  readonly replicate_shares: readonly number[];
  /** Report year since which interviewed persons were left out. */
  readonly left_out_since: number | null;
  /** Persons who were left out because they are on the objection list. */
  readonly on_objection_list: number;
  readonly drawn_at: string;
  readonly reason: string | null;
  /** Settings of the plan that the sizes came from, as an address holds them. */
  readonly plan: { readonly query: string; readonly followed: boolean } | null;
  readonly per_domain: Readonly<Record<string, SampledDomain>>;
  readonly per_stratum: Readonly<Record<string, SampledDomain & { readonly left_out: number }>>;
  /** Pseudonyms of the drawn persons, in order. */
  readonly ids: readonly string[];
  /** The same persons with their stratum, replicate, probability and weight. */
  readonly units: readonly {
    readonly id: string;
    readonly stratum: string;
    readonly replicate: number;
    readonly probability: number;
    readonly weight: number;
  }[];
}

/** The report of a draw, for programs: the same for the same draw, whenever it is asked. */
export async function samplingReport(db: Reader, study: Study, draw: StoredDraw): Promise<SamplingReport> {
  const units = await listUnits(db, draw);
  const domains = study.domains.flatMap(({ id, code }) => {
    const strata = draw.strata.filter(({ domainId }) => domainId === id);
    return strata.length === 0 ? [] : [[code, sampled(strata)] as const];
  });
  const { settings } = draw;
  return {
    study: study.slug,
    seed: draw.seed,
    algorithm: draw.algorithm,
    frame_hash: draw.frameHash,
    one_child_per_family: settings.oneChildPerFamily,
    method: settings.method,
    replicate_shares: settings.replicateShares,
    left_out_since: settings.leaveOutSince,
    on_objection_list: settings.objecting,
    drawn_at: draw.drawnAt,
    reason: draw.reason,
    plan: settings.plan === null ? null : { query: settings.plan.query, followed: settings.plan.isFollowed },
    per_domain: Object.fromEntries(domains),
    per_stratum: Object.fromEntries(
      draw.strata.map((one) => [one.stratum, { ...sampled([one]), left_out: one.leftOut }]),
    ),
    ids: units.map(({ personNumber }) => pseudonymOf(personNumber)),
    units: units.map((unit) => ({
      id: pseudonymOf(unit.personNumber),
      stratum: unit.stratum,
      replicate: unit.replicate,
      probability: unit.inclusionProbability,
      weight: unit.designWeight,
    })),
  };
}

function sampled(strata: readonly StoredStratum[]): SampledDomain {
  const sum = (of: (one: StoredStratum) => number): number =>
    strata.reduce((total, one) => total + of(one), 0);
  const frameSize = sum((one) => one.frameSize);
  const selectableSize = sum((one) => one.selectableSize);
  const sampleSize = sum((one) => one.sampleSize);
  return {
    frame_size: frameSize,
    selectable_size: selectableSize,
    sample_size: sampleSize,
    probability: frameSize === 0 ? 0 : sampleSize / frameSize,
    selection_probability: selectableSize === 0 ? 0 : sampleSize / selectableSize,
  };
}

/** Everything that the report tells people. */
export interface SamplingReportFacts {
  readonly study: Study;
  readonly draw: StoredDraw;
  readonly draws: readonly StoredDraw[];
  readonly common: ReadonlyMap<string, number>;
  readonly drawnBy: string;
  readonly frame: Pick<
    FrameCounts,
    'files' | 'persons' | 'atSecretAddress' | 'families' | 'withoutNumber' | 'uncertainMatches'
  >;
  /** The plan as it comes out today; `null` when the sizes were chosen without one. */
  readonly plan: StudyPlan | null;
  readonly exclusions: Awaited<ReturnType<typeof countExclusions>>;
  readonly replicates: readonly ReplicateCount[];
  readonly releases: readonly ReplicateRelease[];
}

/** @throws UserProblem `not_found` before the draw */
export async function samplingReportFacts(app: Application, study: Study): Promise<SamplingReportFacts> {
  const db = app.database.read;
  const draw = await getCurrentDraw(db, study);
  const draws = await listDraws(db, study);
  const user = (await listUsers(app)).find(({ id }) => id === draw.drawnBy);
  const planned = await findPlannedDraw(app, study, draw.settings.plan?.query ?? '');
  return {
    study,
    draw,
    draws,
    common: await countCommonUnits(db, draws),
    drawnBy: user?.name ?? (draw.drawnBy === null ? 'met de opdrachtregel' : 'een gebruiker van toen'),
    frame: await frameCounts(app, db, study),
    plan: planned?.plan ?? null,
    exclusions: await countExclusions(db, study),
    replicates: await countReplicates(db, draw.id),
    releases: await listReleases(db, draw.id),
  };
}

/** @throws UserProblem `not_found` before the draw */
export async function getCurrentDraw(db: Reader, study: Study): Promise<StoredDraw> {
  const draw = await findCurrentDraw(db, study);
  if (draw === null) throw new UserProblem('not_found', 'Er is nog geen steekproef getrokken.');
  return draw;
}
