import { randomBytes } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { Actor, Application } from '../../application.js';
import { mayDo } from '../../domain/access/permission.js';
import { UserProblem } from '../../errors.js';
import { findCaller } from '../../features/api-tokens/api-tokens.service.js';
import { recordEvent } from '../../features/audit/audit.service.js';
import { problemOf, traceOf } from '../error-handler.js';
import type { ApiRoute } from './api-route.js';
import { API_ROUTES } from './api-routes.js';
import { API_BASE, openApi } from './open-api.js';

/**
 * The read-only API for programs. It knows tokens and no cookies, so that no other site can use the browser of
 * somebody who is signed in; refusals are `application/problem+json`.
 */
export function createApi(app: Application): Router {
  const api = express.Router();
  api.use((_request, response, next) => {
    response.setHeader('X-Request-Id', randomBytes(6).toString('hex'));
    next();
  });
  const description = openApi(API_ROUTES);
  api.get('/api/openapi.json', (_request, response) => {
    response.json(description);
  });
  for (const route of API_ROUTES) {
    api.get(API_BASE + route.path, async (request, response) => {
      const actor = await callerOf(app, request, route);
      await route.handle({ app, actor }, request, response);
    });
  }
  api.use('/api', () => {
    throw new UserProblem('not_found', 'De adressen staan in /api/openapi.json; de API leest alleen (GET).');
  });
  api.use('/api', answerProblems(app));
  return api;
}

/** @throws UserProblem `not_signed_in` without a token that works, `not_permitted` when its owner may not see this */
async function callerOf(app: Application, request: Request, { access, path }: ApiRoute): Promise<Actor> {
  const [, secret] = /^Bearer ([\w-]{1,200})$/.exec(request.get('authorization') ?? '') ?? [];
  const actor = secret === undefined ? null : await findCaller(app, secret, request.ip ?? null);
  if (actor === null) {
    throw new UserProblem(
      'not_signed_in',
      'Stuur een geldig token mee: Authorization: Bearer …. U maakt er een bij Uw account.',
    );
  }
  if (!mayDo(actor.roles, access)) {
    const refusal = {
      action: 'access.refuse',
      objectKind: 'api',
      objectId: path,
      result: 'refused',
    } as const;
    await recordEvent(app, actor, refusal);
    throw new UserProblem('not_permitted');
  }
  return actor;
}

function answerProblems(app: Application): ErrorRequestHandler {
  return (error: unknown, _request: Request, response: Response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    const requestId = response.getHeader('X-Request-Id');
    if (problem === null) app.log.error({ requestId, error: traceOf(error) }, 'unexpected error');
    const { status, title, advice } = problem?.problem ?? UNEXPECTED;
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response
      .status(status)
      .type('application/problem+json')
      .send({
        type: `veldwerk:${problem?.kind ?? 'unexpected'}`,
        title,
        status,
        ...(typeof problem?.detail === 'string' ? { detail: problem.detail } : {}),
        advice,
      });
  };
}

const UNEXPECTED = {
  status: 500,
  title: 'Er ging iets mis in het programma',
  advice: 'Geef het nummer uit de kop X-Request-Id door aan de beheerder.',
};
