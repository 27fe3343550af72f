import type { Actor, Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import { mayCall } from '../../domain/consent/who-may-be-asked.js';
import { isOtherParentOnLine, mayAgreeOn } from '../../domain/contact/legal-outcomes.js';
import type { E164 } from '../../domain/telephone/telephone-number.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import type { OutcomeInput } from '../cases/case-outcomes.service.js';
import { addCaseEvent } from '../cases/cases.service.js';
import type { OwnCase } from '../cases/own-case.service.js';
import { listCaseNumbers } from '../contacts/contact-list.service.js';
import { addNumber, getCaseContact } from '../contacts/contacts.service.js';
import { isNumberListed } from '../objections/objections.service.js';

/** A moment that was agreed, and a number that was given for it. */
interface Agreement {
  readonly appointment: OutcomeInput['appointment'];
  readonly newNumber?: E164 | null;
}

/**
 * The appointment with the number that was agreed: one of the case, or a new one.
 * @throws UserProblem `consent_forbids` when that person or number may not be called, `invalid_input` for a number of
 *   somebody who objected
 */
export async function agreedAppointment(
  app: Application,
  trx: Transaction,
  { actor, own, form }: { actor: Actor; own: OwnCase; form: Agreement },
): Promise<OutcomeInput['appointment']> {
  const { appointment, newNumber = null } = form;
  if (appointment === null) return null;
  const { verdict, state } = own.file;
  if (!mayCall(verdict, appointment.withRole)) {
    throw new UserProblem('consent_forbids', 'Met deze persoon mag u geen afspraak maken.');
  }
  if (newNumber !== null) {
    if (isOtherParentOnLine(state, verdict)) throw new UserProblem('consent_forbids', NUMBER_FORBIDDEN);
    const numberId = await addAgreedNumber(app, trx, { actor, own, kind: appointment.withRole, newNumber });
    return { ...appointment, numberId };
  }
  const { numberId = null } = appointment;
  const chosen = state.numbers.find((one) => one.numberId === numberId);
  const isFit = chosen !== undefined && mayAgreeOn(state, verdict, chosen);
  if (numberId !== null && !isFit) throw new UserProblem('consent_forbids', NUMBER_FORBIDDEN);
  return { ...appointment, numberId };
}

const NUMBER_FORBIDDEN = 'Dit nummer mag u niet bellen voor deze casus.';

async function addAgreedNumber(
  app: Application,
  trx: Transaction,
  about: { actor: Actor; own: OwnCase; kind: ContactRole; newNumber: E164 },
): Promise<string> {
  const { actor, own, kind, newNumber } = about;
  const { id: caseId } = own.file.record;
  const contact = await getCaseContact(app, trx, caseId);
  if (await isNumberListed(app, trx, newNumber)) {
    throw new UserProblem('invalid_input', 'Dit nummer staat op de bezwaarlijst en mag niet worden gebeld.');
  }
  const numberId = await addNumber(app, trx, { contact, kind, number: newNumber });
  const numbers = (await listCaseNumbers(trx, [caseId])).get(caseId) ?? [];
  const event = { kind: 'numbers_listed', at: app.clock(), numbers, givenNumberId: numberId } as const;
  await addCaseEvent(app, trx, { caseId, event, madeBy: actor.id });
  await recordAudit(trx, actor, app.clock(), {
    action: 'case.add_number',
    objectKind: 'case',
    objectId: caseId,
    detail: { of: kind },
  });
  return numberId;
}
