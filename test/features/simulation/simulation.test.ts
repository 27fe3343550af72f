import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { DEFAULT_SIMULATION_RATES } from '../../../src/domain/simulation/simulation-rates.js';
import { parseRatesFile } from '../../../src/features/simulation/simulation.forms.js';
import { getRates, simulateFieldwork } from '../../../src/features/simulation/simulation.service.js';
import { createTestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyForSimulation } from '../../support/simulated-study.js';

const PLAN = {
  seed: 11 as Seed,
  interviewers: 2,
  days: 1,
  runs: 2,
  rates: DEFAULT_SIMULATION_RATES,
};

describeOnEachDatabase('a simulation', ({ openDatabase }) => {
  it('gives the same forecast for the same seed, and leaves the study as it was', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyForSimulation(app, { seed: 3 as Seed, cases: 12, target: 8 });
    const plan = { ...PLAN, slug: study.slug };
    const first = await simulateFieldwork(app, plan);
    const again = await simulateFieldwork(app, plan);
    expect(again.lines).toEqual(first.lines);
    expect(first.plays.map(({ seed }) => seed)).toEqual([11, 12]);
    expect(first.lines).toHaveLength(study.domains.length);
    expect(first.lines.some(({ high }) => high > 0)).toBe(true);
    expect(await app.database.read('attempts').first('id')).toBeUndefined();
    expect(await app.database.read('studies').first('status')).toEqual({ status: 'sample_drawn' });
  });

  it('stops when it is told to', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyForSimulation(app, { seed: 3 as Seed, cases: 6, target: 8 });
    const { plays } = await simulateFieldwork(app, { ...PLAN, days: 2, slug: study.slug }, () => false);
    expect(plays).toEqual([]);
  });

  it('cannot take its rates from a study in which nobody was called', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyForSimulation(app, { seed: 3 as Seed, cases: 1, target: 1 });
    await expect(getRates(app, study.slug)).rejects.toThrow('niet gebeld');
  });
});

it('a file with rates is read when it is whole, and otherwise says what is wrong', () => {
  expect(parseRatesFile(JSON.stringify(DEFAULT_SIMULATION_RATES))).toEqual(DEFAULT_SIMULATION_RATES);
  const wrong = { ...DEFAULT_SIMULATION_RATES, lineBusy: 4 };
  expect(() => parseRatesFile(JSON.stringify(wrong))).toThrow('lineBusy');
  expect(() => parseRatesFile(JSON.stringify({ ...DEFAULT_SIMULATION_RATES, groups: {} }))).toThrow('"*"');
  expect(() => parseRatesFile('{')).toThrow('geen JSON');
});
