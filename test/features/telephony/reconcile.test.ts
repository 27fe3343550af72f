import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { withdrawCase } from '../../../src/features/withdrawals/withdrawals.service.js';
import { deleteAtProvider } from '../../../src/features/telephony/cleanup.service.js';
import { PROVIDER } from '../../../src/features/telephony/provider-calls.service.js';
import { compareWithProvider } from '../../../src/features/telephony/reconcile.service.js';
import { doTelephonyRound } from '../../../src/features/telephony/rounds.service.js';
import { COMMAND } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio } from '../../support/fake-twilio.js';
import { hiddenField } from '../../support/interview-form.js';
import { CASE, type CallingDesk, callingDesk, EVENING, openCall } from '../../support/telephony.js';
import { expectValidHtml } from '../../support/valid-html.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const ALL = { studyId: null, minutes: 1 };
const STARTED = 'Tue, 14 Apr 2026 16:00:00 +0000';

/** A call that was connected, of which the provider then sent nothing: both its legs are only there. */
async function lostCall(desk: CallingDesk, of: { duration: string; status?: string }): Promise<string> {
  await desk.interviewer.post(`${CASE}/call`);
  const call = await openCall(desk);
  const whole = { status: 'completed', start_time: STARTED, end_time: 'Tue, 14 Apr 2026 16:05:00 +0000' };
  const parent = twilio.addCall({ ...whole, duration: '300', price: '-0.01' });
  const respondent = { duration: of.duration, status: of.status ?? 'completed', price: '-0.045' };
  twilio.addCall({ ...whole, ...respondent, parent_call_sid: parent });
  const from = `client:${call.attemptId}`;
  await desk.webhook('/telephony/voice', { CallSid: parent, From: from, call: call.id });
  return call.id;
}

async function record({ interviewer }: CallingDesk, code: string): Promise<void> {
  const page = await interviewer.get(CASE);
  await interviewer.post(`${CASE}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
}

describeOnEachDatabase('the comparison with the provider', ({ openDatabase }) => {
  it('finds the end, the length and the price of a call of which no report came', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const callId = await lostCall(desk, { duration: '200' });
    expect(await compareWithProvider(desk.app)).toMatchObject({ checked: 0, failure: null });
    desk.app.setClock(addMinutes(EVENING, 10));
    await compareWithProvider(desk.app);
    desk.app.setClock(addMinutes(EVENING, 20));
    await compareWithProvider(desk.app);
    const legs = await desk.app.database
      .read('call_legs')
      .orderBy('kind')
      .select('call_id', 'kind', 'status', 'seconds', 'price');
    expect(legs).toEqual([
      { call_id: callId, kind: 'interviewer', status: 'completed', seconds: 300, price: 0.01 },
      { call_id: callId, kind: 'respondent', status: 'completed', seconds: 200, price: 0.045 },
    ]);
    expect(await desk.app.database.read('calls').first()).toMatchObject({ line_result: 'answered' });
  });

  it('asks about a lost report before it asks for prices, and for these less and less often', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const { database } = desk.app;
    const waiting = { kind: 'respondent', status: 'completed', first_seen_at: addMinutes(EVENING, -600) };
    const legs = Array.from({ length: 110 }, (_, at) => ({
      ...waiting,
      id: `leg-${String(at)}`,
      provider_reference: twilio.addCall({ status: 'completed', duration: '60', start_time: STARTED }),
      ended_at: EVENING,
      // Nobody pays for a line on which nobody spoke.
      seconds: at < 5 ? 0 : 60,
    }));
    await database.write('call_legs').insert(legs);
    await lostCall(desk, { duration: '200' });
    const reference = twilio.calls.size - 2;
    const parent = [...twilio.calls.keys()][reference] ?? '';
    const asked = async (minutes: number): Promise<readonly string[]> => {
      desk.app.setClock(addMinutes(EVENING, minutes));
      twilio.requests.length = 0;
      await compareWithProvider(desk.app);
      return twilio.requests.flatMap(({ path }) => /Calls\/(CA[^.]*)\.json$/.exec(path)?.[1] ?? []);
    };
    const first = await asked(10);
    expect([first[0], first.length]).toEqual([parent, 100]);
    // The respondent's leg was found under the lost one; then come those that were never asked about.
    expect(new Set(await asked(15)).size).toBe(7);
    expect(await asked(20)).toHaveLength(0);
    expect(await asked(72)).toHaveLength(99);
    expect(await asked(30 * 60)).toHaveLength(100);
    expect((await asked(30 * 60 + 65)).length).toBeLessThan(10);
    expect(await asked(15 * 24 * 60)).toHaveLength(0);
  });

  it('shows minutes and costs, and whatever does not fit together', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await lostCall(desk, { duration: '200' });
    await record(desk, 'no_answer');
    twilio.addCall({ status: 'completed', start_time: STARTED, duration: '61' });
    desk.app.setClock(addMinutes(EVENING, 10));
    const supervisor = await signInAs(desk.app, desk.web, 'veldwerkleider');
    const path = `/studies/${desk.slug}/telephony`;
    expect((await supervisor.post(`${path}/compare`)).status).toBe(303);
    desk.app.setClock(addMinutes(EVENING, 20));
    await supervisor.post(`${path}/compare`);
    const page = await supervisor.get(path);
    await expectValidHtml(page.text);
    const text = page.text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('3 min 20 s');
    expect(text).toMatch(/€.0,06/);
    expect(text).toContain('Volgens de uitkomst is niemand gesproken, maar er was een gesprek.');
    expect(text).toContain('1 min 01 s');
    expect(await desk.app.database.read('call_legs').whereNull('call_id')).toHaveLength(1);
  });

  it('names the lines of the ledger of which the provider never made a call', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await desk.interviewer.post(`${CASE}/call`);
    desk.app.setClock(addMinutes(EVENING, 11));
    const supervisor = await signInAs(desk.app, desk.web, 'veldwerkleider');
    const page = await supervisor.get(`/studies/${desk.slug}/telephony`);
    expect(page.text).toMatch(/Wel in ons logboek[\s\S]*C001/);
  });

  it.each([401, 500, 'silence'] as const)(
    'goes on another time when the provider fails (%s)',
    async (mishap) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      await lostCall(desk, { duration: '200' });
      desk.app.setClock(addMinutes(EVENING, 10));
      twilio.failWith(mishap);
      expect((await compareWithProvider(desk.app)).failure).not.toBeNull();
      twilio.failWith(null);
      expect(await compareWithProvider(desk.app)).toMatchObject({ checked: 1, failure: null });
    },
  );

  it('is done by one server at a time', async () => {
    const { app } = await callingDesk(await openDatabase(), twilio);
    const rounds = await Promise.all([doTelephonyRound(app), doTelephonyRound(app), doTelephonyRound(app)]);
    expect(rounds.filter(Boolean)).toHaveLength(1);
    app.setClock(addMinutes(EVENING, 5));
    expect(await doTelephonyRound(app)).toBe(true);
  });
});

describeOnEachDatabase('what the provider keeps', ({ openDatabase }) => {
  async function endedCall(desk: CallingDesk): Promise<void> {
    await lostCall(desk, { duration: '20' });
    desk.app.setClock(addMinutes(EVENING, 10));
    await compareWithProvider(desk.app);
    await record(desk, 'refusal_hard');
  }

  it('stays as long as the contact data are needed', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await endedCall(desk);
    expect(await deleteAtProvider(desk.app, PROVIDER, ALL)).toMatchObject({ deleted: 0, left: 0 });
    expect(twilio.calls.size).toBe(2);
  });

  it('goes with the consent of one person, recordings too', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await endedCall(desk);
    const [first = ''] = [...twilio.calls.keys()];
    twilio.recordings.set('RE1', { sid: 'RE1', call_sid: first });
    await withdrawCase(desk.app, COMMAND, {
      slug: desk.slug,
      caseNumber: 'C001',
      askedBy: 'parent',
      askedThrough: 'call',
      neverAgain: false,
    });
    expect(await deleteAtProvider(desk.app, PROVIDER, ALL)).toMatchObject({ deleted: 2, left: 0 });
    expect([twilio.calls.size, twilio.recordings.size]).toEqual([0, 0]);
  });

  it('goes with the contact data of the study, and what fails is said and tried again', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await endedCall(desk);
    const researcher = await signInAs(desk.app, desk.web, 'onderzoeker');
    await researcher.post(`/studies/${desk.slug}/retention/close`);
    twilio.failWith(500);
    await researcher.post(`/studies/${desk.slug}/retention/destroy`);
    expect((await researcher.get(`/studies/${desk.slug}/retention`)).text).toContain(
      'Nog te wissen: 2; dat wordt vanzelf opnieuw geprobeerd.',
    );
    expect(await desk.app.database.read('call_legs').pluck('delete_failure')).toContain('broken');
    expect(twilio.calls.size).toBe(2);

    twilio.failWith(null);
    desk.app.setClock(addMinutes(EVENING, 30));
    await doTelephonyRound(desk.app);
    expect(twilio.calls.size).toBe(0);
    expect(await desk.app.database.read('call_legs').whereNull('deleted_at')).toEqual([]);
  });
});
