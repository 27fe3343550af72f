import { expect, it } from 'vitest';
import type { Express } from 'express';
import request from 'supertest';
import { mayDo } from '../../../src/domain/access/permission.js';
import { ROLES, type Role } from '../../../src/domain/access/role.js';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { createToken } from '../../../src/features/api-tokens/api-tokens.service.js';
import { listAuditLog } from '../../../src/features/audit/audit.service.js';
import { addUser, changeUser, type User } from '../../../src/features/users/users.service.js';
import { API_ROUTES } from '../../../src/web/api/api-routes.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs, TEST_PASSWORD } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';

async function userWith(app: TestApplication, ...roles: Role[]): Promise<User> {
  const email = `${roles.join('-')}@example.org`;
  return addUser(app, COMMAND, { email, name: 'Noor', roles, password: TEST_PASSWORD });
}

async function tokenOf(app: TestApplication, user: User): Promise<string> {
  const actor = { kind: 'user', id: user.id, name: user.name, roles: user.roles, origin: null } as const;
  return createToken(app, actor, { label: 'R', validDays: 30 });
}

function call(web: Express, path: string, token: string) {
  return request(web).get(`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
}

function examplePath(path: string): string {
  return path.replace(':study', 'ceo-2016');
}

describeOnEachDatabase('the API', ({ openDatabase }) => {
  it('gives each role what its pages give, and refuses the rest in the log', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const web = createWebApp(app);
    for (const role of ROLES) {
      const token = await tokenOf(app, await userWith(app, role));
      for (const { path, access } of API_ROUTES) {
        const { status } = await call(web, examplePath(path), token);
        expect({ role, path, status }).toEqual({ role, path, status: mayDo([role], access) ? 200 : 403 });
      }
    }
    const refused = (await listAuditLog(app, 500)).filter(({ action }) => action === 'access.refuse');
    expect(refused.map(({ objectKind, result }) => `${objectKind} ${result}`)).toContain('api refused');
  });

  it('prints a table with the figures of the page, and answers without contact data or texts', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const web = createWebApp(app);
    const token = await tokenOf(app, await userWith(app, 'analist'));
    const table = await call(web, '/studies/ceo-2016/tables?question=B1&procedure=spss', token);
    const body = JSON.parse(table.text) as { rows: { question: string; cells: { base: number }[] }[] };
    expect(body.rows.map(({ question }) => question)).toEqual(['B1']);
    const answers = await call(web, '/studies/ceo-2016/responses', token);
    const [heading = '', ...lines] = answers.text.trim().split('\n');
    expect(heading.split(',').slice(0, 3)).toEqual(['response', 'domain', 'respondent']);
    expect(heading).not.toContain('_other');
    expect(lines).toHaveLength(614);
    const left = (await listAuditLog(app, 20)).map(({ action }) => action);
    expect(left).toEqual(expect.arrayContaining(['tables.export', 'responses.export', 'responses.exported']));
  });

  it('knows no cookies, unknown, revoked or old tokens, and nobody who is blocked', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await userWith(app, 'beheerder');
    const session = await signInAs(app, web, 'analist');
    expect((await session.get('/api/v1/studies')).status).toBe(401);
    const token = await tokenOf(app, session.user);
    expect((await call(web, '/studies', token)).status).toBe(200);
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const unknown = await call(web, '/studies', changed);
    expect(unknown.status).toBe(401);
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.headers['www-authenticate']).toBe('Bearer');

    const noon = app.clock();
    app.setClock(addMinutes(noon, 30 * 24 * 60));
    expect((await call(web, '/studies', token)).status).toBe(401);
    app.setClock(noon);

    const change = { name: 'Noor', roles: ['enqueteur'], isActive: true } as const;
    await changeUser(app, COMMAND, session.user.id, change);
    expect((await call(web, '/studies', token)).status).toBe(403);
    await changeUser(app, COMMAND, session.user.id, { ...change, isActive: false });
    expect((await call(web, '/studies', token)).status).toBe(401);
  });

  it('changes nothing, and says what is wrong with a call', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const web = createWebApp(app);
    const token = await tokenOf(app, await userWith(app, 'analist'));
    const posted = await request(web).post('/api/v1/studies').set('Authorization', `Bearer ${token}`);
    expect(posted.status).toBe(404);
    const wrong = await call(web, '/studies/ceo-2016/tables?colums=year', token);
    expect(wrong.status).toBe(422);
    expect((JSON.parse(wrong.text) as { detail: string }).detail).toContain('colums');
    const absent = await call(web, '/studies/ceo-1999/response', token);
    expect([absent.status, absent.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('describes every address in OpenAPI, with its parameters', async () => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    const { body } = (await request(web).get('/api/openapi.json').expect(200)) as {
      body: {
        paths: Record<string, { get: { operationId: string; parameters: { name: string; in: string }[] } }>;
      };
    };
    const described = Object.entries(body.paths).map(([path, { get }]) => ({
      path,
      query: get.parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      named: get.parameters.filter((one) => one.in === 'path').map(({ name }) => name),
    }));
    expect(described).toEqual(
      API_ROUTES.map(({ path, parameters }) => ({
        path: path.replace(':study', '{study}'),
        query: parameters.map(({ name }) => name),
        named: path.includes(':study') ? ['study'] : [],
      })),
    );
    const ids = Object.values(body.paths).map(({ get }) => get.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
