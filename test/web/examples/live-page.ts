import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { CaseStatus } from '../../../src/domain/contact/case-status.js';
import type { RateGroup } from '../../../src/domain/contact/outcome.js';
import { type CaseTally, summariseResponse } from '../../../src/domain/response/response-summary.js';
import { livePage, livePageView } from '../../../src/features/live-page/live-page.pages.js';
import type { LiveFieldwork } from '../../../src/features/live-page/live-page.service.js';
import type { RunningPause } from '../../../src/features/field-pauses/field-pauses.service.js';
import { example } from './example.js';
import { attempt, inventedCase } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const PAUSE: RunningPause = {
  id: 'pause',
  studyId: STUDY.id,
  domainId: null,
  kind: 'paused',
  reason: 'Storing bij de telefonie.',
  at: instant('2026-04-14T17:05:00+02:00'),
  madeBy: null,
};
const NOW = instant('2026-04-14T18:05:00+02:00');

const STANDS: readonly (readonly [CaseStatus, RateGroup, number])[] = [
  ['fresh', 'open', 212],
  ['retry', 'open', 1_304],
  ['appointment', 'open', 41],
  ['completed', 'I', 377],
  ['refused', 'R', 96],
  ['withdrawn', 'withdrawn', 1],
];

const tallies = STANDS.map(([status, group, count]): CaseTally => ({
  group,
  isReleased: true,
  isReplicateReleased: true,
  isAttempted: status !== 'fresh',
  count,
}));

const [first, second, third] = STUDY.domains.map((domain, index) => ({
  domain: { ...domain, targetInterviews: [500, 377, null][index] ?? null },
  summary: summariseResponse(tallies),
}));

const nothing: LiveFieldwork = {
  study: { ...STUDY, status: 'checking' },
  now: NOW,
  domains: STUDY.domains.map((domain) => ({ domain, summary: summariseResponse([]) })),
  total: summariseResponse([]),
  statuses: [],
  outlook: null,
  dials: [],
  people: [],
  appointments: [],
  decisions: {
    study: STUDY,
    toDecide: [],
    stuck: [],
    waiting: { refusal: 0, late: 0, assigned_away: 0, stuck: 0, paused: 0, language: 0, over: 0 },
  },
  replicates: { replicates: 0, cases: 0, next: null },
  concerns: { fresh: 0, inHand: 0 },
  pauses: [],
};

export const RUNNING: LiveFieldwork = {
  study: STUDY,
  now: NOW,
  domains: [first, second, third].flatMap((one) => one ?? []),
  total: summariseResponse(tallies.map((tally) => ({ ...tally, count: tally.count * 3 }))),
  statuses: STUDY.domains.flatMap(({ id: domainId }) =>
    STANDS.map(([status, , count]) => ({ domainId, status, count })),
  ),
  outlook: {
    callsPerDay: 143.4,
    pace: { calls: 1434, days: 10 },
    ends: [
      {
        domain: STUDY.domains[0]?.code ?? '',
        early: civilDate('2026-05-06'),
        middle: civilDate('2026-05-12'),
        late: null,
        interviews: { low: 480, middle: 500, high: 520 },
      },
    ],
  },
  dials: [
    { domainId: 'd', halfHour: '2026-04-14T14:30', outcome: 'dial', count: 143 },
    { domainId: 'd', halfHour: '2026-04-14T14:30', outcome: 'no_answer', count: 88 },
    { domainId: 'd', halfHour: '2026-04-14T14:30', outcome: 'complete', count: 21 },
  ],
  people: [
    { name: 'Sami', does: 'interviewing', since: NOW, caseNumber: 'B0113' },
    { name: 'Noor', does: 'calling', since: NOW, caseNumber: 'S0114' },
    { name: 'Lotte', does: 'elsewhere', since: null, caseNumber: null },
    { name: 'Daan', does: 'free', since: NOW, caseNumber: null },
  ],
  appointments: [
    {
      at: instant('2026-04-13T19:30:00+02:00'),
      caseNumber: 'J0301',
      firmness: 'soft',
      withRole: 'youth',
      interviewer: 'Sami',
      lateness: 'late',
    },
    {
      at: instant('2026-04-14T18:00:00+02:00'),
      caseNumber: 'J0302',
      firmness: 'hard',
      withRole: 'parent',
      interviewer: '',
      lateness: 'due',
    },
  ],
  decisions: {
    study: STUDY,
    toDecide: [
      inventedCase('B0087', '2012-09-19', attempt(instant('2026-04-09T19:10:00+02:00'), 'refusal_soft')),
    ],
    stuck: [
      {
        file: inventedCase('J0301', '2010-02-01'),
        waitsFor: 'late',
        reason: 'De afspraak is niet nagekomen: er is nog niet gebeld.',
        missingEffort: [],
        mayExtend: false,
        mayClose: false,
      },
      {
        file: inventedCase('B0214', '2015-01-08'),
        waitsFor: 'stuck',
        reason: 'Het hoogste aantal belpogingen is bereikt.',
        missingEffort: ['bellen op een zaterdag'],
        mayExtend: true,
        mayClose: true,
      },
      {
        file: inventedCase('S0009', '2010-12-31'),
        waitsFor: 'stuck',
        reason:
          'Nu niet: er is geen werkend nummer van iemand die nu mag worden gebeld. De jongere is 16 of ouder en beslist zelf.',
        missingEffort: [],
        mayExtend: false,
        mayClose: true,
      },
    ],
    waiting: { refusal: 4, late: 1, assigned_away: 0, stuck: 2, paused: 0, language: 0, over: 0 },
  },
  replicates: { replicates: 2, cases: 310, next: 2 },
  concerns: { fresh: 1, inHand: 2 },
  pauses: [PAUSE],
};

export const LIVE_PAGE_EXAMPLES = [
  example(livePageView, livePage(RUNNING, ALL_ROLES)),
  example(livePageView, livePage(nothing, ALL_ROLES), 'before the start'),
  example(
    livePageView,
    livePage({ ...RUNNING, concerns: { fresh: 0, inHand: 1 }, outlook: null }, ALL_ROLES),
    'with too few calls for an outlook',
  ),
];
