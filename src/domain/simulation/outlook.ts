import type { CivilDate } from '../calendar/civil-date.js';
import type { RandomStream, Seed } from '../sampling/random.js';
import { openStream } from '../sampling/random.js';
import { bandOf, type PlayedFieldwork } from './forecast.js';
import { drawChance, drawCount } from './random-variates.js';
import { contactRate, groupRates, type SimulationRates } from './simulation-rates.js';

/** What one domain did so far, and what it has left. */
export interface DomainSoFar {
  /** Code of the domain. */
  readonly domain: string;
  readonly interviews: number;
  readonly target: number | null;
  /** Cases in the field of which something can still come, by how often they may still be called: place 0 is once. */
  readonly openByTriesLeft: readonly number[];
  /** Calls in which somebody spoke. */
  readonly answered: number;
  /** Calls that rang and were not answered. */
  readonly unanswered: number;
  /** Cases that ended with somebody who was spoken to: interviews, refusals, and who could not take part. */
  readonly ended: number;
}

/** What the days to come are played with. */
export interface OutlookPlan {
  /** Calls that ring, over all domains. */
  readonly callsPerDay: number;
  /** The days on which people are called. */
  readonly days: readonly CivilDate[];
  /** What people are like, as far as is known beforehand. */
  readonly beforehand: SimulationRates;
}

/** Chances of one domain, each 0–1. */
interface Chances {
  readonly contact: number;
  /** That a talk ends the case, and not in an appointment. */
  readonly closing: number;
  readonly cooperation: number;
}

/** So many calls and cases weigh what was known beforehand against what this fieldwork shows. */
const CALLS_BEFOREHAND = 30;
const CASES_BEFOREHAND = 10;

/**
 * Plays the days to come once, coarsely: every day so many calls, given to the domains by the interviews that they lack,
 * with chances drawn from what this fieldwork showed so far. It takes milliseconds, where a simulation through the real
 * queue takes minutes; it knows no appointments, day-parts or families.
 * @param soFar every domain of the study
 * @param plan the pace, the days and what people are like
 * @param seed of this play: the same seed gives the same play
 * @returns interviews per day and domain, until every target is reached or nobody is left to call
 * @example playOnward([{ domain: 'a', interviews: 0, target: 1, openByTriesLeft: [], answered: 0, unanswered: 0, ended: 0 }], { callsPerDay: 9, days: ['2026-04-14'], beforehand: DEFAULT_SIMULATION_RATES }, seed).days // []
 */
export function playOnward(soFar: readonly DomainSoFar[], plan: OutlookPlan, seed: Seed): PlayedFieldwork {
  const random = openStream(seed, 'outlook');
  const domains = soFar.map((one) => ({
    code: one.domain,
    lacking: one.target === null ? Infinity : one.target - one.interviews,
    open: [...one.openByTriesLeft],
    chances: drawChances(random, one, plan.beforehand),
  }));
  const days: PlayedFieldwork['days'][number][] = [];
  for (const on of plan.days) {
    const calls = shareCalls(domains, plan.callsPerDay);
    if (calls.every((count) => count === 0)) break;
    const interviews = domains.map((domain, place) => [
      domain.code,
      playDay(random, domain, calls[place] ?? 0),
    ]);
    days.push({ on, interviews: Object.fromEntries(interviews) as Record<string, number> });
  }
  const held = Object.fromEntries(soFar.map(({ domain, interviews }) => [domain, interviews]));
  return { seed, held, days };
}

interface OpenDomain {
  readonly code: string;
  lacking: number;
  /** By tries left; parts of a case on average. */
  readonly open: number[];
  readonly chances: Chances;
}

function drawChances(random: RandomStream, soFar: DomainSoFar, beforehand: SimulationRates): Chances {
  const rates = groupRates(beforehand, soFar.domain);
  const known = (yes: number, no: number, weight: number, chance: number): number =>
    drawChance(random, yes + weight * chance, no + weight * (1 - chance));
  const talks = Math.max(soFar.answered, soFar.ended);
  return {
    contact: known(soFar.answered, soFar.unanswered, CALLS_BEFOREHAND, contactRate(rates, null)),
    closing: known(soFar.ended, talks - soFar.ended, CASES_BEFOREHAND, 1 - beforehand.anotherTime),
    cooperation: known(
      Math.min(soFar.interviews, soFar.ended),
      Math.max(0, soFar.ended - soFar.interviews),
      CASES_BEFOREHAND,
      rates.cooperation,
    ),
  };
}

/** By the interviews that are lacking, or without targets by the open cases; nobody is called twice a day. */
function shareCalls(domains: readonly OpenDomain[], callsPerDay: number): readonly number[] {
  const room = domains.map(({ lacking, open }) => (lacking > 0 ? Math.round(sumOf(open)) : 0));
  const weights = domains.map(({ lacking }, place) =>
    room[place] === 0 ? 0 : Number.isFinite(lacking) ? lacking : (room[place] ?? 0),
  );
  const all = sumOf(weights);
  if (all === 0) return room.map(() => 0);
  const calls = weights.map((weight, place) =>
    Math.min(room[place] ?? 0, Math.round((callsPerDay * weight) / all)),
  );
  // What one domain has no room for goes to the others.
  let left = Math.round(callsPerDay) - sumOf(calls);
  return calls.map((count, place) => {
    const more = Math.max(0, Math.min(left, (room[place] ?? 0) - count));
    left -= more;
    return count + more;
  });
}

function playDay(random: RandomStream, domain: OpenDomain, calls: number): number {
  const { open, chances } = domain;
  const all = sumOf(open);
  if (calls === 0 || all <= 0) return 0;
  const answered = drawCount(random, calls, chances.contact);
  const ended = drawCount(random, answered, chances.closing);
  const interviews = drawCount(random, ended, chances.cooperation);
  const share = Math.min(1, calls / all);
  const staying = 1 - ended / calls;
  // Whoever was called and stays in has one try less.
  for (let place = 0; place < open.length; place += 1) {
    const called = (open[place] ?? 0) * share;
    open[place] = (open[place] ?? 0) - called;
    if (place > 0) open[place - 1] = (open[place - 1] ?? 0) + called * staying;
  }
  domain.lacking -= interviews;
  return interviews;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** When a domain is expected to reach its target. A day is `null` when it is not reached with the cases in the field. */
export interface ExpectedEnd {
  readonly domain: string;
  /** One play in ten is done on this day, half on the next, nine in ten on the last. */
  readonly early: CivilDate | null;
  readonly middle: CivilDate | null;
  readonly late: CivilDate | null;
  /** Interviews when every target is reached or nobody is left to call. */
  readonly interviews: { readonly low: number; readonly middle: number; readonly high: number };
}

/**
 * When each domain with a target reaches it, over all plays, in the way of the forecast of a simulation.
 * @param soFar every domain of the study
 * @param plays at least one
 * @throws RangeError without a play
 * @example expectedEnds(soFar, plays)[0]?.middle // '2026-05-12'
 */
export function expectedEnds(
  soFar: readonly DomainSoFar[],
  plays: readonly PlayedFieldwork[],
): readonly ExpectedEnd[] {
  if (plays.length === 0) throw new RangeError('an expectation needs at least one play');
  return soFar.flatMap(({ domain, interviews, target }) => {
    if (target === null || interviews >= target) return [];
    const reached = plays.map((play) => dayOf(play, domain, target - interviews));
    const known = [...new Set(reached.flatMap((day) => day ?? []))].toSorted();
    // Days in their order; never comes after all of them.
    const places = bandOf(reached.map((day) => (day === null ? known.length : known.indexOf(day))));
    const totals = plays.map(
      ({ days }) => interviews + sumOf(days.map((day) => day.interviews[domain] ?? 0)),
    );
    return [
      {
        domain,
        early: known[places.low] ?? null,
        middle: known[places.middle] ?? null,
        late: known[places.high] ?? null,
        interviews: bandOf(totals),
      },
    ];
  });
}

function dayOf({ days }: PlayedFieldwork, domain: string, lacking: number): CivilDate | null {
  let held = 0;
  for (const { on, interviews } of days) {
    held += interviews[domain] ?? 0;
    if (held >= lacking) return on;
  }
  return null;
}
