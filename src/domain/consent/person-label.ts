import type { ContactRole } from './consent-record.js';

const WITHOUT_NAME: Readonly<Record<ContactRole, string>> = {
  parent: 'de ouder of verzorger van',
  guardian: 'de voogd van',
  youth: '',
};

/** Whose names are known of a case. */
export interface KnownNames {
  readonly fullName: string;
  readonly contacts: readonly { readonly kind: ContactRole; readonly name: string | null }[];
}

/**
 * Whom to ask for, in words that say nothing of the subject.
 * @example personLabel({ fullName: 'Noor Verzonnen', contacts: [] }, 'parent') // 'de ouder of verzorger van Noor Verzonnen'
 */
export function personLabel({ fullName, contacts }: KnownNames, role: ContactRole): string {
  if (role === 'youth') return fullName;
  const name = contacts.find((one) => one.kind === role && one.name !== null)?.name;
  const who = `${WITHOUT_NAME[role]} ${fullName}`;
  return name === undefined || name === null ? who : `${name}, ${who}`;
}
