import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, signedWebhook, startFakeTwilio } from '../../support/fake-twilio.js';
import {
  CASE,
  type CallingDesk,
  callingDesk,
  dialled,
  EVENING,
  recordOutcome,
  send,
} from '../../support/telephony.js';
import { expectValidHtml } from '../../support/valid-html.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const SEVEN = instant('2026-04-14T19:00:00+02:00');
const NUMBER = '+31612345678';
const READABLE = '06\u00a012\u00a034\u00a056\u00a078';

describeOnEachDatabase('a call in the browser', ({ openDatabase }) => {
  it('never shows the number: the server gives it to the provider only', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const page = await desk.interviewer.get(CASE);
    await expectValidHtml(page.text);
    expect(page.text).toContain(`data-line="${call.id}"`);
    expect(page.text).not.toContain(READABLE);
    expect(page.text).not.toContain(NUMBER);

    const from = `client:${call.attemptId}`;
    const answer = await desk.webhook('/telephony/voice', { CallSid: 'CA1', From: from, call: call.id });
    expect(answer.type).toBe('text/xml');
    expect(answer.text).toContain(`>${NUMBER}</Number>`);
  });

  it('gives a token for the call in hand, which names the attempt and no person', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    expect((await desk.interviewer.post('/telephony/token', { call: 'x' })).status).toBe(404);
    const call = await dialled(desk);
    const pass = await desk.interviewer.post('/telephony/token', { call: call.id });
    expect(pass.body).toMatchObject({ edge: 'dublin', secondsValid: 600 });
    const { token } = pass.body as { token: string };
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({ grants: { identity: call.attemptId } });
    expect(payload).not.toMatch(/Noor|Verzonnen|C001|enqueteur/);
  });

  it('gives a colleague no token for it', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const colleague = await signInAs(desk.app, desk.web, 'enqueteur');
    expect((await colleague.post('/telephony/token', { call: call.id })).status).toBe(409);
    expect((await colleague.get(`/telephony/calls/${call.id}`)).status).toBe(409);
  });

  it.each([
    { what: 'another account signed', path: '/telephony/voice', token: 'a token of somebody else', more: {} },
    {
      what: 'another account is named',
      path: '/telephony/voice',
      token: undefined,
      more: { AccountSid: 'AC0' },
    },
  ])('answers nobody when $what', async ({ path, token, more }) => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const fields = { CallSid: 'CA1', From: `client:${call.attemptId}`, call: call.id, ...more };
    const answer = await send(desk.web, signedWebhook(path, fields, token));
    expect(answer.status).toBe(403);
    expect(answer.text).toBe('Forbidden');
    expect(await desk.app.database.read('call_legs')).toEqual([]);
  });

  it('gives the number once for each connection, also when the request comes again', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const fields = { CallSid: 'CA1', From: `client:${call.attemptId}`, call: call.id };
    const answers = [
      await desk.webhook('/telephony/voice', fields),
      await desk.webhook('/telephony/voice', fields),
      await desk.webhook('/telephony/voice', { ...fields, CallSid: 'CA2' }),
    ];
    expect(answers.map(({ text }) => text.includes(NUMBER))).toEqual([true, false, true]);
  });

  it.each<{ what: string; change: (desk: CallingDesk, attemptId: string) => Promise<string> }>([
    { what: 'the token was for another attempt', change: () => Promise.resolve('client:other') },
    {
      what: 'the lease ended',
      change: (desk, attemptId) => {
        desk.app.setClock(addMinutes(SEVEN, 61));
        return Promise.resolve(`client:${attemptId}`);
      },
    },
    {
      what: 'calling hours ended',
      change: (desk, attemptId) => {
        desk.app.setClock(instant('2026-04-14T20:31:00+02:00'));
        return Promise.resolve(`client:${attemptId}`);
      },
    },
    {
      what: 'the study became one for practice',
      change: async (desk, attemptId) => {
        await desk.app.database.write('studies').update({ is_practice: 1 });
        return `client:${attemptId}`;
      },
    },
    {
      what: 'the parent refused meanwhile',
      change: async (desk, attemptId) => {
        await desk.interviewer.post(`${CASE}/consent`, { choice: 'decline' });
        return `client:${attemptId}`;
      },
    },
    {
      what: 'the outcome is written down',
      change: async (desk, attemptId) => {
        await recordOutcome(desk, 'no_answer');
        return `client:${attemptId}`;
      },
    },
    {
      what: 'the interviewer went on by hand',
      change: async (desk, attemptId) => {
        await desk.interviewer.post(`${CASE}/by-hand`);
        return `client:${attemptId}`;
      },
    },
  ])('hangs up without giving the number when $what', async ({ change }) => {
    const desk = await callingDesk(await openDatabase(), twilio, { at: SEVEN });
    const call = await dialled(desk);
    const from = await change(desk, call.attemptId);
    const answer = await desk.webhook('/telephony/voice', { CallSid: 'CA1', From: from, call: call.id });
    expect(answer.text).toContain('<Hangup/>');
    expect(answer.text).not.toContain('Number');
    const log = await desk.app.database
      .read('audit_log')
      .where({ action: 'call.connect', result: 'refused' });
    expect(log).toHaveLength(1);
  });

  it('goes on by hand when the provider fails: then the number is shown, and that is logged', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await dialled(desk);
    await desk.interviewer.post(`${CASE}/by-hand`);
    const page = await desk.interviewer.get(CASE);
    await expectValidHtml(page.text);
    expect(page.text).toContain(READABLE);
    expect(page.text).toContain(`href="tel:${NUMBER}"`);
    expect(await desk.app.database.read('audit_log').where({ action: 'case.call_by_hand' })).toHaveLength(1);
  });

  it('lets pages reach the provider and use the microphone only where calls go through it', async () => {
    const database = await openDatabase();
    const desk = await callingDesk(database, twilio);
    const online = (await desk.interviewer.get('/telephony/softphone')).headers;
    expect(online['content-security-policy']).toContain(
      "connect-src 'self' wss://voice-js.dublin.twilio.com;",
    );
    expect(online['permissions-policy']).toContain('microphone=(self)');
    const byHand = createWebApp(createTestApplication(database));
    const { headers } = await signInAs(desk.app, byHand, 'enqueteur').then((one) => one.get('/fieldwork'));
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    expect(headers['permissions-policy']).toContain('microphone=()');
  });
});

describeOnEachDatabase('the reports of the provider', ({ openDatabase }) => {
  const report = (status: string, sequence: number, more: Record<string, string> = {}) => ({
    CallSid: 'CAchild',
    ParentCallSid: 'CAparent',
    CallStatus: status,
    SequenceNumber: String(sequence),
    ...more,
  });

  it.each([
    { what: 'in order', order: [0, 1, 2, 3] },
    { what: 'the wrong way round', order: [3, 2, 1, 0] },
    { what: 'twice', order: [0, 1, 1, 2, 3, 3, 0] },
    { what: 'with gaps', order: [3] },
  ])('come to the same when they come $what', async ({ order }) => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const all = [
      report('initiated', 0),
      report('ringing', 1),
      report('in-progress', 2),
      report('completed', 3, { CallDuration: '64' }),
    ];
    for (const index of order) {
      const sent = await desk.webhook(`/telephony/events?call=${call.id}`, all[index] ?? {});
      expect(sent.status).toBe(204);
    }
    expect(await desk.app.database.read('call_legs').first()).toMatchObject({
      call_id: call.id,
      kind: 'respondent',
      status: 'completed',
      seconds: 64,
      ended_at: EVENING,
    });
    expect(await desk.app.database.read('call_events')).toHaveLength(new Set(order).size);
    expect(await desk.app.database.read('calls').first()).toMatchObject({ line_result: 'answered' });
  });

  it('come to the same when they all come at once', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const all = [report('initiated', 0), report('ringing', 1), report('busy', 2), report('busy', 2)];
    await Promise.all(all.map((one) => desk.webhook(`/telephony/events?call=${call.id}`, one)));
    expect(await desk.app.database.read('calls').first()).toMatchObject({ line_result: 'busy' });
    expect(await desk.app.database.read('call_events')).toHaveLength(3);
  });

  it('only point to an outcome: the interviewer decides', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    await desk.webhook(`/telephony/events?call=${call.id}`, report('failed', 2, { SipResponseCode: '404' }));
    const line = await desk.interviewer.get(`/telephony/calls/${call.id}`);
    expect(line.body).toEqual({
      result: 'not_in_service',
      suggestion: 'not_in_service',
      label: 'Nummer buiten gebruik',
      isBegun: true,
      isOverAtDesk: false,
    });
    expect(await desk.app.database.read('outcomes')).toEqual([]);
    await recordOutcome(desk, 'no_answer');
    expect(await desk.app.database.read('outcomes').first()).toMatchObject({ code: 'no_answer' });
  });

  it('about a call that the ledger does not have are kept apart', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await desk.webhook('/telephony/events?call=nobody', report('completed', 3, { CallDuration: '9' }));
    expect(await desk.app.database.read('call_legs').first()).toMatchObject({
      call_id: null,
      kind: 'unknown',
    });
  });

  it('keep no number of anybody', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const numbers = { To: NUMBER, Called: NUMBER, From: '+31101234567' };
    await desk.webhook(`/telephony/events?call=${call.id}`, report('ringing', 1, numbers));
    const kept = JSON.stringify([
      await desk.app.database.read('call_legs'),
      await desk.app.database.read('call_events'),
      await desk.app.database.read('audit_log'),
    ]);
    expect(kept).not.toContain('612345678');
  });
});
