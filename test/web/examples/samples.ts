import type { StoredDraw } from '../../../src/features/samples/samples.service.js';
import { samplesPage, samplesView } from '../../../src/features/samples/samples.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { planPage, planView } from '../../../src/features/samples/plan.pages.js';
import { readPlan } from '../../../src/features/samples/plan.forms.js';
import type { PlanBasis } from '../../../src/features/samples/plan-basis.service.js';
import { planFigures, planMistakes } from '../../../src/features/samples/plan-figures.pages.js';
import type { StudyPlan } from '../../../src/features/samples/sample-plan.service.js';
import { studyStrata } from '../../../src/features/samples/draw-strata.js';
import { replicatesPage, replicatesView } from '../../../src/features/samples/replicates.pages.js';
import type { StudyReplicates } from '../../../src/features/samples/replicates.service.js';
import {
  samplingReportPage,
  samplingReportView,
} from '../../../src/features/samples/sampling-report.pages.js';
import type { SamplingReportFacts } from '../../../src/features/samples/sampling-report.service.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

const SIZES: Readonly<Record<string, number>> = { basishulp: 800, specialistisch: 1_000, jb_jr: 600 };

const earlier: StoredDraw = {
  id: 'first',
  isCurrent: false,
  seed: 4_211,
  algorithm: 'simple-random-1',
  frameHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
  settings: {
    method: 'simple',
    oneChildPerFamily: true,
    replicateShares: [70, 30],
    leaveOutSince: null,
    objecting: 0,
    plan: null,
  },
  reason: null,
  replacesDrawId: null,
  drawnAt: '2026-03-09T13:20:00.000Z',
  drawnBy: null,
  strata: STUDY.domains.map(({ id, populationSize }) => ({
    stratum: id,
    domainId: id,
    leftOut: 0,
    frameSize: populationSize ?? 0,
    selectableSize: Math.round((populationSize ?? 0) * 0.8),
    sampleSize: SIZES[id] ?? 0,
    probability: (SIZES[id] ?? 0) / Math.round((populationSize ?? 0) * 0.8),
  })),
};

const current: StoredDraw = {
  ...earlier,
  id: 'second',
  isCurrent: true,
  seed: 904_211_337,
  reason: 'Er kwam nog een bestand bij van een organisatie die te laat leverde.',
  replacesDrawId: 'first',
  drawnAt: '2026-03-11T09:05:00.000Z',
};

const frameSizes = Object.fromEntries(
  STUDY.domains.map(({ code, populationSize }) => [code, populationSize ?? 0]),
);

const drawn: Study = { ...STUDY, status: 'sample_drawn' };

const basis: PlanBasis = {
  earlierStudies: [EARLIER_STUDY],
  earlier: EARLIER_STUDY,
  domains: Object.fromEntries(
    STUDY.domains.map(({ code }) => [
      code,
      {
        exclusionRate: { value: 0.05, source: 'aanname' },
        responseRate: { value: 0.69, source: 'verslagjaar 2016' },
        callsPerCase: { value: 3.4, source: 'verslagjaar 2016' },
        lastYear: { interviews: 250, frameSize: 4_000 },
      },
    ]),
  ),
  questions: [
    { key: 'C1', label: '% tevreden', spread: { basishulp: { deviation: 0.37, mean: 0.83 } } },
    { key: 'E2:1', label: 'rapportcijfer', spread: { jb_jr: { deviation: 1.8, mean: 6.8 } } },
  ],
};

const planned: StudyPlan = {
  study: NEW_STUDY,
  basis,
  choices: choicesOf({ rule: 'neyman', reason: 'Eigen proef', substrata: 'yes' }),
  assumptions: Object.fromEntries(
    STUDY.domains.map(({ code }) => [
      code,
      {
        exclusionRate: { value: 0.04, source: 'zelf ingevuld' },
        responseRate: { value: 0.69, source: 'verslagjaar 2016' },
        callsPerCase: { value: 3.4, source: 'verslagjaar 2016' },
        deviation: 0.37,
        mean: null,
      },
    ]),
  ),
  plan: {
    domains: STUDY.domains.map(({ code, populationSize, segments }) => {
      const numbers = {
        frameSize: populationSize ?? 0,
        drawn: 400,
        excluded: 16,
        interviews: 265,
        calls: 1_306,
      };
      const parts = [...segments.map((segment) => segment.code), ''].map((segment) => ({
        ...numbers,
        segment,
      }));
      return { code, ...numbers, margin: 0.058, detectable: 0.12, parts };
    }),
    total: {
      frameSize: 18_120,
      drawn: 1_200,
      excluded: 48,
      interviews: 795,
      calls: 3_917,
      margin: 0.036,
      detectable: 0.081,
      designEffect: 1.31,
    },
    unplaced: -20,
    compared: ['basishulp', 'specialistisch'],
  },
  sizes: {},
};

function choicesOf(fields: Readonly<Record<string, string>>): StudyPlan['choices'] {
  const read = readPlan(STUDY.domains, fields);
  if (!read.ok) throw new Error('the example of a plan is wrong');
  return read.values;
}

const PLAN_SEEN = { roles: ALL_ROLES, frameSizes, basis, errors: {} };
const MISTAKE = { margin: 'Vul een percentage in van 0,5 tot en met 50.' };

const FORM_SEEN = {
  common: new Map([['first', 1_204]]),
  strata: studyStrata(STUDY, { bySegment: true }),
  stratumSizes: { basishulp: 4_210, 'specialistisch/jeugd_ggz': 5_031 },
  interviewed: [{ reportYear: 2024, persons: 611 }],
  openMatchCount: 4,
  planned: null,
};

const reserve = {
  cases: 720,
  excluded: 31,
  released: 0,
  releasable: 689,
  releasedAt: null,
  reason: null,
  expectedInterviews: 471.3,
};
const replicates: StudyReplicates = {
  study: STUDY,
  replicates: [
    {
      ...reserve,
      number: 1,
      released: 1_612,
      releasable: 0,
      expectedInterviews: 0,
      releasedAt: '2026-04-01T07:00:00.000Z',
    },
    {
      ...reserve,
      number: 2,
      released: 680,
      releasable: 0,
      expectedInterviews: 0,
      releasedAt: '2026-05-02T07:00:00.000Z',
      reason: 'De respons in JB/JR blijft achter.',
    },
    { ...reserve, number: 3 },
  ],
  next: 3,
  responseRates: {
    basishulp: { value: 0.71, source: 'dit veldwerk tot nu toe' },
    jb_jr: { value: 0.74, source: 'rapport over 2016' },
  },
  interviews: 588,
  target: 900,
};

const report: SamplingReportFacts = {
  study: STUDY,
  draw: { ...current, settings: { ...current.settings, plan: { query: 'rule=neyman', isFollowed: true } } },
  draws: [current, earlier],
  common: new Map([['first', 1_204]]),
  drawnBy: 'Nadia',
  frame: {
    files: [
      {
        file: 'jb-jr/jbrr-2025.csv',
        encoding: 'utf-8',
        delimiter: ';',
        data_rows: 2_310,
        accepted_rows: 2_290,
        persons: 2_036,
        rejected: { birth_date: 12 },
        not_in_report_year: 8,
      },
    ],
    persons: {
      total: 18_120,
      per_domain: {},
      in_more_than_one_domain: 311,
      per_domain_after_priority: {},
      per_age_band: { '0-11': 9_000, '12-15': 5_000, '16+': 4_120 },
    },
    atSecretAddress: 41,
    families: 15_003,
    withoutNumber: 122,
    uncertainMatches: 4,
  },
  plan: planned,
  exclusions: [{ domainId: 'jb_jr', reason: 'onveilig', cases: 1 }],
  replicates: STUDY.domains.map(({ id }) => ({
    replicate: 1,
    domainId: id,
    cases: 800,
    excluded: 3,
    released: 797,
    releasedAt: '2026-04-01T07:00:00.000Z',
  })),
  releases: [],
};

export const SAMPLE_EXAMPLES = [
  example(replicatesView, replicatesPage(replicates, ALL_ROLES)),
  example(
    replicatesView,
    replicatesPage({ ...replicates, study: drawn, next: null, target: null }, ALL_ROLES),
    'before the fieldwork',
  ),
  example(
    replicatesView,
    replicatesPage(replicates, ALL_ROLES, {
      reason: '',
      errors: { reason: 'Schrijf op waarom u deze deelsteekproef vrijgeeft.' },
    }),
    'without a reason',
  ),
  example(samplingReportView, samplingReportPage(report, ALL_ROLES)),
  example(
    planView,
    planPage(NEW_STUDY, {
      ...PLAN_SEEN,
      fields: { rule: 'neyman', substrata: 'yes', 'exclusion-basishulp': '4' },
      figures: planFigures(planned, 'rule=neyman'),
    }),
  ),
  example(
    planView,
    planPage(NEW_STUDY, {
      ...PLAN_SEEN,
      errors: MISTAKE,
      fields: { rule: 'margin', margin: 'x' },
      figures: planMistakes(MISTAKE),
    }),
    'with a mistake',
  ),
  example(
    planView,
    planPage(NEW_STUDY, { ...PLAN_SEEN, frameSizes: {}, fields: {}, figures: null }),
    'with an empty frame',
  ),
  example(
    samplesView,
    samplesPage(
      drawn,
      {
        roles: ALL_ROLES,
        frameSizes,
        draws: [current, earlier],
        ...FORM_SEEN,
        planned: { query: 'rule=equal', summary: 'Trek 900 cliënten.', sizes: { jb_jr: 300 } },
        exclusions: [
          { domainId: 'basishulp', reason: 'geheim_adres', cases: 3 },
          { domainId: 'jb_jr', reason: 'onveilig', cases: 1 },
        ],
      },
      { fields: { seed: 'elf' }, errors: { seed: 'Vul een heel getal in, of niets.' } },
    ),
  ),
  example(
    samplesView,
    samplesPage(NEW_STUDY, { ...FORM_SEEN, roles: ALL_ROLES, frameSizes, draws: [], exclusions: [] }),
    'before the draw',
  ),
  example(
    samplesView,
    samplesPage(NEW_STUDY, { ...FORM_SEEN, roles: ALL_ROLES, frameSizes: {}, draws: [], exclusions: [] }),
    'with an empty frame',
  ),
];
