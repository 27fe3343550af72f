import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** A quote under its seal. */
export interface StoredQuote {
  readonly id: string;
  readonly questionId: string;
  /** Whose it is; for the background beside it only. */
  readonly responseId: string;
  readonly textSealed: string;
}

/** The quotes of a study in the order of their random keys. */
export async function listQuotes(db: Reader, studyId: string): Promise<readonly StoredQuote[]> {
  const rows: { id: string; question_id: string; response_id: string; text_sealed: string }[] = await db(
    'quotes as q',
  )
    .join('coded_answers as a', 'a.id', 'q.coded_answer_id')
    .where('a.study_id', studyId)
    .orderBy('q.id')
    .select('q.id', 'a.question_id', 'a.response_id', 'q.text_sealed');
  return rows.map((row) => ({
    id: row.id,
    questionId: row.question_id,
    responseId: row.response_id,
    textSealed: row.text_sealed,
  }));
}

/** The quotes of one answer. */
export async function listQuotesOf(
  db: Reader,
  codedAnswerId: string,
): Promise<readonly Pick<StoredQuote, 'id' | 'textSealed'>[]> {
  const rows = await db('quotes')
    .where({ coded_answer_id: codedAnswerId })
    .select<{ id: string; text_sealed: string }[]>('id', 'text_sealed');
  return rows.map(({ id, text_sealed }) => ({ id, textSealed: text_sealed }));
}

export async function insertQuote(
  trx: Transaction,
  quote: {
    readonly id: string;
    readonly codedAnswerId: string;
    readonly textSealed: string;
    readonly madeAt: Instant;
    readonly madeBy: string | null;
  },
): Promise<void> {
  await trx('quotes').insert({
    id: quote.id,
    coded_answer_id: quote.codedAnswerId,
    text_sealed: quote.textSealed,
    made_at: quote.madeAt,
    made_by: quote.madeBy,
  });
}

/** @returns whether it was there */
export async function deleteQuote(trx: Transaction, studyId: string, id: string): Promise<boolean> {
  const ofStudy = trx('coded_answers').where({ study_id: studyId }).select('id');
  return (await trx('quotes').where({ id }).whereIn('coded_answer_id', ofStudy).delete()) > 0;
}
