import request from 'supertest';
import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { doAction } from '../../../src/features/case-actions/case-actions.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { answerOnPage, hiddenField } from '../../support/interview-form.js';

/** A Tuesday evening, in the day-part of a first attempt. */
const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01' };

interface Desks {
  readonly app: TestApplication;
  readonly study: Study;
  readonly mila: BrowserSession;
  readonly joris: BrowserSession;
  /** The page of the case that Mila has. */
  readonly page: string;
}

/** Two interviewers, of whom one has a case of a family in hand since six o'clock. */
async function twoAtWork(app: TestApplication, clients = [CHILD, CHILD]): Promise<Desks> {
  const study = await studyInFieldwork(app, clients);
  await transaction(app.database, async (trx) => {
    await trx('vault_persons').where({ study_id: study.id }).update({ family_id: 'gezin' });
  });
  app.setClock(EVENING);
  const web = createWebApp(app);
  const mila = await signInAs(app, web, 'enqueteur');
  const joris = await signInAs(app, web, 'enqueteur');
  return { app, study, mila, joris, page: (await next(mila, study)) ?? '' };
}

async function next(who: BrowserSession, study: Study): Promise<string | undefined> {
  return (await who.post('/fieldwork/next', { study: study.slug })).headers['location'];
}

function outcomeOf(page: string, code: string): Record<string, string> {
  const attemptId = hiddenField(page, 'attemptId') ?? '';
  return { code, attemptId, callId: hiddenField(page, 'callId') ?? '' };
}

/** Joris is given the other case of the family. */
async function takeOther({ app, study, joris, page }: Omit<Desks, 'mila'>): Promise<void> {
  const other = page.endsWith('C001') ? 'C002' : 'C001';
  const which = { slug: study.slug, caseNumbers: [other], seenAt: app.clock() };
  const assigned = { action: 'assign', interviewerId: joris.user.id, reason: 'Joris kent hen.' } as const;
  await doAction(app, COMMAND, { ...which, ...assigned });
  expect(await next(joris, study)).toBe(`/fieldwork/cases/${other}`);
}

const FAMILY = 'Een andere enquêteur belt nu over een ander kind van dit gezin.';

describeOnEachDatabase('a case in hand', ({ openDatabase }) => {
  it('stays with its interviewer as long as a page of it is open', async () => {
    const { app, study, mila, joris, page } = await twoAtWork(createTestApplication(await openDatabase()), [
      CHILD,
    ]);
    for (let minutes = 2; minutes <= 60; minutes += 2) {
      app.setClock(addMinutes(EVENING, minutes));
      expect((await mila.post(`${page}/hold`)).body).toEqual({ message: null, isOver: false });
    }
    expect(await takeNextCase(app, study, joris.user.id)).toBeNull();
    app.setClock(addMinutes(EVENING, 75));
    expect(await next(joris, study)).toBe(page);
    const gone = await mila.post(`${page}/hold`);
    expect(gone.body).toMatchObject({
      isOver: true,
      message: expect.stringContaining('Iemand anders heeft de casus nu') as string,
    });
  });

  it('does not keep anybody signed in by that', async () => {
    const { app, mila, page } = await twoAtWork(createTestApplication(await openDatabase()), [CHILD]);
    const web = createWebApp(app);
    const seen = async (): Promise<unknown> =>
      app.database.read('sessions').where({ user_id: mila.user.id }).first('last_seen_at');
    const before = await seen();
    app.setClock(addMinutes(EVENING, 10));
    const form = { _csrf: mila.csrfToken };
    const asking = request(web).post(`${page}/hold`).set({ cookie: mila.cookie, 'veldwerk-unattended': '1' });
    expect((await asking.type('form').send(form)).status).toBe(200);
    expect(await seen()).toEqual(before);
  });

  it('is gone on with after its time when nobody took it', async () => {
    const { app, mila, page } = await twoAtWork(createTestApplication(await openDatabase()), [CHILD]);
    app.setClock(addMinutes(EVENING, 40));
    expect((await mila.post(`${page}/call`)).headers['location']).toBe(page);
    expect(await app.database.read('calls')).toHaveLength(1);
  });

  it('is not dialled after its time while another child of the family is in hand', async () => {
    const { app, study, mila, joris, page } = await twoAtWork(createTestApplication(await openDatabase()));
    app.setClock(addMinutes(EVENING, 16));
    await takeOther({ app, study, joris, page });
    const refused = await mila.post(`${page}/call`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(FAMILY);
    expect(await app.database.read('calls')).toEqual([]);
    const held = await mila.post(`${page}/hold`);
    expect(held.body).toMatchObject({ isOver: false, message: expect.stringContaining(FAMILY) as string });
    expect((await mila.post(`${page}/give-back`)).headers['location']).toBe('/fieldwork');
  });

  it('is not dialled after calling hours once its time has ended', async () => {
    const { app, mila, page } = await twoAtWork(createTestApplication(await openDatabase()), [CHILD]);
    app.setClock(instant('2026-04-14T19:30:00+02:00'));
    await mila.post(`${page}/hold`);
    app.setClock(instant('2026-04-14T20:40:00+02:00'));
    expect((await mila.post(`${page}/call`)).text).toContain('het is nu geen beltijd (deze casus');
  });

  it('goes back into the queue when its time has ended and the supervisor paused it', async () => {
    const { app, study, mila, page } = await twoAtWork(createTestApplication(await openDatabase()), [CHILD]);
    app.setClock(addMinutes(EVENING, 20));
    const which = { slug: study.slug, caseNumbers: ['C001'], interviewerId: null, seenAt: app.clock() };
    await doAction(app, COMMAND, { ...which, action: 'pause', reason: 'Klacht.' });
    expect((await mila.post(`${page}/call`)).text).toContain('deze casus is gepauzeerd');
    expect(await next(mila, study)).toBe(`/fieldwork/waiting/${study.slug}`);
    const held: unknown = await app.database.read('cases').first('lease_interviewer_id');
    expect(held).toEqual({ lease_interviewer_id: null });
  });

  it('loses no answer and no outcome while another child of the family is in hand', async () => {
    const { app, mila, joris, page } = await twoAtWork(createTestApplication(await openDatabase()));
    await mila.post(`${page}/call`);
    await mila.post(`${page}/consent`, { choice: 'agree' });
    await mila.post(`${page}/interview`);
    const at = (await mila.get(`${page}/interview`)).headers['location'] ?? '';
    const question = await mila.get(at);
    app.setClock(addMinutes(EVENING, 20));
    const others = { lease_interviewer_id: joris.user.id, lease_until: addMinutes(EVENING, 35) };
    await app.database.write('cases').whereNull('lease_interviewer_id').update(others);
    const answer = answerOnPage(question.text);
    const refused = await mila.post(at, answer);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(FAMILY);
    expect(refused.text).toContain('staat nog op het scherm');
    expect(await app.database.read('answer_history')).toEqual([]);
    expect(answerOnPage(refused.text)).toMatchObject({ version: answer['version'] });
    // Stopping and writing down what came of it go on as always.
    const stopped = await mila.post(at, { ...answer, step: 'stop' });
    expect(stopped.headers['location']).toBe(`${page}/interview/stop`);
    const form = await mila.get(`${page}/outcome/broken_off`);
    const recorded = await mila.post(`${page}/outcome`, outcomeOf(form.text, 'broken_off'));
    expect(recorded.headers['location']).toBe('/fieldwork');
  });
});
