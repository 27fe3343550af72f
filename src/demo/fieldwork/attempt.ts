import { addMinutes, type Instant } from '../../domain/calendar/instant.js';
import { dayPartAt } from '../../domain/calling/calling-hours.js';
import { isDialTime } from '../../domain/calling/dial-check.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { Appointment } from '../../domain/contact/case-event.js';
import { isFinal, type NumberState } from '../../domain/contact/case-state.js';
import { legalOutcomes, numberToDial, whomToAskFor } from '../../domain/contact/legal-outcomes.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import type { Field } from './field.js';
import { NOTES } from './open-answers.js';
import type { VirtualCase } from './virtual-case.js';

/** What comes with an outcome. */
export interface OutcomeExtras {
  readonly appointmentWith?: ContactRole;
  readonly language?: string;
}

/** Ends with one outcome on the attempt. */
export type Talk = (attempt: VirtualAttempt) => void;

const APPOINTMENT_KEPT_PERCENTAGE = 88;

/** One interviewer with one case: dialling, and what came of it. Time goes by while it is played. */
export class VirtualAttempt {
  readonly field: Field;
  readonly case: VirtualCase;
  readonly interviewerId: string;
  private moment: Instant;
  private readonly attemptId: string;
  private agreed: Pick<Appointment, 'at' | 'firmness'> | null = null;

  constructor(field: Field, own: VirtualCase, who: { interviewerId: string; startsAt: Instant }) {
    this.field = field;
    this.case = own;
    this.interviewerId = who.interviewerId;
    this.moment = who.startsAt;
    this.attemptId = field.setting.newId();
  }

  get now(): Instant {
    return this.moment;
  }

  /** Lets seconds go by, somewhere between the two. */
  pass(leastSeconds: number, mostSeconds: number): void {
    this.moment = addMinutes(this.moment, this.field.setting.dice.between(leastSeconds, mostSeconds) / 60);
  }

  /**
   * Plays it from taking the case to giving it back.
   * @param talk what follows when the telephone is answered
   * @returns the moment of giving back
   */
  play(talk: Talk): Instant {
    const { attemptId, interviewerId } = this;
    this.case.add({ kind: 'attempt_started', at: this.moment, attemptId, interviewerId }, interviewerId);
    let goesOn = true;
    while (goesOn) {
      this.pass(15, 60);
      goesOn = this.dialNext(talk);
    }
    this.case.add({ kind: 'attempt_ended', at: this.moment, attemptId }, interviewerId);
    return this.moment;
  }

  /** @returns whether another number is to be dialled in the same attempt */
  private dialNext(talk: Talk): boolean {
    const { state, rules } = this.case;
    const verdict = this.case.verdictAt(this.moment);
    const number = isFinal(state) ? null : numberToDial(state, verdict);
    const role = whomToAskFor(state, verdict);
    const isAllowed = isDialTime(state, this.moment, rules.calling);
    if (number === null || role === null || !isAllowed) return false;
    const callId = this.field.setting.newId();
    this.case.askedFor.set(callId, role);
    this.case.add(
      { kind: 'call_placed', at: this.moment, attemptId: this.attemptId, callId, numberId: number.numberId },
      this.interviewerId,
    );
    return this.hear(number, talk);
  }

  private hear(number: NumberState, talk: Talk): boolean {
    const { dice } = this.field.setting;
    const quality = this.field.qualityOf(number.numberId, this.case);
    this.pass(10, 40);
    if (quality !== 'right') {
      this.record(quality === 'wrong' ? 'wrong_number' : 'not_in_service');
      return true;
    }
    if (dice.chance(4)) this.record(dice.chance(80) ? 'busy' : 'call_failed');
    else if (!dice.chance(this.answerPercentage())) this.record(dice.chance(62) ? 'no_answer' : 'voicemail');
    else talk(this);
    return false;
  }

  private answerPercentage(): number {
    const { start, state, rules } = this.case;
    if (state.appointment !== null) return APPOINTMENT_KEPT_PERCENTAGE;
    return start.person.answers[dayPartAt(this.moment, rules.calling)?.kind ?? 'day'];
  }

  /** Writes down what came of the call, with an appointment when somebody wants to be called another time. */
  record(code: OutcomeCode, { appointmentWith, language }: OutcomeExtras = {}): void {
    this.pass(20, 70);
    const { state } = this.case;
    const verdict = this.case.verdictAt(this.moment);
    if (!legalOutcomes(state, verdict).includes(code)) {
      throw new Error(`${code} is not possible for a case that is ${state.status}`);
    }
    if (OUTCOMES[code].needsNote || this.field.setting.dice.chance(4)) this.note();
    const last = state.dials.at(-1);
    this.case.add(
      {
        kind: 'outcome_recorded',
        at: this.moment,
        outcomeId: this.field.setting.newId(),
        attemptId: this.attemptId,
        callId: last?.attemptId === this.attemptId ? last.callId : null,
        code,
        interviewerId: this.interviewerId,
        appointment: appointmentWith === undefined ? null : this.appointment(appointmentWith),
        language: language ?? null,
      },
      this.interviewerId,
    );
  }

  /** Writes down that nothing but another moment was agreed. */
  recordAppointment(withRole: ContactRole): void {
    const appointment = this.field.agree(this.interviewerId, this.moment);
    this.agreed = appointment;
    this.record(appointment.firmness === 'hard' ? 'appointment_hard' : 'appointment_soft', {
      appointmentWith: withRole,
    });
  }

  private appointment(withRole: ContactRole): Appointment {
    const { at, firmness } = this.agreed ?? this.field.agree(this.interviewerId, this.moment);
    const appointmentId = this.field.setting.newId();
    return { appointmentId, at, firmness, withRole, numberId: null, interviewerId: this.interviewerId };
  }

  private note(): void {
    const text = this.field.setting.dice.pick(NOTES);
    this.case.notes.push({ at: this.moment, authorId: this.interviewerId, text });
  }
}
