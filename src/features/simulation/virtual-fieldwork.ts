import type { Actor, Application } from '../../application.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import {
  addMinutes,
  epochMilliseconds,
  type Instant,
  instantAt,
  localTime,
} from '../../domain/calendar/instant.js';
import { callingHoursOn } from '../../domain/calling/calling-hours.js';
import type { CallingRules } from '../../domain/calling/calling-rules.js';
import type { CaseDecision } from '../../domain/contact/case-action.js';
import { openStream, type RandomStream, type Seed } from '../../domain/sampling/random.js';
import type { PlayedFieldwork } from '../../domain/simulation/forecast.js';
import {
  drawNumberQuality,
  drawRespondent,
  happens,
  type NumberQuality,
  type Respondent,
} from '../../domain/simulation/respondent.js';
import type { SimulationRates } from '../../domain/simulation/simulation-rates.js';
import { findNextMoment, takeNextCase } from '../cases/case-claims.service.js';
import { type CaseFile, type CaseRecord, countByStatus } from '../cases/cases.service.js';
import { startFieldwork } from '../fieldwork/fieldwork-start.service.js';
import { decideCase } from '../case-actions/case-decisions.service.js';
import { getDecisions, type StuckCase } from '../fieldwork/supervision.service.js';
import { addShifts, setAbilities } from '../interviewers/interviewers.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import { OTHER_LANGUAGE, type Pause, playAttempt } from './virtual-attempt.js';
import { SIMULATION, type VirtualField } from './virtual-field.js';

/** How the fieldwork is played. */
export interface PlaySetting {
  readonly field: VirtualField;
  readonly study: Study;
  readonly rates: SimulationRates;
  readonly seed: Seed;
  readonly firstDay: CivilDate;
  /** Days on which people are called; Sundays and holidays are not counted. */
  readonly days: number;
  /** What else a supervisor does in the morning of a day, after the decisions. */
  readonly inTheMorning?: (app: Application, study: Study) => Promise<void>;
  /** Hears after each day how many are done; whoever answers `false` stops the play. */
  readonly afterDay?: (done: number) => boolean;
}

interface Shift {
  readonly interviewerId: string;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** Whoever gets no case looks again when the next one is due, and not later than this. */
const LONGEST_WAIT_MINUTES = 45;
const SUPERVISOR_STARTS_AT = 8 * 60 + 45;
const SATURDAY = 6;

/** Morning, afternoon, and two of four in the evening, when most people are at home. */
const WEEKDAY_SHIFTS = [
  { fromMinute: 9 * 60, untilMinute: 13 * 60 },
  { fromMinute: 13 * 60, untilMinute: 17 * 60 + 30 },
  { fromMinute: 16 * 60 + 30, untilMinute: 20 * 60 + 30 },
  { fromMinute: 16 * 60 + 30, untilMinute: 20 * 60 + 30 },
];

/**
 * Plays days of fieldwork on a virtual field: interviewers come at the beginning of their shift, take the next case
 * from the real queue, and go on until it ends, all by the same clock. Every morning the supervisor decides what waits.
 */
export async function playFieldwork(setting: PlaySetting): Promise<PlayedFieldwork> {
  const { field, rates, seed, days } = setting;
  await begin(setting);
  const study = await getStudyById(field.app.database.read, setting.study.id);
  const people = new People(seed, study, rates);
  const played: PlayedFieldwork['days'][number][] = [];
  const held = await completedByDomain(field, study);
  let before = held;
  for (const [index, day] of callingDays(setting.firstDay, days, study.rules.calling).entries()) {
    const shifts = shiftsOn(day, field.interviewerIds, study.rules.calling);
    await addShifts(
      field.app,
      SIMULATION,
      shifts.map((shift) => ({ ...shift, worksOn: day })),
    );
    field.setClock(instantAt(day, SUPERVISOR_STARTS_AT));
    await supervise(field, study, people.supervisor);
    await setting.inTheMorning?.(field.app, study);
    await workDay(setting, people, { study, day, shifts });
    const now = await completedByDomain(field, study);
    const interviews = study.domains.map(({ code }) => [code, (now[code] ?? 0) - (before[code] ?? 0)]);
    played.push({ on: day, interviews: Object.fromEntries(interviews) as Record<string, number> });
    before = now;
    if (setting.afterDay?.(index + 1) === false) break;
  }
  return { seed, held, days: played };
}

async function begin({ field, study, firstDay }: PlaySetting): Promise<void> {
  const { app, interviewerIds } = field;
  field.setClock(instantAt(firstDay, SUPERVISOR_STARTS_AT));
  if (study.status !== 'fieldwork') await startFieldwork(app, SIMULATION, study.slug);
  const [speaker] = interviewerIds;
  const abilities = { languages: [OTHER_LANGUAGE], skills: ['conversion'] } as const;
  if (speaker !== undefined) await setAbilities(app, SIMULATION, speaker, abilities);
}

async function completedByDomain(
  { app }: VirtualField,
  study: Study,
): Promise<Readonly<Record<string, number>>> {
  const counts = await countByStatus(app.database.read, study.id);
  return Object.fromEntries(
    study.domains.map(({ id, code }) => [
      code,
      counts.find(({ domainId, status }) => domainId === id && status === 'completed')?.count ?? 0,
    ]),
  );
}

/** The days on which people are called at all, the first included when it is one. */
function callingDays(firstDay: CivilDate, count: number, rules: CallingRules): readonly CivilDate[] {
  const found: CivilDate[] = [];
  for (let day = firstDay; found.length < count; day = addDays(day, 1)) {
    if (callingHoursOn(day, rules).length > 0) found.push(day);
  }
  return found;
}

/** One in three interviewers works on a Saturday. */
function shiftsOn(day: CivilDate, interviewerIds: readonly string[], rules: CallingRules): readonly Shift[] {
  const [hours] = callingHoursOn(day, rules);
  if (hours === undefined) return [];
  const isSaturday = localTime(instantAt(day, SUPERVISOR_STARTS_AT)).weekday === SATURDAY;
  return interviewerIds.flatMap((interviewerId, index) => {
    if (isSaturday) return index % 3 === 0 ? [{ interviewerId, ...hours }] : [];
    const usual = WEEKDAY_SHIFTS[index % WEEKDAY_SHIFTS.length] ?? hours;
    const untilMinute = Math.min(usual.untilMinute, hours.untilMinute);
    return usual.fromMinute < untilMinute ? [{ interviewerId, ...usual, untilMinute }] : [];
  });
}

/** Half of the soft refusals are called once more; a case is closed when the whole effort was made. */
async function supervise({ app }: VirtualField, study: Study, random: RandomStream): Promise<void> {
  const { toDecide, stuck } = await getDecisions(app, study);
  const decide = async ({ record: { caseNumber } }: CaseFile, action: CaseDecision): Promise<void> =>
    decideCase(app, SIMULATION, {
      ...{ slug: study.slug, caseNumber, action, interviewerId: null },
      ...{ reason: 'Besluit van de simulatie.', seenAt: app.clock() },
    });
  for (const file of toDecide) await decide(file, happens(random, 0.5) ? 'allow' : 'refuse');
  for (const one of stuck) {
    const decision = decisionOn(one);
    if (decision !== null) await decide(one.file, decision);
  }
}

/** Whoever is late is called soon, and a pause is somebody's wish. */
function decisionOn({ file, waitsFor, missingEffort, mayExtend, mayClose }: StuckCase): CaseDecision | null {
  if (file.state.isPaused || waitsFor === 'late' || waitsFor === 'assigned_away') return null;
  if (missingEffort.length > 0 && mayExtend) return 'extend';
  return mayClose ? 'give_up' : null;
}

/** An interviewer at work, and when they go on. */
interface Worker {
  readonly steps: AsyncGenerator<Pause, void>;
  at: Instant;
}

async function workDay(
  setting: PlaySetting,
  people: People,
  { study, day, shifts }: { study: Study; day: CivilDate; shifts: readonly Shift[] },
): Promise<void> {
  const workers = shifts.map((shift): Worker => ({
    at: instantAt(day, shift.fromMinute),
    steps: work(setting, people, { study, shift, until: instantAt(day, shift.untilMinute) }),
  }));
  while (workers.length > 0) {
    const next = workers.reduce((first, one) => (one.at < first.at ? one : first));
    setting.field.setClock(next.at);
    const step = await next.steps.next();
    if (step.done === true) workers.splice(workers.indexOf(next), 1);
    else next.at = addMinutes(next.at, step.value / 60);
  }
}

async function* work(
  { field, rates }: PlaySetting,
  people: People,
  { study, shift, until }: { study: Study; shift: Shift; until: Instant },
): AsyncGenerator<Pause, void> {
  const { app } = field;
  const { interviewerId } = shift;
  const actor: Actor = { ...SIMULATION, kind: 'user', id: interviewerId, roles: ['enqueteur'] };
  while (app.clock() < until) {
    const record = await takeNextCase(app, study, interviewerId);
    if (record === null) {
      yield await untilNextCase(app, study, interviewerId);
      continue;
    }
    yield* playAttempt({
      app,
      actor,
      key: { interviewerId, caseNumber: record.caseNumber },
      rates,
      person: people.behind(record),
      qualityOf: (numberId) => people.qualityOf(numberId),
      random: people.line,
    });
    yield 30;
  }
}

async function untilNextCase(app: Application, study: Study, interviewerId: string): Promise<Pause> {
  const next = await findNextMoment(app, study, interviewerId);
  const minutes = next === null ? LONGEST_WAIT_MINUTES : minutesUntil(app.clock(), next);
  return Math.max(1, Math.min(LONGEST_WAIT_MINUTES, minutes)) * 60;
}

function minutesUntil(from: Instant, until: Instant): number {
  return Math.ceil((epochMilliseconds(until) - epochMilliseconds(from)) / 60_000);
}

/** Everybody behind the cases: drawn when first needed, and the same from then on. */
class People {
  /** What happens on the line, whoever is called. */
  readonly line: RandomStream;
  readonly supervisor: RandomStream;
  private readonly seed: Seed;
  private readonly rates: SimulationRates;
  private readonly groups: ReadonlyMap<string, string>;
  private readonly known = new Map<string, Respondent>();
  private readonly qualities = new Map<string, NumberQuality>();

  constructor(seed: Seed, study: Study, rates: SimulationRates) {
    this.seed = seed;
    this.rates = rates;
    this.groups = new Map(study.domains.map(({ id, code }) => [id, code]));
    this.line = openStream(seed, 'line');
    this.supervisor = openStream(seed, 'supervisor');
  }

  behind({ caseNumber, domainId }: CaseRecord): Respondent {
    const known = this.known.get(caseNumber);
    if (known !== undefined) return known;
    const stream = openStream(this.seed, `case ${caseNumber}`);
    const drawn = drawRespondent(stream, this.groups.get(domainId) ?? '', this.rates);
    this.known.set(caseNumber, drawn);
    return drawn;
  }

  qualityOf(numberId: string): NumberQuality {
    const quality =
      this.qualities.get(numberId) ??
      drawNumberQuality(openStream(this.seed, `number ${numberId}`), this.rates);
    this.qualities.set(numberId, quality);
    return quality;
  }
}
