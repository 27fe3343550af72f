import type { ContactRole } from '../../domain/consent/consent-record.js';
import type { Conversation } from './conversation.service.js';

const WITHOUT_NAME: Readonly<Record<ContactRole, string>> = {
  parent: 'de ouder of verzorger van',
  guardian: 'de voogd van',
  youth: '',
};

/** Whom to ask for, in words that say nothing of the subject. */
export function personLabel({ contact }: Pick<Conversation, 'contact'>, role: ContactRole): string {
  if (role === 'youth') return contact.fullName;
  const name = contact.contacts.find((one) => one.kind === role && one.name !== null)?.name;
  const who = `${WITHOUT_NAME[role]} ${contact.fullName}`;
  return name === undefined || name === null ? who : `${name}, ${who}`;
}
