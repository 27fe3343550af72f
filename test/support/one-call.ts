import { expect } from 'vitest';
import type { BrowserSession } from './browser-session.js';
import { hiddenField } from './interview-form.js';

/** The interviewer calls the case in hand and records what came of it. */
export async function record(
  interviewer: BrowserSession,
  path: string,
  code: string,
  more: Record<string, string> = {},
): Promise<void> {
  await interviewer.post(`${path}/call`);
  const page = await interviewer.get(path);
  const answer = await interviewer.post(`${path}/outcome`, {
    ...more,
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect(answer.status).toBe(303);
}

export async function take(interviewer: BrowserSession, slug: string): Promise<string> {
  return String((await interviewer.post('/fieldwork/next', { study: slug })).headers['location']);
}
