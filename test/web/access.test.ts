import { expect, it } from 'vitest';
import request from 'supertest';
import { mayDo, type Permission } from '../../src/domain/access/permission.js';
import { ROLES } from '../../src/domain/access/role.js';
import { createWebApp } from '../../src/web/app.js';
import type { Access } from '../../src/web/route.js';
import { ROUTES } from '../../src/web/route-table.js';
import { createTestApplication } from '../support/application.js';
import { signInAs } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';

/** Any value will do: access is decided before the path's parameters are looked at. */
function examplePath(path: string): string {
  return path.replaceAll(/:\w+/g, 'x');
}

function isPermission(access: Access): access is Permission {
  return access !== 'public' && access !== 'signed_in' && access !== 'organisation_link';
}

describeOnEachDatabase('access', ({ openDatabase }) => {
  it('sends who is not signed in to the sign-in page, on every route that is not public', async () => {
    const web = createWebApp(createTestApplication(await openDatabase()));
    const routes = ROUTES.filter(({ access }) => access !== 'public' && access !== 'organisation_link');
    for (const route of routes) {
      const answer = await request(web)[route.method](examplePath(route.path));
      const refused =
        route.method === 'get'
          ? answer.status === 303 && (answer.headers['location'] ?? '').startsWith('/sign-in')
          : answer.status === 401;
      expect({ route: `${route.method} ${route.path}`, refused }).toEqual({
        route: `${route.method} ${route.path}`,
        refused: true,
      });
    }
  });

  it.each(ROLES)(
    'answers 403 to %s on every route that this role may not use, and stays signed in',
    async (role) => {
      const app = createTestApplication(await openDatabase());
      const web = createWebApp(app);
      const session = await signInAs(app, web, role);
      for (const route of ROUTES) {
        if (!isPermission(route.access) || mayDo([role], route.access)) continue;
        const answer = await session[route.method](examplePath(route.path));
        expect({ route: route.path, status: answer.status }).toEqual({ route: route.path, status: 403 });
        expect(answer.text).toContain('Dit mag u met uw rol niet doen');
      }
      expect((await session.get('/account')).status).toBe(200);
    },
  );

  it('opens what is for contacts of organisations to nobody else, whatever their role', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const sessions = await Promise.all(ROLES.map((role) => signInAs(app, web, role)));
    const visitors = [request(web), ...sessions];
    const routes = ROUTES.filter(({ access }) => access === 'organisation_link');
    expect(routes.length).toBeGreaterThan(5);
    for (const visitor of visitors) {
      for (const route of routes) {
        const answer = await visitor[route.method](examplePath(route.path));
        expect({ route: route.path, status: answer.status }).toEqual({ route: route.path, status: 401 });
        expect(answer.text).toContain('Open uw persoonlijke link opnieuw');
      }
    }
  });

  it('does not refuse a role what it may do', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    for (const role of ROLES) {
      const session = await signInAs(app, web, role);
      for (const route of ROUTES.filter(({ method }) => method === 'get')) {
        if (!isPermission(route.access) || !mayDo([role], route.access)) continue;
        const answer = await session.get(examplePath(route.path));
        // 409: there is nothing yet that the page could be about.
        expect([200, 303, 404, 409], route.path).toContain(answer.status);
      }
    }
  });
});
