import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('the page of the draw', ({ openDatabase }) => {
  it('says what to do first when nobody can be drawn', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const page = await session.get(`/studies/${slug}/samples`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Er is nog niemand om te trekken');
  });

  it('draws, reports, and draws again only with a reason', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-10.csv']);
    const path = `/studies/${study.slug}/samples`;
    await expectValidHtml((await session.get(path)).text);
    const tooMany = await session.post(`${path}/draw`, { 'size-specialistisch': '5000', seed: '42' });
    expect(tooMany.status).toBe(422);
    await expectValidHtml(tooMany.text);
    expect(tooMany.text).toContain('kunnen hoogstens');
    expect(tooMany.text).toContain('href="#size-specialistisch"');
    const drawn = await session.post(`${path}/draw`, { 'size-specialistisch': '20', seed: '42' });
    expect(drawn.status).toBe(303);
    const page = await session.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('20 cliënten zijn getrokken');
    const report = JSON.parse((await session.get(`${path}/report/json`)).text) as {
      seed: number;
      ids: string[];
    };
    expect(report.seed).toBe(42);
    expect(report.ids).toHaveLength(20);
    const silent = await session.post(`${path}/draw`, { 'size-specialistisch': '20', seed: '43' });
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Schrijf op waarom u opnieuw trekt.');
    await session.post(`${path}/draw`, { 'size-specialistisch': '21', seed: '43', reason: 'Eén meer nodig' });
    const again = await session.get(path);
    await expectValidHtml(again.text);
    expect(again.text).toContain('Eerdere trekkingen');
    expect(again.text).toContain('Eén meer nodig');
  });

  it('shows the supervisor the sample, and no form', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-15.csv']);
    const page = await session.get(`/studies/${study.slug}/samples`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<form method="post" action="/studies');
  });
});
