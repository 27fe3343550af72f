import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import {
  cumulate,
  evenPlan,
  fieldworkDays,
  type FieldworkSpan,
  sharesOf,
} from '../../domain/response/response-curve.js';
import { totalTarget } from '../../domain/study/total-target.js';
import { type Domain, getStudy, listStudies, type Study } from '../studies/studies.service.js';
import { listFirstCallDays, listInterviewDays } from './curve-days.js';
import type { DomainDayCount } from './curve.queries.js';

/** How a domain, or the whole study, grew: one value per fieldwork day, up to the last one that there was. */
export interface Curve {
  readonly interviews: readonly number[];
  readonly approached: readonly number[];
  /** Interviews per person approached, 0–1. */
  readonly response: readonly (number | null)[];
}

/** The curve of a part beside what it is compared with. */
export interface ComparedCurve {
  /** `null` for the whole study. */
  readonly domain: Domain | null;
  readonly measured: Curve;
  /** Interviews per fieldwork day when the target is reached evenly; empty without a target or dates. */
  readonly plan: readonly number[];
  /** `null` when there is no earlier study, or it did not have this domain. */
  readonly earlier: Curve | null;
}

/** The growth of a study. */
export interface StudyCurves {
  readonly study: Study;
  /** The study of the year before, when people were called for it. */
  readonly earlierStudy: Study | null;
  /** The fieldwork days of the plan, and on to the last day on which something happened. */
  readonly days: readonly CivilDate[];
  /** How many of those days there were until now. */
  readonly daysSoFar: number;
  /** The whole first, then each domain; empty as long as nobody was approached. */
  readonly curves: readonly ComparedCurve[];
}

/**
 * How interviews and response grew per domain, beside the plan and the study of the year before on the same day of its
 * fieldwork.
 * @throws UserProblem `not_found`
 */
export async function findCurves(app: Application, slug: string): Promise<StudyCurves> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const today = localTime(app.clock()).date;
  const grown = await growthOf(db, study, today);
  const earlier = await findEarlier(db, study, today);
  if (grown === null) return { study, earlierStudy: null, days: [], daysSoFar: 0, curves: [] };
  const parts = [null, ...study.domains];
  return {
    study,
    earlierStudy: earlier?.study ?? null,
    days: grown.days,
    daysSoFar: grown.daysSoFar,
    curves: parts.map((domain) => ({
      domain,
      measured: curveOf(grown, domain),
      plan: planOf(grown, domain),
      earlier: earlier === null ? null : earlierCurve(earlier, domain),
    })),
  };
}

/** What a study counted on its fieldwork days. */
interface Growth {
  readonly study: Study;
  readonly days: readonly CivilDate[];
  readonly daysSoFar: number;
  readonly daysPlanned: number;
  readonly firstCalls: readonly DomainDayCount[];
  readonly interviews: readonly DomainDayCount[];
}

async function growthOf(db: Reader, study: Study, today: CivilDate): Promise<Growth | null> {
  const firstCalls = await listFirstCallDays(db, study.id);
  if (firstCalls.length === 0) return null;
  const interviews = await listInterviewDays(db, study.id);
  const happened = [...firstCalls, ...interviews].map(({ on }) => on).toSorted();
  const { fieldworkStartsOn: startsOn, fieldworkEndsOn: endsOn } = study;
  const { reached, ...span } = spanOf(study, happened, today);
  const isCallingDay = (on: CivilDate): boolean => callingHoursOn(on, study.rules.calling).length > 0;
  const days = fieldworkDays(span, isCallingDay);
  return {
    study,
    days,
    daysSoFar: days.filter((on) => on <= reached).length,
    daysPlanned: startsOn === null || endsOn === null ? 0 : days.filter((on) => on <= endsOn).length,
    firstCalls,
    interviews,
  };
}

/** The calendar of the fieldwork, and the day to which the line is drawn. */
function spanOf(
  { status, fieldworkStartsOn, fieldworkEndsOn }: Study,
  happened: readonly CivilDate[],
  today: CivilDate,
): FieldworkSpan & { readonly reached: CivilDate } {
  const [first = today] = happened;
  const last = happened.at(-1) ?? today;
  // In the field, the line goes on to today even when nothing happened; afterwards it stops with the last interview.
  const reached = status === 'fieldwork' && today > last ? today : last;
  return {
    from: fieldworkStartsOn !== null && fieldworkStartsOn < first ? fieldworkStartsOn : first,
    firstCallOn: first,
    reached,
    until: fieldworkEndsOn !== null && fieldworkEndsOn > reached ? fieldworkEndsOn : reached,
  };
}

function curveOf({ days, daysSoFar, firstCalls, interviews }: Growth, domain: Domain | null): Curve {
  const soFar = days.slice(0, daysSoFar);
  const own = ({ domainId }: DomainDayCount): boolean => domain === null || domainId === domain.id;
  const approached = cumulate(soFar, firstCalls.filter(own));
  const done = cumulate(soFar, interviews.filter(own));
  return { interviews: done, approached, response: sharesOf(done, approached) };
}

function planOf({ study, daysPlanned }: Growth, domain: Domain | null): readonly number[] {
  const target = totalTarget(domain === null ? study.domains : [domain]);
  return target === null ? [] : evenPlan(target, daysPlanned);
}

async function findEarlier(db: Reader, study: Study, today: CivilDate): Promise<Growth | null> {
  const candidates = (await listStudies(db)).filter(
    (one) => one.reportYear === study.reportYear - 1 && one.isPractice === study.isPractice,
  );
  for (const candidate of candidates) {
    const growth = await growthOf(db, candidate, today);
    if (growth !== null) return growth;
  }
  return null;
}

/** The whole is compared with the whole; a domain with the domain of the same code. */
function earlierCurve(earlier: Growth, domain: Domain | null): Curve | null {
  if (domain === null) return curveOf(earlier, null);
  const same = earlier.study.domains.find(({ code }) => code === domain.code);
  return same === undefined ? null : curveOf(earlier, same);
}
