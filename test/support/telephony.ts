import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { expect } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { type Instant, instant } from '../../src/domain/calendar/instant.js';
import { createWebApp } from '../../src/web/app.js';
import { createTestApplication, type TestApplication } from './application.js';
import { type BrowserSession, signInAs } from './browser-session.js';
import { type FakeTwilio, signedWebhook } from './fake-twilio.js';
import { type InventedCase, studyInFieldwork } from './fieldwork.js';
import { hiddenField } from './interview-form.js';

export const EVENING = instant('2026-04-14T18:00:00+02:00');
export const CASE = '/fieldwork/cases/C001';
const CHILD: InventedCase = { bornOn: '2016-05-01' };

/** An interviewer who has a case in hand, where calls go through the provider. */
export interface CallingDesk {
  readonly app: TestApplication;
  readonly web: Express;
  readonly slug: string;
  readonly interviewer: BrowserSession;
  /** Sends what the provider would send, signed as it would sign. */
  webhook(path: string, fields: Record<string, string>): Promise<Response>;
}

export async function callingDesk(
  database: Database,
  twilio: FakeTwilio,
  { clients = [CHILD], at = EVENING }: { clients?: readonly InventedCase[]; at?: Instant } = {},
): Promise<CallingDesk> {
  const app = createTestApplication(database, { provider: twilio.provider });
  const study = await studyInFieldwork(app, clients);
  app.setClock(at);
  const web = createWebApp(app);
  const interviewer = await signInAs(app, web, 'enqueteur');
  const next = await interviewer.post('/fieldwork/next', { study: study.slug });
  expect(next.headers['location']).toBe(CASE);
  return {
    app,
    web,
    slug: study.slug,
    interviewer,
    webhook: (path, fields) => send(web, signedWebhook(path, fields)),
  };
}

/** Sends a webhook as it stands. */
export async function send(
  web: Express,
  { path, fields, signature }: ReturnType<typeof signedWebhook>,
): Promise<Response> {
  return request(web).post(path).set('X-Twilio-Signature', signature).type('form').send(fields);
}

/** The call that the interviewer just asked for. */
export async function openCall({ app }: CallingDesk): Promise<{ id: string; attemptId: string }> {
  const row = await app.database
    .read('calls')
    .orderBy('dialled_at', 'desc')
    .first<{ id: string; attempt_id: string } | undefined>();
  return { id: row?.id ?? '', attemptId: row?.attempt_id ?? '' };
}

/** Asks for the call of the case in hand. */
export async function dialled(desk: CallingDesk): Promise<{ id: string; attemptId: string }> {
  expect((await desk.interviewer.post(`${CASE}/call`)).status).toBe(303);
  return openCall(desk);
}

/** Writes down what came of it. */
export async function recordOutcome({ interviewer }: CallingDesk, code: string): Promise<void> {
  const page = await interviewer.get(CASE);
  const answer = await interviewer.post(`${CASE}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect(answer.status).toBe(303);
}
