import {
  softphonePage,
  softphoneView,
  telephonePage,
  telephoneView,
} from '../../../src/features/telephony/telephone.pages.js';
import { telephonyOverviewPage, telephonyView } from '../../../src/features/telephony/overview.pages.js';
import type { TelephonyOverview } from '../../../src/features/telephony/overview.service.js';
import { EVENING } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';
import { example } from './example.js';

const frame = { roles: ALL_ROLES, csrfToken: 'a-token' };

const overview: TelephonyOverview = {
  study: STUDY,
  isOnline: true,
  total: { caseNumber: null, calls: 412, seconds: 51_230, price: 86.4, priceUnit: 'EUR' },
  cases: [
    { caseNumber: 'B0113', calls: 3, seconds: 2511, price: 3.87, priceUnit: 'EUR' },
    { caseNumber: 'S0042', calls: 1, seconds: 12, price: 0, priceUnit: null },
  ],
  unknown: [{ reference: `CA${'0'.repeat(32)}`, firstSeenAt: EVENING, seconds: 61 }],
  withoutLeg: [{ caseNumber: 'B0007', dialledAt: EVENING }],
  contradictions: [
    {
      caseNumber: 'S0042',
      dialledAt: EVENING,
      outcome: 'complete',
      seconds: 12,
      kind: 'interview_too_short',
    },
  ],
  leftAtProvider: 2,
  reminders: { isOn: true, canSend: true, sent: 14, underway: 2, failed: 1, price: 1.12, priceUnit: 'EUR' },
};

const quiet: TelephonyOverview = {
  ...overview,
  isOnline: false,
  total: { caseNumber: null, calls: 0, seconds: 0, price: 0, priceUnit: null },
  cases: [],
  unknown: [],
  withoutLeg: [],
  contradictions: [],
  leftAtProvider: 0,
};

const withoutSender: TelephonyOverview = {
  ...overview,
  reminders: { ...overview.reminders, isOn: false, canSend: false },
};

export const TELEPHONY_EXAMPLES = [
  example(telephonyView, telephonyOverviewPage(overview, frame)),
  example(telephonyView, telephonyOverviewPage(quiet, frame), 'without calls'),
  example(telephonyView, telephonyOverviewPage(withoutSender, frame), 'without a sender of messages'),
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
