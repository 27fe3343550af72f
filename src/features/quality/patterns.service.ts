import type { Application } from '../../application.js';
import { instant } from '../../domain/calendar/instant.js';
import { lateBefore } from '../../domain/calling/appointment-grid.js';
import { type AppointmentTally, keptAppointments } from '../../domain/quality/appointments-kept.js';
import {
  type CallOfTurn,
  callPattern,
  type CallPattern,
  callsPerTurn,
  type HalfHourOfDials,
} from '../../domain/quality/call-pattern.js';
import { type FirstCallTally, firstCallWait } from '../../domain/quality/first-call-wait.js';
import {
  type FailedCalls,
  type PatternFigures,
  type ShownPatterns,
  shownPatterns,
} from '../../domain/quality/shown-patterns.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { UserProblem } from '../../errors.js';
import { listDialCounts } from '../case-counts/case-counts.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './patterns.queries.js';
import type { AttentionCount } from './patterns.queries.js';

/** When and how often people were called, and what came of it, as far as it may be shown. */
export interface CallPatterns extends ShownPatterns {
  readonly study: Study;
  /** `null` for all domains together. */
  readonly domain: Study['domains'][number] | null;
  readonly pattern: CallPattern;
  readonly attention: readonly AttentionCount[];
  readonly isCalled: boolean;
  readonly unreachable: number;
}

/** Calls of a case that are counted apart; the last stands for all that follow. */
export const TURNS = 8;

/** What the line or the number did not do. */
const FAILED_NUMBERS: readonly OutcomeCode[] = ['wrong_number', 'not_in_service', 'call_failed'];

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
  const tallies = await listTallies(app, study);
  const chosen = tallies.filter(({ domainId }) => domain === null || domainId === domain.id);
  const own = figuresOf(chosen, study);
  const all = new Map(tallies.map((one) => [one.domainId, figuresOf([one], study)]));
  return {
    study,
    domain,
    pattern: own.pattern,
    ...shownPatterns(all, own, domain === null ? {} : { domain: domain.id }),
    attention: await queries.countAttention(db, cases),
    isCalled: own.pattern.cells.flat().some(({ calls }) => calls > 0),
    unreachable: await queries.countUnreachable(db, cases),
  };
}

/** What was counted of a domain. */
interface Tallies {
  readonly domainId: string;
  readonly dials: readonly HalfHourOfDials[];
  readonly turns: readonly CallOfTurn[];
  readonly firstCalls: readonly FirstCallTally[];
  readonly failed: readonly FailedCalls[];
  readonly appointments: readonly AppointmentTally[];
}

async function listTallies(app: Application, study: Study): Promise<readonly Tallies[]> {
  const db = app.database.read;
  const dials = await listDialCounts(db, study, BEGINNING);
  // By then the last of them was kept or not.
  const before = lateBefore(app.clock(), study.rules.calling).soft;
  const tallies: Tallies[] = [];
  for (const { id: domainId } of study.domains) {
    const cases = { studyId: study.id, domainId };
    tallies.push({
      domainId,
      dials: dials.filter((one) => one.domainId === domainId),
      turns: await queries.tallyTurns(db, cases, TURNS),
      firstCalls: await queries.tallyFirstCalls(db, cases),
      failed: await queries.countFailedNumbers(db, cases, FAILED_NUMBERS),
      appointments: await queries.tallyAppointments(db, cases, before),
    });
  }
  return tallies;
}

/** The figures of some domains together; no number and no case is of two domains. */
function figuresOf(tallies: readonly Tallies[], { rules: { calling } }: Study): PatternFigures {
  const failed = tallies.flatMap((one) => one.failed);
  return {
    pattern: callPattern(
      tallies.flatMap(({ dials }) => dials),
      calling,
    ),
    turns: callsPerTurn(
      tallies.flatMap(({ turns }) => turns),
      TURNS,
    ),
    wait: firstCallWait(tallies.flatMap(({ firstCalls }) => firstCalls)),
    failed: FAILED_NUMBERS.map((outcome) => {
      const sum = (measure: 'calls' | 'numbers' | 'cases'): number =>
        failed.reduce((total, one) => (one.outcome === outcome ? total + one[measure] : total), 0);
      return { outcome, calls: sum('calls'), numbers: sum('numbers'), cases: sum('cases') };
    }),
    appointments: keptAppointments(
      tallies.flatMap(({ appointments }) => appointments),
      calling,
    ),
  };
}
