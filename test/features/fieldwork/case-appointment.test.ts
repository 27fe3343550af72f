import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { getCaseOfStudy, loadCaseFile } from '../../../src/features/cases/cases.service.js';
import type { Study } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01' };
const AGREED = {
  date: '2026-04-15',
  time: '19:00',
  firmness: 'hard',
  askFor: 'parent',
  number: '',
  interviewer: '',
  reason: 'Belde terug.',
};

interface Desk {
  readonly app: TestApplication;
  readonly study: Study;
  readonly supervisor: BrowserSession;
  readonly interviewer: BrowserSession;
  readonly page: string;
}

async function atDesk(app: TestApplication, client: InventedCase = CHILD): Promise<Desk> {
  const study = await studyInFieldwork(app, [client]);
  app.setClock(EVENING);
  const web = createWebApp(app);
  const supervisor = await signInAs(app, web, 'veldwerkleider');
  const interviewer = await signInAs(app, web, 'enqueteur');
  return { app, study, supervisor, interviewer, page: `/studies/${study.slug}/cases/C001` };
}

async function stateOf({ app, study }: Desk) {
  const db = app.database.read;
  const { state } = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, 'C001'));
  return { status: state.status, at: state.appointment?.at ?? null, ignored: state.ignoredEvents };
}

/** The interviewer calls, and hears a soft no. */
async function refuseSoftly({ interviewer, study }: Desk): Promise<void> {
  const at = (await interviewer.post('/fieldwork/next', { study: study.slug })).headers['location'] ?? '';
  await interviewer.post(`${at}/call`);
  const form = await interviewer.get(`${at}/outcome/refusal_soft`);
  const ids = {
    attemptId: hiddenField(form.text, 'attemptId') ?? '',
    callId: hiddenField(form.text, 'callId') ?? '',
  };
  const sent = await interviewer.post(`${at}/outcome`, {
    ...ids,
    code: 'refusal_soft',
    note: 'Komt niet uit.',
  });
  expect(sent.status).toBe(303);
}

describeOnEachDatabase('an appointment outside a call', ({ openDatabase }) => {
  it('is made, moved and called off by a supervisor, with a reason in the history', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    const { supervisor, interviewer, page, study } = desk;
    const form = await supervisor.get(`${page}/appointment`);
    await expectValidHtml(form.text);
    expect((await supervisor.get(page)).text).toContain('Afspraak maken');
    const owned = { ...AGREED, interviewer: interviewer.user.id };
    expect((await supervisor.post(`${page}/appointment`, owned)).headers['location']).toBe(page);
    expect(await stateOf(desk)).toEqual({
      status: 'appointment',
      at: '2026-04-15T17:00:00.000Z',
      ignored: 0,
    });
    const shown = (await supervisor.get(page)).text;
    expect(shown).toContain(
      'Afspraak buiten een telefoontje: vaste afspraak op 15-04-2026 19:00 met de ouder',
    );
    expect(shown).toContain('Belde terug.');
    expect((await interviewer.get('/fieldwork/appointments')).text).toContain('15-04-2026 19:00');
    const agenda = await supervisor.get(`/studies/${study.slug}/fieldwork/appointments?day=2026-04-15`);
    expect(agenda.text).toContain('19.00 C001 (vast, ouder)');

    desk.app.setClock(addMinutes(EVENING, 1));
    await supervisor.post(`${page}/appointment`, { ...AGREED, time: '20:00', firmness: 'soft' });
    expect(await stateOf(desk)).toEqual({
      status: 'appointment',
      at: '2026-04-15T18:00:00.000Z',
      ignored: 0,
    });

    desk.app.setClock(addMinutes(EVENING, 2));
    const silent = await supervisor.post(`${page}/appointment/cancel`, { cancelReason: '' });
    expect(silent.status).toBe(422);
    await expectValidHtml(silent.text);
    await supervisor.post(`${page}/appointment/cancel`, { cancelReason: 'Belde af.' });
    expect(await stateOf(desk)).toEqual({ status: 'retry', at: null, ignored: 0 });
    expect((await supervisor.get(page)).text).toContain('Afspraak afgezegd');
    const again = await supervisor.post(`${page}/appointment/cancel`, { cancelReason: 'Belde af.' });
    expect(again.status).toBe(409);
  });

  it('is taken back as any other action, after which the earlier one stands again', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    const { app, supervisor, page, study } = desk;
    await supervisor.post(`${page}/appointment`, AGREED);
    app.setClock(addMinutes(EVENING, 1));
    await supervisor.post(`${page}/appointment`, { ...AGREED, time: '20:00' });
    const [last] = await app.database.read('case_actions').orderBy('made_at', 'desc').pluck<string[]>('id');
    app.setClock(addMinutes(EVENING, 2));
    const action = `/studies/${study.slug}/case-actions/${last ?? ''}`;
    expect((await supervisor.get(action)).text).toContain('Afspraak maken of verzetten');
    expect((await supervisor.post(`${action}/undo`, { reason: 'Verkeerde casus.' })).status).toBe(303);
    expect(await stateOf(desk)).toMatchObject({ status: 'appointment', at: '2026-04-15T17:00:00.000Z' });
  });

  it('is made with who may be called on that day only, and not after the fieldwork', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()), { bornOn: '2010-04-20' });
    const { supervisor, page } = desk;
    const path = `${page}/appointment`;
    const withYouth = await supervisor.post(path, { ...AGREED, askFor: 'youth' });
    expect(withYouth.status).toBe(422);
    expect(withYouth.text).toContain('Deze persoon mag op die dag niet worden gebeld.');
    expect((await supervisor.post(path, { ...AGREED, date: '2026-04-20' })).status).toBe(422);
    const other = await supervisor.post(path, { ...AGREED, number: 'of another case' });
    expect(other.text).toContain('Dit nummer mag op die dag niet worden gebeld.');
    const wrong = await supervisor.post(path, { ...AGREED, date: '2062-04-14', time: '25:00', reason: '' });
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('Vul een tijd in');
    expect(wrong.text).toContain('Schrijf op waarom u dit doet.');
    expect((await supervisor.post(path, { ...AGREED, date: '2062-04-14' })).text).toContain(
      'meer dan 8 weken',
    );
    expect(await stateOf(desk)).toEqual({ status: 'fresh', at: null, ignored: 0 });
    expect((await supervisor.post(path, { ...AGREED, date: '2026-04-20', askFor: 'youth' })).status).toBe(
      303,
    );
  });

  it('that is in the way of another is made only when the supervisor says so again', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    const { app, supervisor, interviewer, page } = desk;
    await app.database.write('shifts').insert({
      ...{ id: 'shift', interviewer_id: interviewer.user.id, works_on: '2026-04-15' },
      ...{ from_minute: 540, until_minute: 720 },
    });
    const owned = { ...AGREED, interviewer: interviewer.user.id };
    const warned = await supervisor.post(`${page}/appointment`, owned);
    expect(warned.status).toBe(422);
    await expectValidHtml(warned.text);
    const acceptedConflict = hiddenField(warned.text, 'acceptedConflict') ?? '';
    expect(warned.text).toContain('Toch vastleggen');
    expect((await supervisor.post(`${page}/appointment`, { ...owned, acceptedConflict })).status).toBe(303);
  });

  it('lets somebody who refused softly ring back; called off, it waits for a decision again', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    const { app, supervisor, page } = desk;
    await refuseSoftly(desk);
    app.setClock(addMinutes(EVENING, 5));
    expect(await stateOf(desk)).toMatchObject({ status: 'conversion_asked' });
    await supervisor.post(`${page}/appointment`, AGREED);
    expect(await stateOf(desk)).toMatchObject({ status: 'appointment' });
    app.setClock(addMinutes(EVENING, 6));
    await supervisor.post(`${page}/appointment/cancel`, { cancelReason: 'Toch niet.' });
    expect(await stateOf(desk)).toEqual({ status: 'conversion_asked', at: null, ignored: 0 });
  });

  it('is not made while an interviewer has the case', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    const { supervisor, interviewer, page, study } = desk;
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const form = await supervisor.get(`${page}/appointment`);
    await expectValidHtml(form.text);
    expect(form.text).toContain('een enquêteur heeft de casus nu');
    const refused = await supervisor.post(`${page}/appointment`, AGREED);
    expect(refused.status).toBe(409);
    expect(await stateOf(desk)).toMatchObject({ status: 'fresh', at: null });
  });

  it('is made by nobody who does not supervise', async () => {
    const desk = await atDesk(createTestApplication(await openDatabase()));
    expect((await desk.interviewer.get(`${desk.page}/appointment`)).status).toBe(403);
    expect((await desk.interviewer.post(`${desk.page}/appointment`, AGREED)).status).toBe(403);
  });
});
