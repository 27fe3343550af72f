import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { AskedBy, AskedThrough, DeletedData } from './withdrawal.js';

/** A withdrawal that was carried out, as it stands for good. */
export interface StoredWithdrawal {
  readonly id: string;
  readonly studyId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly reference: string;
  readonly askedBy: AskedBy;
  readonly askedThrough: AskedThrough;
  readonly deleted: DeletedData;
  readonly isOnObjectionList: boolean;
  readonly withdrawnAt: Instant;
  readonly withdrawnBy: string | null;
}

interface WithdrawalRow {
  readonly id: string;
  readonly study_id: string;
  readonly case_id: string;
  readonly reference: string;
  readonly asked_by: AskedBy;
  readonly asked_through: AskedThrough;
  readonly deleted: string;
  readonly is_on_objection_list: number;
  readonly withdrawn_at: Instant;
  readonly withdrawn_by: string | null;
}

export async function insertWithdrawal(
  trx: Transaction,
  withdrawal: Omit<StoredWithdrawal, 'caseNumber'>,
): Promise<void> {
  await trx<WithdrawalRow>('withdrawals').insert({
    id: withdrawal.id,
    study_id: withdrawal.studyId,
    case_id: withdrawal.caseId,
    reference: withdrawal.reference,
    asked_by: withdrawal.askedBy,
    asked_through: withdrawal.askedThrough,
    deleted: JSON.stringify(withdrawal.deleted),
    is_on_objection_list: withdrawal.isOnObjectionList ? 1 : 0,
    withdrawn_at: withdrawal.withdrawnAt,
    withdrawn_by: withdrawal.withdrawnBy,
  });
}

/** The newest first. */
export async function listWithdrawals(
  db: Reader,
  studyId: string,
  only: { readonly id?: string; readonly caseId?: string } = {},
): Promise<readonly StoredWithdrawal[]> {
  const query = db('withdrawals')
    .join('cases', 'cases.id', 'withdrawals.case_id')
    .where('withdrawals.study_id', studyId)
    .orderBy([{ column: 'withdrawn_at', order: 'desc' }, { column: 'withdrawals.id' }])
    .select<(WithdrawalRow & { readonly case_number: string })[]>('withdrawals.*', 'cases.case_number');
  if (only.id !== undefined) void query.where('withdrawals.id', only.id);
  if (only.caseId !== undefined) void query.where('withdrawals.case_id', only.caseId);
  return (await query).map((row) => ({
    id: row.id,
    studyId: row.study_id,
    caseId: row.case_id,
    caseNumber: row.case_number,
    reference: row.reference,
    askedBy: row.asked_by,
    askedThrough: row.asked_through,
    deleted: JSON.parse(row.deleted) as DeletedData,
    isOnObjectionList: row.is_on_objection_list === 1,
    withdrawnAt: row.withdrawn_at,
    withdrawnBy: row.withdrawn_by,
  }));
}

/** What there is of a case that a withdrawal deletes. */
export async function countDeletable(
  db: Reader,
  caseId: string,
): Promise<Omit<DeletedData, 'appointments' | 'concerns'>> {
  const link = await db('vault_case_links')
    .where({ case_id: caseId })
    .first<{ person_id: string | null; response_id: string | null } | undefined>('person_id', 'response_id');
  const count = async (table: string, where: object): Promise<number> => {
    const [row] = await db(table).where(where).count<{ count: number | string }[]>({ count: '*' });
    return Number(row?.count ?? 0);
  };
  const ofResponse = { response_id: link?.response_id ?? '' };
  const questions = await db('answers')
    .where(ofResponse)
    .distinct('question_id')
    .pluck<string[]>('question_id');
  const numbers = await db('vault_contacts')
    .where({ person_id: link?.person_id ?? '' })
    .whereNotNull('number_sealed')
    .pluck<string[]>('id');
  return {
    answers: questions.length,
    answerHistory: await count('answer_history', ofResponse),
    numbers: numbers.length,
    notes: await count('vault_case_notes', { case_id: caseId }),
    quotes: (
      await db('quotes')
        .join('coded_answers', 'coded_answers.id', 'quotes.coded_answer_id')
        .where('coded_answers.response_id', ofResponse.response_id)
        .pluck<string[]>('quotes.id')
    ).length,
  };
}
