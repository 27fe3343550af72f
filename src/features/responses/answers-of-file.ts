import type { AnswerRecord, ReadFile } from '../../domain/answer-file/answer-record.js';
import { applyMapping, readMapping, writeMapping } from '../../domain/answer-file/column-mapping.js';
import { guessMapping, isKnownByName } from '../../domain/answer-file/guess-mapping.js';
import { type RawTable, readDelimitedTable } from '../../domain/answer-file/raw-table.js';
import {
  type AnswerFileContext,
  answerColumnNames,
  readAnswerFile,
  readAnswerTable,
} from '../../domain/answer-file/read-answer-file.js';
import { isSav, readSav } from '../../domain/answer-file/sav/read-sav.js';
import { decodeFile } from '../../domain/frame/file-encoding.js';
import { UserProblem } from '../../errors.js';

type Answers =
  ReadFile<AnswerRecord> | (Extract<ReadFile<AnswerRecord>, { ok: false }> & { mapping: string });

/**
 * The respondents of a file that somebody delivered: delimited text or an SPSS file, with our column names, or with
 * other ones and a mapping. Without a mapping a file with other names is refused, with a mapping to check.
 * @throws UserProblem `unreadable_file`
 */
export function answersOf(
  { bytes, mapping }: { readonly bytes: Uint8Array; readonly mapping: string },
  context: AnswerFileContext,
): Answers {
  if (mapping.trim() !== '') return readMapped(tableOf(bytes), mapping, context);
  if (!isSav(bytes)) {
    const text = textOfFile(bytes);
    const read = readAnswerFile(text, context);
    const table = readDelimitedTable(text);
    if (read.ok || 'fault' in table || isKnownByName(table, context)) return read;
    return { ...read, mapping: writeMapping(guessMapping(table, context)) };
  }
  const table = tableOf(bytes);
  const guess = writeMapping(guessMapping(table, context));
  if (isKnownByName(table, context)) return readMapped(table, guess, context);
  return { ok: false, faults: [CHECK_MAPPING], mapping: guess };
}

const CHECK_MAPPING = {
  line: 1,
  column: null,
  message:
    'Dit bestand heeft eigen kolomnamen. Controleer de koppeling hieronder, kies het bestand opnieuw en lees het in.',
};

function readMapped(table: RawTable, mapping: string, context: AnswerFileContext): ReadFile<AnswerRecord> {
  const read = readMapping(mapping, answerColumnNames(context.questionnaire));
  return read.ok ? readAnswerTable(applyMapping(table, read.columns), context) : read;
}

function tableOf(bytes: Uint8Array): RawTable {
  const table = isSav(bytes) ? readSav(bytes) : readDelimitedTable(textOfFile(bytes));
  if ('fault' in table) throw new UserProblem('unreadable_file', table.fault);
  return table;
}

/**
 * The text of a delimited file.
 * @throws UserProblem `unreadable_file`
 */
export function textOfFile(bytes: Uint8Array): string {
  const text = decodeFile(bytes);
  if (typeof text !== 'string') throw new UserProblem('unreadable_file', text.message);
  return text;
}
