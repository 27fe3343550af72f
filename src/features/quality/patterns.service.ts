import type { Application } from '../../application.js';
import { instant } from '../../domain/calendar/instant.js';
import { lateBefore } from '../../domain/calling/appointment-grid.js';
import { type KeptAppointments, keptAppointments } from '../../domain/quality/appointments-kept.js';
import { callPattern, type CallPattern, callsPerTurn } from '../../domain/quality/call-pattern.js';
import { type FirstCallWait, firstCallWait } from '../../domain/quality/first-call-wait.js';
import { type ShownCalls, type ShownTable, shownTable } from '../../domain/quality/shown-shares.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { UserProblem } from '../../errors.js';
import { listDialCounts } from '../case-counts/case-counts.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './patterns.queries.js';
import type { AttentionCount, FailedNumbers } from './patterns.queries.js';

/** When and how often people were called, and what came of it. */
export interface CallPatterns {
  readonly study: Study;
  /** `null` for all domains together. */
  readonly domain: Study['domains'][number] | null;
  readonly pattern: CallPattern;
  readonly shown: ShownTable;
  /** Per call of a case: the first, the second, and the last for all that follow. */
  readonly turns: readonly ShownCalls[];
  readonly wait: FirstCallWait;
  readonly attention: readonly AttentionCount[];
  /** Calls in all, of which some failed. */
  readonly calls: number;
  readonly failed: readonly FailedNumbers[];
  readonly unreachable: number;
  readonly appointments: Readonly<Record<'hard' | 'soft', KeptAppointments>>;
}

/** Calls of a case that are counted apart; the last stands for all that follow. */
export const TURNS = 8;

/** What the line or the number did not do. */
export const FAILED_NUMBERS: readonly OutcomeCode[] = ['wrong_number', 'not_in_service', 'call_failed'];

const BEGINNING = instant('2000-01-01T00:00:00.000Z');

/**
 * When and how often people of a study were called, and what came of it. People who withdrew are not in it.
 * @param choice the study, and the code of one of its domains or `null`
 * @throws UserProblem `not_found`
 */
export async function callPatterns(
  app: Application,
  choice: { readonly slug: string; readonly domain: string | null },
): Promise<CallPatterns> {
  const db = app.database.read;
  const study = await getStudy(db, choice.slug);
  const domain = study.domains.find(({ code }) => code === choice.domain) ?? null;
  if (choice.domain !== null && domain === null) throw new UserProblem('not_found');
  const cases = { studyId: study.id, domainId: domain?.id ?? null };
  const rules = study.rules.calling;
  const dials = (await listDialCounts(db, study, BEGINNING)).filter(
    ({ domainId }) => domain === null || domainId === domain.id,
  );
  const pattern = callPattern(dials, rules);
  const turns = callsPerTurn(await queries.tallyTurns(db, cases, TURNS), TURNS);
  return {
    study,
    domain,
    pattern,
    shown: shownTable(pattern.cells),
    // One row, with the calls of the week as its sum: a turn that is hidden takes another with it.
    turns: shownTable([turns]).cells.flat(),
    wait: firstCallWait(await queries.tallyFirstCalls(db, cases)),
    attention: await queries.countAttention(db, cases),
    calls: dials.reduce((sum, { outcome, count }) => (outcome === 'dial' ? sum + count : sum), 0),
    failed: await queries.countFailedNumbers(db, cases, FAILED_NUMBERS),
    unreachable: await queries.countUnreachable(db, cases),
    // By then the last of them was kept or not.
    appointments: keptAppointments(
      await queries.tallyAppointments(db, cases, lateBefore(app.clock(), rules).soft),
      rules,
    ),
  };
}
