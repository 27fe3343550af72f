/**
 * The roles of people who sign in. A person may hold several; the codes are the words of the trade.
 * Contact persons of organisations do not sign in with a role: they get a personal link to one check list.
 */
export const ROLES = ['beheerder', 'onderzoeker', 'veldwerkleider', 'enqueteur', 'analist'] as const;

/** What a person who signs in is there to do. */
export type Role = (typeof ROLES)[number];

/** How each role is called on the screen, and what it is for. */
export const ROLE_LABELS: Readonly<Record<Role, { readonly label: string; readonly task: string }>> = {
  beheerder: { label: 'Beheerder', task: 'beheert gebruikers en instellingen en leest het logboek' },
  onderzoeker: { label: 'Onderzoeker', task: 'zet het onderzoek op: vragenlijst, steekproef en controle' },
  veldwerkleider: { label: 'Veldwerkleider', task: 'leidt het bellen en beslist over lastige gevallen' },
  enqueteur: { label: 'Enquêteur', task: 'belt één casus tegelijk en neemt het interview af' },
  analist: { label: 'Analist', task: 'maakt tabellen en bestanden uit antwoorden zonder contactgegevens' },
};

/**
 * Whether a stored text is the code of a role.
 * @param text for example `analist`
 * @example isRole('admin') // false
 */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
