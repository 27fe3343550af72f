import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Actor, Application } from '../../application.js';
import { pieces } from '../../database/batches.js';
import { type Transaction, transaction } from '../../database/database.js';
import { type ClientFile, readClientFile } from '../../domain/frame/client-file.js';
import type { RowOutcome } from '../../domain/frame/client-record.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { addRowCounts, noRows } from '../../domain/frame/frame-report.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { type Domain, getDomain, lockStudy, type Study } from '../studies/studies.service.js';
import * as queries from './frames.queries.js';
import type { Delivery, DeliveryProblem } from './frames.queries.js';
import { refreshMatches } from './match-pairs.js';
import { prepareRow } from './prepared-row.js';
import { storeRows } from './row-batch.js';

export { type CareRow, openCareRow } from './care-row.js';
export type { Delivery, DeliveryProblem } from './frames.queries.js';

/** A client file as somebody hands it in. */
export interface DeliveredFile {
  /** As it was given; of a path the file and its folder are kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Code of the domain. */
  readonly domain: string;
  /** Name of the organisation that delivered it. */
  readonly organisation: string;
}

const LONGEST_NAME = 120;

/**
 * Reads a client file into the frame of a study, whole or not at all: rows, persons, families' keys and the list
 * of what is wrong in it.
 * @throws UserProblem `wrong_state` after the draw, `already_imported` for the same file, `invalid_input`
 * for an unknown domain or no organisation, `unreadable_file` with the reason
 */
export async function importDelivery(
  app: Application,
  actor: Actor,
  study: Study,
  file: DeliveredFile,
): Promise<Delivery> {
  const domain = getDomain(study, file.domain);
  const organisation = organisationName(file.organisation);
  ensureInDesign(study);
  const content = read(study, file);
  return transaction(app.database, async (trx) => {
    const locked = await lockStudy(trx, study.slug);
    ensureInDesign(locked);
    const fileHash = createHash('sha256').update(file.bytes).digest('hex');
    await ensureNew(trx, locked, fileHash);
    const organisationId = await organisationIn(app, trx, { study: locked, domain, name: organisation });
    const id = app.newId();
    const counts = addRowCounts(noRows, content.outcomes);
    const position = (await queries.listDeliveries(trx, study.id)).length + 1;
    await queries.insertDelivery(trx, {
      id,
      studyId: study.id,
      domainId: domain.id,
      organisationId,
      position,
      fileName: shownName(file.name),
      fileHash,
      encoding: content.encoding,
      delimiter: content.delimiter,
      dataRows: counts.dataRows,
      acceptedRows: counts.acceptedRows,
      notInReportYear: counts.notInReportYear,
      rejected: counts.rejected,
      importedAt: app.clock(),
      importedBy: actor.id,
    });
    const records = content.outcomes.flatMap((outcome) =>
      outcome.kind === 'accepted' ? [outcome.record] : [],
    );
    const delivered = {
      studyId: study.id,
      domains: locked.domains,
      domain,
      organisationId,
      deliveryId: id,
    };
    const rows = records.map((record) => prepareRow(app.vault, delivered, record));
    for (const piece of pieces(rows, 2000)) await storeRows(trx, delivered, piece);
    await queries.completeDelivery(trx, id);
    await refreshMatches(trx, locked);
    await queries.insertProblems(trx, id, problemsOf(content.outcomes));
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.import',
      objectKind: 'delivery',
      objectId: id,
      detail: {
        study: study.slug,
        domain: domain.code,
        rows: counts.dataRows,
        accepted: counts.acceptedRows,
      },
    });
    return deliveryIn(trx, study.id, id);
  });
}

/** The files of a study in the order of import. */
export async function listDeliveries(app: Application, study: Study): Promise<readonly Delivery[]> {
  return queries.listDeliveries(app.database.read, study.id);
}

/** @throws UserProblem `not_found` */
export async function getDelivery(app: Application, study: Study, deliveryId: string): Promise<Delivery> {
  const [delivery] = await queries.listDeliveries(app.database.read, study.id, { id: deliveryId });
  if (delivery === undefined) throw new UserProblem('not_found', 'Dit bestand is niet ingelezen.');
  return delivery;
}

/** What is wrong in a file, line by line; all of it, or the first `limit` lines. */
export async function listProblems(
  app: Application,
  deliveryId: string,
  limit: number | null = null,
): Promise<readonly DeliveryProblem[]> {
  return queries.listProblems(app.database.read, deliveryId, limit);
}

/** The organisation that a file without further word comes from: `jbrr-2025.csv` becomes `jbrr-2025`. */
export function organisationOfFile(name: string): string {
  return path.parse(baseName(name)).name;
}

function ensureInDesign(study: Study): void {
  if (study.status === 'design') return;
  throw new UserProblem(
    'wrong_state',
    `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: na de trekking verandert het steekproefkader niet meer.`,
  );
}

function read(study: Study, file: DeliveredFile): ClientFile {
  const content = readClientFile(file.bytes, { reportYear: study.reportYear, corrections: {} });
  if (!isFileProblem(content)) return content;
  const place = content.line === null ? '' : ` (regel ${String(content.line)})`;
  throw new UserProblem('unreadable_file', `${baseName(file.name)}${place}: ${content.message}`);
}

function organisationName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= LONGEST_NAME) return trimmed;
  throw new UserProblem(
    'invalid_input',
    `Vul de naam van de organisatie in, van ten hoogste ${String(LONGEST_NAME)} tekens.`,
  );
}

async function ensureNew(trx: Transaction, study: Study, fileHash: string): Promise<void> {
  const earlier = await queries.findDeliveryByHash(trx, study.id, fileHash);
  if (earlier === null) return;
  const domain = study.domains.find(({ id }) => id === earlier.domainId)?.label ?? '';
  throw new UserProblem(
    'already_imported',
    `Het staat er al als ${earlier.fileName}, van ${earlier.organisationName} (${domain}).`,
  );
}

async function organisationIn(
  app: Application,
  trx: Transaction,
  { study, domain, name }: { study: Study; domain: Domain; name: string },
): Promise<string> {
  const key = { studyId: study.id, domainId: domain.id, name };
  const known = await queries.findOrganisation(trx, key);
  if (known !== null) return known;
  const id = app.newId();
  await queries.insertOrganisation(trx, { ...key, id });
  return id;
}

async function deliveryIn(trx: Transaction, studyId: string, id: string): Promise<Delivery> {
  const [delivery] = await queries.listDeliveries(trx, studyId, { id });
  if (delivery === undefined) throw new Error('the delivery was not stored');
  return delivery;
}

function problemsOf(outcomes: readonly RowOutcome[]): DeliveryProblem[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'rejected') return [problemOf(outcome.rejection)];
    return outcome.kind === 'accepted' ? outcome.notes.map(problemOf) : [];
  });
}

function problemOf(remark: {
  line: number;
  column: string | null;
  kind: string;
  message: string;
}): DeliveryProblem {
  return { line: remark.line, column: remark.column, reason: remark.kind, message: remark.message };
}

/** Browsers send a name, the command line a path; either kind of slash. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

/** The file and the folder that it came from: folders tell files of one name apart. */
function shownName(name: string): string {
  return name
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-2)
    .join('/');
}
