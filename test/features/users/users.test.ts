import { expect, it } from 'vitest';
import { changeUser, listUsers } from '../../../src/features/users/users.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs, TEST_PASSWORD } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('the pages of users', ({ openDatabase }) => {
  it('add somebody, and show the form again with what was typed when the address has an account', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'beheerder');
    const noor = {
      email: 'noor@example.org',
      name: 'Noor',
      roles: ['analist', 'onderzoeker'],
      password: TEST_PASSWORD,
    };
    expect((await session.post('/users/new', noor)).headers['location']).toBe('/users');
    expect((await session.get('/users')).text).toContain('De gebruiker is toegevoegd.');
    const again = await session.post('/users/new', { ...noor, email: 'NOOR@example.org', name: 'Noor B.' });
    expect(again.status).toBe(422);
    await expectValidHtml(again.text);
    expect(again.text).toContain('Dit e-mailadres heeft al een account.');
    expect(again.text).toContain('value="Noor B."');
  });

  it('keep what was typed when a change is not right', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'beheerder');
    const answer = await session.post(`/users/${session.user.id}`, { name: 'Sam de Wit', isActive: 'yes' });
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    expect(answer.text).toContain('Kies ten minste één rol.');
    expect(answer.text).toContain('value="Sam de Wit"');
  });

  it('give no more guesses at a password from an open session than the sign-in page gives', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'analist');
    const guess = { current: 'niet mijn wachtwoord', password: 'een heel lang wachtwoord' };
    const statuses: number[] = [];
    for (let tries = 0; tries < 7; tries++) statuses.push((await session.post('/account', guess)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 429]);
    const right = await session.post('/account', { ...guess, current: TEST_PASSWORD });
    expect(right.status).toBe(429);
  });

  it('leave one administrator when two take the role from each other at the same moment', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const [one, other] = [await signInAs(app, web, 'beheerder'), await signInAs(app, web, 'beheerder')];
    const change = { name: 'Iemand', roles: ['analist'], isActive: true } as const;
    const both = await Promise.allSettled(
      [one, other].map(({ user }) => changeUser(app, COMMAND, user.id, change)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const administrators = (await listUsers(app)).filter(({ roles }) => roles.includes('beheerder'));
    expect(administrators).toHaveLength(1);
  });
});
