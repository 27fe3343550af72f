import type { Express } from 'express';
import { expect } from 'vitest';
import { epochMilliseconds, instant, instantOf } from '../../src/domain/calendar/instant.js';
import { createWebApp } from '../../src/web/app.js';
import type { TestApplication } from './application.js';
import { type BrowserSession, signInAs } from './browser-session.js';
import { type InventedCase, studyInFieldwork } from './fieldwork.js';
import { answerOnPage } from './interview-form.js';

/** A Tuesday evening in calling hours. */
export const EVENING = instant('2026-04-14T18:00:00+02:00');

/** The only case of the study. */
export const CASE = '/fieldwork/cases/C001';

const CHILD: InventedCase = { bornOn: '2016-05-01' };

/** An interviewer at work. */
export interface Field {
  readonly app: TestApplication;
  readonly web: Express;
  readonly interviewer: BrowserSession;
  readonly slug: string;
}

/** Somebody with the only case of a study in hand, and a person on the line who agreed. */
export async function inConversation(
  app: TestApplication,
  client: InventedCase = CHILD,
  choices: readonly string[] = ['agree'],
): Promise<Field> {
  const study = await studyInFieldwork(app, [client]);
  app.setClock(EVENING);
  const web = createWebApp(app);
  const interviewer = await signInAs(app, web, 'enqueteur');
  const next = await interviewer.post('/fieldwork/next', { study: study.slug });
  expect(next.headers['location']).toBe(CASE);
  await interviewer.post(`${CASE}/call`);
  for (const choice of choices) {
    expect((await interviewer.post(`${CASE}/consent`, { choice })).status).toBe(303);
  }
  return { app, web, interviewer, slug: study.slug };
}

/** Answers from the current question on; gives the last address. */
export async function answerOn(interviewer: BrowserSession, most = 100): Promise<string> {
  let at = (await interviewer.get(`${CASE}/interview`)).headers['location'] ?? '';
  for (let count = 0; count < most && !at.endsWith('/end'); count += 1) {
    const page = await interviewer.get(at);
    const sent = await interviewer.post(at, answerOnPage(page.text));
    expect({ at, status: sent.status }).toEqual({ at, status: 303 });
    at = sent.headers['location'] ?? '';
  }
  return at;
}

/** Answers one question so many seconds after it was shown; gives the next address. */
export async function answerAfter(
  { app, interviewer }: Field,
  at: string,
  { seconds, answer }: { seconds: number; answer?: string },
): Promise<string> {
  const page = await interviewer.get(at);
  app.setClock(instantOf(epochMilliseconds(app.clock()) + seconds * 1000));
  const form = answerOnPage(page.text);
  const sent = await interviewer.post(at, answer === undefined ? form : { ...form, answer });
  expect({ at, status: sent.status }).toEqual({ at, status: 303 });
  return sent.headers['location'] ?? '';
}
