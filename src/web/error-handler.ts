import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Application } from '../application.js';
import { type DatabaseRefusalKind, findDatabaseRefusal } from '../database/errors.js';
import { type ProblemKind, UserProblem } from '../errors.js';
import { stackOf } from '../failure.js';
import { render, view } from './views.js';
import { homeOf } from './navigation.js';
import { seeOther, visitOf } from './visit.js';

interface ProblemPage {
  readonly title: string;
  readonly detail: string | null;
  readonly advice: string;
  readonly requestId: string | null;
  /** Where somebody can go from here; `null` for contacts of organisations, who have a link instead of a start. */
  readonly homeHref: string | null;
}

const problemPage = view<ProblemPage>('problem/problem');

const PROBLEM_OF_REFUSAL: Readonly<Partial<Record<DatabaseRefusalKind, ProblemKind>>> = {
  disk_full: 'disk_full',
  busy: 'database_unavailable',
  unavailable: 'database_unavailable',
};

/** Turns a refusal into a page that says what to do, and anything else into a page with a number to report. */
export function handleErrors(app: Application): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem === null) {
      app.log.error({ requestId: visitOf(request).requestId, error: traceOf(error) }, 'unexpected error');
      showUnexpected(request, response);
    } else if (problem.kind === 'not_signed_in' && request.method === 'GET') {
      seeOther(response, `/sign-in?next=${encodeURIComponent(request.path)}`);
    } else {
      showProblem(request, response, problem);
    }
  };
}

/** For addresses that no route has. */
export function handleNotFound(request: Request, response: Response): void {
  showProblem(request, response, new UserProblem('not_found'));
}

/** The refusal that an error is, or `null` for a fault of the program. */
export function problemOf(error: unknown): UserProblem | null {
  if (error instanceof UserProblem) return error;
  const refusal = findDatabaseRefusal(error);
  const kind = refusal === null ? undefined : PROBLEM_OF_REFUSAL[refusal.kind];
  if (kind !== undefined) return new UserProblem(kind);
  return isHttpError(error) ? new UserProblem(problemOfHttp(error)) : null;
}

/** An address with a `%` that stands for nothing is no form. */
function problemOfHttp(error: Error & { status: number }): ProblemKind {
  if (error instanceof URIError) return 'not_found';
  return error.status === 413 ? 'upload_too_large' : 'stale_form';
}

/** What Express itself throws for an address that is malformed, or a body that is too large or malformed. */
function isHttpError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
  );
}

function showProblem(request: Request, response: Response, problem: UserProblem): void {
  const { status, title, advice } = problem.problem;
  response.status(status);
  const homeHref = homeHrefOf(request, problem.kind);
  render(response, problemPage, { title, detail: problem.detail, advice, requestId: null, homeHref });
}

function showUnexpected(request: Request, response: Response): void {
  response.status(500);
  render(response, problemPage, {
    title: 'Er ging iets mis in het programma',
    detail: null,
    advice:
      'Wat eerder was opgeslagen, is bewaard. Probeer het opnieuw. Lukt het weer niet, geef dan dit nummer door aan de beheerder.',
    requestId: visitOf(request).requestId,
    homeHref: homeHrefOf(request, null),
  });
}

const WITHOUT_HOME: readonly (ProblemKind | null)[] = ['link_unusable', 'link_session_ended', 'check_closed'];

function homeHrefOf(request: Request, kind: ProblemKind | null): string | null {
  const { actor, contact } = visitOf(request);
  if (WITHOUT_HOME.includes(kind) && actor.kind !== 'user') return null;
  return contact === null ? homeOf(actor.roles) : '/check/list';
}

/** For the log: where it happened. Not the message: those of databases repeat the values, which may be a person's data. */
export function traceOf(error: unknown): { name: string; code: string | null; stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, stack: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, stack: stackOf(error) };
}
