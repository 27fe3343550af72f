import { ConfigError } from './config.js';
import { findDatabaseRefusal } from './database/errors.js';
import { PROBLEMS, UserProblem } from './errors.js';

/**
 * What to print when the server cannot start or a command cannot be carried out: what happened and what to do,
 * without the values that databases repeat in their messages.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof UserProblem) {
    const { title, advice } = error.problem;
    return [title, error.detail, advice].filter((part) => part !== null).join('\n');
  }
  const refusal = findDatabaseRefusal(error);
  if (refusal?.kind === 'disk_full') return `${PROBLEMS.disk_full.title}\n${PROBLEMS.disk_full.advice}`;
  if (refusal?.kind === 'unavailable') {
    return 'The database cannot be reached or opened. Check DATABASE_URL, and whether the server runs or the folder is writable.';
  }
  if (refusal !== null) return `The database refused this (${refusal.message}).`;
  if (isNodeError(error) && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Stop that program, or choose another port with PORT.';
  }
  const where =
    error instanceof Error
      ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
      : [];
  const name = error instanceof Error ? error.name : typeof error;
  return [`Something went wrong in the program (${name}).`, ...where].join('\n');
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
