import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importInBrowser, sendFiles } from '../../support/frame-journey.js';
import { exampleFile, importExamples, makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';

const HEADER = 'naam;voornaam;geboortedatum;postcode\n';

describeOnEachDatabase('the pages of the frame', ({ openDatabase }) => {
  it('import a file and show its counts, its problems and the download of these', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const path = `/studies/${slug}/frames`;
    await expectValidHtml((await session.get(path)).text);
    const { bytes } = exampleFile('specialistisch/aanbieder-04.csv');
    const href = await importInBrowser({ app, session, path }, { name: 'aanbieder-04.csv', bytes });
    const page = await session.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('aanbieder-04.csv');
    const delivery = await session.get(href);
    await expectValidHtml(delivery.text);
    expect(delivery.text).toContain('4 om de geboortedatum, 1 om de naam');
    const download = await session.get(`${href}/problems.csv`);
    expect(download.headers['content-type']).toContain('text/csv');
    expect(download.headers['cache-control']).toContain('no-store');
    expect(download.text).toContain(
      '161;geboortedatum;afgekeurd;Deze geboortedatum bestaat niet.;"Kijk dag en maand na; de dag staat voor de maand."',
    );
    const workbook = await session.get(`${href}/problems.xlsx`);
    expect(workbook.headers['content-type']).toContain('spreadsheetml');
    expect(workbook.headers['content-disposition']).toContain('opmerkingen-aanbieder-04.xlsx');
  });

  it('say of every problem what to do', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const path = `/studies/${slug}/frames`;
    const { bytes } = exampleFile('basishulp/wijkteams-2025.csv');
    const href = await importInBrowser({ app, session, path }, { name: 'wijkteams-2025.csv', bytes });
    const [header, ...lines] = (await session.get(`${href}/problems.csv`)).text.trim().split('\r\n');
    expect(header).toBe('regel;kolom;gevolg;wat er is;wat u kunt doen');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).toMatch(/^\d+;.*;(afgekeurd|telt mee);.+;.+/);
  });

  it.each([
    ['a file that is no table', Buffer.from('zomaar een brief'), 'Er is geen kopregel gevonden'],
    ['a file with a header line and nothing else', Buffer.from(HEADER), 'staan geen gegevens'],
    ['an empty file', Buffer.alloc(0), 'Het bestand is leeg'],
    ['a workbook or zip', Buffer.from('504b030414000000', 'hex'), 'Sla de lijst op als CSV'],
    ['a null byte', Buffer.from(`${HEADER}Vos;S\0em;1-2-2012;3011AB\n`), 'Het bestand is beschadigd'],
    ['300 columns', Buffer.from(`${HEADER.trim()}${';x'.repeat(296)}\n`), 'Het zijn er 300'],
    [
      'a quote that is never closed',
      Buffer.from(`${HEADER}Vos;"Sem;1-2-2012;3011AB\n`),
      'een aanhalingsteken dat nergens wordt gesloten',
    ],
    [
      'a file that was imported before',
      exampleFile('specialistisch/aanbieder-15.csv').bytes,
      'Het staat er al als',
    ],
  ])('name %s with the reason, and change nothing', async (_what, bytes, message) => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-15.csv']);
    const path = `/studies/${study.slug}/frames`;
    const good = exampleFile('specialistisch/aanbieder-14.csv').bytes;
    const answer = await sendFiles(session, path, [
      { name: 'levering.csv', bytes },
      { name: 'goed.csv', bytes: good },
    ]);
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    expect(answer.text).toContain('Eén bestand is niet aangenomen');
    expect(answer.text).toContain('levering.csv');
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('1 ander bestand staat wel klaar');
    expect(await app.database.read('vault_deliveries')).toHaveLength(1);
    expect(await app.database.read('vault_uploads')).toHaveLength(1);
  });

  it('refuse a file above the limit, and name the limit', async () => {
    const made = createTestApplication(await openDatabase());
    const app = { ...made, config: { ...made.config, uploadLimitMegabytes: 1 } };
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const file = { name: 'groot.csv', bytes: Buffer.alloc(3_000_000, 'x') };
    const answer = await sendFiles(session, `/studies/${slug}/frames`, [file]);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('groot.csv is groter dan 1 MB. Lever het in delen aan.');
    expect(await app.database.read('vault_upload_pieces')).toEqual([]);
  });

  it('ask for a file, and for a domain that exists', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const { slug } = await makeStudy(app);
    const path = `/studies/${slug}/frames`;
    const none = { name: '', bytes: Buffer.alloc(0) };
    const answer = await sendFiles(session, path, [none], { domain: 'basishulp' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Kies een of meer bestanden.');
    expect(answer.text).toContain('<option value="basishulp" selected>');
    const odd = await sendFiles(session, path, [none], { domain: 'jeugd' });
    expect(odd.status).toBe(422);
    expect(await app.database.read('vault_uploads')).toEqual([]);
  });
});
