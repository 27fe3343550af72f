import {
  codePage,
  codeView,
  recoveryCodesPage,
  recoveryCodesView,
  secondStepPage,
  secondStepView,
  setUpPage,
  setUpView,
} from '../../../src/features/second-factors/second-factors.pages.js';
import { example, type ViewExample } from './example.js';

const SET_UP = {
  email: 'noor@example.org',
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  next: '/studies',
  isWrong: true,
} as const;

export const SECOND_FACTOR_EXAMPLES: readonly ViewExample[] = [
  example(codeView, codePage({ next: '/studies', isWrong: true })),
  example(setUpView, setUpPage({ where: 'sign-in', ...SET_UP })),
  example(recoveryCodesView, recoveryCodesPage(['0000-0000-0000-0000', 'ABCD-EFGH-JKMN-PQRS'], '/studies')),
  example(secondStepView, secondStepPage({ isOn: true, codesLeft: 1, csrfToken: 'x' })),
  example(secondStepView, secondStepPage({ isOn: false, codesLeft: 0, csrfToken: 'x' }), 'off'),
];
