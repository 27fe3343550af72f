import { generateSync } from 'otplib';
import request, { type Agent, type Response } from 'supertest';
import { expect, it } from 'vitest';
import { addMinutes, epochMilliseconds, type Instant } from '../../../src/domain/calendar/instant.js';
import { changeUser } from '../../../src/features/users/users.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs, TEST_PASSWORD } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';

type WebApp = ReturnType<typeof createWebApp>;

function codeOf(secret: string, now: Instant): string {
  return generateSync({ secret, epoch: Math.floor(epochMilliseconds(now) / 1000) });
}

async function givePassword(web: WebApp, email: string): Promise<{ agent: Agent; answer: Response }> {
  const agent = request.agent(web);
  const form = { email, password: TEST_PASSWORD, next: '/account' };
  return { agent, answer: await agent.post('/sign-in').type('form').send(form) };
}

/** Signs in for the first time where everybody must have a second step. */
async function setUp(
  app: TestApplication,
  web: WebApp,
  email: string,
): Promise<{ agent: Agent; secret: string; recoveryCodes: readonly string[] }> {
  const { agent } = await givePassword(web, email);
  const page = await agent.get('/sign-in/set-up');
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
  const answer = await agent
    .post('/sign-in/set-up')
    .type('form')
    .send({ code: codeOf(secret, app.clock()) })
    .expect(200);
  const recoveryCodes = [...answer.text.matchAll(/<code>([0-9A-Z-]{19})<\/code>/g)].map(
    ([, code]) => code ?? '',
  );
  return { agent, secret, recoveryCodes };
}

describeOnEachDatabase('signing in with a second step', ({ openDatabase }) => {
  async function start(): Promise<{ app: TestApplication; web: WebApp; email: string; userId: string }> {
    const app = createTestApplication(await openDatabase());
    const { user } = await signInAs(app, createWebApp(app), 'onderzoeker');
    const web = createWebApp({ ...app, config: { ...app.config, secondStep: 'required' } });
    return { app, web, email: user.email, userId: user.id };
  }

  const sendCode = (agent: Agent, code: string): ReturnType<Agent['post']> =>
    agent.post('/sign-in/code').type('form').send({ code, next: '/studies' });

  it('lets nobody in with the password alone, and sets the second step up first', async () => {
    const { app, web, email } = await start();
    const { agent, answer } = await givePassword(web, email);
    expect(answer.headers['location']).toBe('/sign-in/set-up?next=%2Faccount');
    expect((await agent.get('/account')).headers['location']).toContain('/sign-in');
    await agent.post('/sign-in/set-up').type('form').send({ code: '000000' }).expect(422);
    expect((await agent.get('/account')).status).toBe(303);

    const done = await setUp(app, web, email);
    expect(done.recoveryCodes).toHaveLength(10);
    expect((await done.agent.get('/account')).status).toBe(200);
  });

  it('asks for a code from then on, and takes each code once', async () => {
    const { app, web, email } = await start();
    const { secret } = await setUp(app, web, email);
    const { agent, answer } = await givePassword(web, email);
    expect(answer.headers['location']).toBe('/sign-in/code?next=%2Faccount');
    // The code that set it up has been used.
    await sendCode(agent, codeOf(secret, app.clock())).expect(422);
    app.setClock(addMinutes(app.clock(), 1));
    const code = codeOf(secret, app.clock());
    const signedIn = await sendCode(agent, `${code.slice(0, 3)} ${code.slice(3)}`).expect(303);
    expect(signedIn.headers['location']).toBe('/studies');
    expect((await agent.get('/account')).status).toBe(200);

    const other = await givePassword(web, email);
    await sendCode(other.agent, code).expect(422);
  });

  it('gives one session to two tabs that send the same code at once', async () => {
    const { app, web, email } = await start();
    const { secret } = await setUp(app, web, email);
    const { agent } = await givePassword(web, email);
    app.setClock(addMinutes(app.clock(), 1));
    const code = codeOf(secret, app.clock());
    const answers = await Promise.all([sendCode(agent, code), sendCode(agent, code)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('takes a recovery code once', async () => {
    const { app, web, email } = await start();
    const { recoveryCodes } = await setUp(app, web, email);
    const code = recoveryCodes[3] ?? '';
    await sendCode((await givePassword(web, email)).agent, code.toLowerCase()).expect(303);
    await sendCode((await givePassword(web, email)).agent, code).expect(422);
  });

  it('stops after six wrong codes, and the right password does not begin the count anew', async () => {
    const { app, web, email } = await start();
    const { secret } = await setUp(app, web, email);
    for (let guess = 0; guess < 6; guess += 1) {
      await sendCode((await givePassword(web, email)).agent, '000000').expect(422);
    }
    app.setClock(addMinutes(app.clock(), 1));
    await sendCode((await givePassword(web, email)).agent, codeOf(secret, app.clock())).expect(429);
  });

  it('forgets after ten minutes who gave the password', async () => {
    const { app, web, email } = await start();
    const { secret } = await setUp(app, web, email);
    const { agent } = await givePassword(web, email);
    app.setClock(addMinutes(app.clock(), 11));
    await sendCode(agent, codeOf(secret, app.clock())).expect(401);
    expect((await agent.get('/sign-in/code')).headers['location']).toContain('/sign-in');
  });

  it('does not let in who was blocked between password and code', async () => {
    const { app, web, email, userId } = await start();
    const { secret } = await setUp(app, web, email);
    await signInAs(app, createWebApp(app), 'beheerder');
    const { agent } = await givePassword(web, email);
    await changeUser(app, COMMAND, userId, { name: 'x', roles: ['onderzoeker'], isActive: false });
    app.setClock(addMinutes(app.clock(), 1));
    await sendCode(agent, codeOf(secret, app.clock())).expect(401);
  });

  it('is taken away by the administrator, signs its owner out, and is set up anew', async () => {
    const { app, web, email, userId } = await start();
    const { agent } = await setUp(app, web, email);
    const administrator = await signInAs(app, createWebApp(app), 'beheerder');
    await administrator.post(`/users/${userId}/second-step/remove`);
    expect((await agent.get('/account')).status).toBe(303);
    const { answer } = await givePassword(web, email);
    expect(answer.headers['location']).toContain('/sign-in/set-up');
  });

  it('is chosen at the account page where it is not required', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const session = await signInAs(app, web, 'analist');
    await session.post('/account/second-step/begin');
    const page = await session.get('/account/second-step');
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1] ?? '').replaceAll(' ', '');
    expect(page.text).toContain('src="data:image/gif;base64,');
    expect(page.headers['cache-control']).toContain('no-store');
    const on = await session.post('/account/second-step', { code: codeOf(secret, app.clock()) });
    expect(on.text).toContain('Bewaar uw herstelcodes');
    expect((await session.get('/account/second-step')).text).toContain('nog 10 herstelcodes');
    expect((await givePassword(web, session.user.email)).answer.headers['location']).toContain(
      '/sign-in/code',
    );
  });

  it('leaves no secret, code or cookie in the database in the clear', async () => {
    const { app, web, email } = await start();
    const { secret, recoveryCodes } = await setUp(app, web, email);
    const { answer } = await givePassword(web, email);
    const cookie = /veldwerk_sign_in=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? 'none';
    const tables = ['second_factors', 'recovery_codes', 'sign_in_steps', 'audit_log'];
    const stored = JSON.stringify(
      await Promise.all(tables.map((table) => app.database.read(table).select())),
    );
    for (const text of [secret, cookie, ...recoveryCodes]) expect(stored).not.toContain(text);
  });
});
