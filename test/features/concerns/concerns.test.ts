import request from 'supertest';
import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { drawnStudy, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const WORDS = 'Er werd geschreeuwd en een glas viel kapot';

async function inFieldwork(openDatabase: () => Promise<Parameters<typeof createTestApplication>[0]>) {
  const app = createTestApplication(await openDatabase());
  const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
  app.setClock(EVENING);
  const web = createWebApp(app);
  const interviewer = await signInAs(app, web, 'enqueteur');
  await interviewer.post('/fieldwork/next', { study: study.slug });
  await interviewer.post(`${CASE}/call`);
  const leader = await signInAs(app, web, 'veldwerkleider');
  return { app, web, study, interviewer, leader, path: `/studies/${study.slug}/concerns` };
}

async function report(interviewer: BrowserSession, urgent = 'no'): Promise<Record<string, string>> {
  const form = {
    concern: hiddenField((await interviewer.get(`${CASE}/concern`)).text, 'concern') ?? '',
    urgent,
    text: WORDS,
  };
  expect((await interviewer.post(`${CASE}/concern`, form)).headers['location']).toBe(CASE);
  return form;
}

describeOnEachDatabase('a care concern', ({ openDatabase }) => {
  it('is reported from the same place during the call and the interview, and changes nothing of the case', async () => {
    const { app, interviewer } = await inFieldwork(openDatabase);
    expect((await interviewer.get(CASE)).text).toContain(`href="${CASE}/concern"`);
    const before = await app.database.read('cases').first<Record<string, unknown>>();
    await expectValidHtml((await interviewer.get(`${CASE}/concern`)).text);
    await report(interviewer);
    const after = await app.database.read('cases').first<Record<string, unknown>>();
    expect({ ...after, lease_until: null }).toEqual({ ...before, lease_until: null });

    await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
    await interviewer.post(`${CASE}/interview`);
    const question = await interviewer.get(`${CASE}/interview/S5`);
    expect(question.text).toContain(`href="${CASE}/concern"`);
    const form = await interviewer.get(`${CASE}/concern`);
    expect(form.text).toContain(`href="${CASE}/interview"`);
    const sent = await interviewer.post(`${CASE}/concern`, {
      concern: hiddenField(form.text, 'concern') ?? '',
      urgent: 'yes',
      text: WORDS,
    });
    expect(sent.headers['location']).toBe(`${CASE}/interview`);
    expect(await app.database.read('vault_concerns')).toHaveLength(2);
  });

  it('is kept once, however often the form is sent, and keeps what was typed when something is missing', async () => {
    const { app, interviewer } = await inFieldwork(openDatabase);
    const form = await report(interviewer);
    const [one, two] = await Promise.all([
      interviewer.post(`${CASE}/concern`, form),
      interviewer.post(`${CASE}/concern`, form),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(await app.database.read('vault_concerns')).toHaveLength(1);
    const incomplete = await interviewer.post(`${CASE}/concern`, { concern: 'abcdefghijkl', text: WORDS });
    expect(incomplete.status).toBe(422);
    await expectValidHtml(incomplete.text);
    expect(incomplete.text).toContain('Kies of er nu gevaar is.');
    expect(incomplete.text).toContain(WORDS);
    const empty = await interviewer.post(`${CASE}/concern`, {
      concern: 'abcdefghijkl',
      urgent: 'no',
      text: ' ',
    });
    expect(empty.text).toContain('Schrijf op wat u hoorde of merkte.');
  });

  it('is reported until an hour after the outcome, from the page of calling', async () => {
    const { app, interviewer } = await inFieldwork(openDatabase);
    const call = await interviewer.get(CASE);
    const ids = {
      attemptId: hiddenField(call.text, 'attemptId') ?? '',
      callId: hiddenField(call.text, 'callId') ?? '',
    };
    await interviewer.post(`${CASE}/outcome`, { ...ids, code: 'no_answer' });
    expect((await interviewer.get('/fieldwork')).text).toContain(`href="${CASE}/concern"`);
    const form = await interviewer.get(`${CASE}/concern`);
    await expectValidHtml(form.text);
    expect(form.text).not.toContain('hold-case');
    const report = { concern: hiddenField(form.text, 'concern') ?? '', urgent: 'no', text: WORDS };
    app.setClock(addMinutes(EVENING, 60));
    expect((await interviewer.post(`${CASE}/concern`, report)).headers['location']).toBe('/fieldwork');
    expect(await app.database.read('vault_concerns')).toHaveLength(1);
    app.setClock(addMinutes(EVENING, 61));
    expect((await interviewer.get('/fieldwork')).text).not.toContain('concern');
    expect((await interviewer.get(`${CASE}/concern`)).status).toBe(409);
  });

  it('loses no text when somebody else has the case meanwhile, or the session has ended', async () => {
    const { app, web, study, interviewer } = await inFieldwork(openDatabase);
    const form = await interviewer.get(`${CASE}/concern`);
    const report = { concern: hiddenField(form.text, 'concern') ?? '', urgent: 'yes', text: WORDS };
    app.setClock(addMinutes(EVENING, 20));
    const other = await signInAs(app, web, 'enqueteur');
    expect((await other.post('/fieldwork/next', { study: study.slug })).headers['location']).toBe(CASE);
    expect((await other.get('/fieldwork')).text).toContain('U heeft nog een casus');
    const stale = await request(web)
      .post(`${CASE}/concern`)
      .set({ cookie: interviewer.cookie, 'sec-fetch-site': 'same-origin' })
      .type('form')
      .send({ ...report, _csrf: 'of an earlier session' });
    expect(stale.headers['location']).toBe(`${CASE}/concern/kept`);
    const kept = await interviewer.get(`${CASE}/concern/kept`);
    await expectValidHtml(kept.text);
    expect(kept.text).toContain(WORDS);
    expect((await interviewer.post(`${CASE}/concern`, report)).status).toBe(303);
    expect(await app.database.read('vault_concerns')).toHaveLength(1);
  });

  it('is read by the supervisor only; each reading is in its log and in the log of the program', async () => {
    const { app, web, interviewer, leader, path } = await inFieldwork(openDatabase);
    await report(interviewer, 'yes');
    const list = await leader.get(path);
    await expectValidHtml(list.text);
    expect(list.text).toContain('nu gevaar');
    expect(list.text).not.toContain(WORDS);
    const { id } = await app.database.read('vault_concerns').first<{ id: string }>('id');
    const page = await leader.get(`${path}/${id}`);
    await expectValidHtml(page.text);
    expect(page.text).toContain(WORDS);
    expect(page.text).toContain('Noor Verzonnen');
    const log = app.database.read('audit_log').where({ object_kind: 'concern' }).orderBy('sequence');
    expect(await log.pluck('action')).toEqual(['concern.reported', 'concern.read']);
    expect(await app.database.read('vault_concern_events').orderBy('sequence').pluck('kind')).toEqual([
      'reported',
      'read',
    ]);

    for (const role of ['enqueteur', 'onderzoeker', 'analist', 'beheerder'] as const) {
      const other = await signInAs(app, web, role);
      for (const refused of [
        await other.get(path),
        await other.get(`${path}/${id}`),
        await other.post(`${path}/${id}`, { step: 'take_in_hand' }),
      ]) {
        expect({ role, status: refused.status }).toEqual({ role, status: 403 });
        expect(refused.text).not.toContain(WORDS);
      }
    }
    const stranger = await signInAs(app, web, 'enqueteur');
    expect((await stranger.get(`${CASE}/concern`)).status).toBe(409);
    const form = { concern: 'zyxwvutsrqpo', urgent: 'no', text: WORDS };
    expect((await stranger.post(`${CASE}/concern`, form)).status).toBe(409);
    expect(await app.database.read('vault_concerns')).toHaveLength(1);
  });

  it('goes from new to in hand to settled with a note, and one of two supervisors is first', async () => {
    const { app, web, interviewer, leader, path } = await inFieldwork(openDatabase);
    await report(interviewer);
    const { id } = await app.database.read('vault_concerns').first<{ id: string }>('id');
    const one = `${path}/${id}`;
    expect((await leader.post(one, { step: 'settle', note: 'klaar' })).status).toBe(409);
    expect((await leader.post(one, { step: 'take_in_hand' })).status).toBe(303);
    const colleague = await signInAs(app, web, 'veldwerkleider');
    const late = await colleague.post(one, { step: 'take_in_hand' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Iemand anders was u voor');
    const without = await leader.post(one, { step: 'settle', note: '' });
    expect(without.status).toBe(422);
    await expectValidHtml(without.text);
    expect(without.text).toContain('Schrijf op wat u deed of besloot.');
    const done = await leader.post(one, { step: 'settle', note: 'Veilig Thuis gebeld.' });
    expect(done.headers['location']).toBe(path);
    expect((await leader.get(one)).text).toContain('Veilig Thuis gebeld.');
    expect((await leader.post(one, { step: 'reopen', note: 'Nieuw bericht.' })).status).toBe(303);
    expect((await leader.get(`${path}/nietbestaand`)).status).toBe(404);
    const { id: otherStudy } = await drawnStudy(app, []);
    const other = await app.database
      .read('studies')
      .where({ id: otherStudy })
      .first<{ slug: string }>('slug');
    expect((await leader.get(`/studies/${other.slug}/concerns/${id}`)).status).toBe(404);
  });

  it('stands sealed, and nowhere else: not in notes, history, log or outcomes', async () => {
    const { app, interviewer } = await inFieldwork(openDatabase);
    await report(interviewer);
    const db = app.database.read;
    const tables: readonly string[] = [
      'vault_concerns',
      'vault_concern_events',
      'vault_case_notes',
      'case_events',
      'outcomes',
      'audit_log',
      'cases',
      'sessions',
    ];
    for (const table of tables) {
      expect(JSON.stringify(await db(table)), table).not.toContain('geschreeuwd');
    }
    expect(await db('vault_case_notes')).toEqual([]);
    expect(await db('case_events').whereNotIn('kind', ['numbers_listed'])).toEqual([]);
  });

  it('goes with the contact data, after a warning when it was not settled', async () => {
    const { app, web, study, interviewer } = await inFieldwork(openDatabase);
    await report(interviewer);
    await app.database.write('studies').where({ id: study.id }).update({ status: 'closed' });
    const researcher = await signInAs(app, web, 'onderzoeker');
    const page = await researcher.get(`/studies/${study.slug}/retention`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('nog één zorgsignaal niet afgehandeld');
    expect(page.text).not.toContain(WORDS);
    expect((await researcher.post(`/studies/${study.slug}/retention/destroy`)).status).toBe(303);
    expect(await app.database.read('vault_concerns')).toEqual([]);
    expect(await app.database.read('vault_concern_events')).toEqual([]);
  });
});
