import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Application } from '../application.js';
import { PROJECT_ROOT } from '../project-root.js';
import { createApi } from './api/api-app.js';
import { handleErrors, handleNotFound } from './error-handler.js';
import { readForm, readUpload } from './forms.js';
import { guardAccess, guardForm, refuseNull } from './guards.js';
import { healthz, readyz } from './health.js';
import { frameOf } from './navigation.js';
import { keepTyped } from './kept-forms.js';
import { logRequests } from './request-log.js';
import { markPractice } from './practice-mark.js';
import { ROUTES } from './route-table.js';
import type { Route } from './route.js';
import { neverStore, securityHeaders } from './security-headers.js';
import { identifyVisitor } from './sessions.js';
import { readUploadStream } from './upload-stream.js';
import { setUpViews } from './views.js';
import { visitOf } from './visit.js';

/** The web application: what happens to every request, and then the route table. */
export function createWebApp(app: Application): Express {
  const web = express();
  web.disable('x-powered-by');
  web.set('trust proxy', app.config.trustedProxies);
  setUpViews(web, {
    cache: app.config.isProduction || app.config.isDemo,
    frame: frameOf,
    folder: path.join(PROJECT_ROOT, 'views'),
  });

  web.use(
    securityHeaders({
      https: app.config.publicUrl?.startsWith('https:') ?? false,
      softphoneOrigins: app.telephony.provider?.softphoneOrigins ?? [],
    }),
  );
  web.use(compression());
  web.use(publicFiles({ maxAge: app.config.isProduction ? '1h' : 0 }));
  web.get('/healthz', healthz);
  web.get('/readyz', readyz(app));
  web.use(logRequests(app.log), neverStore);
  web.use(createApi(app));
  web.use(identifyVisitor(app));
  web.use(refuseNull);
  for (const route of ROUTES) addRoute(web, route);
  web.use(handleNotFound);
  web.use(handleErrors(app));
  return web;
}

/** Style sheets, scripts and pictures. A page has no ending in its address: for it nobody looks on the disk first. */
function publicFiles({ maxAge }: { maxAge: string | number }): RequestHandler {
  const serve = express.static(path.join(PROJECT_ROOT, 'public'), { maxAge, index: false });
  return (request, response, next) => {
    if (path.extname(request.path) === '') next();
    else void serve(request, response, next);
  };
}

/** Access first, so that nobody's body is read who may not send one; then the form; then the action. */
function addRoute(web: Express, route: Route): void {
  const access = guardAccess(route.access, route.path);
  const mark = markPractice(route);
  if (route.method === 'get') {
    web.get(route.path, access, mark, (request, response) =>
      route.handle(visitOf(request), request, response),
    );
    return;
  }
  const body = bodyReader(route);
  const handle: RequestHandler = (request, response) => route.handle(visitOf(request), request, response);
  const onError = route.keepsTyped === true ? [keepTyped()] : [];
  web.post(route.path, access, body, guardForm, mark, handle, ...onError);
}

function bodyReader({ takesFile = false }: Route): RequestHandler {
  if (takesFile === 'streamed') return readUploadStream();
  return takesFile ? readUpload() : readForm();
}
