import type { Express } from 'express';
import request, { type Agent, type Response } from 'supertest';
import type { Application } from '../../src/application.js';
import type { Role } from '../../src/domain/access/role.js';
import { addUser, type User } from '../../src/features/users/users.service.js';
import { COMMAND } from './application.js';

export const TEST_PASSWORD = 'een lang testwachtwoord';

/** Somebody with a browser: keeps the cookie, and sends forms with the token of the page. */
export interface BrowserSession {
  readonly user: User;
  /** For requests that do not go through this session. */
  readonly cookie: string;
  readonly csrfToken: string;
  get(path: string): Promise<Response>;
  post(path: string, fields?: Record<string, string | string[]>): Promise<Response>;
  upload(
    path: string,
    files: SentFile | readonly SentFile[],
    fields?: Record<string, string>,
  ): Promise<Response>;
}

/** A file as a form sends it. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Makes an account with these roles and signs it in through the page. */
export async function signInAs(app: Application, web: Express, ...roles: Role[]): Promise<BrowserSession> {
  const email = `${roles.join('-')}-${app.newId()}@example.org`;
  const user = await addUser(app, COMMAND, { email, name: roles.join(' '), roles, password: TEST_PASSWORD });
  const agent = request.agent(web);
  const signedIn = await agent
    .post('/sign-in')
    .type('form')
    .send({ email, password: TEST_PASSWORD })
    .expect(303);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const csrfToken = await readCsrfToken(agent);
  return {
    user,
    cookie,
    csrfToken,
    get: (path) => agent.get(path),
    post: (path, fields = {}) =>
      agent
        .post(path)
        .type('form')
        .send({ ...fields, _csrf: csrfToken }),
    upload(path, files, fields = {}) {
      const sending = agent.post(path).field('_csrf', csrfToken);
      for (const [name, value] of Object.entries(fields)) void sending.field(name, value);
      const all: readonly SentFile[] = 'field' in files ? [files] : files;
      for (const { field, name, bytes } of all) void sending.attach(field, bytes, name);
      return sending;
    },
  };
}

async function readCsrfToken(agent: Agent): Promise<string> {
  const page = await agent.get('/account');
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
  if (token === undefined) throw new Error('the page has no form token');
  return token;
}
