import { expect, it } from 'vitest';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';

describeOnEachDatabase('interviewers and their shifts', ({ openDatabase }) => {
  it('are kept by the supervisor: a shift is added, refused with a reason, and removed', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'enqueteur');
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const shift = {
      interviewerId: user.id,
      worksOn: '2026-04-15',
      fromMinute: '17:00',
      untilMinute: '20:30',
    };

    const wrong = await supervisor.post('/interviewers/shifts', { ...shift, untilMinute: '16:00' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('De dienst eindigt voordat hij begint');
    expect(wrong.text).toContain('value="17:00"');

    expect((await supervisor.post('/interviewers/shifts', shift)).status).toBe(303);
    const page = (await supervisor.get('/interviewers')).text;
    expect(page).toContain('17.00 – 20.30');

    const remove = /action="(\/interviewers\/shifts\/[^"]+\/remove)"/.exec(page)?.[1] ?? '';
    expect((await supervisor.post(remove)).status).toBe(303);
    expect((await supervisor.get('/interviewers')).text).toContain('Er zijn geen diensten ingevoerd.');
    expect((await supervisor.post(remove)).status).toBe(404);
  });

  it('speak the languages that the supervisor ticked', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const { user } = await signInAs(app, web, 'enqueteur');
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const path = `/interviewers/${user.id}`;
    await supervisor.post(path, { languages: ['tr', 'x'], skills: 'conversion' });
    expect((await supervisor.get('/interviewers')).text).toContain('Turks');
    expect((await supervisor.get(path)).text).toMatch(/value="tr" checked/);
    await supervisor.post(path, {});
    expect(await app.database.read('user_languages').first('language')).toBeUndefined();
    expect((await supervisor.get('/interviewers/nobody')).status).toBe(404);
  });
});
