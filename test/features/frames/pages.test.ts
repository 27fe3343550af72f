import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('the pages of the frame', ({ openDatabase }) => {
  it('import a file and show its counts, its problems and the download of these', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const path = `/studies/${slug}/frames`;
    await expectValidHtml((await session.get(path)).text);
    const { name, bytes } = exampleFile('specialistisch/aanbieder-04.csv');
    const file = { field: 'files', name: 'aanbieder-04.csv', bytes };
    const sent = await session.upload(`${path}/import`, file, { domain: 'specialistisch' });
    expect([sent.status, sent.headers['location']]).toEqual([303, path]);
    const page = await session.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Het bestand is ingelezen.');
    expect(page.text).toContain('aanbieder-04.csv');
    const href = /href="([^"]+\/frames\/[^"/]+)"/.exec(page.text)?.[1] ?? '';
    const delivery = await session.get(href);
    await expectValidHtml(delivery.text);
    expect(delivery.text).toContain('4 om de geboortedatum, 1 om de naam');
    const download = await session.get(`${href}/problems`);
    expect(download.headers['content-type']).toContain('text/csv');
    expect(download.headers['cache-control']).toContain('no-store');
    expect(download.text).toContain('161;geboortedatum;afgekeurd;"Deze geboortedatum bestaat niet.');
    expect(name).toBe('specialistisch/aanbieder-04.csv');
  });

  it.each([
    [
      'a file that was imported before',
      exampleFile('specialistisch/aanbieder-15.csv').bytes,
      'Het staat er al als',
    ],
    ['a file that is no table', Buffer.from('zomaar een brief'), 'Er is geen kopregel gevonden'],
    ['an empty file', Buffer.from('naam;voornaam;geboortedatum;postcode\n'), 'staan geen gegevens'],
    ['a zip', Buffer.from('504b030414000000', 'hex'), 'geen tekstbestand'],
  ])('name %s with the reason, and change nothing', async (_what, bytes, message) => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-15.csv']);
    const file = { field: 'files', name: 'levering.csv', bytes };
    const path = `/studies/${study.slug}/frames/import`;
    const answer = await session.upload(path, file, {
      domain: 'specialistisch',
      organisation: 'Aanbieder X',
    });
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    expect(answer.text).toContain('Eén bestand is niet ingelezen');
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('value="Aanbieder X"');
    expect(await app.database.read('vault_deliveries')).toHaveLength(1);
  });

  it('ask for a domain and a file', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const none = { field: 'files', name: '', bytes: Buffer.alloc(0) };
    const answer = await session.upload(`/studies/${slug}/frames/import`, none, { domain: 'jeugd' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kies het domein van de bestanden.');
    expect(answer.text).toContain('Kies een of meer bestanden.');
  });
});
