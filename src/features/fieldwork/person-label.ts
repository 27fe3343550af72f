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

/** A space at which no line breaks. */
const TIE = '\u00a0';

/** A number as people read it: `06 12 34 56 78`, or `010 123 45 67`, or with its country; it stays on one line. */
export function readableNumber(e164: string): string {
  if (!e164.startsWith('+31')) return e164;
  const national = `0${e164.slice(3)}`;
  if (national.startsWith('06'))
    return national.replace(/^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, ['$1', '$2', '$3', '$4', '$5'].join(TIE));
  return national.replace(/^(\d{3})(\d{3})(\d\d)(\d\d)$/, ['$1', '$2', '$3', '$4'].join(TIE));
}
