import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { ListedClient } from '../../domain/checks/check-list.js';
import { clientNumberKey } from '../../domain/checks/returned-list.js';
import { openCareRow } from '../frames/frames.service.js';
import type { Study } from '../studies/studies.service.js';
import { listSealedClients, type SealedClient } from './checks.queries.js';

/** A client on the list of an organisation, with the case that it became. */
export interface CheckClient extends ListedClient {
  readonly caseId: string;
  readonly caseNumber: string;
}

/** The drawn clients of an organisation who are not taken out: one line each, under a number of its own. */
export async function listClients(
  app: Application,
  db: Reader,
  study: Study,
  organisationId: string,
): Promise<readonly CheckClient[]> {
  const sealed = await listSealedClients(db, { studyId: study.id, organisationId });
  const cases = new Set<string>();
  const numbers = new Set<string>();
  return sealed.flatMap((client) => {
    if (cases.has(client.caseId) || client.row === null) return [];
    cases.add(client.caseId);
    return [openClient(app, { ...client, row: client.row }, numbers)];
  });
}

/** Tells whether a number is of a client of this organisation who was taken out of the sample. */
export async function takenOutNumbers(
  app: Application,
  db: Reader,
  study: Study,
  organisationId: string,
): Promise<(clientNumber: string) => boolean> {
  const sealed = await listSealedClients(db, { studyId: study.id, organisationId });
  const keys = new Set(
    sealed.filter(({ exclusionReason }) => exclusionReason !== null).map((client) => client.clientNumberKey),
  );
  return (clientNumber) =>
    keys.has(app.vault.fingerprint(clientNumberKey(clientNumber), `client_number.${organisationId}`));
}

/** As this organisation wrote it: another one may know the same child under another name. */
function openClient(
  app: Application,
  { caseId, caseNumber, row, deliveryId, delivery, line }: SealedClient & { readonly row: string },
  taken: Set<string>,
): CheckClient {
  const { given, prefix, last, birthOn, clientNumber } = openCareRow(app.vault, row, { deliveryId, line });
  const place = `bestand ${String(delivery)} regel ${String(line)}`;
  // The place in its file when it gave no number, or gave one number to two clients.
  const number =
    clientNumber === null || clientNumber === '' || taken.has(clientNumber) ? place : clientNumber;
  taken.add(number);
  return { caseId, caseNumber, clientNumber: number, given, prefix, last, birthOn, reason: null };
}
