import type { StoredDraw } from '../../../src/features/samples/samples.service.js';
import { samplesPage, samplesView } from '../../../src/features/samples/samples.pages.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { example } from './example.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

const SIZES: Readonly<Record<string, number>> = { basishulp: 800, specialistisch: 1_000, jb_jr: 600 };

const earlier: StoredDraw = {
  id: 'first',
  isCurrent: false,
  seed: 4_211,
  algorithm: 'simple-random-1',
  frameHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
  settings: { method: 'simple', oneChildPerFamily: true, replicateShares: [1] },
  reason: null,
  replacesDrawId: null,
  drawnAt: '2026-03-09T13:20:00.000Z',
  strata: STUDY.domains.map(({ id, populationSize }) => ({
    domainId: id,
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

export const SAMPLE_EXAMPLES = [
  example(
    samplesView,
    samplesPage(
      drawn,
      {
        roles: ALL_ROLES,
        frameSizes,
        draws: [current, earlier],
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
    samplesPage(NEW_STUDY, { roles: ALL_ROLES, frameSizes, draws: [], exclusions: [] }),
    'before the draw',
  ),
  example(
    samplesView,
    samplesPage(NEW_STUDY, { roles: ALL_ROLES, frameSizes: {}, draws: [], exclusions: [] }),
    'with an empty frame',
  ),
];
