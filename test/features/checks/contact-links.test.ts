import request from 'supertest';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { changeCheckRules } from '../../../src/features/checks/check-rules.service.js';
import { createLink, renewLink, revokeLink } from '../../../src/features/checks/check-links.service.js';
import { createWebApp } from '../../../src/web/app.js';
import {
  COMMAND,
  createTestApplication,
  FROZEN_NOON,
  type TestApplication,
} from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { checkingStudy, openAsContact, organisationIdOf, reasonFields } from '../../support/checks.js';
import { describeOnEachDatabase } from '../../support/databases.js';

async function linkFor(app: TestApplication) {
  const study = await checkingStudy(app);
  const organisationId = await organisationIdOf(app, study, 'aanbieder-10');
  const address = { slug: study.slug, organisationId };
  const link = await createLink(app, COMMAND, { ...address, label: 'secretariaat' });
  const row = await app.database.read('vault_check_links').first<{ id: string }>('id');
  return { study, address: { ...address, linkId: row.id }, link, path: `/check/open/${link.token}` };
}

async function refusals(app: TestApplication): Promise<readonly string[]> {
  const rows = await app.database
    .read('audit_log')
    .where({ action: 'check.open_link', result: 'refused' })
    .orderBy('sequence')
    .pluck<string[]>('detail');
  return rows.map((detail) => (JSON.parse(detail) as { reason: string }).reason);
}

describeOnEachDatabase('a personal link', ({ openDatabase }) => {
  it('is stored as hashes only, and its label sealed', async () => {
    const app = createTestApplication(await openDatabase());
    const { link } = await linkFor(app);
    expect(link.token).toMatch(/^[\w-]{43}$/);
    expect(link.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    const stored = JSON.stringify(await app.database.read('vault_check_links'));
    for (const secret of [link.token, link.code, 'secretariaat']) expect(stored).not.toContain(secret);
    expect(stored).toContain('$argon2id$');
  });

  it('stands in no log, and its answer tells no other site where it was', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const quiet = createTestApplication(await openDatabase());
    const app = { ...quiet, log: pino({ level: 'debug' }, sink) };
    const web = createWebApp(app);
    const { link, path } = await linkFor(app);
    const page = await request(web).get(path);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.text).not.toContain(link.token);
    const entry = await request(web).post(path).type('form').send({ code: link.code });
    expect(entry.headers['location']).toBe('/check/list');
    expect(String(entry.headers['set-cookie'])).toMatch(/Path=\/check; HttpOnly; SameSite=Strict/);
    await request(web).get(`${path}x`);
    await request(web).post(`${path}x`);
    const written = lines.join('\n') + JSON.stringify(await app.database.read('audit_log'));
    expect(written).toContain('/check/open/:token');
    expect(written).not.toContain(link.token);
    expect(written).not.toContain(link.code);
  });

  it('is locked after ten wrong codes, of which none passes when they come all at once', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { link, path } = await linkFor(app);
    const guess = (code: string) => request(web).post(path).type('form').send({ code });
    const short = await guess('ABC');
    expect([short.status, short.text.includes('nog 10 keer')]).toEqual([422, true]);
    const once = await guess('22222222');
    expect([once.status, once.text.includes('nog 9 keer')]).toEqual([422, true]);
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => guess(`2222${String(2000 + at).replaceAll(/[01]/g, '3')}`)),
    );
    const row = await app.database.read('vault_check_links').first<{ guess_count: number }>('guess_count');
    expect(row.guess_count).toBe(10);
    // Another process that starts later knows as well.
    const right = await request(createWebApp(app)).post(path).type('form').send({ code: link.code });
    expect(right.status).toBe(410);
    expect(right.text).toContain('10 keer fout ingevuld');
    expect((await refusals(app)).filter((reason) => reason === 'wrong_code')).toHaveLength(10);
  });

  it('works again and again until it ends, is taken back or replaced, and then says so', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { link, path, address } = await linkFor(app);
    const enter = () => request(web).post(path).type('form').send({ code: link.code });
    for (const expected of [303, 303]) expect((await enter()).status).toBe(expected);
    const renewed = await renewLink(app, COMMAND, address);
    const replaced = await request(web).post(path).type('form').send({ code: link.code });
    expect([replaced.status, replaced.text.includes('ingetrokken of vervangen')]).toEqual([410, true]);
    await expect(renewLink(app, COMMAND, address)).rejects.toThrow(/al vervangen/);
    expect(renewed.expiresAt).toBe(instant('2026-04-29T00:00:00+02:00'));
    app.setClock(addMinutes(renewed.expiresAt, -1));
    await request(web).get(`/check/open/${renewed.token}`).expect(200);
    app.setClock(renewed.expiresAt);
    const expired = await request(web).get(`/check/open/${renewed.token}`);
    expect([expired.status, expired.text.includes('tot en met 28-04-2026')]).toEqual([410, true]);
    expect(await refusals(app)).toEqual(['revoked', 'expired']);
  });

  it('that nobody made is refused, logged, and after a few tries not even looked at', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const statuses: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      statuses.push((await request(web).get(`/check/open/${'a'.repeat(42)}${String(at)}`)).status);
    }
    expect(statuses).toEqual([410, 410, 410, 410, 410, 410, 429, 429, 429]);
    expect(await refusals(app)).toEqual(Array(6).fill('unknown'));
  });
});

describeOnEachDatabase('somebody who came in through a link', ({ openDatabase }) => {
  it('is out when the link is taken back, and after an hour of silence', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const first = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const second = await openAsContact(app, web, { study, organisation: 'aanbieder-12' });
    const row = await app.database
      .read('vault_check_links')
      .where({ organisation_id: first.organisationId })
      .first<{ id: string }>('id');
    const address = { slug: study.slug, organisationId: second.organisationId, linkId: row.id };
    await expect(revokeLink(app, COMMAND, address)).rejects.toThrow(/is er niet/);
    await revokeLink(app, COMMAND, { ...address, organisationId: first.organisationId });
    expect((await first.get('/check/list')).status).toBe(401);
    expect((await second.get('/check/list')).status).toBe(200);
    app.setClock(addMinutes(FROZEN_NOON, 61));
    const late = await second.post('/check/list/marks', {});
    expect([late.status, late.text.includes('Wat was opgeslagen, is bewaard')]).toEqual([401, true]);
  });

  it('cannot touch a client of another organisation, nor any page of the program', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const own = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const other = await openAsContact(app, web, { study, organisation: 'aanbieder-12' });
    const [theirs = ''] = reasonFields(await other.get('/check/list'));
    const answer = await own.choose(theirs, 'bezwaar');
    expect([answer.status, answer.body]).toMatchObject([200, { saved: 0 }]);
    expect(await app.database.read('vault_check_marks')).toEqual([]);
    expect((await own.post('/check/list/marks', { 'reason-x': 'zomaar' })).status).toBe(422);
    for (const path of ['/studies', `/studies/${study.slug}/checks`, '/account']) {
      expect((await own.get(path)).headers['location']).toContain('/sign-in');
    }
  });

  it('has no rights of the user who is signed in in the same browser, and gives none', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await checkingStudy(app);
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const researcher = await signInAs(app, web, 'onderzoeker');
    const entry = await request(web)
      .post(`/check/open/${contact.link.token}`)
      .set('Cookie', researcher.cookie)
      .type('form')
      .send({ code: contact.link.code, _csrf: researcher.csrfToken });
    const linkCookie = String(entry.headers['set-cookie']).split(';')[0] ?? '';
    const both = `${researcher.cookie}; ${linkCookie}`;
    const page = await request(web).get('/check/list').set('Cookie', both);
    expect(page.text).not.toContain('Afmelden');
    expect(page.text).not.toContain('Onderzoeken');
    const forged = await request(web)
      .post('/check/list/marks')
      .set('Cookie', both)
      .type('form')
      .send({ _csrf: researcher.csrfToken });
    expect(forged.status).toBe(403);
    const [field = ''] = reasonFields(page);
    await contact.choose(field, 'bezwaar');
    const log = await app.database
      .read('audit_log')
      .where({ action: 'check.mark' })
      .first<{ actor_kind: string; actor_name: string }>();
    expect([log.actor_kind, log.actor_name]).toEqual(['organisation', 'organisatiecontact']);
    expect((await request(web).get('/check/list').set('Cookie', researcher.cookie)).status).toBe(401);
  });

  it('is told so when the closing day passes while the page is open, also on the day the clock changes', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    app.setClock(instant('2026-10-24T10:00:00+02:00'));
    const study = await checkingStudy(app);
    await changeCheckRules(app, COMMAND, study.slug, { closesOn: civilDate('2026-10-25'), linkDays: 14 });
    app.setClock(instant('2026-10-25T23:58:00+01:00'));
    const contact = await openAsContact(app, web, { study, organisation: 'aanbieder-10' });
    const [first = '', second = ''] = reasonFields(await contact.get('/check/list'));
    app.setClock(instant('2026-10-25T23:59:59+01:00'));
    expect((await contact.choose(first, 'bezwaar')).status).toBe(200);
    app.setClock(instant('2026-10-26T00:00:00+01:00'));
    const late = await contact.post('/check/list/marks', { [second]: 'bezwaar' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Dat was mogelijk tot en met 25-10-2026');
    expect(late.text).not.toContain('Naar het beginscherm');
    expect((await contact.post('/check/list/confirm', { version: 'x' })).status).toBe(409);
    expect((await request(web).get(`/check/open/${contact.link.token}`)).status).toBe(409);
    expect(await app.database.read('vault_check_marks')).toHaveLength(1);
  });
});
