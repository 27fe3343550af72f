import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio, TWILIO } from '../../support/fake-twilio.js';
import { CASE, type CallingDesk, callingDesk, dialled, recordOutcome } from '../../support/telephony.js';
import { expectValidHtml } from '../../support/valid-html.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const NUMBER = '+31612345678';
const READABLE = '06\u00a012\u00a034\u00a056\u00a078';

describeOnEachDatabase('a call at the desk', ({ openDatabase }) => {
  async function withDeskTelephone(desk: CallingDesk): Promise<void> {
    const saved = await desk.interviewer.post('/telephony/telephone', { number: '010 765 43 21' });
    expect(saved.status).toBe(303);
  }

  it('rings the interviewer first, and connects the respondent once that is answered', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    await withDeskTelephone(desk);
    const call = await dialled(desk);
    const [request] = twilio.requests;
    expect(request?.fields['To']).toBe('+31107654321');
    expect(JSON.stringify(twilio.requests)).not.toContain(NUMBER.slice(1));
    const [reference = ''] = [...twilio.calls.keys()];
    const fields = { CallSid: reference, From: '+31101234567' };
    const asked = await desk.webhook(`/telephony/voice?call=${call.id}`, fields);
    expect(asked.text).toContain('Druk op 1 om te bellen.');
    expect(asked.text).not.toContain('Number');
    const voice = await desk.webhook(pathOfKey(asked.text), { ...fields, Digits: '1' });
    expect(voice.text).toContain(`>${NUMBER}</Number>`);
    const again = await desk.webhook(pathOfKey(asked.text), { ...fields, Digits: '1' });
    expect(again.text).not.toContain('Number');
    const stored = await desk.app.database
      .read('desk_telephones')
      .first<{ number_sealed: string } | undefined>();
    expect(stored?.number_sealed).not.toContain('7654321');
  });

  it.each([{ Digits: '' }, {}, { Digits: '2' }])(
    'calls nobody when no 1 is pressed (%j), as a voicemail does, and says so',
    async (pressed) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      await withDeskTelephone(desk);
      const call = await dialled(desk);
      expect((await desk.interviewer.get(CASE)).text).toContain('Neem op en druk op 1');
      const [reference = ''] = [...twilio.calls.keys()];
      const fields = { CallSid: reference, From: '+31101234567' };
      const asked = await desk.webhook(`/telephony/voice?call=${call.id}`, fields);
      const answer = await desk.webhook(pathOfKey(asked.text), { ...fields, ...pressed });
      expect(answer.text).toMatch(/<Response><Hangup\/><\/Response>$/);
      const log = desk.app.database.read('audit_log').where({ action: 'call.connect', result: 'refused' });
      expect(await log.pluck('detail')).toEqual([expect.stringContaining('no_key')]);

      const line = `/telephony/calls/${call.id}`;
      expect((await desk.interviewer.get(line)).body).toMatchObject({ isOverAtDesk: false });
      const ended = { CallSid: reference, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '9' };
      await desk.webhook(`/telephony/events?call=${call.id}`, ended);
      expect((await desk.interviewer.get(line)).body).toMatchObject({ isOverAtDesk: true });
      const page = await desk.interviewer.get(CASE);
      await expectValidHtml(page.text);
      expect(page.text).toContain('Er is niemand gebeld');
      expect(page.text).toContain('Met de hand bellen');
    },
  );

  it.each([401, 429, 500, 'silence', 'unknown_host'] as const)(
    'says so when the provider fails (%s), and leaves the way by hand',
    async (mishap) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      await withDeskTelephone(desk);
      twilio.failWith(mishap);
      await dialled(desk);
      const page = await desk.interviewer.get(CASE);
      expect(page.text).toContain('De telefoondienst');
      expect(page.text).toContain('Met de hand bellen');
      await desk.interviewer.post(`${CASE}/by-hand`);
      expect((await desk.interviewer.get(CASE)).text).toContain(READABLE);
      await recordOutcome(desk, 'no_answer');
      expect(await desk.app.database.read('outcomes')).toHaveLength(1);
    },
  );

  it('takes only a number that can be called', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const refused = await desk.interviewer.post('/telephony/telephone', { number: '0612' });
    expect(refused.status).toBe(422);
    await expectValidHtml(refused.text);
    expect(refused.text).toContain('te weinig cijfers');
  });
});

/** Where the provider asks on when somebody pressed a key, or none. */
function pathOfKey(instruction: string): string {
  const action = /action="([^"]*)"/.exec(instruction)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return action.replace(TWILIO.publicUrl, '');
}
