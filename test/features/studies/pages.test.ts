import { expect, it } from 'vitest';
import { createStudy, getStudy } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

const FIELDS = {
  name: 'CEO jeugd, verslagjaar 2025',
  reportYear: '2025',
  questionnaireId: 'ceo-jeugd-2016',
  fieldworkStartsOn: '2026-04-01',
  fieldworkEndsOn: '2026-06-30',
};

describeOnEachDatabase('the pages of studies', ({ openDatabase }) => {
  it('set up a study and show it as a checklist', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const form = await session.get('/studies/new');
    await expectValidHtml(form.text);
    const made = await session.post('/studies/new', FIELDS);
    expect(made.headers['location']).toBe('/studies/ceo-jeugd-verslagjaar-2025');
    const page = await session.get('/studies/ceo-jeugd-verslagjaar-2025');
    await expectValidHtml(page.text);
    expect(page.text).toContain('Het onderzoek is gemaakt.');
    expect(page.text).toContain('Lees de cliëntbestanden van de organisaties in.');
    expect(page.text).toContain('Kan pas als er cliëntbestanden zijn');
    expect(page.text).toContain('01-04-2026 tot en met 30-06-2026.');
    const list = await session.get('/studies');
    await expectValidHtml(list.text);
    expect(list.text).toContain('in voorbereiding');
  });

  it('give a second study with the same name an address of its own', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    await session.post('/studies/new', FIELDS);
    const second = await session.post('/studies/new', FIELDS);
    expect(second.headers['location']).toBe('/studies/ceo-jeugd-verslagjaar-2025-2');
  });

  it('never give a study an address that another page has, or that cannot stand in one', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const made = await session.post('/studies/new', { ...FIELDS, name: 'New' });
    expect(made.headers['location']).toBe('/studies/new-2');
    const study = { ...(await getStudy(app.database.read, 'new-2')), name: 'Een ander' };
    for (const slug of ['CEO 2025', 'ceo/2025', 'ceo_2025', '%', '-ceo', '']) {
      await expect(createStudy(app, COMMAND, { ...study, slug })).rejects.toMatchObject({
        kind: 'invalid_input',
      });
    }
    await expect(createStudy(app, COMMAND, { ...study, slug: 'new' })).rejects.toMatchObject({
      kind: 'already_exists',
    });
  });

  it.each([
    [{ name: '' }, 'Vul een naam in'],
    [{ reportYear: 'vorig jaar' }, 'Vul het verslagjaar in'],
    [{ fieldworkEndsOn: '2026-03-31' }, 'Het veldwerk eindigt voordat het begint'],
    [{ fieldworkStartsOn: '2026-02-30' }, 'Vul een dag in die bestaat'],
  ])('show the form again with what was typed when it is wrong: %j', async (wrong, message) => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    const answer = await session.post('/studies/new', { ...FIELDS, ...wrong });
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('2026-0');
    expect(await app.database.read('studies')).toEqual([]);
  });

  it('keep the targets per domain', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'onderzoeker');
    await session.post('/studies/new', FIELDS);
    const path = '/studies/ceo-jeugd-verslagjaar-2025';
    await session.post(`${path}/targets`, { 'target-jb_jr': '101', 'target-basishulp': '' });
    const wrong = await session.post(`${path}/targets`, { 'target-jb_jr': 'veel' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Vul een heel aantal interviews in');
    expect(wrong.text).toContain('value="veel"');
    const domains = await app.database
      .read('domains')
      .orderBy('position')
      .pluck<number[]>('target_interviews');
    expect(domains).toEqual([null, null, 101]);
  });

  it('show each role only the parts that it may open', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const researcher = await signInAs(app, web, 'onderzoeker');
    await researcher.post('/studies/new', FIELDS);
    const path = '/studies/ceo-jeugd-verslagjaar-2025';
    const analyst = (await (await signInAs(app, web, 'analist')).get(path)).text;
    expect(analyst).toContain(`href="${path}/tables"`);
    expect(analyst).not.toContain(`href="${path}/frames"`);
    expect(analyst).not.toContain('Doelen bewaren');
    const supervisor = (await (await signInAs(app, web, 'veldwerkleider')).get(path)).text;
    expect(supervisor).toContain(`href="${path}/fieldwork"`);
    expect(supervisor).not.toContain(`href="${path}/checks"`);
  });
});
