import encodeQr from 'qr';
import type { ErrorSummary, PostButton, TextField } from '../../web/components.js';
import { errorSummary, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { secretAddress } from './totp.js';

/** What is wrong with a code that was refused. */
const WRONG_CODE =
  'Deze code klopt niet. Wacht op de volgende code in de app en vul die in. Klopt de klok van uw telefoon?';

interface CodePage {
  readonly title: string;
  readonly next: string;
  readonly errors: ErrorSummary;
  readonly code: TextField;
}

interface SetUpPage {
  readonly title: string;
  readonly action: string;
  readonly next: string;
  /** For the app to scan: it holds the secret. */
  readonly picture: string;
  /** The secret in groups of four, for who cannot scan the picture. */
  readonly secret: string;
  readonly errors: ErrorSummary;
  readonly code: TextField;
}

interface RecoveryCodesPage {
  readonly title: string;
  readonly codes: readonly string[];
  readonly continueHref: string;
}

interface SecondStepPage {
  readonly title: string;
  readonly isOn: boolean;
  readonly codesLeft: string;
  readonly begin: PostButton;
  readonly renew: PostButton;
}

export const codeView = view<CodePage>('second-factors/code');
export const setUpView = view<SetUpPage>('second-factors/set-up');
export const recoveryCodesView = view<RecoveryCodesPage>('second-factors/recovery-codes');
export const secondStepView = view<SecondStepPage>('second-factors/second-step');

export function codePage({ next, isWrong }: { next: string; isWrong: boolean }): CodePage {
  return {
    title: 'Code invullen',
    next,
    ...codeField(isWrong, 'Zes cijfers uit de app, of een van uw herstelcodes.'),
  };
}

/** @param where `sign-in` for who is halfway, `account` for who is signed in and chooses it */
export function setUpPage(input: {
  where: 'sign-in' | 'account';
  email: string;
  secret: string;
  next: string;
  isWrong: boolean;
}): SetUpPage {
  const action = input.where === 'sign-in' ? '/sign-in/set-up' : '/account/second-step';
  return {
    title: 'Aanmelden in twee stappen instellen',
    action,
    next: input.next,
    picture: encodeQr(secretAddress(input.secret, input.email), 'data-url', { scale: 4 }),
    secret: input.secret.replace(/(.{4})(?=.)/g, '$1 '),
    ...codeField(input.isWrong, 'De zes cijfers die de app nu laat zien.'),
  };
}

export function recoveryCodesPage(codes: readonly string[], continueHref: string): RecoveryCodesPage {
  return { title: 'Bewaar uw herstelcodes', codes, continueHref };
}

export function secondStepPage(input: {
  isOn: boolean;
  codesLeft: number;
  csrfToken: string;
}): SecondStepPage {
  const { isOn, codesLeft, csrfToken } = input;
  return {
    title: 'Aanmelden in twee stappen',
    isOn,
    codesLeft:
      codesLeft === 1
        ? 'Er is nog 1 herstelcode over.'
        : `Er zijn nog ${String(codesLeft)} herstelcodes over.`,
    begin: { action: '/account/second-step/begin', csrfToken, label: 'Instellen', kind: 'primary' },
    renew: {
      action: '/account/second-step/recovery-codes',
      csrfToken,
      label: 'Nieuwe herstelcodes maken',
      kind: 'secondary',
    },
  };
}

function codeField(isWrong: boolean, description: string): Pick<CodePage, 'errors' | 'code'> {
  const errors: Record<string, string> = isWrong ? { code: WRONG_CODE } : {};
  return {
    errors: errorSummary(errors),
    code: {
      name: 'code',
      label: 'Code',
      description,
      autocomplete: 'one-time-code',
      width: 'medium',
      maxLength: 40,
      value: '',
      ...fieldError(errors, 'code'),
    },
  };
}
