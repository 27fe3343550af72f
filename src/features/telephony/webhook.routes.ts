import type { Request, Response } from 'express';
import { readLegStatus } from '../../domain/telephone/line-result.js';
import type { TelephoneProvider } from '../../telephony/provider.js';
import { formFields, queryFields, type Route } from '../../web/route.js';
import type { Visit } from '../../web/visit.js';
import { connectCall, type StatusReport, takeReport } from './provider-calls.service.js';

type Fields = Readonly<Record<string, string>>;

/** What the provider sends us. Nobody is signed in: the signature says that it is the provider. */
export const telephonyWebhookRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/telephony/voice',
    access: 'public',
    async handle(visit, request, response) {
      await ifSigned(visit, request, response, async (provider, fields) => {
        const instruction = await connectCall(visit.app, {
          callId: callIdOf(request, fields),
          reference: fields['CallSid'] ?? '',
          from: fields['From'] ?? '',
          key: queryFields(request)['asked'] === 'key' ? (fields['Digits'] ?? '') : null,
        });
        response.type('text/xml').send(await provider.instruct(instruction));
      });
    },
  },
  {
    method: 'post',
    path: '/telephony/events',
    access: 'public',
    async handle(visit, request, response) {
      await ifSigned(visit, request, response, async (_provider, fields) => {
        const report = readReport(callIdOf(request, fields), fields);
        if (report !== null) await takeReport(visit.app, report);
        response.status(204).end();
      });
    },
  },
];

/** Whoever signs wrongly gets no word more than that. */
async function ifSigned(
  { app }: Visit,
  request: Request,
  response: Response,
  answer: (provider: TelephoneProvider, fields: Fields) => Promise<void>,
): Promise<void> {
  const { provider } = app.telephony;
  const fields = textFields(formFields(request));
  const signature = request.get('x-twilio-signature') ?? '';
  const isOurs =
    provider !== null &&
    (await provider.isSigned(request.originalUrl, signature, fields)) &&
    fields['AccountSid'] === provider.accountReference;
  if (isOurs) {
    await answer(provider, fields);
    return;
  }
  app.log.warn({ hasProvider: provider !== null }, 'a telephone webhook was refused');
  response.status(403).type('text/plain').send('Forbidden');
}

function textFields(fields: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The browser sends the call along; otherwise it stands in the address that we gave. */
function callIdOf(request: Request, fields: Fields): string {
  const inAddress = queryFields(request)['call'];
  return fields['call'] ?? (typeof inAddress === 'string' ? inAddress : '');
}

function readReport(callId: string, fields: Fields): StatusReport | null {
  const status = readLegStatus(fields['CallStatus'] ?? '');
  const reference = fields['CallSid'] ?? '';
  if (status === null || reference === '') return null;
  return {
    callId,
    reference,
    parentReference: fields['ParentCallSid'] ?? null,
    status,
    sequence: numberIn(fields['SequenceNumber']) ?? 0,
    seconds: numberIn(fields['CallDuration']),
    networkCode: numberIn(fields['SipResponseCode']),
  };
}

function numberIn(text: string | undefined): number | null {
  return text === undefined || !/^\d{1,6}$/.test(text) ? null : Number(text);
}
