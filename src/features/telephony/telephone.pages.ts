import type { ErrorSummary, TextField } from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';

/** The telephone of an interviewer, in a window of its own so that it stays while pages change. */
export interface SoftphonePage {
  readonly title: string;
  /** `null` when the browser does not call here. */
  readonly phone: { readonly callId: string; readonly edge: string } | null;
  /** What to do instead. */
  readonly instead: string;
}

export const softphoneView = view<SoftphonePage>('telephony/softphone');

export function softphonePage(callId: string | null, edge: string | null): SoftphonePage {
  return {
    title: 'Telefoon',
    phone: edge === null ? null : { callId: callId ?? '', edge },
    instead:
      'Hier wordt niet via de browser gebeld. Het nummer staat op het scherm; bel met uw eigen telefoon.',
  };
}

/** Where an interviewer calls: in the browser or at a desk. */
export interface TelephonePage {
  readonly title: string;
  readonly action: string;
  readonly errors: ErrorSummary;
  readonly isOnline: boolean;
  readonly now: string;
  readonly number: TextField;
}

export const telephoneView = view<TelephonePage>('telephony/telephone');

export function telephonePage(
  { isOnline, hasDesk }: { readonly isOnline: boolean; readonly hasDesk: boolean },
  typed: string,
  errors: FieldErrors = {},
): TelephonePage {
  return {
    title: 'Waarmee u belt',
    action: '/telephony/telephone',
    errors: errorSummary(errors),
    isOnline,
    now: hasDesk
      ? 'U belt nu met uw eigen telefoon: die gaat eerst over, daarna wordt de ander gebeld.'
      : 'U belt nu via de browser, met een koptelefoon en microfoon.',
    number: {
      name: 'number',
      label: 'Nummer van uw eigen telefoon op het werk',
      description: 'Laat leeg om via de browser te bellen. Het nummer wordt versleuteld bewaard.',
      type: 'tel',
      width: 'medium',
      value: typed,
      ...fieldError(errors, 'number'),
    },
  };
}
