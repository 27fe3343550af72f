import type { Request, Response } from 'express';
import type { Application } from '../application.js';
import { UserProblem } from '../errors.js';
import {
  contactActor,
  findContactSession,
  setContactFlash,
} from '../features/checks/contact-sessions.service.js';
import { isPracticeOrganisation } from '../features/practice/practice.service.js';
import { cookieOf, cookieSettings } from './cookies.js';
import { rememberVisit, visitOf, visitorFrom } from './visit.js';

const COOKIE = 'veldwerk_check';
/** The browser sends the cookie to the pages of the check only. */
const PATH = '/check';

/**
 * Makes the visit one of a contact of an organisation. Whoever is signed in as well is not any more within this
 * request: the two kinds of rights never meet.
 * @throws UserProblem `link_session_ended`
 */
export async function letContactIn(request: Request): Promise<void> {
  const { app, actor, requestId } = visitOf(request);
  const token = cookieOf(request, COOKIE);
  const contact = token === null ? null : await findContactSession(app, token);
  if (contact === null) {
    const visitor = visitorFrom(actor.origin);
    rememberVisit(request, {
      app,
      actor: visitor,
      session: null,
      contact: null,
      isPractice: false,
      requestId,
    });
    throw new UserProblem('link_session_ended');
  }
  rememberVisit(request, {
    app,
    actor: contactActor({ id: contact.linkId }, actor.origin),
    session: null,
    contact,
    isPractice: await isPracticeOrganisation(app.database.read, contact.organisationId),
    requestId,
  });
  if (contact.flash !== null && request.method === 'GET') await setContactFlash(app, contact, null);
}

/** Gives the browser of a contact its session: out of reach of scripts, and sent by our own pages only. */
export function setContactCookie(app: Application, response: Response, token: string): void {
  response.cookie(COOKIE, token, { ...cookieSettings(app), path: PATH, sameSite: 'strict' });
}

export function clearContactCookie(app: Application, response: Response): void {
  response.clearCookie(COOKIE, { ...cookieSettings(app), path: PATH, sameSite: 'strict' });
}
