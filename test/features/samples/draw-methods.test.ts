import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { startFieldwork } from '../../../src/features/fieldwork/fieldwork-start.service.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import {
  deleteExpiredInterviewed,
  rememberInterviewed,
} from '../../../src/features/interviewed-persons/interviewed-persons.service.js';
import { releaseStudyReplicate } from '../../../src/features/samples/replicates.service.js';
import {
  drawStudySample,
  findCurrentDraw,
  pseudonymOf,
  type WantedDraw,
} from '../../../src/features/samples/samples.service.js';
import { samplingReport } from '../../../src/features/samples/sampling-report.service.js';
import { getStudy, type Study } from '../../../src/features/studies/studies.service.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const FILE = ['specialistisch/aanbieder-12.csv'];
/** With first names, by which people are recognised in another study. */
const NAMED_FILE = ['specialistisch/aanbieder-13.csv'];
const SEGMENTS = {
  'specialistisch/jeugd_ggz': 4,
  'specialistisch/jeugd_en_opvoedhulp': 3,
  'specialistisch/jeugd_met_beperking': 2,
  'specialistisch/': 0,
};

function wanted(rest: Partial<WantedDraw>): WantedDraw {
  return { seed: 42 as Seed, sizes: { specialistisch: 10 }, reason: 'Anders getrokken', ...rest };
}

async function studyWithFrame(app: TestApplication, files: readonly string[] = FILE): Promise<Study> {
  const study = await makeStudy(app);
  await importExamples(app, study, files);
  return study;
}

async function reportOf(app: TestApplication, study: Study, draw: Partial<WantedDraw>) {
  const drawn = await drawStudySample(app, COMMAND, study.slug, wanted(draw));
  return samplingReport(app.database.read, await getStudy(app.database.read, study.slug), drawn);
}

const reports: string[] = [];

describeOnEachDatabase('the ways to draw', ({ openDatabase }) => {
  it('by segment gives each segment its size and its own chance, and the domain its whole frame', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    const report = await reportOf(app, study, { sizes: SEGMENTS });
    for (const [stratum, size] of Object.entries(SEGMENTS)) {
      expect(report.per_stratum[stratum]?.sample_size ?? 0).toBe(size);
    }
    for (const { stratum, probability, weight } of report.units) {
      expect(probability * weight).toBeCloseTo(1, 12);
      const chance = report.per_stratum[stratum]?.selection_probability ?? 0;
      expect(probability).toBeLessThanOrEqual(chance + 1e-12);
    }
    const cases: { segment: string; count: number | string }[] = await app.database
      .read('cases')
      .groupBy('segment')
      .select('segment')
      .count({ count: '*' });
    const perSegment = Object.fromEntries(cases.map(({ segment, count }) => [segment, Number(count)]));
    expect(perSegment).toEqual({ jeugd_ggz: 4, jeugd_en_opvoedhulp: 3, jeugd_met_beperking: 2 });
    const whole = Object.values(report.per_stratum).reduce((sum, one) => sum + one.frame_size, 0);
    const after = await getStudy(app.database.read, study.slug);
    expect(after.domains.find(({ code }) => code === 'specialistisch')?.populationSize).toBe(whole);
    await expect(
      drawStudySample(app, COMMAND, study.slug, wanted({ sizes: { ...SEGMENTS, specialistisch: 3 } })),
    ).rejects.toThrow(/een aantal als geheel en per segment/);
    await expect(
      drawStudySample(app, COMMAND, study.slug, wanted({ sizes: { 'specialistisch/wonen': 3 } })),
    ).rejects.toThrow(/Het segment specialistisch\/wonen hoort niet bij dit onderzoek/);
  });

  it('in order is the same again after another draw, in replicates of the asked sizes', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app);
    const settings = { method: 'systematic', replicateShares: [60, 20, 20] } as const;
    const first = await reportOf(app, study, settings);
    expect(first.algorithm).toBe('systematic-mt19937 1');
    const sizes = [1, 2, 3].map((number) => first.units.filter((unit) => unit.replicate === number).length);
    expect(sizes).toEqual([6, 2, 2]);
    const other = await reportOf(app, study, { seed: 7 as Seed });
    expect(other.ids).not.toEqual(first.ids);
    const again = await reportOf(app, study, settings);
    expect(again.units).toEqual(first.units);
    expect(again.frame_hash).toBe(first.frame_hash);
    reports.push(JSON.stringify([first.units, other.units]));
  });

  it('leaves out who was interviewed since a year, counts them, and keeps them in the frame', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app, NAMED_FILE);
    const before = await reportOf(app, study, {});
    const cases: { case_id: string; person_number: number }[] = await app.database
      .read('vault_case_links')
      .join('vault_persons', 'vault_persons.id', 'person_id')
      .where({ has_secret_address: 0 })
      .orderBy('person_number')
      .limit(2)
      .select('case_id', 'person_number');
    const earlier = await makeStudy(app, 'CEO jeugd, verslagjaar 2025, voorjaar');
    await transaction(app.database, async (trx) => {
      await trx('studies').where({ id: earlier.id }).update({ report_year: 2024 });
      for (const { case_id: id } of cases) await rememberInterviewed(app, trx, earlier, id);
    });
    const entries = await app.database.read('interviewed_persons').select<object[]>('*');
    expect(entries).toHaveLength(2);
    expect(Object.keys(entries[0] ?? {}).sort()).toEqual(['id', 'interviewed_in', 'person_key', 'study_id']);
    expect(entries[0]).toMatchObject({
      interviewed_in: '2026-04',
      person_key: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    const without = await reportOf(app, study, { leaveOutSince: 2024, sizes: { specialistisch: 20 } });
    expect(without.per_stratum['specialistisch']).toMatchObject({
      left_out: 2,
      frame_size: before.per_stratum['specialistisch']?.frame_size,
    });
    for (const { person_number: number } of cases) expect(without.ids).not.toContain(pseudonymOf(number));
    const later = await reportOf(app, study, { leaveOutSince: 2025 });
    expect(later.per_stratum['specialistisch']?.left_out).toBe(0);
    // Two years and a month after the interview nobody is on the list any more.
    app.setClock(instant('2028-05-02T12:00:00+02:00'));
    expect(await transaction(app.database, async (trx) => deleteExpiredInterviewed(app, trx))).toBe(2);
    expect(await app.database.read('interviewed_persons').select('id')).toEqual([]);
  });

  it('forgets who takes consent back', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyWithFrame(app, NAMED_FILE);
    await drawStudySample(app, COMMAND, study.slug, wanted({}));
    await startFieldwork(app, COMMAND, study.slug);
    const open: { id: string; case_number: string }[] = await app.database
      .read('cases')
      .whereNotNull('released_at')
      .orderBy('case_number')
      .select('id', 'case_number');
    const [first] = open;
    await transaction(app.database, async (trx) => {
      await rememberInterviewed(app, trx, study, first?.id ?? '');
    });
    expect(await app.database.read('interviewed_persons').select('id')).toHaveLength(1);
    await withdrawCase(app, COMMAND, {
      slug: study.slug,
      caseNumber: first?.case_number ?? '',
      askedBy: 'parent',
      askedThrough: 'call',
      neverAgain: false,
    });
    expect(await app.database.read('interviewed_persons').select('id')).toEqual([]);
  });

  it('is the same on both databases', () => {
    expect(new Set(reports).size).toBe(1);
  });
});

describeOnEachDatabase('a replicate', ({ openDatabase }) => {
  it('does not exist for interviewers until somebody releases it, in order, once, with a reason', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyWithFrame(app);
    const settings = { sizes: { specialistisch: 12 }, replicateShares: [50, 25, 25] };
    await drawStudySample(app, COMMAND, study.slug, wanted(settings));
    const path = `/studies/${study.slug}/samples/replicates`;
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const release = (replicate: number, cases: number, reason = 'Te weinig respons') =>
      supervisor.post(`${path}/release`, {
        replicate: String(replicate),
        cases: String(cases),
        reason,
      });
    expect((await release(2, 3)).text).toContain('alleen tijdens het veldwerk');
    await startFieldwork(app, COMMAND, study.slug);
    const released = async () =>
      (await app.database
        .read('cases')
        .whereNotNull('released_at')
        .distinct('replicate')
        .orderBy('replicate')
        .pluck('replicate')) as number[];
    expect(await released()).toEqual([1]);
    const waiting = await app.database.read('cases').whereNull('released_at').whereNotNull('due_at');
    expect(waiting).toEqual([]);
    const counted: { count: number | string }[] = await app.database
      .read('cases')
      .where({ replicate: 2 })
      .whereNull('exclusion_reason')
      .count({ count: '*' });
    const cases = Number(counted[0]?.count);
    const page = await supervisor.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain(`${String(cases)} casussen worden belbaar`);
    const silent = await release(2, cases, '  ');
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Schrijf op waarom u deze deelsteekproef vrijgeeft.');
    expect((await release(3, 3)).text).toContain('Geef eerst deelsteekproef 2 vrij.');
    expect((await release(9, 3)).text).toContain('Deelsteekproef 9 is er niet.');
    expect((await release(2, cases + 1)).text).toContain(`Het zijn nu ${String(cases)} casussen`);
    expect((await release(2, cases)).status).toBe(303);
    expect(await released()).toEqual([1, 2]);
    const twice = await release(2, cases);
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('is al vrijgegeven');
    const after = await supervisor.get(path);
    await expectValidHtml(after.text);
    expect(after.text).toContain('Te weinig respons');
    for (const role of ['enqueteur', 'analist'] as const) {
      const other = await signInAs(app, web, role);
      expect((await other.get(path)).status).toBe(403);
      expect((await other.post(`${path}/release`, { replicate: '3' })).status).toBe(403);
    }
    await expect(
      releaseStudyReplicate(app, COMMAND, study.slug, { replicate: 3, reason: '', expectedCases: null }),
    ).rejects.toThrow(/Schrijf op waarom/);
    const elsewhere = await makeStudy(app, 'Een ander onderzoek');
    await expect(
      releaseStudyReplicate(app, COMMAND, elsewhere.slug, { replicate: 1, reason: 'x', expectedCases: null }),
    ).rejects.toThrow(/alleen tijdens het veldwerk/);
    expect(await findCurrentDraw(app.database.read, elsewhere)).toBeNull();
  });
});
