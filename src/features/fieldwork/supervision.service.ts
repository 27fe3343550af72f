import type { Application } from '../../application.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { lateBefore } from '../../domain/calling/appointment-grid.js';
import { explain } from '../../domain/calling/explain.js';
import { plannedCallOf } from '../cases/planned-call.service.js';
import { type CaseFile, loadCaseFiles } from '../cases/cases.service.js';
import {
  countWaiting,
  listWaiting,
  WAITING_REASONS,
  type WaitingReason,
} from '../cases/waiting-cases.service.js';
import { findNobodyFor, type NobodyFor } from '../interviewers/interviewers.service.js';
import type { Study } from '../studies/studies.service.js';

/** A case that stays undone unless the supervisor sees to it, and why. */
export interface StuckCase {
  readonly file: CaseFile;
  readonly waitsFor: Exclude<WaitingReason, 'refusal'>;
  readonly reason: string;
  /** What must still be tried before it may be closed as not reached. */
  readonly missingEffort: readonly string[];
  /** Whether one more attempt helps, and the rules of the study allow it. */
  readonly mayExtend: boolean;
  /** Whether the effort that the study asks for was made, or cannot be made any more. */
  readonly mayClose: boolean;
}

/** Cases that nobody will call unless the supervisor decides. */
export interface Decisions {
  readonly study: Study;
  /** Soft refusals on which the supervisor decides. */
  readonly toDecide: readonly CaseFile[];
  /** Appointments that were not kept first: somebody waits for that call. */
  readonly stuck: readonly StuckCase[];
  /** How many there are of each, the ones that are not listed included. */
  readonly waiting: Readonly<Record<WaitingReason, number>>;
}

/**
 * The cases that wait for the supervisor, in the order of their numbers.
 * @param limit how many of each kind are listed at most; without it all of them
 */
export async function getDecisions(app: Application, study: Study, limit?: number): Promise<Decisions> {
  const db = app.database.read;
  const now = app.clock();
  const nobodyFor = await findNobodyFor(db);
  const search = { studyId: study.id, now, late: lateBefore(now, study.rules.calling), ...nobodyFor };
  const waiting = await countWaiting(db, search);
  const listed = await Promise.all(
    WAITING_REASONS.filter((reason) => waiting[reason] > 0).map(async (waitsFor) =>
      (await listWaiting(db, waitsFor, search, limit)).map((record) => ({ waitsFor, record })),
    ),
  );
  const cases = listed.flat();
  // Whatever they wait for: their histories are read once.
  const files = await loadCaseFiles(
    app,
    db,
    study,
    cases.map(({ record }) => record),
  );
  const toDecide: CaseFile[] = [];
  const stuck: StuckCase[] = [];
  for (const [at, file] of files.entries()) {
    const waitsFor = cases[at]?.waitsFor ?? 'refusal';
    if (waitsFor === 'refusal') toDecide.push(file);
    else stuck.push(stuckCase(file, { study, now, nobodyFor, waitsFor }));
  }
  return { study, toDecide, stuck: stuck.toSorted(lateFirst), waiting };
}

function lateFirst(one: StuckCase, other: StuckCase): number {
  const isLate = ({ waitsFor }: StuckCase): number => Number(waitsFor === 'late');
  const order = isLate(other) - isLate(one);
  return order !== 0 ? order : one.file.record.caseNumber < other.file.record.caseNumber ? -1 : 1;
}

interface Waiting {
  readonly study: Study;
  readonly now: Instant;
  readonly nobodyFor: NobodyFor;
  readonly waitsFor: StuckCase['waitsFor'];
}

function stuckCase(file: CaseFile, { study: { rules }, now, nobodyFor, waitsFor }: Waiting): StuckCase {
  const call = plannedCallOf(file, { rules, now, nobodyFor });
  const mayExtend = call.isSpent && file.state.addedAttempts < rules.calling.attemptsExtensionLimit;
  return {
    file,
    waitsFor,
    reason: REASONS[waitsFor] ?? whyStuck(file, explain(file.state, rules.calling, now, call.plan).sentence),
    missingEffort: call.missingEffort,
    mayExtend,
    mayClose: !call.isCallPlanned && (call.missingEffort.length === 0 || !mayExtend),
  };
}

const REASONS: Partial<Readonly<Record<WaitingReason, string>>> = {
  late: 'De afspraak is niet nagekomen: er is nog niet gebeld.',
  assigned_away: 'Toegewezen aan iemand die geen casussen (meer) krijgt.',
};

function whyStuck({ record }: CaseFile, sentence: string): string {
  return record.dueLanguage === null ? sentence : 'Wacht op een enquêteur die de taal spreekt.';
}
