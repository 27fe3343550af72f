import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { totalTarget } from '../../domain/study/total-target.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { countReleasable, releaseReplicate } from '../cases/cases.service.js';
import { heedObjectionsOfFresh } from '../objections/case-objections.service.js';
import { responseOfStudy } from '../response-rates/response-rates.service.js';
import { type Domain, lockStudy, type Study } from '../studies/studies.service.js';
import { planBasis, type SourcedFigure } from './plan-basis.service.js';
import * as queries from './replicates.queries.js';
import { getCurrentDraw } from './sampling-report.service.js';

/** One replicate of the draw in use. */
export interface Replicate {
  readonly number: number;
  readonly cases: number;
  readonly excluded: number;
  /** Cases that are in the field, or were. */
  readonly released: number;
  /** Cases that a release would make callable now. */
  readonly releasable: number;
  readonly releasedAt: string | null;
  /** Why it was released; `null` for the first, which starts the fieldwork, and before the release. */
  readonly reason: string | null;
  /** What a release is expected to give. */
  readonly expectedInterviews: number;
}

/** The replicates of a study, and which one may go into the field. */
export interface StudyReplicates {
  readonly study: Study;
  readonly replicates: readonly Replicate[];
  /** The number of the one that comes first; `null` when none is left, or the study is not in fieldwork. */
  readonly next: number | null;
  /** Expected response per code of a domain. */
  readonly responseRates: Readonly<Record<string, SourcedFigure>>;
  readonly interviews: number;
  /** Interviews that the study wants; `null` as long as a domain has no target. */
  readonly target: number | null;
}

/** People approached in a domain from which its own response tells more than an earlier year. */
const ENOUGH_APPROACHED = 30;

/** @throws UserProblem `not_found` before the draw */
export async function replicatesOf(app: Application, study: Study): Promise<StudyReplicates> {
  const db = app.database.read;
  const draw = await getCurrentDraw(db, study);
  const counts = await queries.countReplicates(db, draw.id);
  const releases = await queries.listReleases(db, draw.id);
  const { domains, total } = await responseOfStudy(app, study.slug);
  const basis = await planBasis(app, study, undefined);
  const responseRates = Object.fromEntries(
    domains.map(({ domain, summary }) => [
      domain.code,
      summary.approached >= ENOUGH_APPROACHED
        ? { value: summary.counts.I / summary.approached, source: 'dit veldwerk tot nu toe' }
        : (basis.domains[domain.code]?.responseRate ?? { value: 0, source: 'onbekend' }),
    ]),
  );
  const numbers = [...new Set(counts.map(({ replicate }) => replicate))];
  const replicates = numbers.map((number) =>
    replicateOf(
      number,
      counts.filter(({ replicate }) => replicate === number),
      { study, responseRates, release: releases.find(({ replicate }) => replicate === number) ?? null },
    ),
  );
  return {
    study,
    replicates,
    next: study.status === 'fieldwork' ? nextOf(replicates) : null,
    responseRates,
    interviews: total.counts.I,
    target: totalTarget(study.domains),
  };
}

function replicateOf(
  number: number,
  counts: readonly queries.ReplicateCount[],
  known: {
    study: Study;
    responseRates: StudyReplicates['responseRates'];
    release: queries.ReplicateRelease | null;
  },
): Replicate {
  const sum = (of: (one: queries.ReplicateCount) => number): number =>
    counts.reduce((total, one) => total + of(one), 0);
  // A case that was taken out after its release is both: it is not waiting.
  const waiting = (one: queries.ReplicateCount): number =>
    Math.max(0, one.cases - one.excluded - one.released);
  const codeOf = new Map(known.study.domains.map(({ id, code }: Domain) => [id, code]));
  const rateOf = (one: queries.ReplicateCount): number =>
    known.responseRates[codeOf.get(one.domainId) ?? '']?.value ?? 0;
  const isReleased = counts.some(({ released }) => released > 0);
  return {
    number,
    cases: sum(({ cases }) => cases),
    excluded: sum(({ excluded }) => excluded),
    released: sum(({ released }) => released),
    releasable: isReleased ? 0 : sum(waiting),
    releasedAt: known.release?.releasedAt ?? counts.map(({ releasedAt }) => releasedAt).find(Boolean) ?? null,
    reason: known.release?.reason ?? null,
    expectedInterviews: isReleased ? 0 : sum((one) => waiting(one) * rateOf(one)),
  };
}

/** Replicates go into the field in their order, so that a chance order stays one. */
function nextOf(replicates: readonly Replicate[]): number | null {
  return replicates.find(({ releasable }) => releasable > 0)?.number ?? null;
}

/** What somebody decides about a replicate. */
export interface WantedRelease {
  readonly replicate: number;
  readonly reason: string;
  /** How many cases the page said would come free; `null` when nobody looked. */
  readonly expectedCases: number | null;
}

/**
 * Gives the next replicate to the field: everybody in it who was not excluded.
 * @returns how many cases were released
 * @throws UserProblem `wrong_state` when the study is not in fieldwork, another replicate comes first, it was released
 *   already, or the number of cases is not what the page said; `invalid_input` without a reason
 */
export async function releaseStudyReplicate(
  app: Application,
  actor: Actor,
  slug: string,
  wanted: WantedRelease,
): Promise<number> {
  const reason = wanted.reason.trim();
  if (reason === '') {
    throw new UserProblem('invalid_input', 'Schrijf op waarom u deze deelsteekproef vrijgeeft.');
  }
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    if (study.status !== 'fieldwork') {
      throw new UserProblem('wrong_state', 'Een deelsteekproef vrijgeven kan alleen tijdens het veldwerk.');
    }
    const draw = await getCurrentDraw(trx, study);
    await ensureNext(trx, study, { drawId: draw.id, wanted });
    const released = await releaseReplicate(app, trx, study, wanted.replicate);
    const caseCount = released - (await heedObjectionsOfFresh(app, trx, actor, study));
    await queries.insertRelease(trx, {
      id: app.newId(),
      drawId: draw.id,
      replicate: wanted.replicate,
      caseCount,
      reason,
      releasedAt: app.clock(),
      releasedBy: actor.id,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'sample.release',
      objectKind: 'study',
      objectId: study.id,
      detail: { replicate: wanted.replicate, cases: caseCount, reason },
    });
    return caseCount;
  });
}

async function ensureNext(
  trx: Parameters<typeof releaseReplicate>[1],
  study: Study,
  { drawId, wanted }: { drawId: string; wanted: WantedRelease },
): Promise<void> {
  const counts = await queries.countReplicates(trx, drawId);
  const own = counts.filter(({ replicate }) => replicate === wanted.replicate);
  const name = `Deelsteekproef ${String(wanted.replicate)}`;
  if (own.length === 0) throw new UserProblem('invalid_input', `${name} is er niet.`);
  if (own.some(({ released }) => released > 0)) {
    throw new UserProblem('wrong_state', `${name} is al vrijgegeven.`);
  }
  const waiting = counts
    .filter(({ cases, excluded, released }) => released === 0 && cases > excluded)
    .map(({ replicate }) => replicate)
    .filter((replicate) => counts.every((one) => one.replicate !== replicate || one.released === 0));
  const [first] = waiting;
  if (first === undefined) throw new UserProblem('wrong_state', `${name} heeft geen casussen om te bellen.`);
  if (first !== wanted.replicate) {
    throw new UserProblem('wrong_state', `Geef eerst deelsteekproef ${String(first)} vrij.`);
  }
  const releasable = await countReleasable(trx, study, wanted.replicate);
  if (wanted.expectedCases !== null && wanted.expectedCases !== releasable) {
    throw new UserProblem(
      'wrong_state',
      `Het zijn nu ${String(releasable)} casussen, niet ${String(wanted.expectedCases)}.`,
    );
  }
}
