import type { Request, Response } from 'express';
import type { Actor, Application } from '../application.js';
import type { ContactSession } from '../features/checks/contact-sessions.service.js';
import type { Session } from '../features/sessions/sessions.service.js';

/** One request by one person: what a route needs to know of it beside the request itself. */
export interface Visit {
  readonly app: Application;
  readonly actor: Actor;
  /** `null` for who is not signed in. */
  readonly session: Session | null;
  /** Who came in through a personal link; only on routes for them, and never together with a signed-in user. */
  readonly contact: ContactSession | null;
  /** It is about a study for practice; every page says so. */
  readonly isPractice: boolean;
  /** For the log and the error page. */
  readonly requestId: string;
}

/** Whoever has not signed in. */
export function visitorFrom(origin: string | null): Actor {
  return { kind: 'visitor', id: null, name: 'bezoeker', roles: [], origin };
}

const visits = new WeakMap<Request, Visit>();

/** Ties the visit to its request, before any route runs. */
export function rememberVisit(request: Request, visit: Visit): void {
  visits.set(request, visit);
}

/** @throws Error when the request did not pass the session middleware */
export function visitOf(request: Request): Visit {
  const visit = visits.get(request);
  if (visit === undefined) throw new Error('this request has no visit');
  return visit;
}

/** The key of the signed-in user; routes that are not public have one. */
export function userIdOf(visit: Visit): string {
  if (visit.actor.id === null) throw new Error('this visit has no user');
  return visit.actor.id;
}

/** The session of a contact of an organisation; routes with the access `organisation_link` have one. */
export function contactOf(visit: Visit): ContactSession {
  if (visit.contact === null) throw new Error('this visit has no contact');
  return visit.contact;
}

/** Sends the browser on after a form was carried out, so that a refresh does not carry it out again. */
export function seeOther(response: Response, path: string): void {
  response.redirect(303, path);
}
