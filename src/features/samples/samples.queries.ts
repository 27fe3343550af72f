import { insertRows, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { ExclusionReason } from '../../domain/contact/case-event.js';
import type { Sex } from '../../domain/frame/cell-value.js';
import type { AgeBand } from '../../domain/frame/eligibility.js';
import type { DrawMethod } from '../../domain/sampling/draw.js';

/** One draw of a study: the one in use, or one that it replaced. */
export interface StoredDraw {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly seed: number;
  /** Name and version: the same inputs give the same sample as long as both are the same. */
  readonly algorithm: string;
  readonly frameHash: string;
  readonly settings: DrawSettings;
  /** Why it replaced the draw before it. */
  readonly reason: string | null;
  readonly replacesDrawId: string | null;
  readonly drawnAt: string;
  /** The user; `null` for whoever drew with the command line. */
  readonly drawnBy: string | null;
  readonly strata: readonly StoredStratum[];
}

/** What was decided before the draw, beside its seed and sizes. */
export interface DrawSettings {
  readonly method: DrawMethod;
  readonly oneChildPerFamily: boolean;
  readonly replicateShares: readonly number[];
  /** Report year since which interviewed persons were left out; `null` when nobody was. */
  readonly leaveOutSince: number | null;
  /** Persons who were left out because they are on the objection list. */
  readonly objecting: number;
  /** The plan that the sizes came from; `null` when they were chosen without one. */
  readonly plan: DrawnPlan | null;
}

/** A plan as it stands with a draw. */
export interface DrawnPlan {
  /** The settings of the planning page, as an address holds them. */
  readonly query: string;
  /** Whether the sizes were drawn as the plan had them. */
  readonly isFollowed: boolean;
}

export interface StoredStratum {
  /** As `stratumCode` makes it. */
  readonly stratum: string;
  readonly domainId: string;
  /** Persons in the frame. */
  readonly frameSize: number;
  /** Persons of the frame that were not drawn from, because of an earlier interview. */
  readonly leftOut: number;
  /** Persons left to draw from after that, and after one child per family was chosen. */
  readonly selectableSize: number;
  readonly sampleSize: number;
  /** Sample size divided by selectable size. */
  readonly probability: number;
}

export interface StoredUnit {
  readonly personNumber: number;
  readonly stratum: string;
  readonly domainId: string;
  readonly inclusionProbability: number;
  readonly designWeight: number;
  readonly replicate: number;
}

/** A case at its birth, with the person behind it. */
export interface NewCase extends Omit<StoredUnit, 'personNumber' | 'stratum'> {
  readonly id: string;
  readonly personId: string;
  readonly caseNumber: string;
  readonly segment: string | null;
  readonly measure: string | null;
  /** On the first day of the fieldwork; `null` when the birth date may not be used. */
  readonly ageBand: AgeBand | null;
  readonly sex: Sex | null;
  readonly firstTime: 'yes' | 'no' | null;
  readonly exclusionReason: ExclusionReason | null;
}

/** What a draw was before there was something to choose. */
const PLAIN_DRAW: DrawSettings = {
  method: 'simple',
  oneChildPerFamily: true,
  replicateShares: [1],
  leaveOutSince: null,
  objecting: 0,
  plan: null,
};

interface DrawRow {
  readonly id: string;
  readonly is_current: number;
  readonly seed: string;
  readonly algorithm: string;
  readonly frame_hash: string;
  readonly settings: string;
  readonly reason: string | null;
  readonly replaces_draw_id: string | null;
  readonly drawn_at: string;
  readonly drawn_by: string | null;
}

interface StratumRow {
  readonly draw_id: string;
  readonly stratum: string;
  readonly domain_id: string;
  readonly frame_size: number;
  readonly left_out: number;
  readonly selectable_size: number;
  readonly sample_size: number;
  readonly inclusion_probability: number;
}

interface UnitRow {
  readonly person_number: number;
  readonly stratum: string;
  readonly domain_id: string;
  readonly inclusion_probability: number;
  readonly design_weight: number;
  readonly replicate: number;
}

export async function insertDraw(trx: Transaction, draw: StoredDraw, studyId: string): Promise<void> {
  await trx('draws').insert({
    id: draw.id,
    study_id: studyId,
    is_current: draw.isCurrent ? 1 : 0,
    seed: String(draw.seed),
    algorithm: draw.algorithm,
    frame_hash: draw.frameHash,
    settings: JSON.stringify(draw.settings),
    reason: draw.reason,
    replaces_draw_id: draw.replacesDrawId,
    drawn_at: draw.drawnAt,
    drawn_by: draw.drawnBy,
  });
  await insertRows(
    trx,
    'draw_strata',
    draw.strata.map((stratum) => ({
      draw_id: draw.id,
      stratum: stratum.stratum,
      domain_id: stratum.domainId,
      frame_size: stratum.frameSize,
      left_out: stratum.leftOut,
      selectable_size: stratum.selectableSize,
      sample_size: stratum.sampleSize,
      inclusion_probability: stratum.probability,
    })),
  );
}

export async function insertUnits(
  trx: Transaction,
  drawId: string,
  units: readonly StoredUnit[],
): Promise<void> {
  const rows = units.map((unit) => ({
    draw_id: drawId,
    person_number: unit.personNumber,
    stratum: unit.stratum,
    domain_id: unit.domainId,
    inclusion_probability: unit.inclusionProbability,
    design_weight: unit.designWeight,
    replicate: unit.replicate,
  }));
  await insertRows(trx, 'draw_units', rows);
}

/** Makes the cases of a draw, and ties each to its person in the vault. */
export async function insertCases(
  trx: Transaction,
  { studyId, drawId, at }: { studyId: string; drawId: string; at: string },
  cases: readonly NewCase[],
): Promise<void> {
  const rows = cases.map((one) => ({
    id: one.id,
    study_id: studyId,
    domain_id: one.domainId,
    draw_id: drawId,
    case_number: one.caseNumber,
    segment: one.segment,
    measure: one.measure,
    age_band: one.ageBand,
    sex: one.sex,
    first_time: one.firstTime,
    inclusion_probability: one.inclusionProbability,
    design_weight: one.designWeight,
    replicate: one.replicate,
    exclusion_reason: one.exclusionReason,
    excluded_at: one.exclusionReason === null ? null : at,
    status: one.exclusionReason === null ? 'unreleased' : 'excluded',
    rate_group: one.exclusionReason === null ? 'open' : 'excluded',
  }));
  await insertRows(trx, 'cases', rows);
  const links = cases.map(({ id, personId }) => ({ case_id: id, person_id: personId, response_id: null }));
  await insertRows(trx, 'vault_case_links', links);
}

/** Sets a draw aside that was never released: what was drawn stays on record, its cases do not. */
export async function retireDraw(trx: Transaction, drawId: string): Promise<void> {
  await trx('draws').where({ id: drawId }).update({ is_current: 0 });
  const cases = await trx('cases').where({ draw_id: drawId }).pluck<string[]>('id');
  for (const piece of pieces(cases)) {
    await trx('vault_case_links')
      .whereIn('case_id', [...piece])
      .delete();
    await trx('cases')
      .whereIn('id', [...piece])
      .delete();
  }
}

/** The newest first. */
export async function listDraws(db: Reader, studyId: string): Promise<readonly StoredDraw[]> {
  const draws = await db('draws')
    .where({ study_id: studyId })
    .orderBy([{ column: 'is_current', order: 'desc' }, { column: 'drawn_at', order: 'desc' }, 'id'])
    .select<DrawRow[]>('*');
  const strata = await db('draw_strata')
    .whereIn(
      'draw_id',
      draws.map(({ id }) => id),
    )
    .orderBy(['draw_id', 'stratum'])
    .select<StratumRow[]>('*');
  return draws.map((draw) => ({
    id: draw.id,
    isCurrent: draw.is_current === 1,
    seed: Number(draw.seed),
    algorithm: draw.algorithm,
    frameHash: draw.frame_hash,
    settings: { ...PLAIN_DRAW, ...(JSON.parse(draw.settings) as Partial<DrawSettings>) },
    reason: draw.reason,
    replacesDrawId: draw.replaces_draw_id,
    drawnAt: draw.drawn_at,
    drawnBy: draw.drawn_by,
    strata: strata.filter(({ draw_id }) => draw_id === draw.id).map(toStratum),
  }));
}

/** In the order of the persons' numbers. */
export async function listUnits(db: Reader, drawId: string): Promise<readonly StoredUnit[]> {
  const rows = await db('draw_units')
    .where({ draw_id: drawId })
    .orderBy('person_number')
    .select<UnitRow[]>('*');
  return rows.map((row) => ({
    personNumber: row.person_number,
    stratum: row.stratum,
    domainId: row.domain_id,
    inclusionProbability: row.inclusion_probability,
    designWeight: row.design_weight,
    replicate: row.replicate,
  }));
}

function toStratum(row: StratumRow): StoredStratum {
  return {
    stratum: row.stratum,
    domainId: row.domain_id,
    frameSize: row.frame_size,
    leftOut: row.left_out,
    selectableSize: row.selectable_size,
    sampleSize: row.sample_size,
    probability: row.inclusion_probability,
  };
}
