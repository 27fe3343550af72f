import { isKeptWithContact } from '../../domain/questionnaire/variables.js';
import { localTime } from '../../domain/calendar/instant.js';
import { type ConsentChoiceCode, consentChoices } from '../../domain/consent/consent-choices.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { AskVerdict } from '../../domain/consent/who-may-be-asked.js';
import { legalOutcomes, whomToAskFor } from '../../domain/contact/legal-outcomes.js';
import type { Talk, VirtualAttempt } from './attempt.js';
import { beginResponse, screensForPartial, type VirtualResponse } from './virtual-response.js';

/** What follows when the telephone is answered. */
export const talk: Talk = (attempt) => {
  const { dice } = attempt.field.setting;
  const role = whomToAskFor(attempt.case.state, attempt.case.verdictAt(attempt.now));
  if (role === null) throw new Error('nobody may be asked, and yet somebody was called');
  attempt.pass(20, 60);
  if (attempt.case.state.appointment === null && dice.chance(7)) {
    attempt.record('other_person', dice.chance(30) ? { appointmentWith: role } : {});
  } else if (prefersAnotherMoment(attempt)) attempt.recordAppointment(role);
  else answerTheRequest(attempt);
};

function prefersAnotherMoment({ case: own, field, interviewerId, now }: VirtualAttempt): boolean {
  const { status } = own.state;
  const hadAppointment = own.events.some(
    (event) => event.kind === 'outcome_recorded' && event.appointment !== null,
  );
  if (hadAppointment || (status !== 'fresh' && status !== 'retry')) return false;
  const { dice } = field.setting;
  return field.wantsAppointment(interviewerId, now) ? dice.chance(75) : own.start.person.isBusyAtFirst;
}

function answerTheRequest(attempt: VirtualAttempt): void {
  const { attitude } = attempt.case.start.person;
  switch (attitude.kind) {
    case 'agrees':
      takePart(attempt);
      return;
    case 'refuses':
      decline(attempt);
      return;
    case 'hesitates':
      hesitate(attempt);
      return;
    case 'other_language':
      attempt.record('language_barrier', { language: attitude.language });
      return;
    case 'unable':
      attempt.record('unable');
      return;
    case 'not_a_client':
      attempt.record('not_client_in_year');
      return;
    case 'unsafe':
      attempt.record('unsafe_or_secret');
  }
}

function hesitate(attempt: VirtualAttempt): void {
  const verdict = attempt.case.verdictAt(attempt.now);
  if (legalOutcomes(attempt.case.state, verdict).includes('refusal_soft')) attempt.record('refusal_soft');
  else if (attempt.field.setting.dice.chance(40)) takePart(attempt);
  else decline(attempt);
}

function decline(attempt: VirtualAttempt): void {
  decide(attempt, 'decline');
  const legal = legalOutcomes(attempt.case.state, attempt.case.verdictAt(attempt.now));
  attempt.record(legal.includes('refusal_parent') ? 'refusal_parent' : 'refusal_hard');
}

/** Asks what is still to be asked, of whoever is to be asked, until there is an interview or a refusal. */
function takePart(attempt: VirtualAttempt): void {
  for (;;) {
    const verdict = attempt.case.verdictAt(attempt.now);
    if (verdict.kind === 'nobody') {
      decline(attempt);
      return;
    }
    if (verdict.mayBeInterviewed !== null) {
      interview(attempt, verdict.mayBeInterviewed);
      return;
    }
    const said = choiceOf(attempt, verdict);
    decide(attempt, said);
    if (said === 'permit' && !attempt.field.setting.dice.chance(60)) {
      attempt.recordAppointment('youth');
      return;
    }
  }
}

function choiceOf({ case: own }: VirtualAttempt, verdict: AskVerdict): ConsentChoiceCode {
  const { permission, youthAgrees, mood } = own.start.person;
  const asked = verdict.questions.map(({ subject }) => subject);
  if (asked.includes('own_participation')) {
    return verdict.band === 'permission_first' && !youthAgrees ? 'decline' : 'agree';
  }
  if (asked.includes('youth_participation')) return permission;
  return mood > 400 ? 'instead' : 'decline';
}

function decide(attempt: VirtualAttempt, said: ConsentChoiceCode): void {
  attempt.pass(30, 90);
  const { case: own, interviewerId, now: at } = attempt;
  const choice = consentChoices(own.verdictAt(at)).find(({ code }) => code === said);
  for (const decision of choice?.decisions ?? []) own.consents.push({ ...decision, at, interviewerId });
}

function interview(attempt: VirtualAttempt, role: ContactRole): void {
  const { case: own, field } = attempt;
  const { dice, questionnaire } = field.setting;
  const isFirst = own.response === null;
  const response = responseWith(attempt, role);
  attempt.pass(20, 60);
  own.add({ kind: 'interview_started', at: attempt.now, role }, attempt.interviewerId);
  const stops = isFirst ? own.start.person.stops : 'never';
  if (stops === 'breaks_off') {
    answerUpTo(attempt, response, Math.floor((response.answers.length * dice.between(20, 45)) / 100));
    attempt.record('broken_off', dice.chance(50) ? { appointmentWith: role } : {});
    return;
  }
  const partial = stops === 'ends_early' ? screensForPartial(questionnaire, response) : null;
  answerUpTo(attempt, response, partial ?? response.answers.length);
  response.status = partial === null ? 'complete' : 'partial';
  response.finishedOn = localTime(attempt.now).date;
  attempt.record(response.status);
}

/** An interview that broke off goes on with the same person; with another one it begins again. */
function responseWith({ case: own, field, now }: VirtualAttempt, role: ContactRole): VirtualResponse {
  const respondent = role === 'youth' ? 'youth' : 'parent';
  if (own.response?.respondent === respondent) return own.response;
  const { dice, questionnaire, newId } = field.setting;
  const { start, rules } = own;
  const on = localTime(now).date;
  own.response = beginResponse(
    newId(),
    { questionnaire, start, respondent, on, consent: rules.consent },
    dice,
  );
  return own.response;
}

function answerUpTo(attempt: VirtualAttempt, response: VirtualResponse, count: number): void {
  const answered = response.answers.slice(response.given, count);
  const seconds = answered.reduce((sum, one) => sum + one.seconds, 0);
  attempt.pass(seconds, seconds);
  response.given = count;
  const followUp = answered.find(({ variable }) => isKeptWithContact(variable.question));
  if (followUp === undefined) return;
  const isYes = followUp.answer.kind === 'single' && followUp.answer.code === 1;
  attempt.case.consents.push({
    givenBy: response.respondent,
    subject: 'follow_up',
    decision: isYes ? 'given' : 'refused',
    at: attempt.now,
    interviewerId: attempt.interviewerId,
  });
}
