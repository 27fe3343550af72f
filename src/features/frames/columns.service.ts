import type { Actor, Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { readClientFile, sampleText } from '../../domain/frame/client-file.js';
import {
  type ColumnChoice,
  choicesToRemember,
  correctionsOf,
  unconfirmedColumns,
} from '../../domain/frame/column-choices.js';
import type { ColumnCorrections } from '../../domain/frame/column-guess.js';
import { type FilePreview, previewClientFile } from '../../domain/frame/column-preview.js';
import { guessDomain, guessOrganisation, organisationKey } from '../../domain/frame/delivery-guess.js';
import { baseName } from '../../domain/frame/file-name.js';
import { type FileProblem, isFileProblem } from '../../domain/frame/file-problem.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { getDomain, type Study } from '../studies/studies.service.js';
import * as queries from './columns.queries.js';
import { discardUpload, keepChoices, openUpload, type Upload } from './uploads.service.js';

/** A file that waits, as far as the program understands it and as far as somebody said how it is. */
export interface UploadInHand {
  readonly upload: Upload;
  readonly organisation: string;
  /** Code of the domain, or `null` when neither the name nor an earlier delivery tells. */
  readonly domain: string | null;
  /** With the columns as guessed, remembered or chosen; or why there are no columns. */
  readonly preview: FilePreview | FileProblem;
  /** Some column was chosen for an earlier delivery of this organisation. */
  readonly isRemembered: boolean;
  /** Nothing has to be asked any more. */
  readonly isReady: boolean;
}

/** The file with its guesses. Holds cells, which are personal data: `lookAtUpload` says who looked. */
export async function readUploadInHand(
  app: Application,
  study: Study,
  upload: Upload,
): Promise<UploadInHand> {
  const known = await queries.listOrganisationNames(app.database.read, study.id);
  const organisation = upload.organisation ?? guessOrganisation(baseName(upload.fileName), known);
  const remembered = await findRemembered(app, organisation);
  const corrections = upload.corrections ?? remembered?.choices ?? {};
  const preview = previewClientFile(await textOfStart(app, upload), {
    reportYear: study.reportYear,
    corrections,
  });
  const domain = domainOf(study, upload, { organisation, remembered: remembered?.domainCode ?? null });
  return {
    upload,
    organisation,
    domain,
    preview,
    isRemembered: upload.corrections === null && usesRemembered(preview),
    isReady: domain !== null && isReady(preview),
  };
}

/** The same for somebody who sees the cells: written to the audit log. */
export async function lookAtUpload(
  app: Application,
  actor: Actor,
  study: Study,
  upload: Upload,
): Promise<UploadInHand> {
  await recordEvent(app, actor, {
    action: 'frame.preview',
    objectKind: 'upload',
    objectId: upload.id,
    detail: { study: study.slug },
  });
  return readUploadInHand(app, study, upload);
}

/**
 * Makes sure that a file that just came in is a client list, as far as its beginning tells.
 * @throws UserProblem `unreadable_file`, and then the file is gone
 */
export async function ensureClientList(
  app: Application,
  actor: Actor,
  study: Study,
  upload: Upload,
): Promise<void> {
  const problem = await problemOfStart(app, study, upload);
  if (problem === null) return;
  await discardUpload(app, actor, study, upload.id);
  const place = problem.line === null ? '' : ` (regel ${String(problem.line)})`;
  throw new UserProblem('unreadable_file', `${baseName(upload.fileName)}${place}: ${problem.message}`);
}

/** What a choice of columns cannot mend. */
async function problemOfStart(app: Application, study: Study, upload: Upload): Promise<FileProblem | null> {
  const { preview } = await readUploadInHand(app, study, upload);
  if (isFileProblem(preview)) return preview;
  if (preview.problem !== null) return null;
  const piece = await firstPiece(app, upload);
  if (piece.length < upload.sizeBytes) return null;
  const corrections = correctionsOf(preview.columns);
  const whole = readClientFile(piece, { reportYear: study.reportYear, corrections });
  return isFileProblem(whole) ? whole : null;
}

/** Names of organisations to choose from. */
export async function listKnownOrganisations(app: Application, study: Study): Promise<readonly string[]> {
  return queries.listOrganisationNames(app.database.read, study.id);
}

/**
 * Whether another organisation than the one shown has choices of its own, that should be looked at first.
 */
export async function hasOtherChoices(
  app: Application,
  { shown, typed }: { shown: string; typed: string },
): Promise<boolean> {
  if (organisationKey(shown) === organisationKey(typed)) return false;
  const remembered = await findRemembered(app, typed);
  return remembered !== null && Object.keys(remembered.choices).length > 0;
}

/** What somebody settled about a file. */
export interface Settled {
  readonly domain: string;
  readonly organisation: string;
  readonly choices: readonly Pick<ColumnChoice, 'key' | 'role'>[];
}

/**
 * Keeps what somebody settled about a file, and remembers for the next file of the organisation what the program did
 * not know by itself.
 * @returns the corrections that leave nothing to guess
 * @throws UserProblem `wrong_state` when the file does not wait any more, `invalid_input` for an unknown domain
 */
export async function settleColumns(
  app: Application,
  study: Study,
  upload: Upload,
  settled: Settled,
): Promise<ColumnCorrections> {
  const domain = getDomain(study, settled.domain);
  const corrections = correctionsOf(settled.choices);
  const kept = { id: upload.id, domainId: domain.id, organisation: settled.organisation, corrections };
  await keepChoices(app, study, kept);
  const guessed = previewClientFile(await textOfStart(app, upload), {
    reportYear: study.reportYear,
    corrections: {},
  });
  if (!isFileProblem(guessed)) {
    await remember(app, settled, choicesToRemember(guessed.columns, settled.choices));
  }
  return corrections;
}

/** The columns of a file that is ready, as if somebody had settled them. */
export function settledOf({ domain, organisation, preview }: UploadInHand): Settled {
  if (domain === null || isFileProblem(preview)) throw new UserProblem('wrong_state');
  return { domain, organisation, choices: preview.columns };
}

async function remember(app: Application, settled: Settled, choices: ColumnCorrections): Promise<void> {
  const key = organisationKey(settled.organisation);
  const remembered = { choices, domainCode: settled.domain, organisationKey: key, chosenAt: app.clock() };
  await transaction(app.database, (trx) => queries.saveRememberedColumns(trx, remembered));
}

async function findRemembered(app: Application, organisation: string) {
  return queries.findRememberedColumns(app.database.read, organisationKey(organisation));
}

/** The first piece is enough to know the layout, and to show some cells. */
async function textOfStart(app: Application, upload: Upload): Promise<string> {
  return sampleText(await firstPiece(app, upload), upload.encoding);
}

async function firstPiece(app: Application, upload: Upload): Promise<Uint8Array> {
  for await (const piece of openUpload(app, upload.id)) return piece;
  throw new Error('an upload without pieces');
}

function domainOf(
  study: Study,
  upload: Upload,
  { organisation, remembered }: { organisation: string; remembered: string | null },
): string | null {
  const chosen = study.domains.find(({ id }) => id === upload.domainId);
  if (chosen !== undefined) return chosen.code;
  if (study.domains.some(({ code }) => code === remembered)) return remembered;
  return guessDomain(baseName(upload.fileName), study.domains) ?? guessDomain(organisation, study.domains);
}

function usesRemembered(preview: FilePreview | FileProblem): boolean {
  return !isFileProblem(preview) && preview.columns.some(({ certainty }) => certainty === 'corrected');
}

function isReady(preview: FilePreview | FileProblem): boolean {
  if (isFileProblem(preview) || preview.problem !== null) return false;
  return unconfirmedColumns(preview.columns).length === 0;
}
