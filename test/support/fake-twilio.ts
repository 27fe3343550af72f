import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { TelephoneProvider } from '../../src/telephony/provider.js';
import { openTwilio } from '../../src/telephony/twilio/twilio-provider.js';
import type { TwilioSettings } from '../../src/telephony/twilio/twilio-settings.js';

/** An account that exists only here. */
export const TWILIO: TwilioSettings = {
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'a token for tests only',
  apiKeySid: `SK${'2'.repeat(32)}`,
  apiKeySecret: 'a secret for tests only',
  applicationSid: `AP${'3'.repeat(32)}`,
  callerId: '+31101234567',
  smsSender: 'Gemeente',
  region: 'ie1',
  edge: 'dublin',
  publicUrl: 'https://veldwerk.example.org',
};

type Resource = Record<string, string | null>;

/** What the provider does instead of answering. */
export type Mishap = 401 | 429 | 500 | 'silence' | 'unknown_host';

/** A provider on this machine that answers as the published API does, and forgets nothing. */
export interface FakeTwilio {
  readonly provider: TelephoneProvider;
  readonly calls: Map<string, Resource>;
  readonly messages: Map<string, Resource>;
  readonly recordings: Map<string, Resource>;
  /** Every request: method, path and what was sent. */
  readonly requests: { method: string; host: string; path: string; fields: Record<string, string> }[];
  /** From now on every request goes wrong like this; `null` mends it. */
  failWith(mishap: Mishap | null): void;
  /** Adds a call as the provider would have it. */
  addCall(fields?: Resource): string;
  close(): Promise<void>;
}

const API = `/2010-04-01/Accounts/${TWILIO.accountSid}`;

export async function startFakeTwilio(): Promise<FakeTwilio> {
  let mishap: Mishap | null = null;
  let made = 0;
  const newSid = (prefix: string): string =>
    prefix +
    createHash('md5')
      .update(`${prefix}${String(made++)}`)
      .digest('hex');
  const calls = new Map<string, Resource>();
  const messages = new Map<string, Resource>();
  const recordings = new Map<string, Resource>();
  const requests: FakeTwilio['requests'] = [];
  const addCall = (fields: Resource = {}): string => {
    const sid = newSid('CA');
    calls.set(sid, { ...EMPTY_CALL, sid, account_sid: TWILIO.accountSid, ...fields });
    return sid;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://fake');
    const fields = Object.fromEntries(new URLSearchParams(await bodyOf(request)));
    const host = String(request.headers['x-asked-host'] ?? '');
    requests.push({ method: request.method ?? '', host, path: `${url.pathname}${url.search}`, fields });
    if (mishap === 'silence') return;
    if (typeof mishap === 'number') send(response, mishap, problem(mishap));
    else if (!isAuthorised(request)) send(response, 401, problem(401));
    else send(response, ...handle(request.method ?? '', url, fields));
  };

  const handle = (
    method: string,
    url: URL,
    fields: Record<string, string>,
  ): [status: number, body: object | null] => {
    const [kind, sid] = url.pathname
      .slice(API.length + 1)
      .replace('.json', '')
      .split('/');
    const store = { Calls: calls, Messages: messages, Recordings: recordings }[kind ?? ''];
    if (store === undefined || !url.pathname.startsWith(API)) return [404, problem(404)];
    if (sid === undefined)
      return method === 'POST' ? create(kind ?? '', fields) : list(kind ?? '', store, url);
    const found = store.get(sid);
    if (found === undefined) return [404, problem(404)];
    if (method === 'DELETE') {
      store.delete(sid);
      return [204, null];
    }
    return [200, found];
  };

  const create = (kind: string, fields: Record<string, string>): [number, object] => {
    if (kind === 'Calls') {
      const sid = addCall({ to: fields['To'] ?? '', from: fields['From'] ?? '' });
      return [201, calls.get(sid) ?? {}];
    }
    // A number that only makes calls, or that somebody else hosts, sends no messages.
    if (fields['From'] !== TWILIO.smsSender) return [400, { ...problem(400), code: 21606 }];
    const sid = newSid('SM');
    const message = {
      ...EMPTY_MESSAGE,
      sid,
      to: fields['To'] ?? '',
      from: fields['From'],
      body: fields['Body'] ?? '',
    };
    messages.set(sid, message);
    return [201, message];
  };

  const list = (kind: string, store: Map<string, Resource>, url: URL): [number, object] => {
    const parent = url.searchParams.get('ParentCallSid');
    const ofCall = url.searchParams.get('CallSid');
    const after = url.searchParams.get('StartTime>') ?? url.searchParams.get('DateSent>');
    const to = url.searchParams.get('To');
    const rows = [...store.values()].filter(
      (row) =>
        (parent === null || row['parent_call_sid'] === parent) &&
        (ofCall === null || row['call_sid'] === ofCall) &&
        (to === null || row['to'] === to) &&
        (after === null || Date.parse(row['start_time'] ?? row['date_sent'] ?? '') >= Date.parse(after)),
    );
    return [200, { [kind.toLowerCase()]: rows, next_page_uri: null, page: 0, page_size: 50 }];
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    provider: openTwilio(TWILIO, new LocalClient(() => (mishap === 'unknown_host' ? null : port))),
    calls,
    messages,
    recordings,
    requests,
    failWith(next) {
      mishap = next;
    },
    addCall,
    close: () => stop(server),
  };
}

const EMPTY_CALL: Resource = {
  to: '+31612345678',
  from: TWILIO.callerId,
  direction: 'outbound-dial',
  parent_call_sid: null,
  status: 'queued',
  start_time: null,
  end_time: null,
  duration: null,
  price: null,
  price_unit: 'EUR',
};

const EMPTY_MESSAGE: Resource = { date_sent: null, status: 'queued', price: null, price_unit: 'EUR' };

/** The library's own client, except that the name of the provider leads to this machine. */
class LocalClient extends RequestClient {
  readonly #port: () => number | null;

  constructor(port: () => number | null) {
    super({ timeout: 500, keepAlive: false });
    this.#port = port;
  }

  override request<Data>(options: RequestClient.RequestOptions<Data>) {
    const asked = new URL(options.uri);
    const port = this.#port();
    // The domain `invalid` never resolves.
    const base = port === null ? 'http://provider.invalid' : `http://127.0.0.1:${String(port)}`;
    return super.request({
      ...options,
      uri: `${base}${asked.pathname}${asked.search}`,
      headers: { ...options.headers, 'X-Asked-Host': asked.hostname },
    });
  }
}

/** A webhook's fields with the signature that the provider would put on them. */
export function signedWebhook(
  path: string,
  fields: Record<string, string>,
  authToken = TWILIO.authToken,
): { path: string; fields: Record<string, string>; signature: string } {
  const whole = { AccountSid: TWILIO.accountSid, ApiVersion: '2010-04-01', ...fields };
  return {
    path,
    fields: whole,
    signature: getExpectedTwilioSignature(authToken, `${TWILIO.publicUrl}${path}`, whole),
  };
}

function isAuthorised(request: IncomingMessage): boolean {
  const expected = Buffer.from(`${TWILIO.apiKeySid}:${TWILIO.apiKeySecret}`).toString('base64');
  return request.headers.authorization === `Basic ${expected}`;
}

function problem(status: number): object {
  const code = { 401: 20003, 404: 20404, 429: 20429, 500: 20500 }[status] ?? 20001;
  return {
    code,
    status,
    message: `problem ${String(code)}`,
    more_info: `https://www.twilio.com/docs/errors/${String(code)}`,
  };
}

function send(response: ServerResponse, status: number, body: object | null): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body === null ? '' : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
