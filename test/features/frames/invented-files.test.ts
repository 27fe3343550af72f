import { expect, it } from 'vitest';
import {
  frameCounts,
  frameReport,
  interviewDayOf,
} from '../../../src/features/frames/frame-report.service.js';
import { importDelivery, listDeliveries, listProblems } from '../../../src/features/frames/frames.service.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { makeClientFiles } from '../../support/client-files/client-files.js';
import { knownTruth } from '../../support/client-files/known-truth.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { makeStudy } from '../../support/frames.js';

const SEEDS = [1, 7, 42, 2016, 2025, 31_337];

describeOnEachDatabase('importing invented files of the same kinds', ({ openDatabase }) => {
  it.each(SEEDS)('of seed %i gives exactly what is known of them', { timeout: 60_000 }, async (seed) => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    const files = makeClientFiles(seed);
    for (const file of files) await importDelivery(app, COMMAND, study, file);
    const counts = await frameCounts(app, app.database.read, study);
    const truth = knownTruth(files);
    const { date, ...perAgeBand } = truth.persons.per_age_band_on;
    expect(interviewDayOf(study)).toBe(date);
    expect(frameReport(counts)).toEqual({
      files: truth.files,
      persons: {
        total: truth.persons.total,
        per_domain: truth.persons.per_domain,
        in_more_than_one_domain: truth.persons.in_more_than_one_domain,
        per_domain_after_priority: truth.persons.per_domain_after_priority_jbjr_specialist_basic,
        per_age_band: perAgeBand,
      },
    });
    expect(counts).toMatchObject({
      atSecretAddress: truth.persons.at_a_secret_address,
      families: truth.persons.families,
      withoutNumber: truth.withoutNumber,
      uncertainMatches: 0,
    });
    for (const [place, delivery] of (await listDeliveries(app, study)).entries()) {
      const problems = await listProblems(app, delivery.id);
      const rejected = problems.filter(({ reason }) => reason === 'birth_date' || reason === 'name');
      const known = (files[place]?.rows ?? []).filter(({ fate }) => fate === 'birth_date' || fate === 'name');
      expect(rejected.map(({ line, reason }) => [line, reason])).toEqual(
        known.map(({ line, fate }) => [line, fate]),
      );
    }
  });
});
