import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express, { type Express } from 'express';
import { type Database, transaction } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { instant } from '../../src/domain/calendar/instant.js';
import { createWebApp } from '../../src/web/app.js';
import { createTestApplication } from '../support/application.js';
import { signInAs } from '../support/browser-session.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { answerOnPage } from '../support/interview-form.js';
import { type Benchmark, measurement, percentile } from './measurement.js';

const INTERVIEWS = 6;
const EVENING = instant('2026-04-14T18:00:00+02:00');

/**
 * Saving one answer through the program (session, role, lease, consent, route, encryption, commit) against a bare
 * Express page that reads the same form and commits one row, durably, in a database of the same kind. The two are
 * asked in turn, over HTTP, one request at a time.
 */
export const answerSave: Benchmark = {
  name: 'answer-save',
  async measure() {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
    const [database, bareDatabase] = ['program', 'bare'].map((name) =>
      openDatabase({ engine: 'sqlite', file: path.join(folder, `${name}.sqlite`) }),
    ) as [Database, Database];
    try {
      await migrateUp(database);
      const { program, bare } = await timeInTurn(database, bareDatabase);
      return measurement('answer-save', percentile(program, 0.5), {
        unit: 'ms',
        reference: { name: 'bare Express page with one durable transaction', value: percentile(bare, 0.5) },
        detail: {
          engine: database.engine,
          answers: program.length,
          p95: percentile(program, 0.95),
          reference_p95: percentile(bare, 0.95),
        },
      });
    } finally {
      await Promise.all([database.close(), bareDatabase.close()]);
      rmSync(folder, { recursive: true });
    }
  },
};

async function timeInTurn(
  database: Database,
  bareDatabase: Database,
): Promise<{ program: readonly number[]; bare: readonly number[] }> {
  const app = createTestApplication(database);
  app.setClock(EVENING);
  const study = await studyInFieldwork(
    app,
    Array.from({ length: INTERVIEWS }, () => ({ bornOn: '2016-05-01' })),
  );
  const web = createWebApp(app);
  const interviewer = await signInAs(app, web, 'enqueteur');
  const [programServer, bareServer] = await Promise.all([listen(web), listen(await bareApp(bareDatabase))]);
  const program: number[] = [];
  const bare: number[] = [];
  for (let interview = 0; interview < INTERVIEWS; interview += 1) {
    const next = await interviewer.post('/fieldwork/next', { study: study.slug });
    const at = next.headers['location'] ?? '';
    await interviewer.post(`${at}/call`);
    await interviewer.post(`${at}/consent`, { choice: 'agree' });
    await interviewer.post(`${at}/interview`);
    let question = (await interviewer.get(`${at}/interview`)).headers['location'] ?? '';
    while (!question.endsWith('/end')) {
      const form = { ...answerOnPage((await interviewer.get(question)).text), _csrf: interviewer.csrfToken };
      const saved = await timedPost(`${programServer.url}${question}`, form, interviewer.cookie);
      program.push(saved.milliseconds);
      bare.push((await timedPost(`${bareServer.url}/answer`, form, interviewer.cookie)).milliseconds);
      question = saved.location;
    }
    await interviewer.post(`${at}/interview/complete`);
  }
  programServer.close();
  bareServer.close();
  return { program, bare };
}

async function bareApp(database: Database): Promise<Express> {
  await database.write.schema.createTable('answers', (table) => {
    table.increments();
    table.text('answer').notNullable();
  });
  const bare = express();
  bare.post('/answer', express.urlencoded({ extended: false }), async (request, response) => {
    await transaction(database, async (trx) => {
      await trx('answers').insert({ answer: JSON.stringify(request.body) });
    });
    response.redirect(303, '/answer');
  });
  return bare;
}

async function timedPost(
  url: string,
  form: Record<string, string | string[]>,
  cookie: string,
): Promise<{ milliseconds: number; location: string }> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  const startedAt = performance.now();
  const answer = await fetch(url, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  const milliseconds = performance.now() - startedAt;
  if (answer.status !== 303) throw new Error(`an answer was not saved: ${String(answer.status)}`);
  return { milliseconds, location: answer.headers.get('location') ?? '' };
}

async function listen(web: Express): Promise<{ url: string; close: () => void }> {
  const server = await new Promise<Server>((resolve) => {
    const starting = web.listen(0, '127.0.0.1', () => {
      resolve(starting);
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
