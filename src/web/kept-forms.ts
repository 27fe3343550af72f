import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { UserProblem } from '../errors.js';
import { keepForm } from '../features/sessions/kept-forms.service.js';
import { readForm } from './forms.js';
import { formFields } from './route.js';
import { endedSessionUser } from './sessions.js';
import { seeOther, visitOf } from './visit.js';

/**
 * For forms that must not be lost with the session: what was filled in is kept for the person whose session it was, who
 * signs in and comes back to it under `…/kept`. Stands behind the guards of its route.
 */
export function keepTyped(): ErrorRequestHandler {
  const read = readForm();
  return async (error: unknown, request, response, next) => {
    const userId = await whoseForm(error, request);
    if (userId === null) {
      next(error);
      return;
    }
    if (request.body === undefined) await bodyOf(read, request, response);
    const fields = { ...formFields(request), _csrf: '' };
    const { app } = visitOf(request);
    await keepForm(app, { userId, path: request.path, fields });
    const back = `${request.path}/kept`;
    seeOther(response, isSignedIn(request) ? back : `/sign-in?next=${encodeURIComponent(back)}`);
  };
}

/** Whoever is signed in again with an old page open, or whose session has ended; `null` for anybody else. */
async function whoseForm(error: unknown, request: Request): Promise<string | null> {
  if (!(error instanceof UserProblem) || !isFromHere(request)) return null;
  const { actor } = visitOf(request);
  if (error.kind === 'stale_form') return actor.id;
  return error.kind === 'not_signed_in' ? endedSessionUser(request) : null;
}

/** The browser itself says that the form came from this program. */
function isFromHere(request: Request): boolean {
  return request.get('sec-fetch-site') === 'same-origin';
}

function isSignedIn(request: Request): boolean {
  return visitOf(request).actor.kind === 'user';
}

async function bodyOf(read: RequestHandler, request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void read(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}
