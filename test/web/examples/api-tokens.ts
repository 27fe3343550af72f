import { instant } from '../../../src/domain/calendar/instant.js';
import { apiTokensPage, apiTokensView } from '../../../src/features/api-tokens/api-tokens.pages.js';
import type { ApiToken } from '../../../src/features/api-tokens/api-tokens.service.js';
import { example } from './example.js';

const works: ApiToken = {
  id: '1',
  userId: '1',
  label: 'tabellen in R op mijn werkplek',
  createdAt: instant('2026-04-01T09:00:00+02:00'),
  expiresAt: instant('2026-06-30T09:00:00+02:00'),
  lastUsedAt: instant('2026-04-13T17:00:00+02:00'),
  revokedAt: null,
};
const revoked = { ...works, id: '2', lastUsedAt: null, revokedAt: instant('2026-04-02T09:00:00+02:00') };
const expired = { ...works, id: '3', expiresAt: instant('2026-04-10T09:00:00+02:00') };
const state = { now: instant('2026-04-14T12:00:00+02:00'), csrfToken: 'a-token' };

export const API_TOKEN_EXAMPLES = [
  example(
    apiTokensView,
    apiTokensPage([works, revoked, expired], {
      ...state,
      secret: 'veldwerk_abcdefghijklmnopqrstuvwxyz-0123456789',
    }),
    'with a new one',
  ),
  example(
    apiTokensView,
    apiTokensPage([], { ...state, errors: { label: 'Vul in waarvoor u het token gebruikt.' } }),
    'without any, and a mistake',
  ),
];
