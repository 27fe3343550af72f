import type { ContactRole } from './consent-record.js';

const WITHOUT_NAME = {
  parent: 'de ouder of verzorger van',
  guardian: 'de voogd van',
} as const;

/** Somebody of a case: in which role, and by which name as far as that is known. */
export interface NamedPerson {
  readonly kind: ContactRole;
  readonly name: string | null;
}

/**
 * The name of an adult who is asked for: of whoever has the number, for the other parent is not to be named there.
 * @param onNumber whom the number is of that is dialled; `null` when that is not known
 * @example personName('parent', { kind: 'youth', name: null }) // null
 */
export function personName(role: ContactRole, onNumber: NamedPerson | null): string | null {
  return role === 'youth' || onNumber?.kind !== role ? null : onNumber.name;
}

/**
 * Whom to ask for, in words that say nothing of the subject.
 * @param childName the young person, by the full name
 * @example personLabel('Noor Verzonnen', 'parent', null) // 'de ouder of verzorger van Noor Verzonnen'
 */
export function personLabel(childName: string, role: ContactRole, onNumber: NamedPerson | null): string {
  if (role === 'youth') return childName;
  const name = personName(role, onNumber);
  const who = `${WITHOUT_NAME[role]} ${childName}`;
  return name === null ? who : `${name}, ${who}`;
}
