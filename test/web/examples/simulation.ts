import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { DEFAULT_SIMULATION_RATES } from '../../../src/domain/simulation/simulation-rates.js';
import { NOTHING_TYPED } from '../../../src/features/simulation/simulation.forms.js';
import { simulationPage, simulationView } from '../../../src/features/simulation/simulation.pages.js';
import { example } from './example.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const plan = { slug: STUDY.slug, seed: 1 as Seed, interviewers: 8, days: 20, runs: 3 };
const frame = { roles: ALL_ROLES, csrfToken: 'a-token', earlier: [STUDY] };
const lines = STUDY.domains.map(({ code }, index) => ({
  on: civilDate('2026-05-12'),
  domain: code,
  held: 96,
  low: 180 + index,
  middle: 203 + index,
  high: 1_214 + index,
}));

const plays = [1, 2, 3].map((seed) => ({ seed, held: {}, days: [] }));

export const SIMULATION_EXAMPLES = [
  example(
    simulationView,
    simulationPage(
      STUDY,
      {
        plan,
        status: 'done',
        progress: { run: 3, day: 20 },
        result: { study: STUDY, plan: { ...plan, rates: DEFAULT_SIMULATION_RATES }, plays, lines },
      },
      frame,
      { typed: { ...NOTHING_TYPED, days: '0' }, errors: { days: 'Vul een heel getal in.' } },
    ),
  ),
  example(
    simulationView,
    simulationPage(STUDY, { plan, status: 'running', progress: { run: 2, day: 7 }, result: null }, frame, {
      typed: NOTHING_TYPED,
    }),
    'that runs',
  ),
  example(
    simulationView,
    simulationPage(STUDY, { plan, status: 'failed', progress: { run: 1, day: 0 }, result: null }, frame, {
      typed: NOTHING_TYPED,
    }),
    'that failed',
  ),
];
