import {
  softphonePage,
  softphoneView,
  telephonePage,
  telephoneView,
} from '../../../src/features/telephony/telephone.pages.js';
import { example } from './example.js';

export const TELEPHONY_EXAMPLES = [
  example(softphoneView, softphonePage('call', 'dublin')),
  example(softphoneView, softphonePage(null, null), 'where nobody calls in the browser'),
  example(telephoneView, telephonePage({ isOnline: true, hasDesk: true }, '+31107654321')),
  example(
    telephoneView,
    telephonePage({ isOnline: true, hasDesk: false }, '010', {
      number: 'Het telefoonnummer heeft te weinig cijfers.',
    }),
    'with a mistake',
  ),
  example(
    telephoneView,
    telephonePage({ isOnline: false, hasDesk: false }, ''),
    'where everybody dials by hand',
  ),
];
