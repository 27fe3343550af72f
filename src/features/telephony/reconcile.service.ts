import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import {
  type FailureKind,
  ProviderFailure,
  type ProviderLeg,
  type TelephoneProvider,
} from '../../telephony/provider.js';
import * as legs from './legs.queries.js';
import type { LegRecord } from './legs.queries.js';
import { addReport, takeReport } from './provider-calls.service.js';

/** What a comparison with the provider came to. */
export interface Comparison {
  /** Legs that were asked about. */
  readonly checked: number;
  /** Legs at the provider that no line of the ledger knows. */
  readonly unknown: number;
  readonly failure: FailureKind | null;
}

/** What the provider was asked for counts after every report of its own about the same leg. */
const ASKED = 1_000_000;

/** A leg without news for so long is asked about. */
const SILENCE_MINUTES = 3;

/** Prices come some hours after the call: asked for every hour on its first day … */
const PRICE_MINUTES = 60;

/** … twice a day later … */
const LATE_PRICE_MINUTES = 12 * 60;

/** … and after two weeks none is waited for. */
const PRICE_DAYS = 14;

/** Calls of so long ago are looked for at the provider. */
const LOOK_BACK_HOURS = 48;

const LEGS_PER_ROUND = 100;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/**
 * Asks the provider about legs whose end or price never came, and looks for calls that the ledger does not have. A
 * provider that fails ends the round; the next one goes on.
 */
export async function compareWithProvider(app: Application): Promise<Comparison> {
  const { provider } = app.telephony;
  if (provider === null) return { checked: 0, unknown: 0, failure: null };
  let checked = 0;
  try {
    for (const leg of await legsToAskAbout(app)) {
      await askAbout(app, provider, leg);
      checked += 1;
    }
    return { checked, unknown: await findUnknown(app, provider), failure: null };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    app.log.warn({ kind: error.kind, code: error.code, checked }, 'the provider could not be asked');
    return { checked, unknown: 0, failure: error.kind };
  }
}

/** A report that was lost leaves a case without its result, so those legs come before the ones that wait for a price. */
async function legsToAskAbout(app: Application): Promise<readonly LegRecord[]> {
  const before = (minutes: number) => addMinutes(app.clock(), -minutes);
  const db = app.database.read;
  const uncheckedSince = before(SILENCE_MINUTES);
  const open = await legs.listOpenLegs(db, { uncheckedSince, limit: LEGS_PER_ROUND });
  if (open.length === LEGS_PER_ROUND) return open;
  const unpriced = await legs.listUnpricedLegs(db, {
    seenBefore: uncheckedSince,
    firstDaySince: before(MINUTES_PER_DAY),
    uncheckedSince: before(PRICE_MINUTES),
    uncheckedLaterSince: before(LATE_PRICE_MINUTES),
    pricesSince: before(PRICE_DAYS * MINUTES_PER_DAY),
    limit: LEGS_PER_ROUND - open.length,
  });
  return [...open, ...unpriced];
}

async function askAbout(app: Application, provider: TelephoneProvider, leg: LegRecord): Promise<void> {
  const found = await provider.findLeg(leg.reference);
  const below = leg.kind === 'interviewer' ? await provider.listLegsUnder(leg.reference) : [];
  await transaction(app.database, async (trx) => {
    // What is not there (any more) will not go on.
    const status = found?.status ?? 'failed';
    const report = { status, seconds: found?.seconds ?? null, networkCode: null, sequence: ASKED };
    if (leg.endedAt === null) await addReport(app, trx, leg, report);
    const { price = null, priceUnit = null } = found ?? {};
    await legs.updateLegCheck(trx, leg.id, { price, priceUnit, checkedAt: app.clock() });
  });
  for (const one of below) await takeLeg(app, one, leg.callId);
}

/** Takes in a leg as the provider has it; one that is known already only gets the news. */
async function takeLeg(app: Application, found: ProviderLeg, callId: string | null): Promise<void> {
  await takeReport(app, {
    callId: callId ?? '',
    reference: found.reference,
    parentReference: found.parentReference,
    status: found.status,
    seconds: found.seconds,
    networkCode: null,
    sequence: ASKED,
  });
}

async function findUnknown(app: Application, provider: TelephoneProvider): Promise<number> {
  const from = addMinutes(app.clock(), -LOOK_BACK_HOURS * MINUTES_PER_HOUR);
  const found = await provider.listLegsSince(from);
  const known = await legs.listKnownReferences(
    app.database.read,
    found.map(({ reference }) => reference),
  );
  const missing = found.filter(
    ({ reference, isOurs, parentReference }) =>
      !known.has(reference) && (isOurs || known.has(parentReference ?? '')),
  );
  for (const leg of missing) await takeLeg(app, leg, known.get(leg.parentReference ?? '') ?? null);
  return missing.filter(({ parentReference }) => !known.has(parentReference ?? '')).length;
}
