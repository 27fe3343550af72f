import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { frameCounts, frameReport } from '../../../src/features/frames/frame-report.service.js';
import { createTestApplication } from '../../support/application.js';
import { openDatabase as openLocation } from '../../../src/database/open-database.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FRAME_TRUTH, importExamples, makeStudy } from '../../support/frames.js';

describeOnEachDatabase('importing the 18 example files', ({ makeDatabase }) => {
  it('gives exactly the known counts, and leaves nothing in the clear', { timeout: 120_000 }, async () => {
    const location = await makeDatabase();
    const database = openLocation(location);
    const app = createTestApplication(database);
    const study = await makeStudy(app);
    await importExamples(app, study);
    const counts = await frameCounts(app, database.read, study);
    const { date, ...perAgeBand } = FRAME_TRUTH.persons.per_age_band_on;
    expect(date).toBe('2026-04-01');
    expect(frameReport(counts)).toEqual({
      files: FRAME_TRUTH.files,
      persons: {
        total: FRAME_TRUTH.persons.total,
        per_domain: FRAME_TRUTH.persons.per_domain,
        in_more_than_one_domain: FRAME_TRUTH.persons.in_more_than_one_domain,
        per_domain_after_priority: FRAME_TRUTH.persons.per_domain_after_priority_jbjr_specialist_basic,
        per_age_band: perAgeBand,
      },
    });
    expect(counts).toMatchObject({
      atSecretAddress: FRAME_TRUTH.persons.at_a_secret_address,
      families: FRAME_TRUTH.persons.families,
    });
    // Nobody shares birth date, postcode, last name and initial with another; who moved or was renamed is another matter.
    expect(await database.read('vault_persons').where({ is_match_uncertain: 1 })).toEqual([]);
    await database.close();
    if (location.engine === 'sqlite') expect(foundInTheClear(location.file)).toEqual([]);
  });
});

/** Names, numbers and dates of the files that can be read in the database's file. */
function foundInTheClear(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const personal = [
    'Yılmaz',
    'Kowalski',
    'Noëlle',
    'van den Heuvel',
    '0643248085',
    '643248085',
    '3083CK',
    '3083 CK',
    '2011-06-08',
    '08-06-2011',
    'A01-00007',
    'Z500003',
  ];
  return personal.filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
}
