import { insertRows, isOneOf, pieces } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';

interface ResponseRow {
  readonly id: string;
  readonly started_on: string;
  readonly finished_on: string | null;
}

/**
 * Takes away what still ties answers to cases when the link between them is gone. A database keeps rows in the order
 * in which they were written, which is the order of the interviews; day and duration stand in the history of the
 * cases as well. So the rows are written again in the order of their random numbers, with a year instead of a day,
 * and without durations. Sex and the first time stand with the answers, for the tables; the cases forget them.
 */
export async function unlinkAnswers(trx: Transaction, studyId: string): Promise<void> {
  const ids = (await trx('responses')
    .where({ study_id: studyId, source: 'interview' })
    .orderBy('id')
    .pluck('id')) as string[];
  for (const piece of pieces(ids)) await writeAgain(trx, [...piece]);
  await trx('cases').where({ study_id: studyId }).update({ sex: null, first_time: null });
}

async function writeAgain(trx: Transaction, ids: readonly string[]): Promise<void> {
  const responses = await trx('responses').whereIn('id', ids).orderBy('id').select<ResponseRow[]>();
  const answers = await ofResponses(trx, 'answers', ids).orderBy(['response_id', 'question_id', 'item']);
  const history = await ofResponses(trx, 'answer_history', ids).orderBy(['response_id', 'sequence']);
  const weights = await ofResponses(trx, 'response_weights', ids).orderBy(['response_id', 'weight_set_id']);
  const coded = await ofResponses(trx, 'coded_answers', ids)
    .orderBy(['response_id', 'question_id'])
    .select<CodedRow[]>();
  const codes = await ofAnswers(trx, 'answer_codes', coded).orderBy(['coded_answer_id', 'pass', 'code']);
  const quotes = await ofAnswers(trx, 'quotes', coded).orderBy('id');
  for (const table of ['quotes', 'answer_codes'] as const) await ofAnswers(trx, table, coded).delete();
  for (const table of OF_RESPONSES) await ofResponses(trx, table, ids).delete();
  await trx('responses').whereIn('id', ids).delete();
  await insertRows(
    trx,
    'responses',
    responses.map((row) => ({
      ...row,
      started_on: yearOf(row.started_on),
      finished_on: row.finished_on === null ? null : yearOf(row.finished_on),
    })),
  );
  await insertRows(trx, 'answers', answers);
  await insertRows(
    trx,
    'answer_history',
    history.map((row) => ({ ...row, seconds_on_question: null })),
  );
  await insertRows(trx, 'response_weights', weights);
  await insertRows(trx, 'coded_answers', coded);
  await insertRows(trx, 'answer_codes', codes);
  await insertRows(trx, 'quotes', quotes);
}

interface CodedRow {
  readonly id: string;
}

function ofAnswers(trx: Transaction, table: 'answer_codes' | 'quotes', coded: readonly CodedRow[]) {
  return trx<object>(table).where(
    isOneOf(
      trx,
      'coded_answer_id',
      coded.map(({ id }) => id),
    ),
  );
}

/** Everything that hangs on a response, in the order in which it can be deleted. */
const OF_RESPONSES = ['coded_answers', 'response_weights', 'answer_history', 'answers'] as const;

function ofResponses(trx: Transaction, table: (typeof OF_RESPONSES)[number], ids: readonly string[]) {
  return trx<object>(table).whereIn('response_id', ids);
}

/** The first day of the year. */
function yearOf(day: string): string {
  return `${day.slice(0, 4)}-01-01`;
}
