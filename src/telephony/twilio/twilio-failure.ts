import { type FailureKind, ProviderFailure } from '../provider.js';

/** The library's own error for an answer that is not a success: only its numbers are read, its texts hold data. */
interface RestError extends Error {
  readonly status: number;
  readonly code?: number;
}

/** Does the work, and translates what goes wrong into a failure without personal data. */
export async function orFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

/** Whether the provider does not have what was asked for (any more). */
export function isAbsent(error: unknown): boolean {
  return isRestError(error) && error.status === 404;
}

function failureOf(error: unknown): ProviderFailure {
  if (!isRestError(error)) return new ProviderFailure('unreachable');
  return new ProviderFailure(kindOf(error.status), error.code ?? null);
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return 'not_authorised';
  if (status === 429) return 'too_busy';
  return status >= 500 ? 'broken' : 'rejected';
}

function isRestError(error: unknown): error is RestError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
