import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { changePause } from '../../../src/features/field-pauses/field-pauses.service.js';
import { checkMessages } from '../../../src/features/telephony/messages.service.js';
import { openTwilio } from '../../../src/telephony/twilio/twilio-provider.js';
import { COMMAND } from '../../support/application.js';
import { sendReminders } from '../../../src/features/telephony/reminders.service.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio, TWILIO } from '../../support/fake-twilio.js';
import { hiddenField } from '../../support/interview-form.js';
import { CASE, type CallingDesk, callingDesk, EVENING } from '../../support/telephony.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const NEXT_NOON = instant('2026-04-15T12:00:00+02:00');

/** The parent agreed to be called tomorrow at 19:00; it is tomorrow noon. */
async function withAppointment(desk: CallingDesk, place = 0): Promise<void> {
  await desk.interviewer.post(`${CASE}/call`);
  const page = await desk.interviewer.get(`${CASE}/outcome/appointment_hard`);
  const recorded = await desk.interviewer.post(`${CASE}/outcome`, {
    code: 'appointment_hard',
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
    date: '2026-04-15',
    time: '19:00',
    askFor: 'parent',
    number: place === 0 ? '' : await numberAt(desk, place),
  });
  expect(recorded.status).toBe(303);
  desk.app.setClock(NEXT_NOON);
}

/** The key of the number in this place, of whoever delivered them. */
async function numberAt({ app }: CallingDesk, place: number): Promise<string> {
  const [id] = (await app.database
    .read('vault_contacts')
    .where({ position: place - 1 })
    .pluck('id')) as string[];
  return id ?? '';
}

async function switchOn(desk: CallingDesk): Promise<void> {
  const supervisor = await signInAs(desk.app, desk.web, 'veldwerkleider');
  const answer = await supervisor.post(`/studies/${desk.slug}/telephony/reminders`, { choice: 'on' });
  expect(answer.status).toBe(303);
}

describeOnEachDatabase('a reminder by text message', ({ openDatabase }) => {
  it('is sent to nobody unless the study chose so', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withAppointment(desk);
    expect(await sendReminders(desk.app)).toBe(0);
    expect(twilio.messages.size).toBe(0);
  });

  it('is sent once, however often and by how many servers it is tried', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withAppointment(desk);
    await switchOn(desk);
    const sent = await Promise.all([sendReminders(desk.app), sendReminders(desk.app)]);
    expect(sent.toSorted()).toEqual([0, 1]);
    desk.app.setClock(addMinutes(NEXT_NOON, 5));
    expect(await sendReminders(desk.app)).toBe(0);
    const [message] = [...twilio.messages.values()];
    expect(twilio.messages.size).toBe(1);
    expect(message).toMatchObject({ to: '+31612345678', from: 'Gemeente' });
    expect(message?.['body']).toContain('woensdag 15 april om 19:00 uur');
    expect(message?.['body']).not.toMatch(/Noor|jeugd|hulp|onderzoek|interview/i);
    const ledger = await desk.app.database.read('text_messages').first<Record<string, unknown>>();
    expect(ledger).toMatchObject({ asked_for: 'parent', status: 'queued', written_at: NEXT_NOON });
    expect(JSON.stringify(ledger)).not.toContain('612345678');
    expect(await desk.app.database.read('audit_log').where({ action: 'appointment.remind' })).toHaveLength(1);
  });

  it.each([
    { what: 'that was agreed', second: '+31687654321', to: ['+31687654321'] },
    { what: 'that was agreed, and to no other when that takes no messages', second: '+31107654321', to: [] },
  ])('goes to the number of the parent $what', async ({ second, to }) => {
    const contacts = ['+31612345678', second].map((number) => ({ kind: 'parent' as const, number }));
    const desk = await callingDesk(await openDatabase(), twilio, {
      clients: [{ bornOn: '2016-05-01', contacts }],
    });
    await withAppointment(desk, 2);
    await switchOn(desk);
    expect(await sendReminders(desk.app)).toBe(to.length);
    expect([...twilio.messages.values()].map((message) => message['to'])).toEqual(to);
  });

  it('that the provider does not take is written down as not sent, and not tried again', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withAppointment(desk);
    await switchOn(desk);
    twilio.failWith(500);
    expect(await sendReminders(desk.app)).toBe(0);
    twilio.failWith(null);
    expect(await sendReminders(desk.app)).toBe(0);
    expect(await desk.app.database.read('text_messages').pluck('status')).toEqual(['not_sent']);
  });

  it.each([{ domain: null }, { domain: 'basishulp' }])(
    'is not promised while calling is paused (%j), and is sent when it goes on',
    async ({ domain }) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      await withAppointment(desk);
      await switchOn(desk);
      const pause = { slug: desk.slug, domain, reason: 'De brief is nog niet bezorgd.' };
      await changePause(desk.app, COMMAND, { ...pause, kind: 'paused' });
      expect(await sendReminders(desk.app)).toBe(0);
      await changePause(desk.app, COMMAND, { ...pause, kind: 'resumed' });
      expect(await sendReminders(desk.app)).toBe(1);
    },
  );

  it('cannot be switched on without a sender of messages: a number for calls is refused', async () => {
    const provider = openTwilio({ ...TWILIO, smsSender: null });
    const desk = await callingDesk(await openDatabase(), { ...twilio, provider });
    const supervisor = await signInAs(desk.app, desk.web, 'veldwerkleider');
    const path = `/studies/${desk.slug}/telephony`;
    const page = await supervisor.get(path);
    expect(page.text).toContain('TWILIO_SMS_SENDER');
    expect(page.text).not.toContain('Herinneringen gaan sturen');
    const refused = await supervisor.post(`${path}/reminders`, { choice: 'on' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Er is geen afzender voor sms ingesteld.');
    expect(await desk.app.database.read('reminding_studies')).toEqual([]);
  });

  it('is followed until it arrived and its price is known', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withAppointment(desk);
    await switchOn(desk);
    await sendReminders(desk.app);
    const supervisor = await signInAs(desk.app, desk.web, 'veldwerkleider');
    const path = `/studies/${desk.slug}/telephony`;
    expect((await supervisor.get(path)).text).toContain('Verstuurd: 0. Onderweg: 1. Niet gelukt: 0.');
    const [[sid, message] = ['', {}]] = [...twilio.messages.entries()];
    twilio.messages.set(sid, { ...message, status: 'delivered', price: '-0.08' });
    await checkMessages(desk.app);
    expect((await supervisor.get(path)).text).toMatch(
      /Verstuurd: 1. Onderweg: 0. Niet gelukt: 0. Kosten: €.0,08/,
    );
    twilio.requests.length = 0;
    desk.app.setClock(addMinutes(NEXT_NOON, 120));
    await checkMessages(desk.app);
    expect(twilio.requests).toEqual([]);
  });

  it.each([
    { what: 'is found there, to be deleted later', left: true },
    { what: 'was not sent when nothing is found', left: false },
  ])('of which nobody heard whether it left $what', async ({ left }) => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withAppointment(desk);
    await switchOn(desk);
    await sendReminders(desk.app);
    const [[sid, message] = ['', {}]] = [...twilio.messages.entries()];
    twilio.messages.clear();
    if (left) {
      const sent = { ...message, status: 'sent', date_sent: 'Wed, 15 Apr 2026 10:00:01 +0000' };
      twilio.messages.set(sid, sent);
    }
    const written = { status: 'written', provider_reference: null };
    await desk.app.database.write('text_messages').update(written);
    await checkMessages(desk.app);
    expect(await desk.app.database.read('text_messages').first()).toMatchObject(written);
    desk.app.setClock(addMinutes(NEXT_NOON, 6));
    await checkMessages(desk.app);
    expect(await desk.app.database.read('text_messages').first()).toMatchObject(
      left ? { status: 'sent', provider_reference: sid } : { status: 'not_sent', provider_reference: null },
    );
  });

  it('is not sent to a telephone on the wall, nor in a study for practice', async () => {
    const desk = await callingDesk(await openDatabase(), twilio, {
      at: EVENING,
      clients: [{ bornOn: '2016-05-01', contacts: [{ kind: 'parent', number: '+31101234567' }] }],
    });
    await withAppointment(desk);
    await switchOn(desk);
    // A telephone on the wall takes no messages.
    expect(await sendReminders(desk.app)).toBe(0);
    await desk.app.database.write('studies').update({ is_practice: 1 });
    expect(await sendReminders(desk.app)).toBe(0);
    expect(twilio.messages.size).toBe(0);
  });
});
