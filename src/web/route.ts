import type { Request, Response } from 'express';
import type { Permission } from '../domain/access/permission.js';
import type { Visit } from './visit.js';

/**
 * Who may open a page. There is no default: a page without it does not compile. `organisation_link` is for contacts of
 * organisations, who have no account: whoever is signed in may not open it by that.
 */
export type Access = 'public' | 'signed_in' | 'organisation_link' | Permission;

/** One page or one action. The route table of the program is a list of these, and the tests walk it. */
export interface Route {
  readonly method: 'get' | 'post';
  /** As in Express, with named parameters: `/studies/:study`. */
  readonly path: string;
  readonly access: Access;
  /** The form brings files (multipart): whole in memory, or `streamed` when they may be large. */
  readonly takesFile?: boolean | 'streamed';
  /** What was filled in outlives the session; the route has a page `…/kept` that shows it again. */
  readonly keepsTyped?: true;
  readonly handle: (visit: Visit, request: Request, response: Response) => Promise<void> | void;
}

/** The value of a named parameter of the path. */
export function pathParameter(request: Request, name: string): string {
  const value = request.params[name];
  if (typeof value !== 'string') throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** The fields of a posted form, for the feature's schema to check. */
export function formFields(request: Request): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Record<string, unknown>;
}

/** The parameters behind the question mark, for the feature's schema to check. */
export function queryFields(request: Request): Readonly<Record<string, unknown>> {
  return request.query;
}
