import type { Application } from '../../application.js';
import { addRowCounts, noRows } from '../../domain/frame/frame-report.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import { FileReadingProblem, openFile, readRows, type ReadableFile } from './delivery-file.js';
import { matchKeys } from './prepared-row.js';
import { type DeliveredPerson, listDeliveredPersons } from './replacement.queries.js';
import { openUpload, type Upload } from './uploads.service.js';

/** What changes in the frame when a file takes the place of a delivery. */
export interface ReplacementPreview {
  readonly acceptedRows: number;
  readonly rejectedRows: number;
  readonly notInReportYear: number;
  /** Persons who are in the new file and not in the old. */
  readonly newPersons: number;
  readonly keptPersons: number;
  /** Persons who are in the old file and not in the new. */
  readonly gonePersons: number;
  /** Those of them who stay in the frame, because another delivery knows them too. */
  readonly goneButElsewhere: number;
}

/**
 * Reads the new file without storing anything of it, and compares its persons with those of the old by the keys that
 * matching uses. Holds a few keys per person and no names.
 * @throws UserProblem `unreadable_file` with line and reason
 */
export async function previewReplacement(
  app: Application,
  study: Study,
  upload: Upload,
): Promise<ReplacementPreview> {
  const old = await listDeliveredPersons(app.database.read, upload.replacesDeliveryId ?? '');
  const comparison = new Comparison(old);
  let counts = noRows;
  try {
    for await (const { outcomes } of readRows(await openedFile(app, study, upload), 0)) {
      counts = addRowCounts(counts, outcomes);
      for (const outcome of outcomes) {
        if (outcome.kind === 'accepted') comparison.take(matchKeys(app.vault, outcome.record));
      }
    }
  } catch (error) {
    if (error instanceof FileReadingProblem) throw unreadable(upload, error.problem);
    throw error;
  }
  return {
    acceptedRows: counts.acceptedRows,
    rejectedRows: counts.dataRows - counts.acceptedRows - counts.notInReportYear,
    notInReportYear: counts.notInReportYear,
    ...comparison.result(),
  };
}

async function openedFile(app: Application, study: Study, upload: Upload): Promise<ReadableFile> {
  const facts = { encoding: upload.encoding, hash: upload.fileHash, sizeBytes: upload.sizeBytes };
  const corrections = upload.corrections ?? {};
  const settings = { reportYear: study.reportYear, corrections };
  const file = await openFile(() => openUpload(app, upload.id), facts, settings);
  if (isFileProblem(file)) throw unreadable(upload, file);
  return file;
}

function unreadable(upload: Upload, problem: { line: number | null; message: string }): UserProblem {
  const place = problem.line === null ? '' : ` (regel ${String(problem.line)})`;
  return new UserProblem('unreadable_file', `${upload.fileName}${place}: ${problem.message}`);
}

type Keys = Pick<DeliveredPerson, 'groupKey' | 'firstNameKey' | 'initialKey'>;

/** Tells old persons from new ones: the same group, and the same first name or, where one has none, initial. */
class Comparison {
  private readonly oldByGroup = new Map<string, DeliveredPerson[]>();
  private readonly kept = new Set<string>();
  private readonly added = new Set<string>();
  private readonly old: readonly DeliveredPerson[];

  constructor(old: readonly DeliveredPerson[]) {
    this.old = old;
    for (const person of old) {
      const group = this.oldByGroup.get(person.groupKey);
      if (group === undefined) this.oldByGroup.set(person.groupKey, [person]);
      else group.push(person);
    }
  }

  take(keys: Keys): void {
    const same = (this.oldByGroup.get(keys.groupKey) ?? []).find((person) => isSame(person, keys));
    if (same === undefined) this.added.add(`${keys.groupKey} ${keys.firstNameKey ?? keys.initialKey}`);
    else this.kept.add(same.id);
  }

  result(): Pick<ReplacementPreview, 'newPersons' | 'keptPersons' | 'gonePersons' | 'goneButElsewhere'> {
    const gone = this.old.filter(({ id }) => !this.kept.has(id));
    return {
      newPersons: this.added.size,
      keptPersons: this.kept.size,
      gonePersons: gone.length,
      goneButElsewhere: gone.filter(({ isElsewhere }) => isElsewhere).length,
    };
  }
}

function isSame(one: Keys, other: Keys): boolean {
  if (one.firstNameKey !== null && other.firstNameKey !== null)
    return one.firstNameKey === other.firstNameKey;
  return one.initialKey === other.initialKey;
}
