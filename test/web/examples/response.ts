import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { teamRecord } from '../../../src/domain/quality/interviewer-records.js';
import { breakDown, type PartTally } from '../../../src/domain/response/breakdown.js';
import { curvePage, curveView } from '../../../src/features/response-rates/curve.pages.js';
import type { StudyCurves } from '../../../src/features/response-rates/curve.service.js';
import { funnelPage, funnelView } from '../../../src/features/response-rates/funnel.pages.js';
import type { StudyFunnel } from '../../../src/features/response-rates/funnel.service.js';
import type { StudyBreakdown } from '../../../src/features/response-rates/breakdown.service.js';
import { caseListPage, caseListView } from '../../../src/features/response-rates/case-list.pages.js';
import { definitionsPage, definitionsView } from '../../../src/features/response-rates/definitions.pages.js';
import {
  responseRatesPage,
  responseRatesView,
} from '../../../src/features/response-rates/response-rates.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { RUNNING } from './live-page.js';
import { example } from './example.js';
import { CONVERSATIONS, NON_RESPONSE, PATTERNS } from './quality.js';
import { VERIFICATION } from './verification.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

/** The cases of one domain. */
function tallies(part: string, size: number): readonly PartTally[] {
  const counts = [
    ['I', 126],
    ['P', 4],
    ['R', 32],
    ['NC', 51],
    ['O', 7],
    ['UH', 13],
    ['UO', 2],
    ['NE', 9],
    ['excluded', 21],
    ['withdrawn', 1],
    ['open', 484],
  ] as const;
  return counts.map(([group, count]) => ({
    part,
    group,
    isReleased: true,
    isReplicateReleased: true,
    isAttempted: group !== 'excluded',
    count: count * size,
    weight: count * size * 8,
  }));
}

/** The second domain has twice the cases of the first. */
function response(study: Study, isFilled: boolean): StudyBreakdown {
  const parts = study.domains.map(({ code, label }) => ({ code, label }));
  const cases = isFilled ? parts.flatMap(({ code }, at) => tallies(code, at + 1)) : [];
  return { study, by: 'domain', domain: null, ...breakDown(parts, cases) };
}

const [first] = STUDY.domains;

/** Every domain as the others. */
function funnel(study: Study, size: number): StudyFunnel {
  const part = (domain: Study['domains'][number] | null, domains: number): StudyFunnel['total'] => ({
    domain,
    frame: size === 0 ? null : 1200 * domains,
    counts: {
      all: 400 * size * domains,
      in_field: 340 * size * domains,
      contacted: 290 * size * domains,
      permitted: 220 * size * domains,
      started: 210 * size * domains,
      I: 200 * size * domains,
      excluded: 30 * size * domains,
      NE: 10 * size * domains,
      unreleased: 20 * size * domains,
      not_contacted: 50 * size * domains,
      not_permitted: 70 * size * domains,
      not_started: 10 * size * domains,
      not_completed: 10 * size * domains,
    },
  });
  return {
    study,
    parts: study.domains.map((domain) => part(domain, 1)),
    total: part(null, study.domains.length),
  };
}

const NO_CURVES: StudyCurves = { study: NEW_STUDY, earlierStudy: null, days: [], daysSoFar: 0, curves: [] };

/** Three of five days, each domain as the others. */
const CURVES: StudyCurves = {
  study: STUDY,
  earlierStudy: { ...STUDY, name: 'CEO jeugd 2024' },
  days: ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-07', '2026-04-08'].map(civilDate),
  daysSoFar: 3,
  curves: [null, ...STUDY.domains].map((domain) => ({
    domain,
    measured: { interviews: [4, 11, 18], approached: [20, 30, 36], response: [0.2, 11 / 30, 0.5] },
    plan: [6, 12, 18, 24, 30],
    earlier:
      domain?.code === 'jb_jr' ? null : { interviews: [2, 9], approached: [9, 30], response: [2 / 9, 0.3] },
  })),
};

/** Two interviewers with some calls. */
const TEAM = teamRecord(
  ['one', 'other'],
  ['one', 'other'].map((interviewerId) => ({
    interviewerId,
    on: civilDate('2026-04-14'),
    calls: 80,
    firstDialledAt: instant('2026-04-14T09:00:00+02:00'),
    lastEndedAt: instant('2026-04-14T15:30:00+02:00'),
    secondsOnCalls: 14_400,
  })),
  new Map(
    ['one', 'other'].map((interviewerId) => [
      interviewerId,
      {
        interview: 12,
        refusal: 8,
        break_off: 5,
        appointment: 9,
        other_contact: 6,
        no_contact: 32,
        number: 8,
      },
    ]),
  ),
);

export const RESPONSE_EXAMPLES = [
  example(responseRatesView, responseRatesPage(response(STUDY, true), ALL_ROLES)),
  example(responseRatesView, responseRatesPage(response(NEW_STUDY, false), ALL_ROLES), 'without cases'),
  example(curveView, curvePage(CURVES, 'interviews', ALL_ROLES)),
  example(funnelView, funnelPage(funnel(STUDY, 1), ALL_ROLES)),
  example(funnelView, funnelPage(funnel(NEW_STUDY, 0), ALL_ROLES), 'without cases'),
  example(curveView, curvePage(CURVES, 'response', ALL_ROLES), 'of response'),
  example(curveView, curvePage(NO_CURVES, 'interviews', ALL_ROLES), 'without cases'),
  example(
    definitionsView,
    definitionsPage(
      {
        study: STUDY,
        total: response(STUDY, true).total,
        curves: CURVES,
        funnel: funnel(STUDY, 1),
        nonResponse: NON_RESPONSE,
        calling: {
          team: TEAM,
          interviews: new Map(),
          live: RUNNING,
          patterns: PATTERNS,
          conversations: CONVERSATIONS,
          verification: VERIFICATION,
        },
      },
      ALL_ROLES,
    ),
  ),
  example(
    definitionsView,
    definitionsPage(
      {
        study: NEW_STUDY,
        total: response(NEW_STUDY, false).total,
        curves: NO_CURVES,
        funnel: funnel(NEW_STUDY, 0),
        nonResponse: { ...NON_RESPONSE, total: { sampled: 0, responded: 0, figures: null, variables: [] } },
        calling: null,
      },
      ALL_ROLES,
    ),
    'without cases',
  ),
  example(
    caseListView,
    caseListPage(
      {
        study: STUDY,
        domain: null,
        partLabel: 'Basishulp',
        total: 126,
        cases: ['104233', '204119'].map((caseNumber) => ({
          caseNumber,
          domainId: first?.id ?? '',
          segment: null,
          status: 'completed',
          group: 'I',
          attemptCount: 3,
          lastCalledAt: null,
        })),
      },
      {
        set: 'I',
        until: civilDate('2026-04-14'),
        page: 2,
        href: '/studies/ceo-2025/response/cases?set=I&until=2026-04-14&',
        roles: ALL_ROLES,
      },
    ),
  ),
];
