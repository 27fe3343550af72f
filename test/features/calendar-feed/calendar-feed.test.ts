import { expect, it } from 'vitest';
import request from 'supertest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { addShifts } from '../../../src/features/interviewers/interviewers.service.js';
import { changeUser } from '../../../src/features/users/users.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

/** A Friday; on the Sunday after it summer time begins. */
const EVENING = instant('2026-03-27T18:00:00+01:00');
const LINK = '/fieldwork/calendar-link';
const CASE = '/fieldwork/cases/C001';

async function makeLink(interviewer: BrowserSession): Promise<string> {
  const page = await interviewer.post(LINK);
  await expectValidHtml(page.text);
  const path = /(\/calendar\/[\w-]{43}\/bellen\.ics)/.exec(page.text)?.[1];
  if (path === undefined) throw new Error('the page shows no link');
  return path;
}

/** An interviewer with a hard appointment for the first day of summer time. */
async function withAppointment(app: TestApplication): Promise<BrowserSession> {
  app.setClock(EVENING);
  const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01', firstName: 'Wilhelmina' }]);
  const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
  await interviewer.post('/fieldwork/next', { study: study.slug });
  await interviewer.post(`${CASE}/call`);
  const page = await interviewer.get(CASE);
  const made = await interviewer.post(`${CASE}/outcome`, {
    code: 'appointment_hard',
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
    date: '2026-03-29',
    time: '18:00',
    askFor: 'parent',
  });
  expect(made.status).toBe(303);
  return interviewer;
}

describeOnEachDatabase('the calendar of an interviewer', ({ openDatabase }) => {
  it('gives own appointments and shifts to who has the link, and nothing that tells about a person', async () => {
    const app = createTestApplication(await openDatabase());
    const interviewer = await withAppointment(app);
    const web = createWebApp(app);
    const other = await signInAs(app, web, 'enqueteur');
    const shift = { worksOn: civilDate('2026-03-30'), fromMinute: 17 * 60, untilMinute: 20 * 60 };
    await addShifts(app, COMMAND, [
      { ...shift, interviewerId: interviewer.user.id },
      { ...shift, interviewerId: other.user.id, fromMinute: 9 * 60 },
    ]);

    const calendar = await request(web).get(await makeLink(interviewer));
    expect(calendar.status).toBe(200);
    expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8');
    // 18:00 in summer time, which begins in the night before.
    expect(calendar.text).toContain('DTSTART:20260329T160000Z\r\nDTEND:20260329T163000Z');
    expect(calendar.text).toContain('DTSTART:20260330T150000Z\r\nDTEND:20260330T180000Z');
    expect(calendar.text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    for (const secret of ['C001', 'Wilhelmina', 'Verzonnen', '612345678', 'ouder', 'Proefonderzoek']) {
      expect(calendar.text).not.toContain(secret);
    }
    const stored = await app.database
      .read('calendar_links')
      .first<{ token_hash: string } | undefined>('token_hash');
    expect(stored?.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await request(web).get(await makeLink(other))).text).not.toContain('Belafspraak');
  });

  it('stops at once when the link is renewed or revoked, or its owner may not call any more', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const first = await makeLink(interviewer);
    expect((await request(web).get(first)).status).toBe(200);
    const second = await makeLink(interviewer);
    expect((await request(web).get(first)).status).toBe(404);
    expect((await request(web).get(second)).status).toBe(200);
    expect((await interviewer.get(LINK)).text).not.toContain(second);

    // Of somebody else, nothing stops.
    expect((await (await signInAs(app, web, 'enqueteur')).post(`${LINK}/revoke`)).status).toBe(404);
    expect((await request(web).get(second)).status).toBe(200);

    expect((await interviewer.post(`${LINK}/revoke`)).status).toBe(303);
    expect((await request(web).get(second)).status).toBe(404);
    const actions = await app.database
      .read('audit_log')
      .whereLike('action', 'calendar_link.%')
      .orderBy('sequence')
      .pluck<string[]>('action');
    expect(actions).toEqual(['calendar_link.make', 'calendar_link.make', 'calendar_link.revoke']);

    const third = await makeLink(interviewer);
    await signInAs(app, web, 'beheerder');
    const { id, name } = interviewer.user;
    await changeUser(app, COMMAND, id, { name, roles: ['analist'], isActive: true });
    expect((await request(web).get(third)).status).toBe(404);
  });

  it('refuses who guesses', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const statuses = new Set<number>();
    for (let guess = 0; guess < 121; guess += 1) {
      statuses.add(
        (await request(web).get(`/calendar/${'x'.repeat(42)}${String(guess % 10)}/bellen.ics`)).status,
      );
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});
