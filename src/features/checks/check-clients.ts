import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { civilDate } from '../../domain/calendar/civil-date.js';
import type { ListedClient } from '../../domain/checks/check-list.js';
import { clientNumberKey } from '../../domain/checks/returned-list.js';
import { personPlace } from '../../vault/sealed-places.js';
import { openCareRow } from '../frames/frames.service.js';
import type { Study } from '../studies/studies.service.js';
import { listSealedClients, type SealedClient } from './checks.queries.js';

/** A client on the list of an organisation, with the case that it became. */
export interface CheckClient extends ListedClient {
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
    if (cases.has(client.caseId) || client.birthDate === null) return [];
    cases.add(client.caseId);
    return [openClient(app, client, numbers)];
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

function openClient(app: Application, client: SealedClient, taken: Set<string>): CheckClient {
  const { vault } = app;
  const open = (
    field: 'birth_date' | 'first_name' | 'prefix' | 'last_name',
    sealed: string | null,
  ): string => (sealed === null ? '' : vault.open(sealed, personPlace(field, client.personId)));
  return {
    caseNumber: client.caseNumber,
    clientNumber: ownNumber(app, client, taken),
    given: open('first_name', client.firstName),
    prefix: open('prefix', client.prefix),
    last: open('last_name', client.lastName),
    birthOn: civilDate(open('birth_date', client.birthDate)),
    reason: null,
  };
}

/** The organisation's number; the place in its file when it gave none, or gave one number to two clients. */
function ownNumber(app: Application, client: SealedClient, taken: Set<string>): string {
  const { row, deliveryId, delivery, line } = client;
  const number = row === null ? '' : (openCareRow(app.vault, row, { deliveryId, line }).clientNumber ?? '');
  const own =
    number === '' || taken.has(number) ? `bestand ${String(delivery)} regel ${String(line)}` : number;
  taken.add(own);
  return own;
}
