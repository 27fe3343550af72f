import type { Role } from '../domain/access/role.js';

/** The accounts of the demo, shown on its sign-in page. No other installation ever has them. */
export const DEMO_ACCOUNTS: readonly { email: string; name: string; roles: readonly Role[] }[] = [
  { email: 'onderzoeker@example.org', name: 'Demo Onderzoeker', roles: ['onderzoeker'] },
  { email: 'veldwerkleider@example.org', name: 'Demo Veldwerkleider', roles: ['veldwerkleider'] },
  { email: 'enqueteur@example.org', name: 'Demo Enquêteur', roles: ['enqueteur'] },
  { email: 'analist@example.org', name: 'Demo Analist', roles: ['analist'] },
  { email: 'beheerder@example.org', name: 'Demo Beheerder', roles: ['beheerder'] },
];

export const DEMO_PASSWORD = 'demo-veldwerk-2026';
