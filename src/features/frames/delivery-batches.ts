import type { Vault } from '../../vault/vault.js';
import type { RowOutcome } from '../../domain/frame/client-record.js';
import { addRowCounts, type RowCounts } from '../../domain/frame/frame-report.js';
import { type ReadableFile, readRows } from './delivery-file.js';
import type { DeliveryProblem } from './frames.queries.js';
import { type ObjectionList } from '../objections/objections.service.js';
import { hasCallableNumber, heedingObjections } from './objecting-rows.js';
import { type Delivered, type PreparedRow, prepareRow } from './prepared-row.js';

/** Lines of a file that go to the database in one transaction. */
export interface RowBatch {
  readonly rows: readonly PreparedRow[];
  readonly problems: readonly DeliveryProblem[];
  /** Of the whole file, up to here. */
  readonly counts: RowCounts;
  /** The last line of the batch. */
  readonly lastLine: number;
  /** Likewise. */
  readonly bytesRead: number;
}

/** Lines per transaction: a writer in between waits a fraction of a second. */
const LINES_PER_BATCH = 2000;

/**
 * The rows of a file, hashed and sealed, in batches. The next batch is made while the database stores the last.
 * @param from what was read before: lines up to that one are passed over, and the counts go on; and whom the objection list
 *   holds
 * @throws FileReadingProblem when the rest of the file cannot be read
 */
export async function* rowBatches(
  vault: Vault,
  file: ReadableFile,
  delivered: Delivered,
  from: { readonly line: number; readonly counts: RowCounts; readonly objections: ObjectionList },
): AsyncGenerator<RowBatch> {
  let rows: PreparedRow[] = [];
  let outcomes: RowOutcome[] = [];
  let { counts } = from;
  let read = 0;
  const take = (): RowBatch => {
    counts = addRowCounts(counts, outcomes);
    const batch = {
      rows,
      problems: outcomes.flatMap(problemsOf),
      counts,
      lastLine: outcomes.at(-1)?.line ?? from.line,
      bytesRead: read,
    };
    [rows, outcomes] = [[], []];
    return batch;
  };
  for await (const { outcomes: some, bytesRead } of readRows(file, from.line)) {
    read = bytesRead;
    for (const read of some) {
      const outcome = heedingObjections(read, from.objections);
      outcomes.push(outcome);
      if (outcome.kind !== 'accepted') continue;
      const { record } = outcome;
      rows.push({
        ...prepareRow(vault, delivered, record),
        hasNumber: hasCallableNumber(record, from.objections),
      });
    }
    if (outcomes.length >= LINES_PER_BATCH) yield take();
  }
  if (outcomes.length > 0) yield take();
}

function problemsOf(outcome: RowOutcome): DeliveryProblem[] {
  if (outcome.kind === 'rejected') return [problemOf(outcome.rejection)];
  return outcome.kind === 'accepted' ? outcome.notes.map(problemOf) : [];
}

function problemOf(remark: {
  line: number;
  column: string | null;
  kind: string;
  message: string;
}): DeliveryProblem {
  return { line: remark.line, column: remark.column, reason: remark.kind, message: remark.message };
}
