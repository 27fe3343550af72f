import { expect, it } from 'vitest';
import { addMinutes, type Instant, instant } from '../../../src/domain/calendar/instant.js';
import { doAction } from '../../../src/features/case-actions/case-actions.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const CHILD: InventedCase = { bornOn: '2016-05-01' };
const PARENT_NUMBER = '06\u00a012\u00a034\u00a056\u00a078';
const YOUTH_NUMBER = '06\u00a087\u00a065\u00a043\u00a021';

/** An interviewer with the first case of a study in hand. */
async function withCase(
  app: TestApplication,
  clients: readonly InventedCase[] = [CHILD],
  at: Instant = EVENING,
): Promise<{ interviewer: BrowserSession; slug: string }> {
  const study = await studyInFieldwork(app, clients);
  app.setClock(at);
  const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
  const next = await interviewer.post('/fieldwork/next', { study: study.slug });
  expect(next.headers['location']).toBe(CASE);
  return { interviewer, slug: study.slug };
}

async function outcome(
  interviewer: BrowserSession,
  code: string,
  more: Record<string, string> = {},
): ReturnType<BrowserSession['post']> {
  const page = await interviewer.get(CASE);
  return interviewer.post(`${CASE}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
    ...more,
  });
}

describeOnEachDatabase('a conversation', ({ openDatabase }) => {
  it('shows the number only once the call stands in the ledger', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    const before = await interviewer.get(CASE);
    await expectValidHtml(before.text);
    expect(before.text).not.toContain(PARENT_NUMBER);
    expect(before.text).toContain('eindigt op 78');

    expect((await interviewer.post(`${CASE}/call`)).status).toBe(303);
    await interviewer.post(`${CASE}/call`);
    const calls = await app.database.read('calls').select('asked_for', 'driver');
    expect(calls).toEqual([{ asked_for: 'parent', driver: 'manual' }]);
    const during = await interviewer.get(CASE);
    await expectValidHtml(during.text);
    expect(during.text).toContain(PARENT_NUMBER);
  });

  it('writes every reading of contact data to the audit log', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.get(CASE);
    const log = await app.database.read('audit_log').where({ action: 'case.read_contact' });
    expect(log).toHaveLength(1);
  });

  it('names the subject only after the identity of the person on the line is confirmed', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    const first = await interviewer.get(CASE);
    expect(first.text).toContain('spreek ik met');
    expect(first.text).not.toContain('Wij vragen ouders');
    const other = await interviewer.get(`${CASE}?identity=youth`);
    expect(other.text).not.toContain('Wij vragen ouders');
    const second = await interviewer.get(`${CASE}?identity=parent`);
    await expectValidHtml(second.text);
    expect(second.text).toContain('Wij vragen ouders');
  });

  // Each child has its birthday today, or tomorrow.
  it.each([
    { age: 11, bornOn: '2014-04-15', number: PARENT_NUMBER, choices: ['agree', 'decline'] },
    { age: 12, bornOn: '2014-04-14', number: PARENT_NUMBER, choices: ['permit', 'instead', 'decline'] },
    { age: 15, bornOn: '2010-04-15', number: PARENT_NUMBER, choices: ['permit', 'instead', 'decline'] },
    { age: 16, bornOn: '2010-04-14', number: YOUTH_NUMBER, choices: ['agree', 'decline'] },
  ])('asks at age $age for the right person, and what that person may decide', async (row) => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app, [{ bornOn: row.bornOn }]);
    await interviewer.post(`${CASE}/call`);
    const role = row.number === PARENT_NUMBER ? 'parent' : 'youth';
    const page = await interviewer.get(`${CASE}?identity=${role}`);
    const other = row.number === PARENT_NUMBER ? YOUTH_NUMBER : PARENT_NUMBER;
    expect(page.text).toContain(row.number);
    expect(page.text).not.toContain(other);
    const offered = [...page.text.matchAll(/name="choice" value="(\w+)"/g)].map((match) => match[1]);
    expect(offered).toEqual(row.choices);
  });

  it('refuses the interview as long as nobody agreed, and logs it', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    const refused = await interviewer.post(`${CASE}/interview`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('mag nu niet worden gevraagd');
    expect(await app.database.read('audit_log').where({ action: 'consent.refuse' })).toHaveLength(1);
    expect(await app.database.read('responses')).toEqual([]);
  });

  it('refuses to record the consent of somebody who may not be asked', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    expect((await interviewer.post(`${CASE}/consent`, { choice: 'permit' })).status).toBe(403);
    expect(await app.database.read('consents')).toEqual([]);
  });

  it('keeps consent as a record of who decided what, when and in which words', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app, [{ bornOn: '2012-01-01' }]);
    await interviewer.post(`${CASE}/call`);
    await interviewer.post(`${CASE}/consent`, { choice: 'permit' });
    expect(await app.database.read('consents').first()).toMatchObject({
      given_by: 'parent',
      subject: 'youth_participation',
      decision: 'given',
      text_version: '2026-3',
      language: 'nl',
      interviewer_id: interviewer.user.id,
      given_at: EVENING,
      withdrawn_at: null,
    });
    expect((await interviewer.get(CASE)).text).toContain('vrij praten');
  });

  it('asks in the language of the person, and records that language with the version of its words', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app, [{ bornOn: '2012-01-01' }]);
    await interviewer.post(`${CASE}/call`);
    const page = await interviewer.get(`${CASE}?identity=parent&language=tr`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('16 yaşından küçük gençler');
    expect(hiddenField(page.text, 'language')).toBe('tr');
    const sent = await interviewer.post(`${CASE}/consent`, { choice: 'permit', language: 'tr' });
    expect(sent.headers['location']).toBe(`${CASE}?language=tr`);
    expect(await app.database.read('consents').first('text_version', 'language')).toEqual({
      text_version: '2026-2',
      language: 'tr',
    });
    const youth = await interviewer.get(`${CASE}?language=tr`);
    await expectValidHtml(youth.text);
    expect(youth.text).toContain('rahatça konuşabilir misin');
    expect(youth.text).toContain('Maak een afspraak met de jongere');
    // An address that was made for the parent does not tell the young person what it is about.
    const old = await interviewer.get(`${CASE}?identity=parent&language=nl`);
    expect(old.text).not.toContain('Wij vragen jongeren');
    // No other language is put down for one that nobody can be called in.
    const unknown = await interviewer.post(`${CASE}/consent`, { choice: 'agree', language: 'xx' });
    expect([unknown.status, unknown.text.includes('Kies de taal waarin u spreekt.')]).toEqual([422, true]);
    await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
    const own = app.database.read('consents').where({ given_by: 'youth' }).first('language', 'given_by');
    expect(await own).toEqual({ language: 'nl', given_by: 'youth' });
  });

  it('records an outcome once, also when it is sent twice, and gives the case back', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    const page = await interviewer.get(CASE);
    const form = {
      code: 'no_answer',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
    };
    const [one, two] = await Promise.all([
      interviewer.post(`${CASE}/outcome`, form),
      interviewer.post(`${CASE}/outcome`, form),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect((await interviewer.post(`${CASE}/outcome`, form)).status).toBe(303);
    expect(await app.database.read('outcomes').pluck('code')).toEqual(['no_answer']);
    expect(await app.database.read('cases').first('status', 'lease_interviewer_id', 'attempt_count')).toEqual(
      {
        status: 'retry',
        lease_interviewer_id: null,
        attempt_count: 1,
      },
    );
    expect((await interviewer.get(CASE)).status).toBe(409);
  });

  it('offers and accepts only outcomes that can be true now', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    expect((await interviewer.get(CASE)).text).not.toContain('Geen gehoor');
    expect((await outcome(interviewer, 'no_answer')).status).toBe(409);
    expect((await outcome(interviewer, 'complete')).status).toBe(409);
    expect(await app.database.read('outcomes')).toEqual([]);
  });

  it('goes on with the next number of the same person when a number is wrong', async () => {
    const app = createTestApplication(await openDatabase());
    const contacts = [
      { kind: 'parent', number: '+31612345678' },
      { kind: 'parent', number: '+31687654321' },
    ] as const;
    const { interviewer } = await withCase(app, [{ ...CHILD, contacts }]);
    await interviewer.post(`${CASE}/call`);
    expect((await outcome(interviewer, 'wrong_number')).headers['location']).toBe(CASE);
    app.setClock(addMinutes(EVENING, 1));
    await interviewer.post(`${CASE}/call`);
    expect((await interviewer.get(CASE)).text).toContain(YOUTH_NUMBER);
    expect((await outcome(interviewer, 'wrong_number')).headers['location']).toBe('/fieldwork');
    expect(await app.database.read('cases').first('status', 'rate_group')).toEqual({
      status: 'unreachable',
      rate_group: 'UO',
    });
  });

  it('refuses an outcome that was meant for the call before', async () => {
    const app = createTestApplication(await openDatabase());
    const contacts = [
      { kind: 'parent', number: '+31612345678' },
      { kind: 'parent', number: '+31687654321' },
    ] as const;
    const { interviewer } = await withCase(app, [{ ...CHILD, contacts }]);
    await interviewer.post(`${CASE}/call`);
    const stale = await interviewer.get(CASE);
    await outcome(interviewer, 'wrong_number');
    app.setClock(addMinutes(EVENING, 1));
    await interviewer.post(`${CASE}/call`);
    const refused = await interviewer.post(`${CASE}/outcome`, {
      code: 'no_answer',
      attemptId: hiddenField(stale.text, 'attemptId') ?? '',
      callId: hiddenField(stale.text, 'callId') ?? '',
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('eerder telefoontje');
    expect(await app.database.read('outcomes').pluck('code')).toEqual(['wrong_number']);
  });

  it('asks nobody in a call of the day before, and hides a number that may not be called since the birthday', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app, [{ bornOn: '2010-04-15' }]);
    await interviewer.post(`${CASE}/call`);
    expect((await interviewer.get(CASE)).text).toContain(PARENT_NUMBER);
    // The page stays open past midnight: from then on the youth of 16 decides alone.
    for (const minutes of [100, 200, 300, 370]) {
      app.setClock(addMinutes(EVENING, minutes));
      await interviewer.get('/account');
    }
    const after = await interviewer.get(`${CASE}?identity=youth`);
    expect(after.status).toBe(200);
    expect(after.text).not.toContain(PARENT_NUMBER);
    const refused = await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('van een eerdere dag');
    expect(await app.database.read('consents')).toEqual([]);
    expect((await outcome(interviewer, 'no_answer')).headers['location']).toBe('/fieldwork');
  });

  it('makes an appointment within the hours for appointments, and keeps what was typed otherwise', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    const late = await outcome(interviewer, 'appointment_hard', {
      date: '2026-04-16',
      time: '22:30',
      askFor: 'parent',
    });
    expect(late.status).toBe(422);
    expect(late.text).toContain('Afspraken kunnen van 8.00 tot 21.30 uur');
    expect(late.text).toContain('value="2026-04-16"');
    await expectValidHtml(late.text);
    const past = await outcome(interviewer, 'appointment_hard', {
      date: '2026-04-14',
      time: '17:00',
      askFor: 'parent',
    });
    expect(past.status).toBe(422);
    const forbidden = await outcome(interviewer, 'appointment_hard', {
      date: '2026-04-16',
      time: '19:30',
      askFor: 'youth',
    });
    expect(forbidden.status).toBe(403);
    // In the evening after the calling hours, as somebody may ask: that is kept, and it is in the log.
    const made = await outcome(interviewer, 'appointment_hard', {
      date: '2026-04-16',
      time: '21:00',
      askFor: 'parent',
    });
    expect(made.headers['location']).toBe('/fieldwork');
    expect(await app.database.read('cases').first('status', 'due_kind', 'due_at')).toEqual({
      status: 'appointment',
      due_kind: 'hard_appointment',
      due_at: '2026-04-16T18:55:00.000Z',
    });
    app.setClock(instant('2026-04-16T21:00:00+02:00'));
    const [study = ''] = await app.database.read('studies').pluck<string[]>('slug');
    const later = await signInAs(app, createWebApp(app), 'enqueteur');
    expect((await later.post('/fieldwork/next', { study })).headers['location']).toMatch(/waiting/);
    app.setClock(instant('2026-04-16T21:05:00+02:00'));
    await later.post('/fieldwork/next', { study });
    expect((await later.post(`${CASE}/call`)).status).toBe(303);
    const log = await app.database
      .read('audit_log')
      .whereIn('action', ['case.call', 'case.outcome'])
      .orderBy('sequence')
      .pluck<string[]>('detail');
    expect(log.map((detail) => detail.includes('outside_hours'))).toEqual([false, true, true]);
  });

  it('refuses the case of somebody else, and a case that does not exist', async () => {
    const app = createTestApplication(await openDatabase());
    await withCase(app);
    const other = await signInAs(app, createWebApp(app), 'enqueteur');
    for (const path of [CASE, `${CASE}/interview`, `${CASE}/outcome/deceased`]) {
      const refused = await other.get(path);
      expect({ path, status: refused.status }).toEqual({ path, status: 409 });
      expect(refused.text).toContain('niet (meer) van u');
      expect(refused.text).not.toContain('Noor');
    }
    for (const path of ['call', 'interview', 'give-back', 'interview/complete']) {
      expect((await other.post(`${CASE}/${path}`)).status).toBe(409);
    }
    expect((await other.get('/fieldwork/cases/C999')).status).toBe(404);
    expect(await app.database.read('calls')).toEqual([]);
  });

  it('says when the next case is due when there is none now', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
    const next = await interviewer.post('/fieldwork/next', { study: study.slug });
    expect(next.headers['location']).toBe(`/fieldwork/waiting/${study.slug}`);
    const page = await interviewer.get(next.headers['location'] ?? '');
    await expectValidHtml(page.text);
    expect(page.text).toContain('14-04-2026 15:00');
    // What is assigned comes to one interviewer, and to nobody else.
    const other = await signInAs(app, createWebApp(app), 'enqueteur');
    const reason = 'Kent het gezin.';
    const assigned = { action: 'assign', interviewerId: interviewer.user.id, reason } as const;
    const which = { slug: study.slug, caseNumbers: ['C001'], seenAt: app.clock() };
    await doAction(app, COMMAND, { ...which, ...assigned });
    const waiting = next.headers['location'] ?? '';
    expect((await interviewer.get(waiting)).text).toContain('14-04-2026 15:00');
    expect((await other.get(waiting)).text).not.toContain('15:00');
  });

  it('seals notes, and shows them to the next interviewer', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/note`, { note: 'Belt liever na het eten.' });
    const stored = await app.database.read('vault_case_notes').first<{ note_sealed: string }>();
    expect(stored.note_sealed).not.toContain('eten');
    expect((await interviewer.get(CASE)).text).toContain('Belt liever na het eten.');
    expect((await interviewer.post(`${CASE}/give-back`)).headers['location']).toBe('/fieldwork');
    const log = app.database.read('audit_log').where('action', 'like', 'case.%').orderBy('sequence');
    expect((await log.pluck('action')).slice(-2)).toEqual(['case.read_contact', 'case.give_back']);
    expect(await app.database.read('audit_log').where({ action: 'case.note' }).select()).toHaveLength(1);
  });

  it('erases the contact data and the answers at once when somebody is unsafe', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    await interviewer.post(`${CASE}/call`);
    await interviewer.post(`${CASE}/consent`, { choice: 'agree' });
    await interviewer.post(`${CASE}/interview`);
    await app.database.write('cases').update({ age_band: '12-15', sex: 'female', first_time: 'yes' });
    const page = await interviewer.get(`${CASE}/outcome/unsafe_or_secret`);
    await expectValidHtml(page.text);
    const form = {
      code: 'unsafe_or_secret',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
    };
    expect((await interviewer.post(`${CASE}/outcome`, form)).status).toBe(303);
    const db = app.database.read;
    expect(await db('cases').first()).toMatchObject({
      status: 'excluded',
      exclusion_reason: 'onveilig',
      rate_group: 'excluded',
      age_band: null,
      sex: null,
      first_time: null,
    });
    expect(await db('vault_persons').pluck('birth_date_sealed')).toEqual([null]);
    expect(await db('vault_contacts')).toEqual([]);
    expect(await db('responses')).toEqual([]);
  });

  it('does not dial outside calling hours', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await withCase(app);
    app.setClock(instant('2026-04-14T19:30:00+02:00'));
    await interviewer.get('/account');
    app.setClock(instant('2026-04-14T20:31:00+02:00'));
    const late = await interviewer.post(`${CASE}/call`);
    expect(late.status).toBe(409);
    expect(late.text).toContain('geen beltijd');
  });
});
