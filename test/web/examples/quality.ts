import type { HourOfCalls } from '../../../src/domain/quality/working-days.js';
import { workingDays } from '../../../src/domain/quality/working-days.js';
import { teamRecord } from '../../../src/domain/quality/interviewer-records.js';
import { mixOf } from '../../../src/domain/quality/outcome-mix.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { figuresView } from '../../../src/features/quality/figures.pages.js';
import { interviewersPage } from '../../../src/features/quality/interviewers.pages.js';
import type { InterviewersOfStudy } from '../../../src/features/quality/interviewers.service.js';
import { myFiguresPage } from '../../../src/features/quality/my-figures.pages.js';
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

export const QUALITY_EXAMPLES = [
  example(figuresView, interviewersPage(all, ALL_ROLES), 'interviewers'),
  example(figuresView, interviewersPage(nobody, ['veldwerkleider']), 'nobody called'),
  ...own.map((one) => example(figuresView, myFiguresPage(one), 'own figures')),
  example(figuresView, myFiguresPage({ studies: [], found: null }), 'no own figures'),
];
