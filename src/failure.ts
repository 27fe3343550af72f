import { ConfigError } from './config.js';
import { type DatabaseRefusal, findDatabaseRefusal } from './database/errors.js';
import { type ProblemKind, PROBLEMS, UserProblem } from './errors.js';

/**
 * What to print when the server cannot start or a command cannot be carried out: what happened and what to do,
 * without the values that databases repeat in their messages.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserProblem) return problemText(error.kind, error.detail);
  const refusal = findDatabaseRefusal(error);
  if (refusal !== null) return refusalText(refusal);
  if (isPortTaken(error)) {
    return 'The port is taken by another program. Stop that program, or choose another port with PORT.';
  }
  const name = error instanceof Error ? error.name : typeof error;
  return [`Something went wrong in the program (${name}).`, ...stackOf(error)].join('\n');
}

function problemText(kind: ProblemKind, detail: string | null): string {
  const { title, advice } = PROBLEMS[kind];
  return [title, detail, advice].filter((part) => part !== null).join('\n');
}

function refusalText(refusal: DatabaseRefusal): string {
  if (refusal.kind === 'disk_full') return problemText('disk_full', null);
  if (refusal.kind === 'unavailable') {
    return 'The database cannot be reached or opened. Check DATABASE_URL, and whether the server runs or the folder is writable.';
  }
  return `The database refused this (${refusal.message}).`;
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Where it happened, without the message. */
export function stackOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
}
