import type { Application } from '../../application.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { instantAt, localTime } from '../../domain/calendar/instant.js';
import type { Seed } from '../../domain/sampling/random.js';
import { forecast, type ForecastLine, type PlayedFieldwork } from '../../domain/simulation/forecast.js';
import { ratesFromLedger } from '../../domain/simulation/ledger-rates.js';
import { DEFAULT_SIMULATION_RATES, type SimulationRates } from '../../domain/simulation/simulation-rates.js';
import { UserProblem } from '../../errors.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listLedger } from './study-copy.queries.js';
import { openVirtualField } from './virtual-field.js';
import { playFieldwork } from './virtual-fieldwork.js';

/** What is asked of a simulation. */
export interface SimulationPlan {
  readonly slug: string;
  readonly seed: Seed;
  readonly interviewers: number;
  /** Days on which people are called. */
  readonly days: number;
  /** How often the fieldwork is played, each time with the next seed. */
  readonly runs: number;
  readonly rates: SimulationRates;
}

/** What to expect of the fieldwork. */
export interface Simulation {
  readonly study: Study;
  readonly plan: SimulationPlan;
  readonly plays: readonly PlayedFieldwork[];
  readonly lines: readonly ForecastLine[];
}

/** Hears how far a simulation is; whoever answers `false` stops it. */
export type Progress = (done: { readonly run: number; readonly day: number }) => boolean;

/**
 * Plays the fieldwork of a study some times, on copies that are thrown away, and adds up what to expect.
 * @throws UserProblem `wrong_state` when the study has no sample, or its fieldwork is over
 */
export async function simulateFieldwork(
  app: Application,
  plan: SimulationPlan,
  progress: Progress = () => true,
): Promise<Simulation> {
  const study = await getStudy(app.database.read, plan.slug);
  ensureCanBePlayed(study);
  const plays: PlayedFieldwork[] = [];
  for (let run = 0; run < plan.runs; run += 1) {
    const play = await playOnce(app, study, { ...plan, seed: (plan.seed + run) as Seed }, (day) =>
      progress({ run: run + 1, day }),
    );
    if (play.days.length < plan.days) break;
    plays.push(play);
  }
  const codes = study.domains.map(({ code }) => code);
  return { study, plan, plays, lines: plays.length === 0 ? [] : forecast(plays, codes) };
}

const PLAYABLE: readonly Study['status'][] = ['sample_drawn', 'checking', 'fieldwork'];

function ensureCanBePlayed(study: Study): void {
  if (PLAYABLE.includes(study.status)) return;
  throw new UserProblem(
    'wrong_state',
    'Een simulatie kan van het trekken van de steekproef tot het einde van het veldwerk.',
  );
}

async function playOnce(
  app: Application,
  study: Study,
  { seed, interviewers, days, rates }: SimulationPlan,
  afterDay: (day: number) => boolean,
): Promise<PlayedFieldwork> {
  const firstDay = firstDayOf(app, study);
  const startsAt = instantAt(firstDay, 0);
  const field = await openVirtualField(app, study, { seed, interviewers, startsAt });
  try {
    return await playFieldwork({ field, study, rates, seed, firstDay, days, afterDay });
  } finally {
    await field.close();
  }
}

/** The planned first day when that is still to come, or else tomorrow. */
function firstDayOf(app: Application, { fieldworkStartsOn }: Study): CivilDate {
  const tomorrow = addDays(localTime(app.clock()).date, 1);
  return fieldworkStartsOn !== null && fieldworkStartsOn > tomorrow ? fieldworkStartsOn : tomorrow;
}

/** The rates of an earlier study, from its ledger of calls; of the default when none is named. */
export async function getRates(app: Application, earlierSlug: string | null): Promise<SimulationRates> {
  if (earlierSlug === null) return DEFAULT_SIMULATION_RATES;
  const study = await getStudy(app.database.read, earlierSlug);
  const calls = await listLedger(app.database.read, study.id);
  if (calls.length === 0) {
    throw new UserProblem('wrong_state', `In ${study.name} is niet gebeld; kies een ander onderzoek.`);
  }
  return ratesFromLedger(calls, study.rules.calling, study.name);
}
