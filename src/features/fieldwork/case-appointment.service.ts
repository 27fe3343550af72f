import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import { CONTACT_ROLES, type ContactRole } from '../../domain/consent/consent-record.js';
import { type ConsentVerdict, mayCall, whoMayBeAsked } from '../../domain/consent/who-may-be-asked.js';
import { type AppointmentAction, findAppointmentActionHindrance } from '../../domain/contact/case-action.js';
import { mayAgreeOn } from '../../domain/contact/legal-outcomes.js';
import { UserProblem } from '../../errors.js';
import { addAppointmentAction, ensureInFieldwork } from '../case-actions/case-actions.service.js';
import { lockCase } from '../cases/case-claims.service.js';
import { type CaseFile, getCaseOfStudy, insertAppointment, loadCaseFile } from '../cases/cases.service.js';
import { listInterviewers } from '../interviewers/interviewers.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';

/** Which case, within its study. */
export interface CaseKey {
  readonly slug: string;
  readonly caseNumber: string;
}

/** A case of which a supervisor makes, moves or calls off the appointment. */
export interface CaseToAppoint {
  readonly study: Study;
  readonly file: CaseFile;
  /** Why it cannot be done, in Dutch; `null` when it can. */
  readonly hindrances: Readonly<Record<AppointmentAction, string | null>>;
  /** Who may be called at all, today or after a birthday. */
  readonly interviewers: readonly { readonly id: string; readonly name: string }[];
}

/** @throws UserProblem `not_found`, or `wrong_state` when the study is not in fieldwork */
export async function getCaseToAppoint(app: Application, key: CaseKey): Promise<CaseToAppoint> {
  const db = app.database.read;
  const { study, file } = await loadCase(app, db, key);
  const hindranceOf = (action: AppointmentAction): string | null =>
    findAppointmentActionHindrance(action, file.state, isInHand(file, app.clock()));
  return {
    study,
    file,
    hindrances: {
      appoint: hindranceOf('appoint'),
      cancel_appointment: hindranceOf('cancel_appointment'),
    },
    interviewers: await listInterviewers(db),
  };
}

async function loadCase(
  app: Application,
  db: Reader,
  { slug, caseNumber }: CaseKey,
): Promise<{ readonly study: Study; readonly file: CaseFile }> {
  const study = await getStudy(db, slug);
  ensureInFieldwork(study);
  return { study, file: await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, caseNumber)) };
}

function isInHand({ state, record }: CaseFile, now: Instant): boolean {
  return state.heldBy !== null && (record.leaseUntil ?? '') > now;
}

/** What was agreed with somebody who rang, or wrote. */
export interface AgreedAppointment {
  readonly at: Instant;
  readonly firmness: 'hard' | 'soft';
  readonly withRole: ContactRole;
  /** `null` for the first number that reaches the person. */
  readonly numberId: string | null;
  /** Who calls; `null` for anybody. */
  readonly interviewerId: string | null;
}

/** What is wrong with the person or the number on the day that was agreed; `null` when that call may be made. */
export function findPersonHindrance(
  { study, file }: Pick<CaseToAppoint, 'study' | 'file'>,
  { at, withRole, numberId }: AgreedAppointment,
): 'person' | 'number' | null {
  const then = verdictOn(study, file, at);
  if (!mayCall(then, withRole)) return 'person';
  if (numberId === null) return null;
  const number = file.state.numbers.find((one) => one.numberId === numberId);
  return number !== undefined && mayAgreeOn(file.state, then, number) ? null : 'number';
}

function verdictOn(
  { rules }: Study,
  { bornOn, hasGuardian, consents, verdict }: CaseFile,
  at: Instant,
): ConsentVerdict {
  if (bornOn === null) return verdict;
  return whoMayBeAsked({ bornOn, hasGuardian }, consents, localTime(at).date, rules.consent);
}

/** Whom an appointment of the case could be with, today or on a later day. */
export function rolesOf({ hasGuardian }: CaseFile): readonly ContactRole[] {
  return CONTACT_ROLES.filter((role) => role !== (hasGuardian ? 'parent' : 'guardian'));
}

/**
 * Makes the appointment of a case, in the place of an earlier one.
 * @throws UserProblem `wrong_state` when that cannot be done (any more), `consent_forbids` when that person or number may
 *   not be called on that day
 */
export async function makeAppointment(
  app: Application,
  actor: Actor,
  input: CaseKey & { readonly agreed: AgreedAppointment; readonly reason: string },
): Promise<void> {
  await inLockedCase(app, input, 'appoint', async (trx, about) => {
    const { agreed, reason } = input;
    if (findPersonHindrance(about, agreed) !== null) {
      throw new UserProblem(
        'consent_forbids',
        'Deze persoon of dit nummer mag op die dag niet worden gebeld.',
      );
    }
    const { study, file } = about;
    const caseId = file.record.id;
    const appointment = { ...agreed, appointmentId: app.newId() };
    await insertAppointment(trx, { caseId, outcomeId: null, appointment });
    await addAppointmentAction(app, trx, actor, {
      ...{ study, caseId, kind: 'appoint', reason },
      eventOf: (actionId) => ({ kind: 'appointment_made', at: app.clock(), actionId, appointment }),
    });
  });
}

/** @throws UserProblem `wrong_state` when there is no appointment (any more) */
export async function cancelAppointment(
  app: Application,
  actor: Actor,
  input: CaseKey & { readonly reason: string },
): Promise<void> {
  await inLockedCase(app, input, 'cancel_appointment', async (trx, { study, file }) => {
    const appointmentId = file.state.appointment?.appointmentId ?? '';
    await addAppointmentAction(app, trx, actor, {
      ...{ study, caseId: file.record.id, kind: 'cancel_appointment', reason: input.reason },
      eventOf: (actionId) => ({ kind: 'appointment_cancelled', at: app.clock(), actionId, appointmentId }),
    });
  });
}

async function inLockedCase(
  app: Application,
  key: CaseKey,
  action: AppointmentAction,
  work: (trx: Transaction, about: { study: Study; file: CaseFile }) => Promise<void>,
): Promise<void> {
  await transaction(app.database, async (trx) => {
    const { file: before } = await loadCase(app, trx, key);
    await lockCase(trx, before.record.id);
    const about = await loadCase(app, trx, key);
    const hindrance = findAppointmentActionHindrance(
      action,
      about.file.state,
      isInHand(about.file, app.clock()),
    );
    if (hindrance !== null) {
      throw new UserProblem('wrong_state', `Dit kan niet (meer) met casus ${key.caseNumber}: ${hindrance}.`);
    }
    await work(trx, about);
  });
}
