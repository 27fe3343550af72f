import type { Actor, Application } from '../../application.js';
import { addDays } from '../../domain/calendar/civil-date.js';
import { addMinutes, type Instant, localTime } from '../../domain/calendar/instant.js';
import { dayPartAt, firstMomentIn } from '../../domain/calling/calling-hours.js';
import { isDialTime } from '../../domain/calling/dial-check.js';
import { type ConsentChoiceCode, consentChoices } from '../../domain/consent/consent-choices.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import { legalOutcomes, numberToDial, whomToAskFor } from '../../domain/contact/legal-outcomes.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import type { RandomStream } from '../../domain/sampling/random.js';
import {
  drawLineAnswer,
  happens,
  type LineAnswer,
  type NumberQuality,
  type Respondent,
} from '../../domain/simulation/respondent.js';
import type { SimulationRates } from '../../domain/simulation/simulation-rates.js';
import { openCallOf, recordOutcome } from '../cases/case-outcomes.service.js';
import {
  finishingOwnCase,
  getOwnCaseFile,
  holdOwnCase,
  type OwnCase,
  type OwnCaseKey,
} from '../cases/own-case.service.js';
import { decideConsent, giveBack, recordConversationOutcome } from '../fieldwork/conversation.service.js';
import { placeCall } from '../fieldwork/dialling.service.js';
import { startInterview } from '../interviews/interviews.service.js';

/** One interviewer with one case. */
export interface AttemptSetting {
  readonly app: Application;
  readonly actor: Actor;
  readonly key: OwnCaseKey;
  readonly rates: SimulationRates;
  readonly person: Respondent;
  readonly qualityOf: (numberId: string) => NumberQuality;
  /** What happens on the line and how long it takes. */
  readonly random: RandomStream;
}

/** The language of whoever does not speak the language of the study. */
export const OTHER_LANGUAGE = 'ar';

/** How many seconds go by before what follows. */
export type Pause = number;

const OUTCOME_OF_LINE: Readonly<Record<Exclude<LineAnswer, 'answered'>, OutcomeCode>> = {
  no_answer: 'no_answer',
  voicemail: 'voicemail',
  busy: 'busy',
  call_failed: 'call_failed',
};

/**
 * Plays an attempt through the services of the program, as an interviewer would go through its pages.
 * @returns pauses; while one lasts, other interviewers go on
 */
export async function* playAttempt(setting: AttemptSetting): AsyncGenerator<Pause, void> {
  for (;;) {
    yield between(setting, 20, 60);
    const { file, study } = await ownCase(setting);
    const number = numberToDial(file.state, file.verdict);
    if (number === null || !isDialTime(file.state, setting.app.clock(), study.rules.calling)) {
      await giveBack(setting.app, setting.actor, setting.key);
      return;
    }
    await placeCall(setting.app, setting.actor, setting.key);
    yield between(setting, 15, 40);
    const quality = setting.qualityOf(number.numberId);
    if (quality === 'right') {
      yield* afterRinging(setting);
      return;
    }
    const next = await record(setting, quality === 'wrong' ? 'wrong_number' : 'not_in_service');
    if (next === 'given_back') return;
  }
}

async function* afterRinging(setting: AttemptSetting): AsyncGenerator<Pause, void> {
  const { file, study } = await ownCase(setting);
  const part = dayPartAt(setting.app.clock(), study.rules.calling)?.code ?? null;
  const moment = file.state.appointment === null ? part : 'appointment';
  const line = drawLineAnswer(setting.random, setting.person, setting.rates, moment);
  if (line !== 'answered') {
    yield between(setting, 5, 20);
    await record(setting, OUTCOME_OF_LINE[line]);
    return;
  }
  yield between(setting, 40, 120);
  yield* talk(setting);
}

async function* talk(setting: AttemptSetting): AsyncGenerator<Pause, void> {
  const { person } = setting;
  const { file } = await ownCase(setting);
  const isFirstTalk = file.state.status === 'fresh' || file.state.status === 'retry';
  const hasSpoken = file.state.dials.some(({ outcome }) => outcome?.startsWith('appointment') === true);
  if (isFirstTalk && !hasSpoken && person.firstAsks !== 'nothing' && person.attitude === 'takes_part') {
    await record(setting, person.firstAsks, await laterMoment(setting));
    return;
  }
  if (agreesNow(person, file)) {
    yield* takePart(setting);
    return;
  }
  if (person.attitude === 'other_language') {
    await record(setting, 'language_barrier', null, OTHER_LANGUAGE);
    return;
  }
  await refuse(setting);
}

/** Whoever speaks another language takes part once somebody calls who speaks it. */
function agreesNow(person: Respondent, { state }: OwnCase['file']): boolean {
  if (person.attitude === 'takes_part') return true;
  if (person.attitude === 'other_language') return state.language !== null;
  return state.status === 'conversion_allowed' && person.isConverted;
}

/** Asks whoever is to be asked, until there is an interview or nobody is left to ask. */
async function* takePart(setting: AttemptSetting): AsyncGenerator<Pause, void> {
  for (;;) {
    const { file } = await ownCase(setting);
    const { verdict } = file;
    if (verdict.kind === 'nobody') {
      await refuse(setting);
      return;
    }
    if (verdict.mayBeInterviewed !== null) {
      yield* interview(setting);
      return;
    }
    yield between(setting, 20, 60);
    const codes = consentChoices((await ownCase(setting)).file.verdict).map(({ code }) => code);
    const code = choose(setting, codes);
    await decideConsent(setting.app, setting.actor, setting.key, { code, language: 'nl' });
    // The young person is often not at home: the one who permits names a moment.
    if (codes.includes('permit') && setting.person.permits && happens(setting.random, 0.5)) {
      await record(setting, 'appointment_hard', await laterMoment(setting));
      return;
    }
  }
}

function choose({ person }: AttemptSetting, codes: readonly ConsentChoiceCode[]): ConsentChoiceCode {
  if (codes.includes('permit')) return person.permits ? 'permit' : 'instead';
  if (codes.includes('agree')) return person.youthAgrees || codes.includes('instead') ? 'agree' : 'decline';
  return codes.includes('instead') ? 'instead' : 'decline';
}

async function* interview(setting: AttemptSetting): AsyncGenerator<Pause, void> {
  const { app, actor, key, person } = setting;
  const { file } = await ownCase(setting);
  const isSecondTime = file.state.status === 'broken_off';
  await startInterview(app, actor, key);
  // The page of an interview that is open holds the case.
  const half = between(setting, 480, 900) / 2;
  yield half;
  await holdOwnCase(app, key);
  yield half;
  // The answers do not matter here, so that of the interview only its outcome is kept.
  const code = person.breaksOff && !isSecondTime ? 'broken_off' : 'complete';
  await finishingOwnCase(app, actor, key, (trx, own) =>
    recordOutcome(app, trx, own, { code, appointment: null, language: null, note: null }),
  );
}

async function refuse(setting: AttemptSetting): Promise<void> {
  const { file } = await ownCase(setting);
  const legal = legalOutcomes(file.state, file.verdict);
  const wanted: OutcomeCode[] =
    setting.person.attitude === 'refuses_softly'
      ? ['refusal_soft', 'refusal_parent', 'refusal_hard']
      : ['refusal_parent', 'refusal_hard'];
  const code = wanted.find((one) => legal.includes(one));
  if (code !== undefined) await record(setting, code);
}

interface Agreed {
  readonly at: Instant;
  readonly withRole: ContactRole;
}

/** A moment of the next days in the hours in which people are called. */
async function laterMoment({ app, key, random }: AttemptSetting): Promise<Agreed> {
  const { study, file } = await getOwnCaseFile(app, key);
  const { calling } = study.rules;
  const { date } = localTime(addMinutes(app.clock(), 24 * 60));
  const day = addDays(date, random.below(3));
  const hour = 9 + random.below(11);
  const wish =
    `${day}T${String(hour).padStart(2, '0')}:${random.below(2) === 0 ? '00' : '30'}:00.000Z` as Instant;
  return {
    at: firstMomentIn('open', wish, calling),
    withRole: whomToAskFor(file.state, file.verdict) ?? 'parent',
  };
}

async function record(
  setting: AttemptSetting,
  code: OutcomeCode,
  agreed: Agreed | null = null,
  language: string | null = null,
): Promise<'given_back' | 'next_number'> {
  const { app, actor, key } = setting;
  const { file } = await ownCase(setting);
  const firmness = code === 'appointment_soft' ? 'soft' : 'hard';
  return recordConversationOutcome(app, actor, key, {
    code,
    attemptId: file.state.heldBy?.attemptId ?? '',
    callId: openCallOf(file.state)?.callId ?? null,
    appointment: agreed === null ? null : { ...agreed, firmness },
    language,
    note: null,
  });
}

async function ownCase({ app, key }: AttemptSetting): Promise<OwnCase> {
  return getOwnCaseFile(app, key);
}

function between({ random }: AttemptSetting, least: number, most: number): Pause {
  return least + random.below(most - least + 1);
}
