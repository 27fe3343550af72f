import { expect, it } from 'vitest';
import request from 'supertest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectValidHtml } from '../../support/valid-html.js';

describeOnEachDatabase('the page of tokens', ({ openDatabase }) => {
  it('shows a token once, and its owner revokes it', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const session = await signInAs(app, web, 'analist');
    expect((await session.get('/account')).text).toContain('href="/account/tokens"');
    const made = await session.post('/account/tokens', { label: 'R', validDays: '90' });
    await expectValidHtml(made.text);
    const [secret = ''] = /veldwerk_[\w-]{43}/.exec(made.text) ?? [];
    const later = await session.get('/account/tokens');
    expect(later.text).toContain('werkt');
    expect(later.text).not.toContain(secret);
    const use = () => request(web).get('/api/v1/studies').set('Authorization', `Bearer ${secret}`);
    expect((await use()).status).toBe(200);

    const [, revoke = ''] = /action="(\/account\/tokens\/\w+\/revoke)"/.exec(later.text) ?? [];
    const stranger = await signInAs(app, web, 'onderzoeker');
    expect((await stranger.post(revoke)).status).toBe(404);
    expect((await use()).status).toBe(200);
    expect((await session.post(revoke)).status).toBe(303);
    expect((await use()).status).toBe(401);
    expect((await session.post(revoke)).status).toBe(404);
  });

  it('keeps what was typed when something is missing', async () => {
    const app = createTestApplication(await openDatabase());
    const session = await signInAs(app, createWebApp(app), 'analist');
    const answer = await session.post('/account/tokens', { label: ' ', validDays: '7' });
    expect(answer.status).toBe(422);
    await expectValidHtml(answer.text);
    expect(answer.text).toContain('Vul in waarvoor u het token gebruikt.');
    expect(answer.text).toContain('Kies hoe lang het token geldig is.');
  });
});
