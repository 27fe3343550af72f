import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { type Draw, type DrawPlan, type DrawProblem, drawSample } from '../../domain/sampling/draw.js';
import { type FrameUnit, type FrameUnitId, hashFrame } from '../../domain/sampling/frame-unit.js';
import type { Seed } from '../../domain/sampling/random.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { eraseContactData } from '../contacts/contacts.service.js';
import { identifyDrawnPersons } from '../frames/drawn-persons.service.js';
import { careOf, closeFrame, type FramePerson } from '../frames/frame-report.service.js';
import {
  getDomain,
  lockStudy,
  type Study,
  takeStep,
  updatePopulationSize,
} from '../studies/studies.service.js';
import * as queries from './samples.queries.js';
import type { NewCase, StoredDraw, StoredUnit } from './samples.queries.js';

export type { StoredDraw, StoredUnit } from './samples.queries.js';

/** What somebody wants to draw. */
export interface WantedDraw {
  /** `null`: the program makes one and keeps it. */
  readonly seed: Seed | null;
  /** Sample size per code of a domain; a domain that is not named is not drawn from. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Why an earlier draw is replaced. */
  readonly reason: string | null;
}

/**
 * Draws the sample of a study and makes its cases. A draw that is asked again with the same seed and sizes is the
 * draw that is there; another one replaces it, as long as no organisation has seen it. Whoever lives at a secret
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
    if (earlier !== null && isSame(study, earlier, wanted)) return earlier;
    ensureMayDraw(study);
    if (earlier !== null) ensureReason(wanted);
    const persons = await closeFrame(app, trx, study);
    const units = persons.map(unitOf);
    const plan = planOf(app, study, wanted, units);
    const drawn = ensureDrawn(study, drawSample(units, plan));
    if (earlier !== null) await queries.retireDraw(trx, earlier.id);
    const draw = storedDraw(app, study, { drawn, plan, units, earlier, reason: wanted.reason });
    await queries.insertDraw(trx, draw, { studyId: study.id, drawnBy: actor.id });
    await makeCases(app, trx, { study, draw, drawn, persons });
    for (const { domainId, frameSize } of draw.strata) await updatePopulationSize(trx, domainId, frameSize);
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

/** How many cases of each domain were taken out, by reason. */
export async function countExclusions(db: Reader, study: Study): ReturnType<typeof queries.countExclusions> {
  return queries.countExclusions(db, study.id);
}

/** The pseudonym under which a person of the frame is drawn and reported. */
export function pseudonymOf(personNumber: number): FrameUnitId {
  return `P${String(personNumber).padStart(7, '0')}` as FrameUnitId;
}

function unitOf({ number, domain, familyId }: FramePerson): FrameUnit {
  return { id: pseudonymOf(number), stratum: domain, family: familyId, order: '' };
}

function isSame(study: Study, draw: StoredDraw, wanted: WantedDraw): boolean {
  return (
    draw.seed === wanted.seed &&
    study.domains.every(({ id, code }) => {
      const size = draw.strata.find(({ domainId }) => domainId === id)?.sampleSize ?? 0;
      return size === (wanted.sizes[code] ?? 0);
    })
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

function planOf(app: Application, study: Study, wanted: WantedDraw, units: readonly FrameUnit[]): DrawPlan {
  if (units.length === 0) {
    throw new UserProblem('wrong_state', 'Het steekproefkader is leeg. Lees eerst cliëntbestanden in.');
  }
  const sizes = Object.entries(wanted.sizes).filter(([, size]) => size > 0);
  if (sizes.length === 0) {
    throw new UserProblem('invalid_input', 'Vul voor ten minste één domein een aantal in.');
  }
  const inFrame = new Set(units.map(({ stratum }) => stratum));
  for (const [code] of sizes) {
    const { label } = getDomain(study, code);
    if (!inFrame.has(code)) {
      throw new UserProblem(
        'invalid_input',
        `In het domein ${label} staat niemand in het steekproefkader. Vul daar niets in.`,
      );
    }
  }
  const none = [...inFrame].map((code) => [code, 0] as const);
  return {
    seed: wanted.seed ?? seedFrom(app.newId()),
    method: 'simple',
    sizes: { ...Object.fromEntries(none), ...Object.fromEntries(sizes) },
    oneChildPerFamily: study.rules.sampling.oneChildPerFamily,
    replicateShares: [1],
  };
}

/** Six digits of base 36 stay below the highest seed. */
function seedFrom(id: string): Seed {
  return Number.parseInt(id.slice(0, 6), 36) as Seed;
}

function ensureDrawn(study: Study, result: Draw | DrawProblem): Draw {
  if (result.kind === 'drawn') return result;
  const { label } = getDomain(study, result.stratum);
  const most = result.kind === 'size_above_frame' ? result.most : 0;
  const why = study.rules.sampling.oneChildPerFamily ? ', één per gezin' : '';
  throw new UserProblem(
    'invalid_input',
    `In het domein ${label} kunnen hoogstens ${String(most)} personen worden getrokken${why}. Vul een kleiner aantal in.`,
  );
}

interface Outcome {
  readonly drawn: Draw;
  readonly plan: DrawPlan;
  readonly units: readonly FrameUnit[];
  readonly earlier: StoredDraw | null;
  readonly reason: string | null;
}

function storedDraw(app: Application, study: Study, outcome: Outcome): StoredDraw {
  const { drawn, plan, units, earlier } = outcome;
  const hash = createHash('sha256');
  hashFrame(units, hash);
  return {
    id: app.newId(),
    isCurrent: true,
    seed: drawn.seed,
    algorithm: `${drawn.algorithm.name} ${String(drawn.algorithm.version)}`,
    frameHash: hash.digest('hex'),
    settings: {
      method: plan.method,
      oneChildPerFamily: plan.oneChildPerFamily,
      replicateShares: plan.replicateShares,
    },
    reason: earlier === null ? null : outcome.reason,
    replacesDrawId: earlier?.id ?? null,
    drawnAt: app.clock(),
    strata: drawn.strata.map((stratum) => ({
      domainId: getDomain(study, stratum.stratum).id,
      frameSize: stratum.frameSize,
      selectableSize: stratum.selectableSize,
      sampleSize: stratum.sampleSize,
      probability: stratum.probability,
    })),
  };
}

interface Drawn {
  readonly study: Study;
  readonly draw: StoredDraw;
  readonly drawn: Draw;
  readonly persons: readonly FramePerson[];
}

async function makeCases(app: Application, trx: Transaction, made: Drawn): Promise<void> {
  const { study, draw, drawn, persons } = made;
  const personOf = new Map(persons.map((person) => [pseudonymOf(person.number), person]));
  const chosen = drawn.units.flatMap((unit) => {
    const person = personOf.get(unit.id);
    return person === undefined ? [] : [{ unit, person, domainId: getDomain(study, unit.stratum).id }];
  });
  await queries.insertUnits(
    trx,
    draw.id,
    chosen.map(({ unit, person, domainId }) => ({ ...unit, personNumber: person.number, domainId })),
  );
  const care = await careOf(
    trx,
    chosen.map(({ person }) => person),
    study,
  );
  const numbers = new Set<string>();
  const cases = chosen.map(({ unit, person, domainId }): NewCase => ({
    id: app.newId(),
    personId: person.personId,
    domainId,
    caseNumber: freshCaseNumber(app, numbers),
    segment: care.get(person.personId)?.segment ?? null,
    measure: care.get(person.personId)?.measure ?? null,
    inclusionProbability: unit.inclusionProbability,
    designWeight: unit.designWeight,
    replicate: unit.replicate,
    exclusionReason: person.hasSecretAddress ? 'geheim_adres' : null,
  }));
  await queries.insertCases(trx, { studyId: study.id, drawId: draw.id, at: app.clock() }, cases);
  await identifyDrawnPersons(
    app,
    trx,
    study,
    chosen.map(({ person }) => person.personId),
  );
  const secret = cases.filter(({ exclusionReason }) => exclusionReason !== null).map(({ id }) => id);
  await eraseContactData(app, trx, secret);
}

/** Six digits that say nothing about the order of the frame. */
function freshCaseNumber(app: Application, taken: Set<string>): string {
  for (;;) {
    const number = String(100_000 + (Number.parseInt(app.newId().slice(0, 8), 36) % 900_000));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}
