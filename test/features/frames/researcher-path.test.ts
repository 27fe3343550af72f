import path from 'node:path';
import { expect, it } from 'vitest';
import { frameCounts, frameReport } from '../../../src/features/frames/frame-report.service.js';
import { runWaitingImports } from '../../../src/features/frames/import-runs.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { confirmations, formOn, importInBrowser, sendFiles } from '../../support/frame-journey.js';
import { exampleFile, FRAME_TRUTH, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const FILES = FRAME_TRUTH.files.map(({ file }) => ({
  name: path.basename(file),
  bytes: exampleFile(file).bytes,
}));

describeOnEachDatabase('the path of the researcher', ({ openDatabase }) => {
  async function start() {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    return { app, session, study, path: `/studies/${study.slug}/frames` };
  }

  it('reads all example files right without a correction', { timeout: 240_000 }, async () => {
    const { app, session, study, path: framePath } = await start();
    const received = await sendFiles(session, framePath, FILES);
    expect([received.status, received.headers['location']]).toEqual([303, `${framePath}/uploads`]);
    const list = await session.get(`${framePath}/uploads`);
    await expectValidHtml(list.text);
    const asked = [...list.text.matchAll(/<a href="([^"]+)">[^<]+<\/a>[\s\S]*?<\/tr>/g)]
      .filter(([row]) => row.includes('kolommen bevestigen'))
      .map(([, href = '']) => href);
    // "Tel 1" and "Tel 2" say not whose number it is: somebody agrees with the guess.
    expect(asked).toHaveLength(5);
    for (const href of asked) {
      const page = (await session.get(href)).text;
      const settled = await session.post(href, { ...formOn(page), ...confirmations(page) });
      expect(settled.status).toBe(303);
    }
    expect((await session.get(`${framePath}/uploads`)).text).toContain('12 bestanden inlezen');
    expect((await session.post(`${framePath}/uploads/import-ready`)).headers['location']).toBe(
      `${framePath}/imports`,
    );
    await expectValidHtml((await session.get(`${framePath}/imports`)).text);
    await runWaitingImports(app);
    const ended = (await session.get(`${framePath}/imports`)).text;
    await expectValidHtml(ended);
    expect(ended).not.toContain('niet ingelezen');
    const report = frameReport(await frameCounts(app, app.database.read, study));
    const byName = (files: readonly { file: string }[]) =>
      new Map(files.map((file) => [path.basename(file.file), { ...file, file: path.basename(file.file) }]));
    expect(byName(report.files)).toEqual(byName(FRAME_TRUTH.files));
    expect(report.persons).toMatchObject({
      total: FRAME_TRUTH.persons.total,
      per_domain: FRAME_TRUTH.persons.per_domain,
      per_domain_after_priority: FRAME_TRUTH.persons.per_domain_after_priority_jbjr_specialist_basic,
    });
    expect(await app.database.read('vault_uploads')).toEqual([]);
  });

  const HEADER = 'clientnr;naam;voornaam;geboortedatum;postcode;telefoon ouder\n';
  const SEM = '1;Vos;Sem;1-2-2012;3011AB;0612345678\n';
  const NOOR = '2;De Wit;Noor;13-2-2011;3012AB;0612345679\n';
  const ALI = '3;Bos;Ali;2-3-2013;3013AB;0612345670\n';
  const file = (name: string, ...rows: string[]) => ({ name, bytes: Buffer.from(HEADER + rows.join('')) });

  it('replaces a delivery after a look at who comes, stays and goes', async () => {
    const place = await start();
    const { app, session, path: framePath } = place;
    await importInBrowser(place, file('wijkteams.csv', NOOR, SEM));
    const href = await importInBrowser(place, file('aanbieder-1.csv', SEM, NOOR));
    const send = async (...files: readonly { name: string; bytes: Buffer }[]) =>
      session.upload(
        `${href}/replace`,
        files.map(({ name, bytes }) => ({ field: 'files', name, bytes })),
      );
    const same = await send(file('weer.csv', SEM, NOOR));
    expect(same.status).toBe(422);
    await expectValidHtml(same.text);
    expect(same.text).toContain('Het staat er al als');
    expect((await send(file('a.csv', SEM), file('b.csv', ALI))).text).toContain('Kies het ene bestand');
    for (const name of ['a.csv', 'b.csv']) {
      const list = (await session.get(`${framePath}/uploads`)).text;
      const waiting = new RegExp(`href="([^"]+)">${name}<`).exec(list)?.[1] ?? '';
      await session.post(`${waiting}/discard`);
    }

    const sent = await send(file('aanbieder-1-nieuw.csv', NOOR, ALI));
    const columnsPath = sent.headers['location'] ?? '';
    const columns = (await session.get(columnsPath)).text;
    expect(columns).toContain('Bekijk wat er verandert');
    expect((await session.get(`${columnsPath}/changes`)).status).toBe(409);
    const settled = await session.post(columnsPath, { ...formOn(columns), ...confirmations(columns) });
    expect(settled.headers['location']).toBe(`${columnsPath}/changes`);
    const preview = await session.get(`${columnsPath}/changes`);
    await expectValidHtml(preview.text);
    expect(factsOf(preview.text)).toMatchObject({
      'Personen die erbij komen': '1',
      'Personen die blijven': '1',
      'Personen die verdwijnen': '1; 1 van hen blijft in het kader door een andere levering',
    });
    expect(await app.database.read('vault_deliveries')).toHaveLength(2);
    expect((await session.post(`${columnsPath}/replace`)).status).toBe(303);
    expect((await session.post(`${columnsPath}/replace`)).status).toBe(409);
    await runWaitingImports(app);
    const page = (await session.get(framePath)).text;
    expect(page).toContain('aanbieder-1-nieuw.csv');
    expect(page).not.toContain('>aanbieder-1.csv<');
    expect((await session.get(href)).status).toBe(404);
  });

  it('withdraws a delivery after a look, with a reason, and leaves the others alone', async () => {
    const place = await start();
    const { app, session, study, path: framePath } = place;
    await importInBrowser(place, file('wijkteams.csv', SEM));
    const href = await importInBrowser(place, file('aanbieder-1.csv', SEM, NOOR));
    const preview = await session.get(`${href}/withdraw`);
    await expectValidHtml(preview.text);
    expect(factsOf(preview.text)).toMatchObject({
      'Regels die verdwijnen': '2',
      'Personen die verdwijnen': '1',
    });
    const without = await session.post(`${href}/withdraw`, { reason: ' ' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Schrijf waarom u deze levering intrekt.');
    expect((await session.post(`${href}/withdraw`, { reason: 'Verkeerde gemeente' })).status).toBe(303);
    const page = await session.get(framePath);
    expect(page.text).toContain('is ingetrokken');
    expect(page.text).toContain('wijkteams.csv');
    expect((await frameCounts(app, app.database.read, study)).persons.total).toBe(1);
    expect((await session.post(`${href}/withdraw`, { reason: 'Nog eens' })).status).toBe(404);
  });

  it('changes nothing after the draw, and says why', async () => {
    const place = await start();
    const { app, session, study, path: framePath } = place;
    const href = await importInBrowser(place, file('wijkteams.csv', SEM));
    await sendFiles(session, framePath, [file('later.csv', NOOR)]);
    await app.database.write('studies').where({ id: study.id }).update({ status: 'sample_drawn' });
    const page = (await session.get(href)).text;
    expect(page).toContain('kan daarom niet meer worden vervangen of ingetrokken');
    expect(page).not.toContain('Deze levering intrekken');
    const refusals = [
      await session.get(`${href}/withdraw`),
      await session.post(`${href}/withdraw`, { reason: 'Te laat' }),
      await session.upload(`${href}/replace`, { field: 'files', name: 'x.csv', bytes: Buffer.from('x') }),
      await sendFiles(session, framePath, [file('nog.csv', ALI)]),
      await session.post(`${framePath}/uploads/import-ready`),
    ];
    for (const { status, text } of refusals) {
      expect(status).toBe(409);
      expect(text).toContain('na de trekking verandert het steekproefkader niet meer');
    }
    expect(await app.database.read('vault_deliveries')).toHaveLength(1);
  });

  it('stops an import, and nothing of the file stays', async () => {
    const { app, session, path: framePath } = await start();
    const sent = await sendFiles(session, framePath, [file('wijkteams.csv', SEM)]);
    const columnsPath = sent.headers['location'] ?? '';
    await session.post(columnsPath, formOn((await session.get(columnsPath)).text));
    const imports = (await session.get(`${framePath}/imports`)).text;
    expect(imports).toContain('Ververs deze pagina');
    const stop = /action="([^"]+\/stop)"/.exec(imports)?.[1] ?? '';
    expect((await session.post(stop)).status).toBe(303);
    await runWaitingImports(app);
    const page = (await session.get(`${framePath}/imports`)).text;
    expect(page).toContain('gestopt');
    expect(await app.database.read('vault_deliveries')).toEqual([]);
    expect((await session.post(stop)).status).toBe(409);
    expect((await session.post(`${framePath}/imports/x/stop`)).status).toBe(404);
  });
});

/** The labels and values of a list of facts. */
function factsOf(html: string): Record<string, string> {
  const items = html.matchAll(/<dt[^>]*>([^<]*)<\/dt>\s*<dd[^>]*>([^<]*)</g);
  return Object.fromEntries([...items].map(([, label = '', value = '']) => [label, value]));
}
