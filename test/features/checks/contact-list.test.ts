import { pino } from 'pino';
import { expect, it } from 'vitest';
import { findTampering } from '../../../src/features/audit/audit.service.js';
import { confirmMarks } from '../../../src/features/checks/contact-list.service.js';
import { contactActor } from '../../../src/features/checks/contact-sessions.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { checkingStudy, openAsContact, reasonFields } from '../../support/checks.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

async function excludedReasons(app: TestApplication): Promise<readonly string[]> {
  return app.database
    .read('cases')
    .whereNotNull('exclusion_reason')
    .whereNot({ exclusion_reason: 'geheim_adres' })
    .orderBy('exclusion_reason')
    .pluck<string[]>('exclusion_reason');
}

describeOnEachDatabase('the list behind a personal link', ({ openDatabase }) => {
  it('is marked in parts, looked over, confirmed, and erased', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const page = await contact.get('/check/list');
    await expectValidHtml(page.text);
    expect(page.text).toContain('aanbieder-10');
    expect(page.text).not.toContain('aanbieder-12');
    expect(page.text).not.toContain('Afmelden');
    const [one = '', two = '', three = ''] = reasonFields(page);
    const saved = await contact.post('/check/list/marks', { [one]: 'bezwaar', [two]: 'overleden' });
    expect(saved.headers['location']).toBe('/check/list?page=1&show=all');
    const after = await contact.get('/check/list');
    expect(after.text).toMatch(/Opgeslagen om 12:00 uur: 2 wijzigingen/);
    expect(after.text).toContain('Gemarkeerd (2)');
    await contact.post('/check/list/marks', {
      [two]: '',
      'was-x': '',
      [two.replace('reason', 'was')]: 'overleden',
    });
    await contact.choose(three, 'geen_client_in_jaar');
    expect(await excludedReasons(app)).toEqual([]);
    const summary = await contact.get('/check/list/summary');
    await expectValidHtml(summary.text);
    expect(summary.text).toContain('2 cliënten uitsluiten en gegevens wissen');
    const version = /name="version" value="([^"]+)"/.exec(summary.text)?.[1] ?? '';
    const done = await contact.post('/check/list/confirm', { version });
    expect(done.headers['location']).toBe('/check/list/done');
    const thanks = await contact.get('/check/list/done');
    await expectValidHtml(thanks.text);
    expect(thanks.text).toContain('Had in het verslagjaar geen hulp van deze organisatie');
    expect(await excludedReasons(app)).toEqual(['bezwaar', 'geen_client_in_jaar']);
    const groups = await app.database
      .read('cases')
      .whereIn('exclusion_reason', ['bezwaar', 'geen_client_in_jaar'])
      .orderBy('rate_group')
      .pluck<string[]>('rate_group');
    expect(groups).toEqual(['NE', 'excluded']);
    expect(reasonFields(await contact.get('/check/list'))).not.toContain(one);
    expect(await findTampering(app.database.read)).toBeNull();
    const log = await app.database.read('audit_log').where({ action: 'check.mark' });
    expect(log).toHaveLength(4);
    expect(JSON.stringify(log)).not.toContain(contact.link.token);
  });

  it('says which marks a colleague changed first, and overwrites none', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const one = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const other = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [first = '', second = ''] = reasonFields(await one.get('/check/list'));
    await one.post('/check/list/marks', { [first]: 'bezwaar' });
    const late = await other.post('/check/list/marks', { [first]: 'overleden', [second]: 'overleden' });
    expect(late.status).toBe(409);
    await expectValidHtml(late.text);
    expect(late.text).toContain('Een collega was u voor');
    const script = await other.choose(first, 'niet_geschikt');
    expect(script.body).toMatchObject({ saved: 0, conflicts: [{ reason: 'bezwaar' }] });
    const agreed = await other.choose(first, 'niet_geschikt', 'bezwaar');
    expect(agreed.body).toEqual({ saved: 1, at: '12:00', conflicts: [] });
    const marks = await app.database.read('vault_check_marks').orderBy('reason').pluck<string[]>('reason');
    expect(marks).toEqual(['niet_geschikt', 'overleden']);
  });

  it('is confirmed as it was seen, and once, also when the form is sent twice at the same moment', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [first = '', second = ''] = reasonFields(await contact.get('/check/list'));
    await contact.choose(first, 'bezwaar');
    const versionNow = async () =>
      /name="version" value="([^"]+)"/.exec((await contact.get('/check/list/summary')).text)?.[1] ?? '';
    const old = await versionNow();
    await contact.choose(second, 'overleden');
    const stale = await contact.post('/check/list/confirm', { version: old });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('De lijst is intussen veranderd');
    expect(await excludedReasons(app)).toEqual([]);
    const version = await versionNow();
    const answers = await Promise.all([1, 2, 3].map(() => contact.post('/check/list/confirm', { version })));
    expect(answers.map(({ headers }) => headers['location'])).toEqual(Array(3).fill('/check/list/done'));
    expect(await excludedReasons(app)).toEqual(['bezwaar', 'overleden']);
    expect(await app.database.read('audit_log').where({ action: 'check.exclude' })).toHaveLength(2);
  });

  it('excludes nobody by half: what fails while data are erased takes everything back', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [first = ''] = reasonFields(await contact.get('/check/list'));
    await contact.choose(first, 'bezwaar');
    const summary = await contact.get('/check/list/summary');
    const version = /name="version" value="([^"]+)"/.exec(summary.text)?.[1] ?? '';
    // The log line about the erasure comes after it, within the transaction: the program dies there.
    const dying = pino(
      { level: 'info' },
      {
        write: () => {
          throw new Error('killed');
        },
      },
    );
    const { organisationId } = contact;
    const session = { tokenHash: '', linkId: 'x', organisationId, csrfToken: '', flash: null };
    const actor = contactActor({ id: 'x' }, null);
    await expect(confirmMarks({ ...app, log: dying }, actor, session, version)).rejects.toThrow('killed');
    expect(await excludedReasons(app)).toEqual([]);
    expect(reasonFields(await contact.get('/check/list'))).toContain(first);
    expect(await app.database.read('audit_log').where({ action: 'check.exclude' })).toEqual([]);
  });

  it('is searched without the name in an address, and shown a hundred at a time', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const files = ['specialistisch/aanbieder-01.csv', 'specialistisch/aanbieder-12.csv'];
    const study = await checkingStudy(app, { files, size: 300 });
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-01' });
    const page = await contact.get('/check/list');
    expect(reasonFields(page)).toHaveLength(100);
    expect(page.text).toContain('href="/check/list?page=2"');
    const name = /<strong>([^<]+)<\/strong>/.exec((await contact.get('/check/list?page=2')).text)?.[1] ?? '';
    const last = name.split(' ').at(-1) ?? '';
    const found = await contact.post('/check/list/search', { q: last.toUpperCase() });
    await expectValidHtml(found.text);
    expect(found.text).toContain(name);
    expect(reasonFields(found).length).toBeLessThan(100);
    expect(found.text).not.toMatch(new RegExp(`href="[^"]*${last}`, 'i'));
  });
});
