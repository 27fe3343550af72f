import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import { ProviderFailure } from '../../src/telephony/provider.js';
import { type FakeTwilio, signedWebhook, startFakeTwilio, TWILIO } from '../support/fake-twilio.js';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startFakeTwilio();
});

afterEach(async () => {
  await twilio.close();
});

function payloadOf(jwt: string, part: 0 | 1): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[part] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

describe('the access token', () => {
  it('lets one attempt make calls, and take none, for ten minutes, in the region of the account', async () => {
    const { token, secondsValid } = await twilio.provider.issueToken('attempt-1');
    const payload = payloadOf(token, 1) as { grants: unknown; exp: number; iat: number; sub: string };
    expect(payload.grants).toEqual({
      identity: 'attempt-1',
      voice: { outgoing: { application_sid: TWILIO.applicationSid } },
    });
    expect(payload.sub).toBe(TWILIO.accountSid);
    expect(payload.exp - payload.iat).toBe(600);
    expect(secondsValid).toBe(600);
    expect(payloadOf(token, 0)['twr']).toBe('ie1');
  });
});

describe('the instruction to connect', () => {
  it('names number and caller, reports every step, and neither records nor listens for machines', async () => {
    const xml = await twilio.provider.instruct({ kind: 'connect', number: '+31612345678', callId: 'call-1' });
    expect(xml).toContain('callerId="+31101234567"');
    expect(xml).toContain('record="do-not-record"');
    expect(xml).toContain('statusCallbackEvent="initiated ringing answered completed"');
    expect(xml).toContain('statusCallback="https://veldwerk.example.org/telephony/events?call=call-1"');
    expect(xml).toContain('>+31612345678</Number>');
    expect(xml).not.toMatch(/machineDetection/i);
  });

  it('asks at the desk for a key before anybody is called', async () => {
    const xml = await twilio.provider.instruct({ kind: 'ask_key', callId: 'call-1' });
    expect(xml).toContain(
      '<Gather action="https://veldwerk.example.org/telephony/voice?call=call-1&amp;asked=key" method="POST" numDigits="1" timeout="10" actionOnEmptyResult="true">',
    );
    expect(xml).toMatch(/<Say [^>]*>Druk op 1 om te bellen.<\/Say><\/Gather><Hangup\/><\/Response>$/);
  });

  it('hangs up on whoever may not be connected', async () => {
    const xml = await twilio.provider.instruct({ kind: 'refuse' });
    expect(xml).toMatch(/<Response><Hangup\/><\/Response>$/);
  });
});

describe('the signature of a webhook', () => {
  const call = { CallSid: 'CA1', CallStatus: 'busy' };

  it('is that of the account for this address and these fields', async () => {
    const { path, fields, signature } = signedWebhook('/telephony/events?call=c', call);
    expect(await twilio.provider.isSigned(path, signature, fields)).toBe(true);
  });

  it.each([
    {
      what: 'another field',
      change: { CallStatus: 'completed' },
      at: '/telephony/events?call=c',
      token: undefined,
    },
    { what: 'another address', change: {}, at: '/telephony/events?call=d', token: undefined },
    {
      what: 'another account',
      change: {},
      at: '/telephony/events?call=c',
      token: 'a token of somebody else',
    },
  ])('does not fit $what', async ({ change, at, token }) => {
    const { fields, signature } = signedWebhook('/telephony/events?call=c', call, token);
    expect(await twilio.provider.isSigned(at, signature, { ...fields, ...change })).toBe(false);
  });

  it('is missed when it is not there', async () => {
    expect(await twilio.provider.isSigned('/telephony/events', '', {})).toBe(false);
  });
});

describe('a call at the provider', () => {
  it('rings the desk with nothing that says whom it is about, in region and edge of the settings', async () => {
    const reference = await twilio.provider.ringDesk({ callId: 'call-1', deskNumber: '+31107654321' });
    expect(twilio.calls.has(reference)).toBe(true);
    const [request] = twilio.requests;
    expect(request).toMatchObject({ method: 'POST', host: 'api.dublin.ie1.twilio.com' });
    expect(request?.fields).toEqual({
      To: '+31107654321',
      From: '+31101234567',
      Url: 'https://veldwerk.example.org/telephony/voice?call=call-1',
      StatusCallback: 'https://veldwerk.example.org/telephony/events?call=call-1',
      StatusCallbackEvent: expect.any(String) as string,
      Timeout: '35',
      TimeLimit: '7200',
      Record: 'false',
    });
  });

  it('is read with its length and price, as positive amounts', async () => {
    const reference = twilio.addCall({
      status: 'completed',
      start_time: 'Tue, 14 Apr 2026 16:00:00 +0000',
      end_time: 'Tue, 14 Apr 2026 16:03:20 +0000',
      duration: '200',
      price: '-0.04250',
    });
    expect(await twilio.provider.findLeg(reference)).toEqual({
      reference,
      parentReference: null,
      isOurs: true,
      status: 'completed',
      startedAt: '2026-04-14T16:00:00.000Z',
      endedAt: '2026-04-14T16:03:20.000Z',
      seconds: 200,
      price: 0.0425,
      priceUnit: 'EUR',
    });
  });

  it.each([
    { what: 'goes out from our number', fields: {}, isOurs: true },
    { what: 'comes in on it', fields: { from: '+31612345678', to: TWILIO.callerId }, isOurs: true },
    { what: 'was begun in a browser', fields: { from: 'client:attempt', to: '' }, isOurs: true },
    { what: 'is of another program', fields: { from: '+31201234567' }, isOurs: false },
  ])('that $what is ours: $isOurs', async ({ fields, isOurs }) => {
    expect(await twilio.provider.findLeg(twilio.addCall(fields))).toMatchObject({ isOurs });
  });

  it('may be gone', async () => {
    expect(await twilio.provider.findLeg(`CA${'9'.repeat(32)}`)).toBeNull();
  });

  it('is listed by what it belongs to and by when it began', async () => {
    const parent = twilio.addCall({ start_time: 'Tue, 14 Apr 2026 16:00:00 +0000' });
    const child = twilio.addCall({ parent_call_sid: parent, start_time: 'Tue, 14 Apr 2026 16:00:02 +0000' });
    twilio.addCall({ start_time: 'Mon, 13 Apr 2026 16:00:00 +0000' });
    expect((await twilio.provider.listLegsUnder(parent)).map((leg) => leg.reference)).toEqual([child]);
    const today = await twilio.provider.listLegsSince(instant('2026-04-14T00:00:00+02:00'));
    expect(today.map((leg) => leg.reference)).toEqual([parent, child]);
  });

  it('is deleted with its recordings, and deleting it again is no mistake', async () => {
    const reference = twilio.addCall();
    twilio.recordings.set('RE1', { sid: 'RE1', call_sid: reference });
    await twilio.provider.deleteLeg(reference);
    await twilio.provider.deleteLeg(reference);
    expect(twilio.calls.size).toBe(0);
    expect(twilio.recordings.size).toBe(0);
  });
});

describe('a provider that fails', () => {
  it.each([
    { mishap: 401, kind: 'not_authorised', code: 20003 },
    { mishap: 429, kind: 'too_busy', code: 20429 },
    { mishap: 500, kind: 'broken', code: 20500 },
    { mishap: 'silence', kind: 'unreachable', code: null },
    { mishap: 'unknown_host', kind: 'unreachable', code: null },
  ] as const)('says $kind after $mishap, without number or key', async ({ mishap, kind, code }) => {
    twilio.failWith(mishap);
    const failure = await twilio.provider
      .ringDesk({ callId: 'call-1', deskNumber: '+31107654321' })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderFailure);
    expect(failure).toMatchObject({ kind, code });
    expect(String(failure)).not.toMatch(/\+31|secret|SK2/);
  });
});
