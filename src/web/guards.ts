import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { mayDo } from '../domain/access/permission.js';
import { UserProblem } from '../errors.js';
import { recordEvent } from '../features/audit/audit.service.js';
import { letContactIn } from './contact-visit.js';
import { type Access, formFields } from './route.js';
import { visitOf } from './visit.js';

/** Lets through who may open the page; a refusal is written to the audit log. */
export function guardAccess(access: Access, path: string) {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    if (access === 'public') {
      next();
      return;
    }
    if (access === 'organisation_link') {
      await letContactIn(request);
      next();
      return;
    }
    const { app, actor } = visitOf(request);
    if (actor.kind !== 'user') throw new UserProblem('not_signed_in');
    if (access !== 'signed_in' && !mayDo(actor.roles, access)) {
      const entry = {
        action: 'access.refuse',
        objectKind: 'page',
        objectId: path,
        result: 'refused',
      } as const;
      await recordEvent(app, actor, entry);
      throw new UserProblem('not_permitted');
    }
    next();
  };
}

/**
 * Refuses forms that another site sent, or that belong to a session that has ended. The browser's own word on
 * where a request comes from protects also who is not signed in yet.
 */
export function guardForm(request: Request, _response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new UserProblem('stale_form');
  const { session, contact } = visitOf(request);
  const expected = (contact ?? session)?.csrfToken;
  if (expected !== undefined && !isSame(formFields(request)['_csrf'], expected)) {
    throw new UserProblem('stale_form');
  }
  if (Object.values(formFields(request)).flat().some(hasNull)) {
    throw new UserProblem(
      'invalid_input',
      'In een veld staat een teken dat niet te zien is. Typ het opnieuw.',
    );
  }
  next();
}

/** Addresses with a null character lead nowhere: PostgreSQL has no text with it. */
export function refuseNull(request: Request, _response: Response, next: NextFunction): void {
  if (request.url.includes('%00')) throw new UserProblem('not_found');
  next();
}

function hasNull(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0');
}

function isSame(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
