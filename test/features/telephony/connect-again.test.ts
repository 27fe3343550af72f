import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type FakeTwilio, startFakeTwilio } from '../../support/fake-twilio.js';
import { callingDesk, dialled } from '../../support/telephony.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

const NUMBER = '+31612345678';

describeOnEachDatabase('a call that is connected again', ({ openDatabase }) => {
  const respondent = (status: string) => ({
    CallSid: 'CAchild',
    ParentCallSid: 'CA1',
    CallStatus: status,
    SequenceNumber: '2',
  });

  it.each(['no-answer', 'busy', 'ringing'])(
    'rings nobody again in the same call after %s',
    async (status) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      const call = await dialled(desk);
      const fields = { CallSid: 'CA1', From: `client:${call.attemptId}`, call: call.id };
      await desk.webhook('/telephony/voice', fields);
      await desk.webhook(`/telephony/events?call=${call.id}`, respondent(status));
      expect((await desk.interviewer.post('/telephony/token', { call: call.id })).status).toBe(409);
      const again = await desk.webhook('/telephony/voice', { ...fields, CallSid: 'CA2' });
      expect(again.text).toContain('<Hangup/>');
      expect(again.text).not.toContain(NUMBER);
      const log = await desk.app.database
        .read('audit_log')
        .where({ action: 'call.connect', result: 'refused' });
      expect(log).toMatchObject([{ detail: expect.stringContaining('already_rung') as string }]);
    },
  );

  it.each(['failed', 'completed', 'canceled'])(
    'is connected again when the line was lost (%s)',
    async (status) => {
      const desk = await callingDesk(await openDatabase(), twilio);
      const call = await dialled(desk);
      const fields = { CallSid: 'CA1', From: `client:${call.attemptId}`, call: call.id };
      await desk.webhook('/telephony/voice', fields);
      await desk.webhook(`/telephony/events?call=${call.id}`, respondent(status));
      const again = await desk.webhook('/telephony/voice', { ...fields, CallSid: 'CA2' });
      expect(again.text).toContain(NUMBER);
    },
  );

  it('tells the telephone window whether a connection was made already', async () => {
    const desk = await callingDesk(await openDatabase(), twilio);
    const call = await dialled(desk);
    const line = `/telephony/calls/${call.id}`;
    expect((await desk.interviewer.get(line)).body).toMatchObject({ isBegun: false });
    const from = `client:${call.attemptId}`;
    await desk.webhook('/telephony/voice', { CallSid: 'CA1', From: from, call: call.id });
    expect((await desk.interviewer.get(line)).body).toMatchObject({ isBegun: true });
  });
});
