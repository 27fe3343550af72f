import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../../support/browser-session.js';

export const STUDY = 'CEO jeugd, verslagjaar 2025';
export const STUDY_PATH = '/studies/ceo-jeugd-verslagjaar-2025';
export const EARLIER_STUDY = 'CEO jeugd, verslagjaar 2016';

/** Who works on the study besides the administrator, each with a role. */
export const STAFF = [
  { name: 'onderzoeker', role: 'Onderzoeker' },
  { name: 'veldwerkleider', role: 'Veldwerkleider' },
  { name: 'enqueteur', role: 'Enquêteur' },
  { name: 'collega', role: 'Enquêteur' },
  { name: 'analist', role: 'Analist' },
] as const;

/** Somebody with an account. */
export type Name = (typeof STAFF)[number]['name'] | 'beheerder';

/** What somebody signs in with. */
export function accountOf(name: Name): { email: string; password: string } {
  return { email: `${name}@example.org`, password: TEST_PASSWORD };
}

/** Checks the page as it stands; the step names its pictures. */
export type See = (page: Page, step: string) => Promise<void>;
