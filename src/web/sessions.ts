import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Actor, Application } from '../application.js';
import {
  clearFlash,
  findSession,
  findUserOfEndedSession,
  type OwnedSession,
} from '../features/sessions/sessions.service.js';
import { cookieOf, cookieSettings } from './cookies.js';
import { rememberVisit, visitorFrom, visitOf } from './visit.js';

const COOKIE = 'veldwerk_session';
const STEP_COOKIE = 'veldwerk_sign_in';

/** Finds out who is calling, for every request. */
export function identifyVisitor(app: Application) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const requestId = randomBytes(6).toString('hex');
    response.setHeader('X-Request-Id', requestId);
    const origin = request.ip ?? null;
    // Already now, for the page that says so when the database does not answer.
    rememberVisit(request, {
      app,
      actor: visitorFrom(origin),
      session: null,
      contact: null,
      isPractice: false,
      requestId,
    });
    const token = cookieOf(request, COOKIE);
    // What a page asks by itself shows no message, and does not keep anybody signed in.
    const isByItself = isAskedByPage(request);
    const found = token === null ? null : await findSession(app, token, { isSignOfLife: !isByItself });
    const session = found?.session ?? null;
    const actor = actorOf(found, origin);
    rememberVisit(request, {
      app,
      actor,
      session: actor.kind === 'user' ? session : null,
      contact: null,
      isPractice: false,
      requestId,
    });
    // The page that answers shows the message; the next one must not.
    if (session !== null && session.flash !== null && request.method === 'GET' && !isByItself)
      await clearFlash(app, session);
    next();
  };
}

/** A stream that keeps a page up to date, or a page that holds its case; whether anybody looks at it is not known. */
function isAskedByPage(request: Request): boolean {
  return request.get('accept') === 'text/event-stream' || request.get('veldwerk-unattended') === '1';
}

function actorOf(found: OwnedSession | null, origin: string | null): Actor {
  if (found?.user.isActive !== true) return visitorFrom(origin);
  const { id, name, roles } = found.user;
  return { kind: 'user', id, name, roles, origin };
}

/** Whose session it was that this browser still knows and that has ended; `null` when nobody can tell. */
export async function endedSessionUser(request: Request): Promise<string | null> {
  const token = cookieOf(request, COOKIE);
  return token === null ? null : findUserOfEndedSession(visitOf(request).app, token);
}

/** Gives the browser its session: out of reach of scripts, and not sent along from other sites. */
export function setSessionCookie(app: Application, response: Response, token: string): void {
  response.cookie(COOKIE, token, cookieSettings(app));
}

export function clearSessionCookie(app: Application, response: Response): void {
  response.clearCookie(COOKIE, cookieSettings(app));
}

/** Remembers in the browser who gave the right password, until the code is filled in. */
export function setStepCookie(app: Application, response: Response, token: string): void {
  response.cookie(STEP_COOKIE, token, cookieSettings(app));
}

/** The token of who gave the right password, or `null`. */
export function stepCookieOf(request: Request): string | null {
  return cookieOf(request, STEP_COOKIE);
}

export function clearStepCookie(app: Application, response: Response): void {
  response.clearCookie(STEP_COOKIE, cookieSettings(app));
}
