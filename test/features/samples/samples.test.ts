import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { findTampering } from '../../../src/features/audit/audit.service.js';
import { frameCounts } from '../../../src/features/frames/frame-report.service.js';
import { importDelivery } from '../../../src/features/frames/frames.service.js';
import {
  drawStudySample,
  findCurrentDraw,
  listDraws,
} from '../../../src/features/samples/samples.service.js';
import { samplingReport } from '../../../src/features/samples/sampling-report.service.js';
import { getStudy, lockStudy, type Study, takeStep } from '../../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';

const FILES = ['specialistisch/aanbieder-01.csv', 'specialistisch/aanbieder-10.csv', 'jb-jr/jbrr-2025.csv'];
/** Enough where the sample itself does not matter. */
const ONE_FILE = ['specialistisch/aanbieder-12.csv'];
const SIZES = { specialistisch: 60, jb_jr: 40 };

function wanted(seed: number, sizes: Readonly<Record<string, number>> = SIZES, reason: string | null = null) {
  return { seed: seed as Seed, sizes, reason };
}

async function studyWithFrame(app: TestApplication, files: readonly string[] = FILES): Promise<Study> {
  const study = await makeStudy(app);
  await importExamples(app, study, files);
  return study;
}

const samples: string[][] = [];

describeOnEachDatabase('a draw', ({ openDatabase }) => {
  it('gives the sizes that were asked, with the weights of the design, and moves the study on', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    const draw = await drawStudySample(app, COMMAND, study.slug, wanted(42));
    const after = await getStudy(app.database.read, study.slug);
    expect(after.status).toBe('sample_drawn');
    const frame = (await frameCounts(app, app.database.read, study)).persons.per_domain_after_priority;
    const report = await samplingReport(app.database.read, after, draw);
    expect(report).toMatchObject({
      seed: 42,
      per_domain: {
        specialistisch: { frame_size: frame['specialistisch'], sample_size: 60 },
        jb_jr: { frame_size: frame['jb_jr'], sample_size: 40 },
      },
    });
    expect(report.ids).toHaveLength(100);
    expect(new Set(report.ids).size).toBe(100);
    expect(after.domains.find(({ code }) => code === 'jb_jr')?.populationSize).toBe(frame['jb_jr']);
    const units = await app.database.read('draw_units').where({ draw_id: draw.id });
    for (const unit of units as { inclusion_probability: number; design_weight: number }[]) {
      expect(unit.inclusion_probability * unit.design_weight).toBeCloseTo(1, 12);
    }
    samples.push([...report.ids]);
  });

  it('makes one case for each, with an unguessable number and only one child of a family', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    await drawStudySample(app, COMMAND, study.slug, wanted(42));
    const cases = await app.database
      .read('cases')
      .join('vault_case_links', 'case_id', 'cases.id')
      .join('vault_persons', 'vault_persons.id', 'person_id')
      .select<Record<string, string | null>[]>(
        'case_number',
        'status',
        'exclusion_reason',
        'family_id',
        'segment',
        'measure',
        'sex',
        'first_time',
      );
    expect(cases).toHaveLength(100);
    expect(new Set(cases.map((one) => one['family_id'])).size).toBe(100);
    expect(cases.every((one) => /^\d{6}$/.test(one['case_number'] ?? ''))).toBe(true);
    expect(new Set(cases.map((one) => one['segment']))).toEqual(
      new Set([null, 'jeugd_ggz', 'jeugd_en_opvoedhulp', 'jeugd_met_beperking']),
    );
    expect(cases.filter((one) => one['measure'] === 'ots').length).toBeGreaterThan(0);
    for (const sex of ['male', 'female']) {
      expect(cases.filter((one) => one['sex'] === sex).length).toBeGreaterThan(20);
    }
    expect(cases.filter((one) => one['first_time'] === 'yes').length).toBeGreaterThan(0);
    // Of whoever lives at a secret address nothing is kept.
    const secret = cases.filter((one) => one['exclusion_reason'] === 'geheim_adres');
    expect(secret.every((one) => one['sex'] === null && one['first_time'] === null)).toBe(true);
    expect(
      cases.every((one) => (one['exclusion_reason'] === null) === (one['status'] === 'unreleased')),
    ).toBe(true);
  });

  it('is the same again with the same seed and sizes, and another one with another seed', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    const db = app.database.read;
    const first = await drawStudySample(app, COMMAND, study.slug, wanted(42));
    const one = await samplingReport(db, study, first);
    expect((await drawStudySample(app, COMMAND, study.slug, wanted(42))).id).toBe(first.id);
    await expect(drawStudySample(app, COMMAND, study.slug, wanted(43))).rejects.toMatchObject({
      kind: 'invalid_input',
    });
    const second = await drawStudySample(app, COMMAND, study.slug, wanted(43, SIZES, 'Te veel uit één wijk'));
    expect(second).toMatchObject({ replacesDrawId: first.id, reason: 'Te veel uit één wijk' });
    const other = await samplingReport(db, study, second);
    expect(other.frame_hash).toBe(one.frame_hash);
    expect(other.ids).not.toEqual(one.ids);
    const third = await drawStudySample(app, COMMAND, study.slug, wanted(42, SIZES, 'Toch de eerste'));
    expect((await samplingReport(db, study, third)).ids).toEqual(one.ids);
    expect(await listDraws(db, study)).toHaveLength(3);
    expect((await db('cases').where({ study_id: study.id })).length).toBe(100);
    expect(await findTampering(db)).toBeNull();
  });

  it('takes out who lives at a secret address, and erases all that leads to them', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    await drawStudySample(app, COMMAND, study.slug, wanted(7, { jb_jr: 1200 }));
    const cases = await app.database
      .read('cases')
      .join('vault_case_links', 'case_id', 'cases.id')
      .join('vault_persons', 'vault_persons.id', 'person_id')
      .select<Record<string, unknown>[]>(
        'exclusion_reason',
        'person_id',
        'has_secret_address',
        'last_name_sealed',
        'birth_date_sealed',
        'group_key',
      );
    const secret = cases.filter((one) => one['has_secret_address'] === 1);
    expect(secret.length).toBeGreaterThan(3);
    for (const one of cases) {
      const isSecret = one['has_secret_address'] === 1;
      expect(one['exclusion_reason']).toBe(isSecret ? 'geheim_adres' : null);
      expect(one['last_name_sealed'] === null).toBe(isSecret);
      expect(one['birth_date_sealed'] === null).toBe(isSecret);
      expect(one['group_key'] === null).toBe(isSecret);
    }
    const persons = secret.map((one) => String(one['person_id']));
    const { read } = app.database;
    expect(await read('vault_contacts').whereIn('person_id', persons)).toEqual([]);
    expect(await read('vault_care_records').whereIn('person_id', persons).whereNotNull('row_sealed')).toEqual(
      [],
    );
  });

  it('keeps the counts of the frame as they were, and lets nothing more in', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app, ONE_FILE);
    const before = await frameCounts(app, app.database.read, study);
    await drawStudySample(app, COMMAND, study.slug, wanted(42, { specialistisch: 10 }));
    expect(await frameCounts(app, app.database.read, study)).toEqual(before);
    const after = await getStudy(app.database.read, study.slug);
    await expect(
      importDelivery(app, COMMAND, after, exampleFile('specialistisch/aanbieder-15.csv')),
    ).rejects.toThrow(/na de trekking verandert het steekproefkader niet meer/);
  });

  it.each([
    [{ specialistisch: 9999 }, /hoogstens \d+ personen/],
    [{ basishulp: 10 }, /In het domein Basishulp staat niemand/],
    [{ jeugd: 10 }, /Het domein jeugd hoort niet bij dit onderzoek/],
    [{}, /Vul voor ten minste één domein een aantal in/],
  ])('of %j is refused and changes nothing', async (sizes: Record<string, number>, message) => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app, ONE_FILE);
    await expect(drawStudySample(app, COMMAND, study.slug, wanted(1, sizes))).rejects.toThrow(message);
    expect((await getStudy(app.database.read, study.slug)).status).toBe('design');
    expect(await findCurrentDraw(app.database.read, study)).toBeNull();
  });

  it('from an empty frame says what to do first', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await expect(drawStudySample(app, COMMAND, study.slug, wanted(1))).rejects.toThrow(
      /Lees eerst cliëntbestanden in/,
    );
  });

  it('is fixed once the organisations have it', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app, ONE_FILE);
    await drawStudySample(app, COMMAND, study.slug, wanted(42, { specialistisch: 10 }));
    await transaction(app.database, async (trx) => {
      await takeStep(app, trx, COMMAND, { study: await lockStudy(trx, study.slug), step: 'start_check' });
    });
    await expect(
      drawStudySample(app, COMMAND, study.slug, wanted(43, { specialistisch: 10 })),
    ).rejects.toThrow(/de steekproef ligt vast/);
  });

  it('is the same on both databases', () => {
    expect(new Set(samples.map((ids) => ids.join())).size).toBe(1);
  });
});
