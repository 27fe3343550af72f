import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import {
  type Draw,
  type DrawMethod,
  type DrawPlan,
  type DrawProblem,
  drawSample,
} from '../../domain/sampling/draw.js';
import { hashFrame } from '../../domain/sampling/frame-unit.js';
import type { Seed } from '../../domain/sampling/random.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy, type Study, takeStep, updatePopulationSize } from '../studies/studies.service.js';
import { makeCases } from './draw-cases.js';
import { type DrawFrame, openDrawFrame } from './draw-frame.js';
import { getStratum, splitDomains } from './draw-strata.js';
import * as drawCounts from './draw-counts.queries.js';
import * as queries from './samples.queries.js';
import type { DrawnPlan, DrawSettings, StoredDraw, StoredUnit } from './samples.queries.js';

export { pseudonymOf } from './draw-frame.js';
export type { DrawnPlan, StoredDraw, StoredStratum, StoredUnit } from './samples.queries.js';

/** What somebody wants to draw. */
export interface WantedDraw {
  /** `null`: the program makes one and keeps it. */
  readonly seed: Seed | null;
  /**
   * Sample size per stratum: the code of a domain, or of a segment (`specialistisch/jeugd_ggz`), which makes every segment
   * of that domain a stratum. What is not named is not drawn from.
   */
  readonly sizes: Readonly<Record<string, number>>;
  /** Why an earlier draw is replaced. */
  readonly reason: string | null;
  /** `simple` when left out. */
  readonly method?: DrawMethod;
  /** Relative sizes of the replicates; one replicate when left out. */
  readonly replicateShares?: readonly number[];
  /** Leaves out who was interviewed in a study on this report year or a later one. */
  readonly leaveOutSince?: number | null;
  /** The plan that the sizes come from. */
  readonly plan?: DrawnPlan | null;
}

/**
 * Draws the sample of a study and makes its cases. A draw that is asked again with the same seed, sizes and settings is
 * the draw that is there; another one replaces it, as long as no organisation has seen it. Whoever lives at a secret
 * address stays in the frame, is drawn like anybody else, and is taken out at once with contact data erased:
 * the probabilities of all others stay what they are.
 * @throws UserProblem `wrong_state` when the sample is in use, `invalid_input` when a size is above the frame or a draw
 *   is replaced without a reason
 */
export async function drawStudySample(
  app: Application,
  actor: Actor,
  slug: string,
  wanted: WantedDraw,
): Promise<StoredDraw> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    const earlier = await findCurrentDraw(trx, study);
    const asked = settingsOf(study, wanted);
    if (earlier !== null && isSame(earlier, wanted, asked)) return earlier;
    ensureMayDraw(study);
    if (earlier !== null) ensureReason(wanted);
    const split = splitDomains(study, wanted.sizes);
    const frame = await openDrawFrame(app, trx, study, { ...asked, splitDomains: split });
    const settings = { ...asked, objecting: frame.objecting };
    const plan = planOf(app, study, { wanted, settings, frame });
    const drawn = ensureDrawn(study, drawSample(frame.units, plan), settings);
    if (earlier !== null) await queries.retireDraw(trx, earlier.id);
    const draw = storedDraw(app, study, {
      drawn,
      settings,
      frame,
      earlier,
      reason: wanted.reason,
      drawnBy: actor.id,
    });
    await queries.insertDraw(trx, draw, study.id);
    await makeCases(app, trx, { study, draw, drawn, frame });
    for (const [domainId, persons] of populations(draw)) await updatePopulationSize(trx, domainId, persons);
    const step = study.status === 'design' ? 'draw_sample' : 'redraw_sample';
    await takeStep(app, trx, actor, { study, step });
    await recordAudit(trx, actor, app.clock(), {
      action: 'sample.draw',
      objectKind: 'draw',
      objectId: draw.id,
      detail: { study: slug, seed: draw.seed, cases: drawn.units.length, replaces: draw.replacesDrawId },
    });
    return draw;
  });
}

/** The draw in use, or `null` before the first. */
export async function findCurrentDraw(db: Reader, study: Study): Promise<StoredDraw | null> {
  return (await listDraws(db, study)).find(({ isCurrent }) => isCurrent) ?? null;
}

/** All draws of a study, the one in use first. */
export async function listDraws(db: Reader, study: Study): Promise<readonly StoredDraw[]> {
  return queries.listDraws(db, study.id);
}

/** Who was drawn, under a number that means something in the vault only. */
export async function listUnits(db: Reader, draw: StoredDraw): Promise<readonly StoredUnit[]> {
  return queries.listUnits(db, draw.id);
}

/** How many persons of each earlier draw are in the draw in use as well, by the id of the earlier draw. */
export async function countCommonUnits(
  db: Reader,
  draws: readonly StoredDraw[],
): Promise<ReadonlyMap<string, number>> {
  const current = draws.find(({ isCurrent }) => isCurrent);
  return current === undefined ? new Map() : drawCounts.countCommonUnits(db, current.id);
}

/** How many cases of each domain were taken out, by reason. */
export async function countExclusions(
  db: Reader,
  study: Study,
): ReturnType<typeof drawCounts.countExclusions> {
  return drawCounts.countExclusions(db, study.id);
}

function settingsOf(study: Study, wanted: WantedDraw): DrawSettings {
  return {
    method: wanted.method ?? 'simple',
    oneChildPerFamily: study.rules.sampling.oneChildPerFamily,
    replicateShares: wanted.replicateShares ?? [1],
    leaveOutSince: wanted.leaveOutSince ?? null,
    objecting: 0,
    plan: wanted.plan ?? null,
  };
}

/** Whether a draw has the seed, sizes and settings that are asked; the plan behind the sizes does not matter. */
function isSame(draw: StoredDraw, wanted: WantedDraw, settings: DrawSettings): boolean {
  const asked = new Map(Object.entries(wanted.sizes).filter(([, size]) => size > 0));
  const drawn = draw.strata.filter(({ sampleSize }) => sampleSize > 0);
  const { method, leaveOutSince, replicateShares } = draw.settings;
  return (
    draw.seed === wanted.seed &&
    method === settings.method &&
    leaveOutSince === settings.leaveOutSince &&
    replicateShares.join() === settings.replicateShares.join() &&
    drawn.length === asked.size &&
    drawn.every(({ stratum, sampleSize }) => asked.get(stratum) === sampleSize)
  );
}

function ensureMayDraw(study: Study): void {
  if (study.status === 'design' || study.status === 'sample_drawn') return;
  throw new UserProblem(
    'wrong_state',
    `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: de steekproef ligt vast. Opnieuw trekken kan tot de organisaties de steekproef controleren.`,
  );
}

/** Why a draw was replaced is asked later, when nobody remembers. */
function ensureReason({ reason }: WantedDraw): void {
  if (reason !== null && reason.trim() !== '') return;
  throw new UserProblem('invalid_input', 'Schrijf op waarom u opnieuw trekt.');
}

interface Wanted {
  readonly wanted: WantedDraw;
  readonly settings: DrawSettings;
  readonly frame: DrawFrame;
}

function planOf(app: Application, study: Study, { wanted, settings, frame }: Wanted): DrawPlan {
  const { units, leftOut } = frame;
  if (units.length === 0 && leftOut.size === 0) {
    throw new UserProblem('wrong_state', 'Het steekproefkader is leeg. Lees eerst cliëntbestanden in.');
  }
  const sizes = Object.entries(wanted.sizes).filter(([, size]) => size > 0);
  if (sizes.length === 0) {
    throw new UserProblem('invalid_input', 'Vul voor ten minste één domein een aantal in.');
  }
  const inFrame = new Set(units.map(({ stratum }) => stratum));
  for (const [code] of sizes) {
    if (inFrame.has(code)) continue;
    const { label, segment } = getStratum(study, code);
    const what = segment === null ? `het domein ${label}` : label;
    const who = leftOut.has(code) ? 'kan niemand worden getrokken' : 'staat niemand in het steekproefkader';
    throw new UserProblem('invalid_input', `In ${what} ${who}. Vul daar niets in.`);
  }
  const none = [...inFrame].map((code) => [code, 0] as const);
  return {
    seed: wanted.seed ?? seedFrom(app.newId()),
    method: settings.method,
    sizes: { ...Object.fromEntries(none), ...Object.fromEntries(sizes) },
    oneChildPerFamily: settings.oneChildPerFamily,
    replicateShares: settings.replicateShares,
  };
}

/** A seed from a random key: six digits of base 36 stay below the highest seed. */
export function seedFrom(id: string): Seed {
  return Number.parseInt(id.slice(0, 6), 36) as Seed;
}

function ensureDrawn(study: Study, result: Draw | DrawProblem, settings: DrawSettings): Draw {
  if (result.kind === 'drawn') return result;
  const { label, segment } = getStratum(study, result.stratum);
  const what = segment === null ? `het domein ${label}` : label;
  const most = result.kind === 'size_above_frame' ? result.most : 0;
  const why = [
    ...(settings.oneChildPerFamily ? ['één per gezin'] : []),
    ...(settings.leaveOutSince === null ? [] : ['zonder wie eerder is geïnterviewd']),
    ...(settings.objecting === 0 ? [] : ['zonder wie op de bezwaarlijst staat']),
  ];
  throw new UserProblem(
    'invalid_input',
    `In ${what} kunnen hoogstens ${String(most)} personen worden getrokken${why.map((one) => `, ${one}`).join('')}. Vul een kleiner aantal in.`,
  );
}

interface Outcome {
  readonly drawn: Draw;
  readonly settings: DrawSettings;
  readonly frame: DrawFrame;
  readonly earlier: StoredDraw | null;
  readonly reason: string | null;
  readonly drawnBy: string | null;
}

function storedDraw(app: Application, study: Study, outcome: Outcome): StoredDraw {
  const { drawn, settings, frame, earlier } = outcome;
  const hash = createHash('sha256');
  hashFrame(frame.units, hash);
  const emptied = [...frame.leftOut.keys()]
    .filter((code) => drawn.strata.every(({ stratum }) => stratum !== code))
    .map((stratum) => ({ stratum, frameSize: 0, selectableSize: 0, sampleSize: 0, probability: 0 }));
  return {
    id: app.newId(),
    isCurrent: true,
    seed: drawn.seed,
    algorithm: `${drawn.algorithm.name} ${String(drawn.algorithm.version)}`,
    frameHash: hash.digest('hex'),
    settings,
    reason: earlier === null ? null : outcome.reason,
    replacesDrawId: earlier?.id ?? null,
    drawnAt: app.clock(),
    drawnBy: outcome.drawnBy,
    strata: [...drawn.strata, ...emptied].map((one) => {
      const { stratum, frameSize, selectableSize, sampleSize, probability } = one;
      const leftOut = frame.leftOut.get(stratum) ?? 0;
      return {
        stratum,
        domainId: getStratum(study, stratum).domain.id,
        frameSize: frameSize + leftOut,
        leftOut,
        selectableSize,
        sampleSize,
        probability,
      };
    }),
  };
}

/** Persons in the frame per id of a domain. */
function populations({ strata }: StoredDraw): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { domainId, frameSize } of strata) {
    sizes.set(domainId, (sizes.get(domainId) ?? 0) + frameSize);
  }
  return sizes;
}
