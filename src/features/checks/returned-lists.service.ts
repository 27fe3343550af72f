import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import {
  type ReturnedListProblem,
  readReturnedList,
  readReturnedRows,
} from '../../domain/checks/returned-list.js';
import { isWorkbook, readWorksheet } from '../../documents/read-worksheet.js';
import type { TextRow } from '../../domain/frame/delimited-text.js';
import { decodeFile } from '../../domain/frame/file-encoding.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { lockStudy } from '../studies/studies.service.js';
import { listClients, takenOutNumbers } from './check-clients.js';
import { ensureNotFrozen } from './check-rules.service.js';
import { getOrganisationCheck, type OrganisationCheck } from './checks.service.js';
import type { CaseMark } from './exclusions.service.js';
import { codeOfList } from './lists-out.service.js';

/** What a returned list would do, before anything is done. */
export interface ReturnedCheck {
  readonly organisation: OrganisationCheck;
  /** Clients on the list now. */
  readonly listedCount: number;
  /** Clients that the file marks. */
  readonly marks: readonly CaseMark[];
  readonly problems: readonly ReturnedListProblem[];
  /** False when only lines are missing: whoever is missing then counts as not marked. */
  readonly isBlocked: boolean;
}

/**
 * Reads a list that came back, and changes nothing. It opens the names of the clients to compare them, and what is
 * refused must be known afterwards: both are written to the audit log.
 * @param input the file as CSV or Excel workbook
 * @throws UserProblem `wrong_state` outside the check, `check_closed` after the closing day, `unreadable_file` when it
 *   is neither
 */
export async function readReturnedCheck(
  app: Application,
  actor: Actor,
  input: { slug: string; organisationId: string; bytes: Uint8Array },
): Promise<ReturnedCheck> {
  const { slug, organisationId } = input;
  const content = await contentOf(input.bytes);
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    await ensureNotFrozen(app, trx, study);
    const organisation = await getOrganisationCheck(trx, study, organisationId);
    const clients = await listClients(app, trx, study, organisationId);
    const isTakenOut = await takenOutNumbers(app, trx, study, organisationId);
    const list = { code: codeOfList(app, study, organisationId), clients };
    const { marks, problems, isBlocked } =
      typeof content === 'string'
        ? readReturnedList(content, list, isTakenOut)
        : readReturnedRows(content, list, isTakenOut);
    await recordAudit(trx, actor, app.clock(), {
      action: 'check.read_returned',
      objectKind: 'organisation',
      objectId: organisationId,
      result: isBlocked ? 'refused' : 'done',
      detail: {
        study: slug,
        clients: clients.length,
        problems: problems
          .map(({ kind }) => kind)
          .slice(0, 20)
          .join(' '),
      },
    });
    const caseNumberOf = new Map(clients.map(({ clientNumber, caseNumber }) => [clientNumber, caseNumber]));
    return {
      organisation,
      listedCount: clients.length,
      marks: marks.flatMap(({ clientNumber, reason }) => {
        const caseNumber = caseNumberOf.get(clientNumber);
        return reason === null || caseNumber === undefined ? [] : [{ caseNumber, reason }];
      }),
      problems,
      isBlocked,
    };
  });
}

/** Lists are small: what is larger is another file. */
const MOST_BYTES = 5 * 1024 * 1024;

const NO_LIST = {
  damaged: 'Dit Excel-bestand is beschadigd of is geen controlelijst.',
  too_large:
    'Dit Excel-bestand is veel te groot voor een lijst, of heeft ver onder of naast de lijst nog een gevulde cel. Kopieer alleen de lijst naar een nieuw bestand, en stuur dat.',
} as const;

async function contentOf(bytes: Uint8Array): Promise<string | readonly TextRow[]> {
  if (bytes.length > MOST_BYTES)
    throw new UserProblem('unreadable_file', 'Dit bestand is te groot voor een lijst.');
  if (isWorkbook(bytes)) {
    const rows = await readWorksheet(bytes);
    if (typeof rows !== 'string') return rows;
    throw new UserProblem('unreadable_file', NO_LIST[rows]);
  }
  const text = decodeFile(bytes);
  if (typeof text !== 'string') throw new UserProblem('unreadable_file', text.message);
  return text;
}
