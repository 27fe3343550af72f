import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import { type Contradiction, contradictionOf, CONTRADICTIONS } from '../../domain/telephone/line-result.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { countLeftAtProvider } from './cleanup.queries.js';
import { type MessageFigures, messageFigures } from './messages.service.js';
import { isReminding } from './reminders.queries.js';
import * as queries from './overview.queries.js';

export { findCostsOfCase } from './overview.queries.js';
export type { CallCosts } from './overview.queries.js';

/** What the calls of a study took, and where the ledger and the provider do not agree. */
export interface TelephonyOverview {
  readonly study: Study;
  readonly isOnline: boolean;
  readonly total: queries.CallCosts;
  readonly cases: readonly queries.CallCosts[];
  readonly unknown: readonly queries.UnknownLeg[];
  readonly withoutLeg: readonly queries.LedgerLine[];
  readonly contradictions: readonly (queries.MeasuredCall & { readonly kind: Contradiction })[];
  /** Calls and messages that are still to be deleted at the provider. */
  readonly leftAtProvider: number;
  readonly reminders: MessageFigures & { readonly isOn: boolean; readonly canSend: boolean };
}

const MOST_ROWS = 50;

/** Until then a call may still begin. */
const PATIENCE_MINUTES = 10;

export async function getTelephonyOverview(app: Application, slug: string): Promise<TelephonyOverview> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const before = addMinutes(app.clock(), -PATIENCE_MINUTES);
  const measured = await queries.listMeasuredCalls(db, study.id);
  return {
    study,
    isOnline: app.telephony.provider !== null,
    total: await queries.sumCosts(db, study.id),
    cases: await queries.listCostsOfCases(db, study.id, MOST_ROWS),
    unknown: await queries.listUnknownLegs(db, MOST_ROWS),
    withoutLeg: await queries.listLinesWithoutLeg(db, study.id, { before, limit: MOST_ROWS }),
    contradictions: contradicting(measured).slice(0, MOST_ROWS),
    leftAtProvider: await countLeftAtProvider(db, study.id),
    reminders: {
      isOn: await isReminding(db, study.id),
      canSend: app.telephony.provider?.sendsMessages === true,
      ...(await messageFigures(db, study.id)),
    },
  };
}

/** What every case of a study took, for a file. */
export async function listCosts(
  app: Application,
  slug: string,
): Promise<{ readonly study: Study; readonly cases: readonly queries.CallCosts[] }> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  return { study, cases: await queries.listCostsOfCases(db, study.id, null) };
}

function contradicting(
  measured: readonly queries.MeasuredCall[],
): readonly (queries.MeasuredCall & { readonly kind: Contradiction })[] {
  return measured.flatMap((call) => {
    const kind = contradictionOf(call.outcome, call.seconds);
    return kind === null ? [] : [{ ...call, kind }];
  });
}

/** How many calls have an outcome that does not fit what the provider measured, of how many that were measured. */
export type ContradictionCounts = Readonly<Record<Contradiction | 'measured', number>>;

export async function countContradictions(
  db: Reader,
  study: Pick<Study, 'id'>,
): Promise<ContradictionCounts> {
  const measured = await queries.listMeasuredCalls(db, study.id);
  const found = contradicting(measured);
  const counts = CONTRADICTIONS.map((kind) => [kind, found.filter((call) => call.kind === kind).length]);
  return { ...(Object.fromEntries(counts) as Record<Contradiction, number>), measured: measured.length };
}
