import type { HourOfCalls } from '../../../src/domain/quality/working-days.js';
import { workingDays } from '../../../src/domain/quality/working-days.js';
import { teamRecord } from '../../../src/domain/quality/interviewer-records.js';
import { mixOf } from '../../../src/domain/quality/outcome-mix.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { figuresView } from '../../../src/features/quality/figures.pages.js';
import { interviewersPage } from '../../../src/features/quality/interviewers.pages.js';
import type { InterviewersOfStudy } from '../../../src/features/quality/interviewers.service.js';
import { patternsPage } from '../../../src/features/quality/patterns.pages.js';
import type { CallPatterns } from '../../../src/features/quality/patterns.service.js';
import { nonResponsePage } from '../../../src/features/quality/non-response.pages.js';
import { conversationsPage } from '../../../src/features/quality/conversations.pages.js';
import type { Conversations } from '../../../src/features/quality/conversations.service.js';
import type { StudyNonResponse } from '../../../src/features/quality/non-response.service.js';
import { whoIsMissing } from '../../../src/domain/non-response/who-is-missing.js';
import { myFiguresPage } from '../../../src/features/quality/my-figures.pages.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { keptAppointments } from '../../../src/domain/quality/appointments-kept.js';
import { callPattern, callsPerTurn } from '../../../src/domain/quality/call-pattern.js';
import { firstCallWait } from '../../../src/domain/quality/first-call-wait.js';
import { type PatternFigures, shownPatterns } from '../../../src/domain/quality/shown-patterns.js';
import { CONTRADICTIONS } from '../../../src/domain/telephone/line-result.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { example } from './example.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const NAMES = new Map([
  ['i1', 'Bo'],
  ['i2', 'Dilan'],
  ['i3', 'Noor'],
]);

const hours = [...NAMES.keys()].map((interviewerId, at): HourOfCalls => ({
  interviewerId,
  calls: 40 + at * 8,
  firstDialledAt: instant('2026-04-14T17:30:00+02:00'),
  lastEndedAt: instant('2026-04-14T20:25:00+02:00'),
  secondsOnCalls: 6000 + at * 900,
}));

const mixes = new Map(
  [...NAMES.keys()].map((id, at) => [
    id,
    mixOf([
      { outcome: 'complete', count: 9 + at },
      { outcome: 'refusal_hard', count: 6 },
      { outcome: 'no_answer', count: 20 + at },
      { outcome: 'appointment_hard', count: 2 },
    ]),
  ]),
);

const all: InterviewersOfStudy = {
  study: STUDY,
  team: teamRecord([...NAMES.keys()], workingDays(hours), mixes),
  names: NAMES,
  interviews: new Map(),
};

const nobody: InterviewersOfStudy = { ...all, team: teamRecord([], [], new Map()), names: new Map() };
const own = all.team.records.slice(0, 1).map((record) => ({
  studies: [STUDY, { slug: 'ander', name: 'Ander onderzoek' }],
  found: { all, own: record },
}));

const pattern = callPattern(
  ['2026-04-14T16:30', '2026-04-15T08:00', '2026-04-18T09:00'].flatMap((halfHour, at) => [
    { halfHour, outcome: 'dial' as const, count: 90 },
    { halfHour, outcome: 'complete' as const, count: 10 + 5 * at },
    { halfHour, outcome: 'refusal_hard' as const, count: 8 },
    { halfHour, outcome: 'no_answer' as const, count: 60 - 5 * at },
  ]),
  DEFAULT_CALLING_RULES,
);
const figures: PatternFigures = {
  pattern,
  turns: callsPerTurn([{ turn: 1, outcome: 'complete', count: 20 }], 8),
  wait: firstCallWait([
    { releasedOn: civilDate('2026-04-14'), calledOn: civilDate('2026-04-15'), count: 30 },
  ]),
  failed: [{ outcome: 'wrong_number', calls: 12, numbers: 9, cases: 3 }],
  appointments: keptAppointments(
    [{ kind: 'hard', minutesLate: 2, outcome: 'complete', count: 12 }],
    DEFAULT_CALLING_RULES,
  ),
};
export const PATTERNS: CallPatterns = {
  study: STUDY,
  domain: null,
  pattern,
  ...shownPatterns(new Map([['basishulp', figures]]), figures, {}),
  attention: STUDY.domains
    .slice(0, 1)
    .map(({ id }) => ({ domainId: id, attention: 'last_attempt', count: 3 })),
  isCalled: true,
  unreachable: 2,
};

const sampledPeople = STUDY.domains.flatMap(({ id }, at) =>
  ['0-11', '12-15', '16+'].map((age, place) => ({
    levels: [id, '', place === 0 ? 'ots' : '', age, at % 2 === 0 ? 'female' : '', ''],
    sampled: 40 + 10 * at,
    responded: 30 - 6 * place + at,
    weight: 400 + 100 * at,
    respondedWeight: 10 * (30 - 6 * place + at),
  })),
);
const { total: nothing } = whoIsMissing([], 'overig');
const { total: missing } = whoIsMissing(sampledPeople, 'overig');
export const NON_RESPONSE: StudyNonResponse = {
  study: STUDY,
  domain: null,
  chosen: missing,
  total: missing,
  domains: STUDY.domains.map(({ id, label }) => ({ id, label, missing: nothing })),
  open: 4,
};

const NO_CONTRADICTIONS = Object.fromEntries(CONTRADICTIONS.map((kind) => [kind, 0])) as Record<
  (typeof CONTRADICTIONS)[number],
  number
>;

export const CONVERSATIONS: Conversations = {
  study: STUDY,
  contradictions: { ...NO_CONTRADICTIONS, measured: 120 },
  timed: 41,
  outlying: [],
  grids: [{ id: 'C1', label: 'Wat vindt u van de hulp?', interviews: 40, straight: 6 }],
  stops: [{ questionId: 'B3', label: 'Hoe ging de aanmelding?', answered: 60, stopped: 7 }],
};

export const QUALITY_EXAMPLES = [
  example(figuresView, interviewersPage(all, ALL_ROLES), 'interviewers'),
  example(figuresView, interviewersPage(nobody, ['veldwerkleider']), 'nobody called'),
  ...own.map((one) => example(figuresView, myFiguresPage(one), 'own figures')),
  example(figuresView, myFiguresPage({ studies: [], found: null }), 'no own figures'),
  example(figuresView, nonResponsePage(NON_RESPONSE, ALL_ROLES), 'who is missing'),
  example(
    figuresView,
    nonResponsePage({ ...NON_RESPONSE, chosen: nothing, total: nothing }, ['analist']),
    'nobody',
  ),
  example(figuresView, patternsPage(PATTERNS, ALL_ROLES), 'patterns'),
  example(figuresView, patternsPage({ ...PATTERNS, isCalled: false }, ['veldwerkleider']), 'no patterns'),
  example(figuresView, conversationsPage(CONVERSATIONS, ALL_ROLES), 'conversations'),
];
