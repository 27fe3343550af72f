import type { Alert, ChoiceGroup, DataTable, ErrorSummary, TextField } from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { VALID_DAYS } from './api-tokens.forms.js';
import type { ApiToken } from './api-tokens.service.js';

interface ApiTokensPage {
  readonly title: string;
  readonly errors: ErrorSummary;
  /** The secret of a token that was made just now. */
  readonly made: { readonly alert: Alert; readonly secret: string } | null;
  readonly tokens: DataTable;
  readonly label: TextField;
  readonly validDays: ChoiceGroup;
}

export const apiTokensView = view<ApiTokensPage>('api-tokens/list');

/** What the page shows beside the tokens. */
export interface ApiTokensState {
  readonly now: string;
  readonly csrfToken: string;
  readonly secret?: string;
  readonly typedLabel?: string;
  readonly errors?: FieldErrors;
}

const MADE: Alert = {
  tone: 'success',
  title: 'Het token is gemaakt',
  text: 'Bewaar het nu, in een wachtwoordkluis of in de omgeving van uw programma: het wordt niet nog eens getoond. Zet het nooit in een script dat u deelt.',
};

const DEFAULT_DAYS = 90;

export function apiTokensPage(tokens: readonly ApiToken[], state: ApiTokensState): ApiTokensPage {
  const { errors = {}, secret, typedLabel = '' } = state;
  return {
    title: 'Tokens voor programma’s',
    errors: errorSummary(errors),
    made: secret === undefined ? null : { alert: MADE, secret },
    tokens: {
      id: 'tokens',
      caption: 'Uw tokens',
      columns: [
        { label: 'Waarvoor' },
        { label: 'Gemaakt' },
        { label: 'Geldig tot' },
        { label: 'Laatst gebruikt' },
        { label: 'Stand' },
      ],
      rows: tokens.map((token) => [
        { text: token.label },
        { text: formatMoment(token.createdAt) },
        { text: formatMoment(token.expiresAt) },
        { text: token.lastUsedAt === null ? 'nog niet' : formatMoment(token.lastUsedAt) },
        stateCell(token, state),
      ]),
      empty: 'U hebt nog geen tokens.',
    },
    label: {
      name: 'label',
      label: 'Waarvoor gebruikt u het?',
      description: 'Bijvoorbeeld: tabellen in R op mijn werkplek.',
      value: typedLabel,
      autocomplete: 'off',
      ...fieldError(errors, 'label'),
    },
    validDays: {
      name: 'validDays',
      label: 'Hoe lang is het geldig?',
      kind: 'radio',
      options: VALID_DAYS.map((days) => ({
        value: String(days),
        label: `${String(days)} dagen`,
        checked: days === DEFAULT_DAYS,
      })),
      ...fieldError(errors, 'validDays'),
    },
  };
}

function stateCell(token: ApiToken, { now, csrfToken }: ApiTokensState): DataTable['rows'][number][number] {
  if (token.revokedAt !== null) return { text: '', badge: { text: 'ingetrokken', tone: 'neutral' } };
  if (token.expiresAt <= now) return { text: '', badge: { text: 'verlopen', tone: 'neutral' } };
  return {
    text: '',
    badge: { text: 'werkt', tone: 'success' },
    action: {
      action: `/account/tokens/${token.id}/revoke`,
      csrfToken,
      label: 'Intrekken',
      about: `het token ${token.label}`,
      kind: 'danger',
    },
  };
}
