import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import type { CaseTally } from '../../domain/response/response-summary.js';
import { recordAudit } from '../audit/audit.service.js';
import { takeTask } from '../background-tasks/background-tasks.service.js';
import type { Study } from '../studies/studies.service.js';
import { COUNT_TABLES } from './count-tables.js';
import { listWrongReached, mendReached } from './reached.queries.js';
import * as queries from './case-counts.queries.js';
import type { CaseCount, DialCount, DialSum } from './case-counts.queries.js';

export { findChangeMark, listCaseCounts } from './case-counts.queries.js';
export type { CaseCount, DialCount, DialSum } from './case-counts.queries.js';
export { listPartCounts, type PartCount } from './part-counts.queries.js';

/** The cases of a study as the rates ask for them, without looking at one case: the same as a recount gives. */
export async function tallyFromCounts(
  db: Reader,
  studyId: string,
): Promise<readonly (CaseTally & { readonly domainId: string })[]> {
  return talliesOf(await queries.listCaseCounts(db, studyId));
}

/** Counts of cases in the shape that the rates add up. */
export function talliesOf(
  counts: readonly CaseCount[],
): readonly (CaseTally & { readonly domainId: string })[] {
  const released = new Set(counts.filter(({ isReleased }) => isReleased).map(({ replicate }) => replicate));
  return counts.map(({ domainId, group, isReleased, isAttempted, replicate, count }) => ({
    domainId,
    group,
    isReleased,
    isAttempted,
    isReplicateReleased: released.has(replicate),
    count,
  }));
}

/** What was dialled in a study since a moment, to the half hour, with what came of it. */
export async function listDialCounts(
  db: Reader,
  study: Pick<Study, 'id'>,
  since: Instant,
): Promise<readonly DialCount[]> {
  const halfHour = `${since.slice(0, 14)}${since.slice(14, 16) < '30' ? '00' : '30'}`;
  return queries.listDialCounts(db, study.id, halfHour);
}

/** What was dialled in a study from its first day on, with what came of it. */
export async function sumDials(db: Reader, study: Pick<Study, 'id'>): Promise<readonly DialSum[]> {
  return queries.sumDials(db, study.id);
}

/** What a check of the counts found and mended. */
export interface CountsCheck {
  /** Counts of cases, and of dials, that were not what the cases themselves say. */
  readonly cases: number;
  readonly dials: number;
}

/**
 * Recounts every case and every dial, and puts right what differs. Fieldwork goes on meanwhile: a repair is a change
 * like any other.
 */
export async function checkCounts(app: Application, actor: Actor): Promise<CountsCheck> {
  const wrong = await listWrongReached(app.database.read);
  if (wrong.length > 0) await transaction(app.database, (trx) => mendReached(trx, wrong));
  const found = { cases: wrong.length, dials: 0 };
  for (const counts of COUNT_TABLES) {
    const differences = await queries.findDifferences(app.database.read, counts);
    found[counts.count] += differences.length;
    if (differences.length > 0) {
      await transaction(app.database, (trx) => queries.insertDifferences(trx, counts, differences));
    }
  }
  const { cases, dials } = found;
  await transaction(app.database, (trx) =>
    recordAudit(trx, actor, app.clock(), {
      action: 'counts.check',
      objectKind: 'counts',
      objectId: null,
      detail: { cases, dials },
    }),
  );
  return { cases, dials };
}

/** Adds what changed to the totals, so that reading them stays cheap. */
export async function foldCounts(app: Application): Promise<void> {
  if ((await queries.countChanges(app.database.read)) === 0) return;
  await transaction(app.database, (trx) => queries.foldChanges(trx, app.database.engine));
}

/** When nobody calls, in minutes since midnight in Amsterdam: then the counts are checked, once a night. */
const NIGHT = { fromMinute: 2 * 60, untilMinute: 5 * 60 };
const ONCE_A_NIGHT_MINUTES = 12 * 60;

const PROGRAM: Actor = { kind: 'system', id: null, name: 'Veldwerk', roles: [], origin: null };

/**
 * Folds the counts, and checks them once a night on one server. For every minute.
 * @returns what the check of this night found, or `null` when it was not checked now
 */
export async function doCountsRound(app: Application): Promise<CountsCheck | null> {
  await foldCounts(app);
  const { minuteOfDay } = localTime(app.clock());
  const isNight = NIGHT.fromMinute <= minuteOfDay && minuteOfDay < NIGHT.untilMinute;
  if (!isNight || !(await takeTask(app, 'count_check', ONCE_A_NIGHT_MINUTES))) return null;
  const found = await checkCounts(app, PROGRAM);
  if (found.cases + found.dials > 0) app.log.error(found, 'counts were wrong and have been put right');
  return found;
}
