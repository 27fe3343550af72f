import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import type { DatabaseLocation } from '../../../src/database/database.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { instantOf } from '../../../src/domain/calendar/instant.js';
import { addUser } from '../../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, TEST_KEY } from '../../support/application.js';
import { TEST_PASSWORD } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { answerOnPage } from '../../support/interview-form.js';

const CASE = '/fieldwork/cases/C001';
const HOUR = 3_600_000;

const running: ChildProcess[] = [];

afterEach(() => {
  for (const server of running.splice(0)) server.kill('SIGKILL');
});

/** The program itself, as it runs in production, in a process of its own. */
async function startServer(location: DatabaseLocation): Promise<{ url: string; process: ChildProcess }> {
  const database = location.engine === 'sqlite' ? `sqlite:${location.file}` : location.url;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database,
      PORT: '0',
      VELDWERK_KEY: TEST_KEY,
      VELDWERK_SECOND_STEP: 'optional',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error('the server ended before it served');
}

async function killNow(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
}

/** A browser of a few lines: keeps its cookie and the token of its forms. */
class Browser {
  private cookie = '';
  private csrfToken = '';
  url = '';

  async get(path: string): Promise<{ status: number; location: string; text: string }> {
    return this.send(path, { method: 'GET' });
  }

  async post(
    path: string,
    fields: Record<string, string> = {},
  ): Promise<{ status: number; location: string; text: string }> {
    const body = new URLSearchParams({ ...fields, _csrf: this.csrfToken });
    return this.send(path, { method: 'POST', body });
  }

  async signIn(email: string): Promise<void> {
    await this.post('/sign-in', { email, password: TEST_PASSWORD });
    const page = await this.get('/account');
    this.csrfToken = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  }

  private async send(
    path: string,
    request: RequestInit,
  ): Promise<{ status: number; location: string; text: string }> {
    const answer = await fetch(`${this.url}${path}`, {
      ...request,
      redirect: 'manual',
      headers: { cookie: this.cookie },
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    };
  }
}

/** A study in which somebody may be called at any moment, whenever the test runs. */
async function studyAtAnyHour(location: DatabaseLocation): Promise<string> {
  const database = openDatabase(location);
  const app = createTestApplication(database);
  app.setClock(instantOf(Date.now() - HOUR));
  const study = await studyInFieldwork(app, [{ bornOn: `${String(new Date().getFullYear() - 8)}-01-01` }]);
  const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, untilMinute: 24 * 60 };
  const calling = { ...study.rules.calling, hours: [always], closedHolidays: [], earlyClosings: [] };
  await database
    .write('studies')
    .where({ id: study.id })
    .update({
      rules: JSON.stringify({
        ...study.rules,
        calling: {
          ...calling,
          dayParts: [{ ...always, code: 'dag', label: 'dag', kind: 'day' }],
          firstAttemptDayParts: ['dag'],
        },
      }),
    });
  await database.write('cases').update({ due_at: app.clock() });
  await addUser(app, COMMAND, {
    email: 'enqueteur@example.org',
    name: 'Enquêteur',
    roles: ['enqueteur'],
    password: TEST_PASSWORD,
  });
  await database.close();
  return study.slug;
}

describeOnEachDatabase('a server that is killed in the middle of an interview', ({ makeDatabase }) => {
  it('has lost no answer that it acknowledged', { timeout: 120_000 }, async () => {
    const location = await makeDatabase();
    const slug = await studyAtAnyHour(location);
    const browser = new Browser();
    let server = await startServer(location);
    browser.url = server.url;
    await browser.signIn('enqueteur@example.org');
    expect((await browser.post('/fieldwork/next', { study: slug })).location).toBe(CASE);
    await browser.post(`${CASE}/call`);
    await browser.post(`${CASE}/consent`, { choice: 'agree' });
    expect((await browser.post(`${CASE}/interview`)).status).toBe(303);

    const acknowledged: string[] = [];
    for (let kills = 0; kills < 3; kills += 1) {
      let at = (await browser.get(`${CASE}/interview`)).location;
      for (let count = 0; count < 4; count += 1) {
        const page = await browser.get(at);
        const saved = await browser.post(at, answerOnPage(page.text));
        expect(saved.status).toBe(303);
        acknowledged.push(at.split('/').at(-1) ?? '');
        at = saved.location;
      }
      // One more answer is on its way when the process dies: saved or not, but never half.
      const page = await browser.get(at);
      const lost = browser.post(at, answerOnPage(page.text)).catch(() => null);
      await killNow(server.process);
      await lost;

      server = await startServer(location);
      browser.url = server.url;
      const database = openDatabase(location);
      const stored = (await database
        .read('answers')
        .distinct('question_id')
        .pluck('question_id')) as string[];
      const history = (await database.read('answer_history').pluck('question_id')) as string[];
      await database.close();
      expect(stored).toEqual(expect.arrayContaining(acknowledged));
      expect(history.toSorted()).toEqual(stored.toSorted());
      acknowledged.splice(0, acknowledged.length, ...stored);
      const resumed = await browser.get(`${CASE}/interview`);
      expect(resumed.status).toBe(303);
      expect(stored).not.toContain(resumed.location.split('/').at(-1));
    }
  });
});
