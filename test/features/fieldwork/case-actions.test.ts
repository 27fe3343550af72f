import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01' };
const CHILDREN = [CHILD, CHILD, { ...CHILD, domain: 'jb_jr' }, { ...CHILD, domain: 'jb_jr' }];
const WHY = 'Zij kent deze buurt.';

interface Field {
  readonly leader: BrowserSession;
  readonly mila: BrowserSession;
  readonly joris: BrowserSession;
  readonly actions: string;
  readonly study: Awaited<ReturnType<typeof studyInFieldwork>>;
}

async function openField(app: TestApplication, clients: readonly InventedCase[] = CHILDREN): Promise<Field> {
  const study = await studyInFieldwork(app, clients);
  app.setClock(EVENING);
  const web = createWebApp(app);
  return {
    study,
    leader: await signInAs(app, web, 'veldwerkleider'),
    mila: await signInAs(app, web, 'enqueteur'),
    joris: await signInAs(app, web, 'enqueteur'),
    actions: `/studies/${study.slug}/case-actions`,
  };
}

/** Does something as the pages do: choose, look, do; gives the page of what was done. */
async function act(
  { leader, actions }: Field,
  query: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const chosen = await leader.get(`${actions}/new?${query}`);
  await expectValidHtml(chosen.text);
  const cases = hiddenField(chosen.text, 'cases') ?? '';
  const preview = await leader.post(`${actions}/preview`, { reason: WHY, ...fields, cases });
  await expectValidHtml(preview.text);
  expect(preview.status).toBe(200);
  const sent = await leader.post(actions, {
    reason: WHY,
    ...fields,
    cases: hiddenField(preview.text, 'cases') ?? '',
    seenAt: hiddenField(preview.text, 'seenAt') ?? '',
  });
  expect(sent.status).toBe(303);
  return sent.headers['location'] ?? '';
}

async function casesOf(app: TestApplication, columns: readonly string[]): Promise<unknown[]> {
  return app.database
    .read('cases')
    .orderBy('case_number')
    .select(...columns);
}

const STANDING = ['status', 'rate_group', 'attention', 'due_at', 'due_slot', 'assigned_to', 'holds_seat'];

describeOnEachDatabase('what a supervisor does to cases', ({ openDatabase }) => {
  it('gives assigned cases to one interviewer only, before those of everybody', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const { study, mila, joris } = field;
    await act(field, 'number=C002', { action: 'assign', interviewer: mila.user.id });
    await act(field, 'domain=jb_jr', { action: 'assign', interviewer: mila.user.id });

    expect((await takeNextCase(app, study, joris.user.id))?.caseNumber).toBe('C001');
    const other = await signInAs(app, createWebApp(app), 'enqueteur');
    expect(await takeNextCase(app, study, other.user.id)).toBeNull();
    const own = await takeNextCase(app, study, mila.user.id);
    expect(['C002', 'C003', 'C004']).toContain(own?.caseNumber);
    const page = await field.leader.get(`/studies/${study.slug}/cases/${own?.caseNumber ?? ''}`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Toegewezen aan enqueteur');
    expect(page.text).toContain(WHY);
    const list = await field.leader.get(`/studies/${study.slug}/cases?assigned=${mila.user.id}`);
    expect(list.text).toContain('3 casussen met deze keuze');
  });

  it('says why an assigned case is not called when nobody can get it, and gives it back to everybody', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app, [CHILD]);
    const { study, mila, joris, leader } = field;
    await act(field, 'number=C001', { action: 'assign', interviewer: mila.user.id });
    const page = `/studies/${study.slug}/cases/C001`;
    expect((await leader.get(page)).text).toContain(
      'Alleen voor de enquêteur aan wie de casus is toegewezen.',
    );
    await app.database.write('users').where({ id: mila.user.id }).update({ is_active: 0 });
    expect((await leader.get(page)).text).toContain('toegewezen aan iemand die geen casussen (meer) krijgt');
    await act(field, 'number=C001', { action: 'unassign' });
    expect((await takeNextCase(app, study, joris.user.id))?.caseNumber).toBe('C001');
  });

  it('shows before doing which cases it is not possible for, and why', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const { leader, actions } = field;
    await act(field, 'number=C003', { action: 'pause' });
    const before = await casesOf(app, STANDING);
    const preview = await leader.post(`${actions}/preview`, {
      action: 'pause',
      reason: WHY,
      cases: 'C001 C002 C003 C999',
    });
    await expectValidHtml(preview.text);
    expect(preview.text).toContain('Gebeurt niet: al gepauzeerd');
    expect(preview.text).toContain('Pauzeren: 2 casussen');
    expect(await casesOf(app, STANDING)).toEqual(before);
    const wrong = await leader.post(`${actions}/preview`, { action: 'assign', reason: '', cases: 'C001' });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('Kies een enquêteur.');
    expect(wrong.text).toContain('Schrijf op waarom u dit doet.');
    expect(hiddenField(wrong.text, 'cases')).toBe('C001');
    const nothing = await leader.post(actions, { action: 'resume', reason: WHY, cases: 'C001' });
    expect(nothing.status).toBe(409);
  });

  it.each(['pause', 'assign', 'extend'])(
    'takes the whole of %s back, after which all is as before',
    async (action) => {
      const app = createTestApplication(await openDatabase());
      const field = await openField(app);
      const { leader, mila, actions } = field;
      const before = await casesOf(app, STANDING);
      const interviewer = action === 'assign' ? mila.user.id : '';
      const done = await act(field, '', { action, interviewer });
      if (action !== 'extend') expect(await casesOf(app, STANDING)).not.toEqual(before);
      app.setClock(addMinutes(EVENING, 1));
      const page = await leader.get(done);
      await expectValidHtml(page.text);
      expect(page.text).toContain('terug te draaien voor 4 casussen');
      expect((await leader.post(`${done}/undo`, { reason: '' })).status).toBe(422);
      expect((await leader.post(`${done}/undo`, { reason: 'Vergissing.' })).status).toBe(303);
      expect(await casesOf(app, STANDING)).toEqual(before);
      expect((await leader.post(`${done}/undo`, { reason: 'Vergissing.' })).status).toBe(409);
      const list = await leader.get(actions);
      await expectValidHtml(list.text);
      expect(list.text).toContain('Vergissing.');
      const history = await leader.get(`/studies/${field.study.slug}/cases/C001`);
      expect(history.text).toContain('Besluit teruggedraaid');
      expect(await app.database.read('audit_log').where({ action: 'cases.undo' })).toHaveLength(1);
    },
  );

  it('takes an action back only for cases to which nothing happened since', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const done = await act(field, '', { action: 'extend' });
    app.setClock(addMinutes(EVENING, 1));
    const taken = await takeNextCase(app, field.study, field.mila.user.id);
    app.setClock(addMinutes(EVENING, 2));
    const page = await field.leader.get(done);
    expect(page.text).toContain('terug te draaien voor 3 casussen');
    expect(page.text).toContain('Blijft: sindsdien had een enquêteur de casus');
    await field.leader.post(`${done}/undo`, { reason: 'Vergissing.' });
    const events = await app.database
      .read('case_events')
      .join('cases', 'cases.id', 'case_events.case_id')
      .where({ kind: 'action_undone' })
      .pluck('case_number');
    expect(events).toHaveLength(3);
    expect(events).not.toContain(taken?.caseNumber);
  });

  it('takes a case out of the hands of an interviewer, with who and why in its history', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app, [CHILD]);
    await field.mila.post('/fieldwork/next', { study: field.study.slug });
    app.setClock(addMinutes(EVENING, 5));
    const done = await act(field, 'number=C001', { action: 'release' });
    expect((await field.mila.get('/fieldwork/cases/C001')).status).toBe(409);
    expect(await casesOf(app, ['lease_interviewer_id'])).toEqual([{ lease_interviewer_id: null }]);
    const page = await field.leader.get(`/studies/${field.study.slug}/cases/C001`);
    expect(page.text).toContain('Uit handen van de enquêteur genomen');
    expect((await field.leader.get(done)).text).not.toContain('<h2 id="terug">');
  });

  it('decides on soft refusals, and ends the assignment to who was refused', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app, [CHILD]);
    const { study, mila, joris } = field;
    await act(field, 'number=C001', { action: 'assign', interviewer: mila.user.id });
    await mila.post('/fieldwork/next', { study: study.slug });
    await mila.post('/fieldwork/cases/C001/call');
    const form = await mila.get('/fieldwork/cases/C001/outcome/refusal_soft');
    app.setClock(addMinutes(EVENING, 1));
    await mila.post('/fieldwork/cases/C001/outcome', {
      code: 'refusal_soft',
      note: 'Komt niet uit.',
      attemptId: hiddenField(form.text, 'attemptId') ?? '',
      callId: hiddenField(form.text, 'callId') ?? '',
    });
    app.setClock(addMinutes(EVENING, 2));
    expect(await casesOf(app, ['status', 'assigned_to'])).toEqual([
      { status: 'conversion_asked', assigned_to: null },
    ]);
    const preview = await field.leader.post(`${field.actions}/preview`, {
      action: 'assign',
      interviewer: mila.user.id,
      reason: WHY,
      cases: 'C001',
    });
    expect(preview.text).toContain('deze enquêteur kreeg de zachte weigering');
    const done = await act(field, 'status=conversion_asked', { action: 'allow' });
    expect(await casesOf(app, ['status'])).toEqual([{ status: 'conversion_allowed' }]);
    await field.leader.post(`${done}/undo`, { reason: 'Vergissing.' });
    expect(await casesOf(app, ['status'])).toEqual([{ status: 'conversion_asked' }]);
    app.setClock(addMinutes(EVENING, 3));
    await act(field, 'number=C001', { action: 'allow' });
    await act(field, 'number=C001', { action: 'assign', interviewer: joris.user.id });
    app.setClock(instant('2026-04-21T18:30:00+02:00'));
    expect(await takeNextCase(app, study, mila.user.id)).toBeNull();
    expect((await takeNextCase(app, study, joris.user.id))?.caseNumber).toBe('C001');
  });

  it('is for supervisors, and for cases of their study', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const { mila, leader, actions } = field;
    for (const path of [actions, `${actions}/new`]) expect((await mila.get(path)).status).toBe(403);
    expect((await mila.post(actions, { action: 'pause', reason: WHY, cases: 'C001' })).status).toBe(403);
    expect((await leader.get(`${actions}/another`)).status).toBe(404);
    expect((await leader.post(`${actions}/another/undo`, { reason: WHY })).status).toBe(404);
    const gone = { action: 'assign', interviewer: leader.user.id, reason: WHY, cases: 'C001' };
    expect((await leader.post(actions, gone)).status).toBe(422);
    const chosen = await leader.get(`${actions}/new?number=nobody`);
    const preview = await leader.post(`${actions}/preview`, {
      action: 'pause',
      reason: WHY,
      cases: hiddenField(chosen.text, 'cases') ?? '',
    });
    expect(preview.text).not.toContain('Pauzeren: 1');
    await app.database.write('studies').update({ status: 'closed' });
    expect((await leader.post(actions, { action: 'pause', reason: WHY, cases: 'C001' })).status).toBe(409);
  });

  it('does not close a case for which a call is planned', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app, [CHILD]);
    const path = `/studies/${field.study.slug}/cases/C001/decision`;
    expect((await field.leader.get(path)).text).not.toContain('value="give_up"');
    const refused = await field.leader.post(path, { action: 'give_up', reason: WHY });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('nog een belpoging gepland');
    expect(await casesOf(app, ['status'])).toEqual([{ status: 'fresh' }]);
  });

  it('asks a reason for each decision, which stands in the history of the case', async () => {
    const app = createTestApplication(await openDatabase());
    const { study, leader } = await openField(app, [CHILD]);
    const path = `/studies/${study.slug}/cases/C001/decision`;
    const page = await leader.get(`${path}?action=pause`);
    await expectValidHtml(page.text);
    expect(page.text).toMatch(/value="pause" checked/);
    const wrong = await leader.post(path, { action: 'pause', reason: ' ' });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('Schrijf op waarom u dit doet.');
    expect(wrong.text).toMatch(/value="pause" checked/);
    expect((await leader.post(path, { action: 'pause', reason: WHY })).status).toBe(303);
    expect((await leader.get(`/studies/${study.slug}/cases/C001`)).text).toContain(WHY);
    const live = await leader.get(`/studies/${study.slug}/fieldwork`);
    expect(live.text).toContain(`href="${path}?action=resume"`);
  });

  it('counts an attempt that two supervisors add at the same time once', async () => {
    const app = createTestApplication(await openDatabase());
    const { study, leader, ...field } = await openField(app, [CHILD]);
    const path = `/studies/${study.slug}/cases/C001/decision`;
    const seenAt = hiddenField((await leader.get(path)).text, 'seenAt') ?? '';
    const preview = await leader.post(`${field.actions}/preview`, {
      ...{ action: 'extend', reason: WHY, cases: 'C001' },
    });
    app.setClock(addMinutes(EVENING, 1));
    expect((await leader.post(path, { action: 'extend', reason: WHY, seenAt })).status).toBe(303);
    const again = [
      await leader.post(path, { action: 'extend', reason: WHY, seenAt }),
      await leader.post(field.actions, {
        ...{ action: 'extend', reason: WHY, cases: 'C001' },
        seenAt: hiddenField(preview.text, 'seenAt') ?? '',
      }),
    ];
    for (const refused of again) {
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('sindsdien gaf iemand anders een poging erbij');
    }
    expect(await app.database.read('case_events').where({ kind: 'attempts_extended' })).toHaveLength(1);
  });

  it('takes a case out of the hands of whom the supervisor saw, and of nobody who got it since', async () => {
    const app = createTestApplication(await openDatabase());
    const { study, leader, mila, joris } = await openField(app, [CHILD]);
    const path = `/studies/${study.slug}/cases/C001/decision`;
    await mila.post('/fieldwork/next', { study: study.slug });
    app.setClock(addMinutes(EVENING, 1));
    const seenAt = hiddenField((await leader.get(path)).text, 'seenAt') ?? '';
    await mila.post('/fieldwork/cases/C001/give-back');
    app.setClock(addMinutes(EVENING, 2));
    await joris.post('/fieldwork/next', { study: study.slug });
    const refused = await leader.post(path, { action: 'release', reason: WHY, seenAt });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('sindsdien kreeg een enquêteur de casus');
    expect((await joris.get('/fieldwork/cases/C001')).status).toBe(200);
  });

  it('finds what is assigned to somebody who does not call any more, and appointments that were not kept', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app, [CHILD, CHILD]);
    const { study, mila, joris, leader } = field;
    const live = `/studies/${study.slug}/fieldwork`;
    await act(field, 'number=C002', { action: 'assign', interviewer: mila.user.id });
    await joris.post('/fieldwork/next', { study: study.slug });
    await joris.post('/fieldwork/cases/C001/call');
    const form = await joris.get('/fieldwork/cases/C001/outcome/appointment_hard');
    await joris.post('/fieldwork/cases/C001/outcome', {
      ...{ code: 'appointment_hard', date: '2026-04-14', time: '18:30', askFor: 'parent' },
      attemptId: hiddenField(form.text, 'attemptId') ?? '',
      callId: hiddenField(form.text, 'callId') ?? '',
    });
    app.setClock(addMinutes(EVENING, 45));
    expect((await leader.get(live)).text).toContain('en geen afspraak is te laat');
    app.setClock(addMinutes(EVENING, 46));
    await app.database.write('users').where({ id: mila.user.id }).update({ is_active: 0 });
    const page = await leader.get(live);
    await expectValidHtml(page.text);
    expect(page.text).toMatch(/C001<\/a>[^]*te laat[^]*afspraak is niet nagekomen/);
    expect(page.text).toContain('Toegewezen aan iemand die geen casussen (meer) krijgt.');
    const decision = `/studies/${study.slug}/cases/C002/decision`;
    expect(page.text).toContain(`href="${decision}?action=assign"`);
    const given = { action: 'assign', interviewer: joris.user.id, reason: WHY };
    expect((await leader.post(decision, { ...given, interviewer: '' })).status).toBe(422);
    expect((await leader.post(decision, given)).status).toBe(303);
    expect((await leader.get(live)).text).not.toContain('iemand die geen casussen (meer) krijgt');
  });
});

describeOnEachDatabase('a pause of the fieldwork', ({ openDatabase }) => {
  it('keeps every case of a domain, appointments too, and writes none of them', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const { study, leader, mila, joris } = field;
    await mila.post('/fieldwork/next', { study: study.slug });
    const held = await app.database.read('cases').whereNotNull('lease_until').first<{ domain_id: string }>();
    const domain = study.domains.find(({ id }) => id === held.domain_id)?.code ?? '';
    const pause = `/studies/${study.slug}/fieldwork/pause`;
    const before = await casesOf(app, [...STANDING, 'lease_until']);
    expect((await leader.post(pause, { what: `paused:${domain}`, reason: '' })).status).toBe(422);
    expect((await leader.post(pause, { what: `paused:${domain}`, reason: 'Klachten' })).status).toBe(303);
    expect((await leader.post(pause, { what: `paused:${domain}`, reason: 'Klachten' })).status).toBe(409);
    expect(await casesOf(app, [...STANDING, 'lease_until'])).toEqual(before);
    const page = await leader.get(pause);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Klachten');

    // Who has a case finishes it; the next one is of another domain.
    expect((await mila.get('/fieldwork')).text).toContain('Verder met casus');
    const next = await takeNextCase(app, study, joris.user.id);
    expect(next?.domainId).not.toBe(held.domain_id);
    // An appointment in the domain waits too.
    await app.database.write('cases').where({ domain_id: held.domain_id, lease_until: null }).update({
      due_rank: 1,
      due_kind: 'hard_appointment',
      due_slot: 'always',
      due_at: '2026-04-14T15:00:00.000Z',
    });
    const third = await signInAs(app, createWebApp(app), 'enqueteur');
    const fourth = await takeNextCase(app, study, third.user.id);
    expect(fourth?.domainId).not.toBe(held.domain_id);
    const waiting = await app.database
      .read('cases')
      .where({ domain_id: held.domain_id, lease_until: null })
      .first<{ case_number: string }>();
    const why = await leader.get(`/studies/${study.slug}/cases/${waiting.case_number}`);
    expect(why.text).toContain('het domein van deze casus is gepauzeerd (Klachten)');
    await leader.post(pause, { what: `resumed:${domain}`, reason: 'Opgelost' });
    const fifth = await signInAs(app, createWebApp(app), 'enqueteur');
    expect((await takeNextCase(app, study, fifth.user.id))?.domainId).toBe(held.domain_id);
  });

  it('keeps the whole study, and tells the interviewer and the supervisor', async () => {
    const app = createTestApplication(await openDatabase());
    const field = await openField(app);
    const { study, leader, mila } = field;
    const pause = `/studies/${study.slug}/fieldwork/pause`;
    expect((await leader.post(pause, { what: 'paused', reason: 'Storing' })).status).toBe(303);
    const next = await mila.post('/fieldwork/next', { study: study.slug });
    const waiting = await mila.get(next.headers['location'] ?? '');
    await expectValidHtml(waiting.text);
    expect(waiting.text).toContain('Het veldwerk is gepauzeerd');
    expect((await leader.get(`/studies/${study.slug}/fieldwork`)).text).toContain(
      'Het hele veldwerk is gepauzeerd',
    );
    expect((await mila.post(pause, { what: 'resumed', reason: 'Zo' })).status).toBe(403);
    // A pause of a domain within it stays when the study goes on.
    await leader.post(pause, { what: 'paused:jb_jr', reason: 'Klachten' });
    await leader.post(pause, { what: 'resumed', reason: 'Opgelost' });
    expect(await app.database.read('domains').where({ is_paused: 1 }).pluck('code')).toEqual(['jb_jr']);
    expect((await takeNextCase(app, study, mila.user.id))?.caseNumber).toMatch(/C00[12]/);
  });
});
