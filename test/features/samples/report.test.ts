import { strFromU8, unzipSync } from 'fflate';
import request from 'supertest';
import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { startFieldwork } from '../../../src/features/fieldwork/fieldwork-start.service.js';
import { releaseStudyReplicate } from '../../../src/features/samples/replicates.service.js';
import { drawStudySample } from '../../../src/features/samples/samples.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const FILE = 'specialistisch/aanbieder-12.csv';
const REASON = 'Te weinig respons <op> dinsdag & woensdag';

/** A study in fieldwork whose second replicate of three was released. */
async function playedStudy(app: TestApplication): Promise<string> {
  const study = await makeStudy(app);
  await importExamples(app, study, [FILE]);
  await drawStudySample(app, COMMAND, study.slug, {
    seed: 42 as Seed,
    sizes: { specialistisch: 20 },
    replicateShares: [50, 25, 25],
    reason: null,
  });
  await startFieldwork(app, COMMAND, study.slug);
  const wanted = { replicate: 2, reason: REASON, expectedCases: null };
  await releaseStudyReplicate(app, COMMAND, study.slug, wanted);
  return `/studies/${study.slug}/samples`;
}

describeOnEachDatabase('the report of a sample', ({ openDatabase }) => {
  it('reads as a page, as JSON and in Word, with the reason of each release', async () => {
    const app = createTestApplication(await openDatabase());
    const path = await playedStudy(app);
    const web = createWebApp(app);
    const session = await signInAs(app, web, 'onderzoeker');
    const page = await session.get(`${path}/report`);
    expect(page.status).toBe(200);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Te weinig respons &lt;op&gt; dinsdag &amp; woensdag');

    const json = await session.get(`${path}/report/json`);
    expect(json.headers['content-disposition']).toBe(
      'attachment; filename=ceo-jeugd-verslagjaar-2025-steekproefverslag.json',
    );
    const report = JSON.parse(json.text) as { frame_hash: string; ids: string[] };
    expect(report).toMatchObject({ seed: 42, per_domain: { specialistisch: { sample_size: 20 } } });
    expect(report.ids).toHaveLength(20);

    const word = await request(web)
      .get(`${path}/report/word`)
      .set('Cookie', session.cookie)
      .responseType('blob');
    expect(word.headers['content-disposition']).toContain('-steekproefverslag.docx');
    const document = unzipSync(new Uint8Array(word.body as Buffer))['word/document.xml'];
    const text = strFromU8(document ?? new Uint8Array());
    const hash = report.frame_hash.match(/.{8}/g)?.join(' ') ?? 'none';
    for (const said of ['Steekproefverslag', 'Het steekproefkader', 'Deel 3', 'nog niet', hash]) {
      expect(text).toContain(said);
      expect(page.text).toContain(said);
    }
    expect(text).toContain('Te weinig respons &lt;op&gt; dinsdag &amp; woensdag');
  });

  it('is not there before the draw, and neither are its replicates', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await makeStudy(app);
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    for (const part of ['report', 'report/json', 'report/word', 'replicates']) {
      const answer = await session.get(`/studies/${slug}/samples/${part}`);
      expect([part, answer.status]).toEqual([part, 404]);
      await expectValidHtml(answer.text);
      expect(answer.text).toContain('Er is nog geen steekproef getrokken.');
    }
  });

  it('is for researchers and supervisors, and the plan for researchers alone', async () => {
    const app = createTestApplication(await openDatabase());
    const path = await playedStudy(app);
    const web = createWebApp(app);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    for (const part of ['report', 'report/json', 'report/word', 'replicates']) {
      expect([part, (await supervisor.get(`${path}/${part}`)).status]).toEqual([part, 200]);
    }
    expect((await supervisor.get(`${path}/plan`)).status).toBe(403);
    for (const role of ['enqueteur', 'analist', 'beheerder'] as const) {
      const session = await signInAs(app, web, role);
      for (const part of ['report', 'report/json', 'report/word', 'replicates', 'plan']) {
        expect([role, part, (await session.get(`${path}/${part}`)).status]).toEqual([role, part, 403]);
      }
    }
  });
});

describeOnEachDatabase('pages about replicates and plans', ({ openDatabase }) => {
  it('show what is in the field, in words and in valid HTML', async () => {
    const app = createTestApplication(await openDatabase());
    const path = await playedStudy(app);
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const page = await session.get(`${path}/replicates`);
    expect(page.status).toBe(200);
    await expectValidHtml(page.text);
    expect(page.text).toContain('start van het veldwerk');
    expect(page.text).toContain('Deel 3 vrijgeven');
    const silent = await session.post(`${path}/replicates/release`, {
      replicate: '3',
      cases: '5',
      reason: '',
    });
    expect(silent.status).toBe(422);
    await expectValidHtml(silent.text);
    expect(silent.text).toContain('href="#reason"');
  });

  it('stay whole with nonsense in their address', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await makeStudy(app);
    await importExamples(app, study, [FILE]);
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const path = `/studies/${study.slug}/samples`;
    for (const query of [
      'rule=margin&margin=-5',
      'rule=fixed&fixed-specialistisch=99999999',
      'total=%3Cscript%3E&total=x',
      'floor-specialistisch=abc&cap-specialistisch=1e9&response-specialistisch=0&minimum-specialistisch-jeugd_ggz=-1',
      'rule[]=x&total[a]=1&question=Z9&earlier=geen-onderzoek',
    ]) {
      const plan = await session.get(`${path}/plan?${query}`);
      expect([query, plan.status]).toEqual([query, 200]);
      await expectValidHtml(plan.text);
      const draw = await session.get(`${path}?plan=${encodeURIComponent(query)}`);
      expect([query, draw.status]).toEqual([query, 200]);
      await expectValidHtml(draw.text);
    }
  });
});
