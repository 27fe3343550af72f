import type { Actor, Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { isCallingTime } from '../../domain/calling/calling-hours.js';
import { explain } from '../../domain/calling/explain.js';
import { type ConsentChoiceCode, consentChoices } from '../../domain/consent/consent-choices.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import { consentSpoken } from '../../domain/consent/spoken-language.js';
import { mayAsk } from '../../domain/consent/who-may-be-asked.js';
import type { OutcomeCode } from '../../domain/contact/outcome.js';
import {
  isOtherParentOnLine,
  legalOutcomes,
  mayDial,
  numbersOfParent,
  numberToDial,
  whomToAskFor,
} from '../../domain/contact/legal-outcomes.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { recordAudit, recordEvent } from '../audit/audit.service.js';
import { endAttempt } from '../cases/case-claims.service.js';
import {
  ensureCallOfToday,
  findRecordedOutcome,
  openCallOf,
  type OutcomeInput,
  recordOutcome,
} from '../cases/case-outcomes.service.js';
import { addNote, type CaseNote, listNotes } from '../cases/case-notes.service.js';
import { refreshCase } from '../cases/cases.service.js';
import {
  finishingOwnCase,
  getOwnCaseFile,
  inOwnCase,
  type OwnCase,
  type OwnCaseKey,
} from '../cases/own-case.service.js';
import { addConsents } from '../consents/consents.service.js';
import { type CaseContact, getCaseContact, type PersonContact } from '../contacts/contacts.service.js';
import { findBreakOff } from '../interviews/interviews.service.js';
import { settleResponse } from '../interviews/settling.service.js';
import { subjectsOfCase } from '../objections/case-objections.service.js';
import { addObjections } from '../objections/objections.service.js';
import { type CallRecord, getCall } from '../telephony/ledger.service.js';
import { agreedAppointment } from './agreed-appointment.service.js';

/** All that an interviewer sees of the case in hand. */
export interface Conversation extends OwnCase {
  readonly contact: CaseContact;
  /** `null` when nobody may be asked today, or not on the line of the call in hand. */
  readonly askFor: ContactRole | null;
  /** Whom to ask for by name: who has the number, or on another number the parent who decided before. */
  readonly person: PersonContact | null;
  /** The number to dial; `null` when none may be dialled today. */
  readonly toDial: PersonContact | null;
  /** The call in hand, with whom was dialled as far as that number may be shown. */
  readonly call: (CallRecord & { readonly contact: PersonContact | null }) | null;
  /** Why the case came up, in Dutch. */
  readonly reason: string;
  readonly outcomes: readonly OutcomeCode[];
  readonly notes: readonly CaseNote[];
  /** Where an interview that broke off goes on; `null` without one. */
  readonly breakOff: Awaited<ReturnType<typeof findBreakOff>>;
}

/** The case in hand; reading its contact data is written down. */
export async function openConversation(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
): Promise<Conversation> {
  const own = await getOwnCaseFile(app, key);
  const { record, state, verdict } = own.file;
  const db = app.database.read;
  const contact = await getCaseContact(app, db, record.id);
  await recordEvent(app, actor, {
    action: 'case.read_contact',
    objectKind: 'case',
    objectId: record.id,
  });
  const byId = (id: string | undefined): PersonContact | null =>
    contact.contacts.find((one) => one.id === id) ?? null;
  const open = openCallOf(state);
  const call = open === null ? null : await getCall(db, open.callId);
  const waiting = { ...state, heldBy: null };
  const askFor = isOtherParentOnLine(state, verdict) ? null : whomToAskFor(state, verdict);
  const toDial = byId(numberToDial(state, verdict)?.numberId);
  const onLine = call === null ? toDial : byId(call.contactId);
  return {
    ...own,
    contact,
    askFor,
    person: onLine?.kind === askFor ? onLine : byId(numbersOfParent(state, verdict).at(-1)),
    toDial,
    call:
      call === null
        ? null
        : { ...call, contact: mayShowNumber(own.file, call.contactId) ? byId(call.contactId) : null },
    reason: explain(waiting, own.study.rules.calling, app.clock()).sentence,
    outcomes: legalOutcomes(state, verdict, own.study.rules.outcomes),
    notes: await listNotes(app, db, record.id),
    breakOff: await findBreakOff(app, own),
  };
}

/** The language in which a conversation begins: the one that the case waited for. */
export function languageOfCase({ language }: OwnCase['file']['state']): string {
  return language ?? DEFAULT_LANGUAGE;
}

const DEFAULT_LANGUAGE = 'nl';

/** A number that was dialled stays in sight only as long as the rules still allow it: a birthday changes them. */
function mayShowNumber({ state, verdict }: OwnCase['file'], contactId: string): boolean {
  const number = state.numbers.find(({ numberId }) => numberId === contactId);
  return number !== undefined && mayDial(state, verdict, number);
}

/**
 * Writes down what the person on the line said to taking part, and in which language; without one in that of the case.
 * @throws UserProblem `consent_forbids` (audited) when this may not be asked of this person now
 */
export async function decideConsent(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  said: { readonly code: ConsentChoiceCode; readonly language: string | null },
): Promise<void> {
  await inOwnCase(app, actor, key, async (trx, { file, interviewerId }) => {
    const { verdict, state, record } = file;
    ensureCallOfToday(app, state);
    if (isOtherParentOnLine(state, verdict)) throw new UserProblem('consent_forbids');
    const choice = consentChoices(verdict).find((one) => one.code === said.code);
    const isAllowed = choice?.decisions.every(({ givenBy, subject }) => mayAsk(verdict, givenBy, subject));
    if (choice === undefined || isAllowed !== true) throw new UserProblem('consent_forbids');
    const spoken = consentSpoken(said.language ?? languageOfCase(state));
    await addConsents(app, trx, choice.decisions, { caseId: record.id, interviewerId, spoken });
    await refreshCase(app, trx, record.id);
    for (const { givenBy, subject, decision } of choice.decisions) {
      await recordAudit(trx, actor, app.clock(), {
        action: `consent.${decision}`,
        objectKind: 'case',
        objectId: record.id,
        detail: { by: givenBy, subject, language: spoken.language },
      });
    }
  });
}

/** What an outcome is about, as the page knew it: recorded once, however often the form is sent. */
export interface OutcomeForm extends OutcomeInput {
  readonly attemptId: string;
  readonly callId: string | null;
  /** Whoever refused never wants to be approached again: they go on the objection list. */
  readonly neverAgain?: boolean;
  /** A number that was given for the appointment. */
  readonly newNumber?: E164 | null;
}

/** Whether this very outcome of this attempt was recorded before: the form was sent twice. */
export async function isRecorded(
  app: Application,
  { attemptId, callId, code }: { attemptId: string; callId: string | null; code: OutcomeCode },
): Promise<boolean> {
  return (await findRecordedOutcome(app, { attemptId, callId: callId === '' ? null : callId })) === code;
}

/**
 * Records what came of the attempt, once, however often the form is sent.
 * @returns `next_number` when the interviewer goes on with the same case
 */
export async function recordConversationOutcome(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  form: OutcomeForm,
): Promise<'given_back' | 'next_number'> {
  try {
    return await finishingOwnCase(app, actor, key, (trx, own) => recordOnce(app, trx, { actor, own, form }));
  } catch (error) {
    // The same form, sent at the same moment, was first.
    if (await isRecorded(app, form)) return 'given_back';
    throw error;
  }
}

async function recordOnce(
  app: Application,
  trx: Transaction,
  { actor, own, form }: { actor: Actor; own: OwnCase; form: OutcomeForm },
): Promise<'given_back' | 'next_number'> {
  const { state } = own.file;
  if (form.attemptId !== state.heldBy?.attemptId || form.callId !== (openCallOf(state)?.callId ?? null)) {
    throw new UserProblem('wrong_state', 'Deze uitkomst hoort bij een eerder telefoontje.');
  }
  const appointment = await agreedAppointment(app, trx, { actor, own, form });
  // The list is for real people, and outlives the study.
  if (form.neverAgain === true && !own.study.isPractice) await objectFor(app, trx, actor, own);
  await settleResponse(app, trx, own, form.code);
  const next = await recordOutcome(app, trx, own, { ...form, appointment });
  await recordAudit(trx, actor, app.clock(), {
    action: 'case.outcome',
    objectKind: 'case',
    objectId: own.file.record.id,
    detail: { code: form.code, ...(isLate(own, appointment) ? { appointment_outside_hours: true } : {}) },
  });
  return next;
}

/** Whether an appointment lies outside the calling hours, as somebody may ask. */
function isLate({ study }: OwnCase, appointment: OutcomeForm['appointment']): boolean {
  return appointment !== null && !isCallingTime(appointment.at, study.rules.calling);
}

/** Puts on the list who this case is about, and the number that was dialled; that of a guardian has many children behind it. */
async function objectFor(app: Application, trx: Transaction, actor: Actor, { file }: OwnCase): Promise<void> {
  const dialled = openCallOf(file.state)?.numberId ?? file.state.dials.at(-1)?.numberId;
  const contact = await getCaseContact(app, trx, file.record.id);
  const subjects = subjectsOfCase(contact, ({ id, kind }) => id === dialled && kind !== 'guardian');
  await addObjections(app, trx, actor, { subjects, source: 'outcome' });
}

/** Keeps a note for the next interviewer. */
export async function keepNote(app: Application, actor: Actor, key: OwnCaseKey, note: string): Promise<void> {
  await finishingOwnCase(app, actor, key, async (trx, { file, interviewerId }) => {
    await addNote(app, trx, { caseId: file.record.id, authorId: interviewerId, note });
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.note',
      objectKind: 'case',
      objectId: file.record.id,
    });
  });
}

/**
 * Gives a case back on which nothing was dialled.
 * @throws UserProblem `wrong_state` when a call has no outcome yet
 */
export async function giveBack(app: Application, actor: Actor, key: OwnCaseKey): Promise<void> {
  await finishingOwnCase(app, actor, key, async (trx, { file }) => {
    if (openCallOf(file.state) !== null) {
      throw new UserProblem('wrong_state', 'Leg eerst vast wat er van het telefoontje kwam.');
    }
    await endAttempt(app, trx, file.record.id);
    await recordAudit(trx, actor, app.clock(), {
      action: 'case.give_back',
      objectKind: 'case',
      objectId: file.record.id,
    });
  });
}
