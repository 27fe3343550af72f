import { instant } from '../../../src/domain/calendar/instant.js';
import { makeWeights } from '../../../src/domain/statistics/weighting/make-weights.js';
import { weightSetPage, weightSetView } from '../../../src/features/weights/weight-set.pages.js';
import { weightsPage, weightsView } from '../../../src/features/weights/weights.pages.js';
import type { WeightSet } from '../../../src/features/weights/weights.service.js';
import { example, type ViewExample } from './example.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const AGES = {
  key: 'age_band',
  label: 'Leeftijd van het kind',
  levels: [
    { key: '0-11', label: '0 t/m 11 jaar' },
    { key: '12-15', label: '12 t/m 15 jaar' },
  ],
};

const made = makeWeights(
  [
    { stratum: 'basishulp', designWeight: 12, cellLevels: [''], levels: ['0-11'], interviews: 140 },
    { stratum: 'basishulp', designWeight: 12, cellLevels: ['ots'], levels: ['12-15'], interviews: 60 },
  ],
  {
    cases: [
      { stratum: 'basishulp', levels: [''], cases: 200 },
      { stratum: 'basishulp', levels: ['ots'], cases: 100 },
    ],
    method: 'post-stratified',
    margins: [
      new Map([
        ['0-11', 2_600],
        ['12-15', 1_000],
      ]),
    ],
    limits: { lowest: 0, highest: 18 },
  },
);

const SET: WeightSet = {
  id: 'set',
  name: 'leeftijd',
  version: 2,
  settings: {
    cells: ['measure'],
    method: 'post-stratified',
    margins: [{ by: 'age_band', totals: { '0-11': 2_600, '12-15': 1_000 } }],
    trim: { lowest: 0, highest: 18 },
  },
  report: made.report,
  madeAt: instant('2026-11-03T10:00:00+01:00'),
  cells: new Map(),
};

const state = {
  roles: ALL_ROLES,
  csrfToken: 'x',
  sets: [SET],
  choices: [AGES, { key: 'A1', label: 'A1 Gesprek met de gemeente', levels: [{ key: '1', label: 'Ja' }] }],
  margins: [
    {
      ...AGES,
      present: [
        { key: '0-11', label: '0 t/m 11 jaar', interviews: 140, weighted: 1_680, known: null },
        { key: '12-15', label: '12 t/m 15 jaar', interviews: 4, weighted: 48, known: null },
      ],
    },
  ],
  hasCases: true,
  interviews: 144,
  typed: { name: 'leeftijd', 'total_age_band_0-11': 'veel' },
  errors: { 'total_age_band_0-11': 'Vul voor 0 t/m 11 jaar een aantal cliënten boven 0 in.' },
};

export const WEIGHT_EXAMPLES: readonly ViewExample[] = [
  example(weightsView, weightsPage(STUDY, state), 'with a margin'),
  example(
    weightsView,
    weightsPage(STUDY, { ...state, sets: [], margins: [], interviews: 0, typed: {}, errors: {} }),
    'without interviews',
  ),
  example(weightSetView, weightSetPage(STUDY, SET, { roles: ALL_ROLES, choices: [AGES] })),
];
