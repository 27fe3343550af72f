import request, { type Test } from 'supertest';
import { expect, it } from 'vitest';
import { addMinutes } from '../../src/domain/calendar/instant.js';
import { findTampering } from '../../src/features/audit/audit.service.js';
import { createWebApp } from '../../src/web/app.js';
import { createTestApplication, FROZEN_NOON } from '../support/application.js';
import { signInAs, TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';

describeOnEachDatabase('signing in', ({ openDatabase, engine }) => {
  it('opens the program with the right password and leaves no usable token in the database', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'beheerder');
    const answer = await request(web)
      .post('/sign-in')
      .type('form')
      .send({ email: user.email, password: TEST_PASSWORD });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const token = /veldwerk_session=([^;]+)/.exec(cookie)?.[1] ?? '';
    const stored = JSON.stringify(await app.database.read('sessions').select());
    expect(token.length).toBeGreaterThan(40);
    expect(stored).not.toContain(token);
  });

  it('does not say whether the address or the password is wrong', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'analist');
    const texts = [];
    for (const email of [user.email, `nobody-${app.newId()}@example.org`]) {
      const answer = await request(web)
        .post('/sign-in')
        .type('form')
        .send({ email, password: 'verkeerd wachtwoord' });
      expect(answer.status).toBe(422);
      texts.push(answer.text.replaceAll(email, ''));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('stops after six wrong passwords for one account', async () => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    const email = `${engine}-locked@example.org`;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await request(web).post('/sign-in').type('form').send({ email, password: 'x' }).expect(422);
    }
    const answer = await request(web).post('/sign-in').type('form').send({ email, password: 'x' });
    expect(answer.status).toBe(429);
    expect(answer.text).toContain('Wacht een kwartier');
  });

  it('counts passwords that are tried at the same moment', async () => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    const form = { email: `${engine}-at-once@example.org`, password: 'x' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => request(web).post('/sign-in').type('form').send(form)),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6);
  });

  it('lets nobody shut somebody out of their account from another address', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp({ ...app, config: { ...app.config, trustedProxies: 1 } });
    const { user } = await signInAs(app, web, 'analist');
    const tryFrom = (address: string, password: string): Test =>
      request(web)
        .post('/sign-in')
        .set('X-Forwarded-For', address)
        .type('form')
        .send({ email: user.email, password });
    for (let attempt = 0; attempt < 7; attempt += 1) await tryFrom('192.0.2.1', 'x');
    await tryFrom('192.0.2.1', TEST_PASSWORD).expect(429);
    await tryFrom('192.0.2.2', TEST_PASSWORD).expect(303);
  });

  it.each([
    ['a very long address', `email=${'a'.repeat(300)}&password=x`],
    ['a very long password', `email=a@example.org&password=${'x'.repeat(2000)}`],
    ['a field twice', 'email=a&email=b&password=x&next=/a&next=/b'],
  ])('takes %s for a wrong password', async (_name, form) => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    await request(web).post('/sign-in').type('form').send(form).expect(422);
    await request(web).get('/sign-in?next=/a&next=/b').expect(200);
  });

  it('ends after two hours without a visit, but not during a long interview', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'enqueteur');
    app.setClock(addMinutes(FROZEN_NOON, 90));
    expect((await session.get('/account')).status).toBe(200);
    app.setClock(addMinutes(FROZEN_NOON, 180));
    expect((await session.get('/account')).status).toBe(200);
    app.setClock(addMinutes(FROZEN_NOON, 310));
    expect((await session.get('/account')).status).toBe(303);
  });

  it('refuses a form without the token of the session, and changes nothing', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'beheerder');
    const agent = request.agent(web);
    await agent.post('/sign-in').type('form').send({ email: user.email, password: TEST_PASSWORD });
    const answer = await agent
      .post(`/users/${user.id}`)
      .type('form')
      .send({ name: 'Anders', roles: 'beheerder', isActive: 'yes' });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Dit formulier is verlopen');
    expect(await app.database.read('users').where({ id: user.id }).first()).toMatchObject({
      name: 'beheerder',
    });
  });

  it('refuses a sign-in form that another site sends', async () => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    await request(web)
      .post('/sign-in')
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ email: 'a', password: 'b' })
      .expect(403);
  });

  it('writes refusals to a log whose changes show', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'analist');
    await session.get('/users');
    const records = await app.database.read('audit_log').orderBy('sequence');
    expect(records.at(-1)).toMatchObject({ action: 'access.refuse', object_id: '/users', result: 'refused' });
    expect(await findTampering(app.database.read)).toBeNull();
    await expect(
      app.database.write('audit_log').where({ sequence: 2 }).update({ result: 'done' }),
    ).rejects.toThrow();
    await app.database.write.raw(
      engine === 'sqlite'
        ? 'drop trigger audit_log_refuses_update'
        : 'alter table audit_log disable trigger audit_log_is_append_only',
    );
    await app.database.write('audit_log').where({ sequence: 2 }).update({ actor_name: 'iemand anders' });
    expect(await findTampering(app.database.read)).toBe(2);
  });
});
