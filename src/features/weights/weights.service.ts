import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Calibration } from '../../domain/statistics/design/calibration.js';
import type { Stratum } from '../../domain/statistics/design/stratum.js';
import { RakingError } from '../../domain/statistics/raking/rake-weights.js';
import {
  makeWeights as computeWeights,
  type MadeWeights,
  type WeightReport,
} from '../../domain/statistics/weighting/make-weights.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { propensityClassOf } from '../quality/non-response.service.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { checkedSettings, weightingProblem } from './checked-settings.js';
import { designOf, type StudyDesign } from './study-design.service.js';
import { cellLevels, groupPeople, planFor } from './weighting-groups.js';
import { settingsSchema, type WeightSettings } from './weights.forms.js';
import * as queries from './weights.queries.js';

export type { WeightSettings } from './weights.forms.js';

/** Weights under a name, with how they were made and what came of it. */
export interface WeightSet {
  readonly id: string;
  readonly name: string;
  /** From 1 within the name. */
  readonly version: number;
  readonly settings: WeightSettings;
  readonly report: WeightReport;
  readonly madeAt: Instant;
  /** Levels of the margins per number of a cell. */
  readonly cells: ReadonlyMap<number, readonly string[]>;
}

/**
 * Makes weights for the complete interviews of a study and keeps them under a name: the first version, or the next.
 * @throws UserProblem `not_found`; `wrong_state` without interviews; `invalid_input` for backgrounds that the study
 *   does not have, levels without a number or a number without interviews, totals or limits that cannot be met
 */
export async function makeWeights(
  app: Application,
  actor: Actor,
  input: { readonly study: string; readonly name: string; readonly settings: WeightSettings },
): Promise<WeightSet> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, input.study);
    const settings = checkedSettings(app.questionnaires.get(study.questionnaireId), study, input.settings);
    const people = await queries.listPeople(trx, study.id, settings.sources);
    if (people.length === 0) {
      throw new UserProblem('wrong_state', 'Er zijn nog geen voltooide interviews om te wegen.');
    }
    const design = await designOf(trx, study);
    const { cells } = input.settings;
    const levelsOf = cellLevels(
      cells,
      cells.includes('propensity') ? await propensityClassOf(trx, study.id) : () => '',
    );
    const groups = groupPeople(people, { design, levelsOf });
    const plan = planFor(input.settings, { design, levelsOf }, await queries.countCases(trx, study.id));
    const made = computed(() => computeWeights(groups, plan), settings.labels);
    const latest = (await queries.listWeightSets(trx, study.id)).find(({ name }) => name === input.name);
    const isFitted = input.settings.method !== 'none';
    const set = {
      id: app.newId(),
      studyId: study.id,
      name: input.name,
      version: (latest?.version ?? 0) + 1,
      settings: JSON.stringify(input.settings),
      report: JSON.stringify(made.report),
      cells: JSON.stringify(isFitted ? groups.map(({ levels }, at) => [at, levels]) : []),
      madeAt: app.clock(),
    };
    const weights = groups.flatMap(({ ids }, at) =>
      ids.map((responseId) => ({ responseId, cell: isFitted ? at : null, weight: made.weights[at] ?? 0 })),
    );
    await queries.insertWeightSet(trx, { ...set, madeBy: actor.id }, weights);
    await recordAudit(trx, actor, app.clock(), {
      action: 'weights.make',
      objectKind: 'weight_set',
      objectId: set.id,
      detail: { study: study.slug, version: set.version, interviews: weights.length },
    });
    return weightSetOf(set);
  });
}

function computed(compute: () => MadeWeights, labels: readonly string[]): MadeWeights {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RakingError) throw weightingProblem(error, labels);
    if (error instanceof RangeError && error.message.includes('outside the limits')) {
      throw new UserProblem(
        'invalid_input',
        'Alle gewichten vallen buiten de grenzen, dus er is niemand om het verschil over te verdelen. Kies ruimere grenzen.',
      );
    }
    if (error instanceof RangeError && error.message.includes('more interviews than cases')) {
      throw new UserProblem(
        'invalid_input',
        'In een groep zijn meer interviews dan mensen die getrokken zijn: van sommigen veranderde de leeftijd tijdens het veldwerk. Kies andere kenmerken om binnen op te hogen.',
      );
    }
    throw error;
  }
}

/** Every version of every name, the latest of a name first. */
export async function listWeightSets(db: Reader, study: Study): Promise<readonly WeightSet[]> {
  return (await queries.listWeightSets(db, study.id)).map(weightSetOf);
}

/** The names under which weights of a study were made. */
export async function listWeightNames(db: Reader, study: Study): Promise<readonly string[]> {
  return [...new Set((await listWeightSets(db, study)).map(({ name }) => name))];
}

/**
 * The weights with this id or name; of a name the latest version, or the one behind a colon: `rake:2`.
 * @throws UserProblem `not_found`
 */
export async function getWeightSet(db: Reader, study: Study, wanted: string): Promise<WeightSet> {
  const set = await findWeightSet(db, study, wanted);
  if (set !== null) return set;
  throw new UserProblem(
    'not_found',
    `Het onderzoek ${study.name} heeft geen gewichten met de naam ${wanted}.`,
  );
}

/** As `getWeightSet`; `null` when the study has none of that name. */
export async function findWeightSet(db: Reader, study: Study, wanted: string): Promise<WeightSet | null> {
  const sets = await listWeightSets(db, study);
  const exact = sets.find(
    ({ id, name, version }) => id === wanted || `${name}:${String(version)}` === wanted,
  );
  return exact ?? sets.find(({ name }) => name === wanted) ?? null;
}

/** What weights were made to do, in words that follow "gewogen met …:". */
export function howWeighted({ settings }: WeightSet): string {
  return HOW[settings.method];
}

const HOW = {
  none: 'opgehoogd voor non-respons',
  'post-stratified': 'aangepast aan bekende aantallen (poststratificatie)',
  raked: 'aangepast aan bekende aantallen van meer kenmerken tegelijk (raken)',
} as const;

/** The weights that a set has of these responses. */
export async function weightsOf(
  db: Reader,
  set: WeightSet,
  responses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return queries.listWeights(db, set.id, responses);
}

/** What a table must know of weights beside the weights themselves. */
export interface WeightedStrata {
  /** Interviews that have a weight, per stratum of the draw. */
  readonly sizes: ReadonlyMap<string, number>;
  /** `null` when the weights were not fitted to totals. */
  readonly calibration: Calibration | null;
}

/**
 * The strata and cells of the interviews of a set that count still.
 * @param keyOf what a table calls a stratum, and a cell within it
 */
export async function weightedStrata(
  db: Reader,
  study: Study,
  set: WeightSet,
  keyOf: {
    readonly stratum: (code: string) => string;
    readonly cell: (code: string, cell: number) => string;
  },
): Promise<WeightedStrata> {
  const design = await designOf(db, study);
  const counts = (await queries.countWeighted(db, set.id)).map((count) => ({
    ...count,
    code: design.stratumOf(count.domainId, count.segment),
  }));
  const sizes = new Map<string, number>();
  for (const { code, interviews } of counts) sizes.set(code, (sizes.get(code) ?? 0) + interviews);
  if (set.settings.method === 'none') return { sizes, calibration: null };
  const stratumOf = (code: string): Stratum => ({
    key: keyOf.stratum(code),
    sampleSize: sizes.get(code) ?? 0,
    populationSize: knownSize(design.populationOf(code), sizes.get(code) ?? 0),
  });
  const cells = new Map<string, Calibration['cells'][number]>();
  for (const { code, cell, interviews, w, ww } of counts) {
    if (cell === null) continue;
    const key = keyOf.cell(code, cell);
    const own = cells.get(key) ?? { interviews: 0, w: 0, ww: 0 };
    cells.set(key, {
      key,
      stratum: stratumOf(code),
      levels: set.cells.get(cell) ?? [],
      interviews: own.interviews + interviews,
      w: own.w + w,
      ww: own.ww + ww,
    });
  }
  return { sizes, calibration: { method: set.settings.method, cells: [...cells.values()] } };
}

/** Drawn people who are eligible and did not withdraw, per stratum of the draw. */
export async function casesPerStratum(
  db: Reader,
  study: Study,
  design: StudyDesign,
): Promise<ReadonlyMap<string, number>> {
  const cases = new Map<string, number>();
  for (const { domainId, segment, cases: count } of await queries.countCases(db, study.id)) {
    const code = design.stratumOf(domainId, segment);
    cases.set(code, (cases.get(code) ?? 0) + count);
  }
  return cases;
}

/** Whether a study has cases, so that non-response is known; imported answers have none. */
export async function hasCases(db: Reader, study: Study): Promise<boolean> {
  return (await queries.countCases(db, study.id)).length > 0;
}

/** A frame that is smaller than its own sample is out of date: better no correction than a wrong one. */
export function knownSize(populationSize: number | null, sampleSize: number): number | null {
  return populationSize !== null && populationSize >= sampleSize ? populationSize : null;
}

function weightSetOf(stored: queries.StoredWeightSet): WeightSet {
  const { id, name, version, madeAt } = stored;
  return {
    id,
    name,
    version,
    madeAt,
    settings: settingsSchema.parse(JSON.parse(stored.settings)),
    report: JSON.parse(stored.report) as WeightReport,
    cells: new Map(JSON.parse(stored.cells) as [number, string[]][]),
  };
}
