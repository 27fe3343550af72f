import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type TwilioClient from 'twilio/lib/rest/Twilio.js';
import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call.js';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { type Instant, instantOf } from '../../domain/calendar/instant.js';
import { readLegStatus } from '../../domain/telephone/line-result.js';
import { readableNumber } from '../../domain/telephone/readable-number.js';
import type { CallInstruction, ProviderLeg, ProviderMessage, TelephoneProvider } from '../provider.js';
import { isAbsent, orFailure } from './twilio-failure.js';
import type { TwilioSettings } from './twilio-settings.js';

/** How long a browser may begin calls with one token. */
const TOKEN_SECONDS = 600;

/** How long the respondent's telephone rings. */
const RING_SECONDS = 35;

/** How long somebody at a desk has to press a key, after they were asked to. */
const KEY_SECONDS = 10;

/** No call lasts longer than this: an interview of 45 minutes and a margin. */
const LONGEST_CALL_SECONDS = 7200;

const REQUEST_TIMEOUT_MILLISECONDS = 8000;

const LEG_PAGE = 1000;

/** The parts of `twilio` are imported at the first use: together they cost a fifth of a second and 24 MB. */
const restPart = () => import('twilio/lib/rest/Twilio.js');
const tokenPart = () => import('twilio/lib/jwt/AccessToken.js');
const signaturePart = () => import('twilio/lib/webhooks/webhooks.js');
const instructionPart = () => import('twilio/lib/twiml/VoiceResponse.js');

/**
 * Calls through Twilio.
 * @param httpClient what sends the requests, for tests; the library's own otherwise
 */
export function openTwilio(settings: TwilioSettings, httpClient?: RequestClient): TelephoneProvider {
  const { accountSid, apiKeySid, apiKeySecret, region, edge, publicUrl, callerId } = settings;
  const ourLegOf = (call: CallInstance): ProviderLeg => legOf(call, callerId);
  let client: Promise<TwilioClient> | null = null;
  const api = (): Promise<TwilioClient> => {
    client ??= restPart().then(({ default: Client }) => {
      const options = { accountSid, region, edge, timeout: REQUEST_TIMEOUT_MILLISECONDS };
      return new Client(
        apiKeySid,
        apiKeySecret,
        httpClient === undefined ? options : { ...options, httpClient },
      );
    });
    return client;
  };

  return {
    accountReference: accountSid,
    callBackNumber: readableNumber(callerId),
    sendsMessages: settings.smsSender !== null,
    edge,
    softphoneOrigins: [`wss://voice-js.${edge}.twilio.com`],

    async issueToken(identity) {
      const { default: AccessToken } = await tokenPart();
      const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
        identity,
        ttl: TOKEN_SECONDS,
        region,
      });
      token.addGrant(
        new AccessToken.VoiceGrant({
          outgoingApplicationSid: settings.applicationSid,
          incomingAllow: false,
        }),
      );
      return { token: token.toJwt(), secondsValid: TOKEN_SECONDS };
    },

    async isSigned(path, signature, fields) {
      const { validateRequest } = await signaturePart();
      return validateRequest(settings.authToken, signature, `${publicUrl}${path}`, fields);
    },

    instruct: (instruction) => instruct(settings, instruction),

    ringDesk: ({ callId, deskNumber }) =>
      orFailure(async () => {
        const { calls } = await api();
        const leg = await calls.create({
          to: deskNumber,
          from: callerId,
          url: `${publicUrl}/telephony/voice?call=${callId}`,
          statusCallback: `${publicUrl}/telephony/events?call=${callId}`,
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          timeout: RING_SECONDS,
          timeLimit: LONGEST_CALL_SECONDS,
          record: false,
        });
        return leg.sid;
      }),

    findLeg: (reference) =>
      orFailure(async () => findOrNull(async () => ourLegOf(await (await api()).calls(reference).fetch()))),

    listLegsUnder: (parentCallSid) =>
      orFailure(async () => (await (await api()).calls.list({ parentCallSid })).map(ourLegOf)),

    listLegsSince: (from) =>
      orFailure(async () => {
        const options = { startTimeAfter: new Date(from), pageSize: LEG_PAGE };
        return (await (await api()).calls.list(options)).map(ourLegOf);
      }),

    deleteLeg: (reference) =>
      orFailure(async () => {
        const twilio = await api();
        for (const { sid } of await twilio.recordings.list({ callSid: reference })) {
          await unlessAbsent(() => twilio.recordings(sid).remove());
        }
        await unlessAbsent(() => twilio.calls(reference).remove());
      }),

    sendMessage: ({ number, text }) =>
      orFailure(async () => {
        const from = settings.smsSender ?? callerId;
        return messageOf(await (await api()).messages.create({ to: number, from, body: text }));
      }),

    findMessage: (reference) =>
      orFailure(async () =>
        findOrNull(async () => messageOf(await (await api()).messages(reference).fetch())),
      ),

    listMessagesTo: (to, after) =>
      orFailure(async () => {
        const { messages } = await api();
        const from = settings.smsSender ?? callerId;
        return (await messages.list({ to, from, dateSentAfter: new Date(after) })).map(messageOf);
      }),

    deleteMessage: (reference) =>
      orFailure(async () => {
        const { messages } = await api();
        await unlessAbsent(() => messages(reference).remove());
      }),
  };
}

/** Nothing is recorded, and no machine listens whether a person answers. */
async function instruct(settings: TwilioSettings, instruction: CallInstruction): Promise<string> {
  const { default: VoiceResponse } = await instructionPart();
  const response = new VoiceResponse();
  if (instruction.kind === 'refuse') {
    response.hangup();
    return response.toString();
  }
  if (instruction.kind === 'ask_key') {
    const gather = response.gather({
      action: `${settings.publicUrl}/telephony/voice?call=${instruction.callId}&asked=key`,
      method: 'POST',
      numDigits: 1,
      timeout: KEY_SECONDS,
      actionOnEmptyResult: true,
    });
    gather.say({ language: 'nl-NL', loop: 2 }, 'Druk op 1 om te bellen.');
    response.hangup();
    return response.toString();
  }
  const dial = response.dial({
    callerId: settings.callerId,
    answerOnBridge: true,
    timeout: RING_SECONDS,
    timeLimit: LONGEST_CALL_SECONDS,
    record: 'do-not-record',
  });
  dial.number(
    {
      statusCallback: `${settings.publicUrl}/telephony/events?call=${instruction.callId}`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      statusCallbackMethod: 'POST',
    },
    instruction.number,
  );
  return response.toString();
}

function legOf(call: CallInstance, callerId: string): ProviderLeg {
  return {
    reference: call.sid,
    parentReference: call.parentCallSid || null,
    isOurs: call.from === callerId || call.to === callerId || call.from.startsWith('client:'),
    status: readLegStatus(call.status) ?? 'queued',
    startedAt: momentOf(call.startTime),
    endedAt: momentOf(call.endTime),
    seconds: wholeNumber(call.duration),
    price: priceOf(call.price),
    priceUnit: call.priceUnit || null,
  };
}

function messageOf({ sid, status, price, priceUnit }: MessageInstance): ProviderMessage {
  return { reference: sid, status, price: priceOf(price), priceUnit: priceUnit || null };
}

function momentOf(date: Date | null): Instant | null {
  return date === null || Number.isNaN(date.getTime()) ? null : instantOf(date.getTime());
}

function wholeNumber(text: string | null): number | null {
  const number = Number(text ?? '');
  return text === null || text === '' || !Number.isInteger(number) ? null : number;
}

/** The provider writes costs as negative amounts. */
function priceOf(text: string | null): number | null {
  if (text === null || text === '') return null;
  const price = Math.abs(Number(text));
  return Number.isFinite(price) ? price : null;
}

async function unlessAbsent(work: () => Promise<unknown>): Promise<void> {
  await findOrNull(work);
}

async function findOrNull<Found>(find: () => Promise<Found>): Promise<Found | null> {
  try {
    return await find();
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
