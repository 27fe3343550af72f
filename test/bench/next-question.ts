import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import ejs from 'ejs';
import express, { type Express } from 'express';
import { type Database, transaction } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { createWebApp } from '../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../support/application.js';
import { type BrowserSession, signInAs } from '../support/browser-session.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { answerOnPage } from '../support/interview-form.js';
import { EVENING } from '../support/interviews.js';
import { type Benchmark, measurement, percentile } from './measurement.js';
import { routeMilliseconds } from './route-time.js';

interface Crew {
  /** How many interviewers are at work at the same time. */
  readonly atOnce: number;
  /** Questions that each answers. */
  readonly questions: number;
  /** How long a question and its answer take at most, in milliseconds: half of it and more, by chance. */
  readonly talk: number;
}

/** Without talk one answer comes straight after the other, which nobody on the telephone does: it shows the limit. */
const CREWS: readonly Crew[] = [
  { atOnce: 1, questions: 120, talk: 0 },
  { atOnce: 50, questions: 15, talk: 0 },
  { atOnce: 50, questions: 8, talk: 4000 },
];
const PAGE = `<!doctype html><html lang="nl"><title>Vraag</title><h1><%= question %></h1><form method="post">
<% for (const option of options) { %><label><input type="radio" name="answer" value="<%= option %>"><%= option %></label><% } %>
<button>Verder</button></form></html>`;

/**
 * From the key to the next question: saving the answer durably and making the page that follows, over HTTP, against a
 * bare Express and EJS page with one durable transaction in a database of the same kind. Both are asked in turn, by one
 * interviewer, by fifty who never pause, and by fifty who talk in between.
 */
export const nextQuestion: Benchmark = {
  name: 'next-question',
  async measure() {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
    const [database, bareDatabase] = ['program', 'bare'].map((name) =>
      openDatabase({ engine: 'sqlite', file: path.join(folder, `${name}.sqlite`) }),
    ) as [Database, Database];
    try {
      await migrateUp(database);
      const app = createTestApplication(database);
      const program = listen(createWebApp(app));
      const bare = listen(await bareApp(bareDatabase));
      const interviewers = await startInterviews(app, Math.max(...CREWS.map(({ atOnce }) => atOnce)));
      const before = await sizeOf(database);
      const figures = [];
      for (const crew of CREWS) {
        const own = interviewers.slice(0, crew.atOnce);
        figures.push(await measureCrew(own, crew, { program: program.url, bare: bare.url }));
      }
      const answers = await countAnswers(database);
      const bytesPerAnswer = ((await sizeOf(database)) - before) / answers;
      program.close();
      bare.close();
      const [alone] = figures;
      return measurement('next-question', alone?.p95_ms ?? Number.NaN, {
        unit: 'ms at p95',
        reference: {
          name: 'bare Express and EJS page with the same write',
          value: alone?.bare_p95_ms ?? Number.NaN,
        },
        detail: {
          engine: database.engine,
          figures,
          route_of_60_questions_ms: routeMilliseconds(),
          bytes_per_answer: Math.round(bytesPerAnswer),
          bytes_per_interview_of_40_questions: Math.round(bytesPerAnswer * 40),
        },
      });
    } finally {
      await Promise.all([database.close(), bareDatabase.close()]);
      rmSync(folder, { recursive: true });
    }
  },
};

/** An interviewer in the middle of an interview. */
interface AtWork {
  readonly session: BrowserSession;
  readonly agent: http.Agent;
  /** Address and page of the question on the screen. */
  at: string;
  html: string;
}

async function startInterviews(app: TestApplication, count: number): Promise<readonly AtWork[]> {
  app.setClock(EVENING);
  const clients = Array.from({ length: count * 4 }, () => ({ bornOn: '2016-05-01' }));
  const study = await studyInFieldwork(app, clients);
  const web = createWebApp(app);
  const atWork: AtWork[] = [];
  for (let one = 0; one < count; one += 1) {
    const session = await signInAs(app, web, 'enqueteur');
    const interviewer = {
      session,
      agent: new http.Agent({ keepAlive: true, maxSockets: 1 }),
      at: '',
      html: '',
    };
    await beginInterview(interviewer, study.slug);
    atWork.push(interviewer);
  }
  return atWork;
}

async function beginInterview(interviewer: AtWork, slug: string): Promise<void> {
  const { session } = interviewer;
  const next = await session.post('/fieldwork/next', { study: slug });
  const at = next.headers['location'] ?? '';
  await session.post(`${at}/call`);
  await session.post(`${at}/consent`, { choice: 'agree' });
  await session.post(`${at}/interview`);
  interviewer.at = (await session.get(`${at}/interview`)).headers['location'] ?? '';
  interviewer.html = (await session.get(interviewer.at)).text;
}

interface Addresses {
  readonly program: string;
  readonly bare: string;
}

async function measureCrew(
  interviewers: readonly AtWork[],
  { questions, talk }: Crew,
  { program, bare }: Addresses,
) {
  const times: number[] = [];
  const bareTimes: number[] = [];
  const all = (answer: (one: AtWork) => Promise<unknown>) =>
    Promise.all(
      interviewers.map(async (one) => {
        if (talk > 0) await setTimeout(talk * (0.5 + Math.random() / 2));
        await answer(one);
      }),
    );
  for (let question = 0; question < questions; question += 1) {
    await all(async (one) => times.push(await answerProgram(one, program)));
    await all(async (one) => bareTimes.push(await answerBare(one, bare)));
  }
  const [median, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const [bareMedian, bareP95] = [percentile(bareTimes, 0.5), percentile(bareTimes, 0.95)];
  return {
    at_once: interviewers.length,
    talk_seconds: talk / 1000,
    answers: times.length,
    median_ms: median,
    p95_ms: p95,
    bare_median_ms: bareMedian,
    bare_p95_ms: bareP95,
    ratio_median: median / bareMedian,
    ratio_p95: p95 / bareP95,
  };
}

/** Answers the question on the screen; at the end the last question is answered anew, which is a change. */
async function answerProgram(one: AtWork, url: string): Promise<number> {
  const form = { ...answerOnPage(one.html), _csrf: one.session.csrfToken };
  const startedAt = performance.now();
  const saved = await send(one, 'POST', `${url}${one.at}`, form);
  if (saved.status !== 303) throw new Error(`an answer was not saved: ${String(saved.status)}`);
  const page = await send(one, 'GET', `${url}${saved.location}`);
  const milliseconds = performance.now() - startedAt;
  if (saved.location.endsWith('/end')) {
    const back = saved.location.replace(/end$/, 'B2');
    one.at = back;
    one.html = (await send(one, 'GET', `${url}${back}`)).text;
    one.html = one.html.replace(/value="(\d+)"([^>]*) checked/, 'value="$1"$2');
  } else {
    one.at = saved.location;
    one.html = page.text;
  }
  return milliseconds;
}

async function answerBare(one: AtWork, url: string): Promise<number> {
  const form = { ...answerOnPage(one.html), _csrf: one.session.csrfToken };
  const startedAt = performance.now();
  const saved = await send(one, 'POST', `${url}/answer`, form);
  await send(one, 'GET', `${url}${saved.location}`);
  return performance.now() - startedAt;
}

interface Reply {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

function send(
  one: AtWork,
  method: 'GET' | 'POST',
  url: string,
  form?: Record<string, string>,
): Promise<Reply> {
  const body = form === undefined ? '' : new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: one.session.cookie,
      ...(form === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
    };
    const sending = http.request(url, { method, headers, agent: one.agent }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        resolve({
          status: reply.statusCode ?? 0,
          location: reply.headers.location ?? '',
          text: Buffer.concat(parts).toString('utf8'),
        });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

async function bareApp(database: Database): Promise<Express> {
  await database.write.schema.createTable('answers', (table) => {
    table.increments();
    table.text('answer').notNullable();
  });
  const page = ejs.compile(PAGE);
  const bare = express();
  bare.get('/answer', (_request, response) => {
    response.type('html').send(page({ question: 'Bent u tevreden?', options: ['ja', 'nee', 'weet niet'] }));
  });
  bare.post('/answer', express.urlencoded({ extended: false }), async (request, response) => {
    await transaction(database, async (trx) => {
      await trx('answers').insert({ answer: JSON.stringify(request.body) });
    });
    response.redirect(303, '/answer');
  });
  return bare;
}

async function sizeOf(database: Database): Promise<number> {
  await database.write.raw('pragma wal_checkpoint(truncate)');
  const [{ size }] = (await database.write.raw(
    'select (page_count - freelist_count) * page_size as size from pragma_page_count(), pragma_freelist_count(), pragma_page_size()',
  )) as [{ size: number }];
  return size;
}

async function countAnswers(database: Database): Promise<number> {
  const [row] = await database.read('answer_history').count<{ count: number }[]>({ count: '*' });
  return row?.count ?? 0;
}

function listen(web: Express): { readonly url: string; readonly close: () => void } {
  const server = web.listen(0, '127.0.0.1');
  return {
    get url() {
      return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
