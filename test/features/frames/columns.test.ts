import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { confirmations, formOn, importInBrowser, sendFiles } from '../../support/frame-journey.js';
import { makeStudy } from '../../support/frames.js';
import { expectValidHtml } from '../../support/valid-html.js';
import { createStudy } from '../../../src/features/studies/studies.service.js';
import { runWaitingImports } from '../../../src/features/frames/import-runs.service.js';

const LIST = [
  'Naam;Roepnaam;geboren;PC;Tel 1;Bereikbaar op;Naam',
  'Vos;Sem;1-2-2012;3011AB;0612345678;0687654321;x',
  'De Wit;Noor;13-02-2011;3012AB;0612345679;0687654322;y',
  '',
].join('\n');

const FILE = { name: 'praktijk-2025.csv', bytes: Buffer.from(LIST) };

describeOnEachDatabase('the page of the columns', ({ openDatabase }) => {
  async function start() {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const session = await signInAs(app, web, 'onderzoeker');
    const study = await makeStudy(app);
    return { app, web, session, study, path: `/studies/${study.slug}/frames` };
  }

  async function arrive() {
    const started = await start();
    const sent = await sendFiles(started.session, started.path, [FILE]);
    expect(sent.status).toBe(303);
    return { ...started, columnsPath: sent.headers['location'] ?? '' };
  }

  it('shows headings, first cells and guesses, and who looked is in the log', async () => {
    const { app, session, columnsPath } = await arrive();
    const page = await session.get(columnsPath);
    expect(page.status).toBe(200);
    await expectValidHtml(page.text);
    expect(page.headers['cache-control']).toContain('no-store');
    for (const text of [
      'De Wit',
      'herkend aan de kolomnaam',
      'bevestigen',
      'Datums als 31-12-2014',
      'Twee kolommen',
    ]) {
      expect(page.text).toContain(text);
    }
    const log = await app.database.read('audit_log').where({ action: 'frame.preview' });
    expect(log).toHaveLength(1);
  });

  it('wants to know what it cannot know, and keeps what was chosen', async () => {
    const { app, session, columnsPath } = await arrive();
    const answer = await session.post(columnsPath, {
      ...formOn((await session.get(columnsPath)).text),
      organisation: 'Praktijk Oost',
      'role-6': 'phone_youth',
      'role-7': 'last_name',
      'role-3': '',
    });
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    for (const text of [
      'Kies het domein van dit bestand.',
      'Bevestig dat ‘Tel 1’ telefoon ouder is',
      '‘Naam’ en ‘Naam’ zijn allebei achternaam',
      'Wijs nog aan: geboortedatum',
      'value="Praktijk Oost"',
    ]) {
      expect(answer.text).toContain(text);
    }
    expect(formOn(answer.text)).toMatchObject({ 'role-6': 'phone_youth', 'role-3': '' });
    expect(await app.database.read('vault_import_runs')).toEqual([]);
  });

  it('remembers the choices for the next file of the organisation, in another study too', async () => {
    const { app, session, path } = await start();
    await importInBrowser({ app, session, path }, FILE, {
      domain: 'specialistisch',
      'role-6': 'phone_youth',
      'role-7': '',
    });
    const next = await createStudy(app, COMMAND, {
      name: 'Volgend jaar',
      reportYear: 2026,
      questionnaireId: 'ceo-jeugd-2016',
      isPractice: false,
      fieldworkStartsOn: null,
      fieldworkEndsOn: null,
    });
    const file = { name: 'praktijk-2026.csv', bytes: Buffer.from(`${LIST}Bos;Ali;3-3-2013;3013AB;;;z\n`) };
    const sent = await sendFiles(session, `/studies/${next.slug}/frames`, [file]);
    const page = await session.get(sent.headers['location'] ?? '');
    expect(page.text).toContain('koos u eerder wat sommige kolommen zijn');
    expect(page.text).toContain('eerder zo gekozen');
    expect(formOn(page.text)).toMatchObject({
      domain: 'specialistisch',
      'role-5': 'phone_parent',
      'role-6': 'phone_youth',
      'role-7': '',
    });
    const list = await session.get(`/studies/${next.slug}/frames/uploads`);
    expect(list.text).toContain('1 bestand inlezen');

    // The name of this file does not tell whose it is: the choices come when somebody says so.
    const odd = { name: 'lijst.csv', bytes: Buffer.from(`${LIST}Kok;Bo;4-4-2014;3014AB;;;z\n`) };
    const oddPath =
      (await sendFiles(session, `/studies/${next.slug}/frames`, [odd])).headers['location'] ?? '';
    const before = formOn((await session.get(oddPath)).text);
    expect(before).toMatchObject({ organisation: 'lijst', 'role-6': '' });
    const said = await session.post(oddPath, { ...before, organisation: 'Praktijk (2026)' });
    expect(said.headers['location']).toBe(oddPath);
    const after = await session.get(oddPath);
    expect(after.text).toContain('Van deze organisatie zijn keuzes bekend');
    expect(formOn(after.text)).toMatchObject({ organisation: 'Praktijk (2026)', 'role-6': 'phone_youth' });
  });

  it('is of one study, one role, and one import', async () => {
    const { app, web, session, study, path, columnsPath } = await arrive();
    const other = await makeStudy(app, 'Ander onderzoek');
    const elsewhere = columnsPath.replace(study.slug, other.slug);
    expect((await session.get(elsewhere)).status).toBe(404);
    expect((await session.post(`${elsewhere}/discard`)).status).toBe(404);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    expect((await supervisor.get(columnsPath)).status).toBe(403);
    const page = (await session.get(columnsPath)).text;
    const form = { ...formOn(page), ...confirmations(page), domain: 'specialistisch', 'role-7': '' };
    const both = await Promise.all([session.post(columnsPath, form), session.post(columnsPath, form)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await app.database.read('vault_import_runs')).toHaveLength(1);
    expect((await session.post(columnsPath, form)).status).toBe(409);
    await runWaitingImports(app);
    expect((await session.get(columnsPath)).status).toBe(404);
    expect((await session.get(path)).text).toContain('praktijk-2025.csv');
  });

  it('can be left by taking the file away', async () => {
    const { app, session, path, columnsPath } = await arrive();
    const answer = await session.post(`${columnsPath}/discard`);
    expect(answer.headers['location']).toBe(path);
    expect((await session.get(path)).text).toContain('praktijk-2025.csv is weggehaald');
    expect(await app.database.read('vault_uploads')).toEqual([]);
  });

  it('reads a file with unequal rows and formulas, and says where they are', async () => {
    const text =
      'naam;voornaam;geboortedatum;postcode;telefoon ouder\nVos;Sem;1-2-2012;3011AB;=1+1\nBos;Ali;2-2-2012\nKok;Bo;3-2-2012;3011AB;;extra\n';
    const { app, session, path } = await start();
    const href = await importInBrowser(
      { app, session, path },
      {
        name: 'aanbieder-x.csv',
        bytes: Buffer.from(text),
      },
    );
    const problems = (await session.get(`${href}/problems.csv`)).text;
    expect(problems).toMatch(/2;telefoon ouder;telt mee;.*formule/);
    expect(problems).toMatch(/3;postcode;telt mee;/);
    expect(problems).toMatch(/4;;afgekeurd;.*meer cellen/);
  });
});
