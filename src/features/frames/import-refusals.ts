import type { Application } from '../../application.js';
import type { Transaction } from '../../database/database.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import { FileReadingProblem } from './delivery-file.js';
import * as queries from './frames.queries.js';
import type { HeldRun } from './import-claims.js';

/** @throws UserProblem `already_imported` naming the delivery that has the same bytes */
export async function ensureNewFile(trx: Transaction, study: Study, fileHash: string): Promise<void> {
  const earlier = await queries.findDeliveryByHash(trx, study.id, fileHash);
  if (earlier === null) return;
  const domain = study.domains.find(({ id }) => id === earlier.domainId)?.label ?? '';
  throw new UserProblem(
    'already_imported',
    `Het staat er al als ${earlier.fileName}, van ${earlier.organisationName} (${domain}).`,
  );
}

/** @throws UserProblem `wrong_state` when the delivery that is to be replaced is gone */
export async function ensureReplaceable(
  trx: Transaction,
  study: Study,
  deliveryId: string | null,
): Promise<void> {
  if (deliveryId === null) return;
  const [delivery] = await queries.listDeliveries(trx, study.id, { id: deliveryId });
  if (delivery !== undefined) return;
  throw new UserProblem('wrong_state', 'De levering die u wilt vervangen, is er niet meer.');
}

/** What a run that broke off is told by; what nobody can mend is logged. */
export function problemOf(app: Application, error: unknown, { run }: HeldRun): UserProblem {
  if (error instanceof UserProblem) return error;
  if (error instanceof FileReadingProblem) return unreadable(run.fileName, error);
  app.log.error({ err: error, run: run.id }, 'an import broke off');
  const problem = new UserProblem(
    'database_unavailable',
    'Het inlezen brak af door een fout op de server. Er is niets van het bestand bewaard.',
  );
  problem.cause = error;
  return problem;
}

/** The message for a file that cannot be read: which file, on which line, what is wrong. */
export function unreadable(fileName: string, { problem }: FileReadingProblem): UserProblem {
  const place = problem.line === null ? '' : ` (regel ${String(problem.line)})`;
  return new UserProblem('unreadable_file', `${fileName}${place}: ${problem.message}`);
}
