import type { Knex } from 'knex';
import { insertPlainRows, insertRows, isOneOf, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CodedAnswer, CodingState } from '../../domain/coding/coding-outcome.js';

/** An answer that is to be coded, or was. */
export interface StoredAnswer extends CodedAnswer {
  readonly id: string;
  readonly responseId: string;
  readonly questionId: string;
  readonly state: CodingState;
  readonly firstCoderId: string | null;
  readonly secondCoderId: string | null;
  readonly decidedBy: string | null;
  /** The codes that it had before one of them was split. */
  readonly earlierCodes: readonly number[];
}

interface AnswerRow {
  readonly id: string;
  readonly response_id: string;
  readonly study_id: string;
  readonly question_id: string;
  readonly state: CodingState;
  readonly is_double: number;
  readonly first_coder_id: string | null;
  readonly is_first_doubted: number;
  readonly second_coder_id: string | null;
  readonly is_second_doubted: number;
  readonly decided_by: string | null;
  readonly earlier_codes: string | null;
}

interface CodeRow {
  readonly coded_answer_id: string;
  readonly pass: 'first' | 'second' | 'decided' | 'final';
  readonly code: number;
}

/** A question of a study. */
export interface StudyQuestion {
  readonly studyId: string;
  readonly questionId: string;
}

const ofQuestion = ({ studyId, questionId }: StudyQuestion) => ({
  study_id: studyId,
  question_id: questionId,
});

/** Responses with words that are not among the answers to code yet, in the order of their random numbers. */
export async function listUncollected(db: Reader, words: StoredWords): Promise<readonly string[]> {
  return (await uncollected(db, words).orderBy('r.id').pluck('r.id')) as string[];
}

/** Whether there are words that are not among the answers to code yet. */
export async function hasUncollected(db: Reader, words: StoredWords): Promise<boolean> {
  return (await uncollected(db, words).select('r.id').first<object | undefined>()) !== undefined;
}

/** Where the words at a question are. */
type StoredWords = StudyQuestion & { readonly item: string };

function uncollected(db: Reader, { studyId, questionId, item }: StoredWords): Knex.QueryBuilder {
  return db('responses as r')
    .join('answers as a', 'a.response_id', 'r.id')
    .leftJoin('coded_answers as c', (on) =>
      on.on('c.response_id', 'r.id').andOnVal('c.question_id', questionId),
    )
    .where({ 'r.study_id': studyId, 'r.status': 'complete', 'a.question_id': questionId, 'a.item': item })
    .whereNotNull('a.text_sealed')
    .whereNull('c.id');
}

export async function insertAnswers(
  trx: Transaction,
  { studyId, questionId }: StudyQuestion,
  answers: readonly { readonly id: string; readonly responseId: string; readonly isDouble: boolean }[],
): Promise<void> {
  await insertPlainRows(
    trx,
    'coded_answers',
    answers.map(({ id, responseId, isDouble }) => ({
      id,
      response_id: responseId,
      study_id: studyId,
      question_id: questionId,
      state: 'to_code',
      is_double: Number(isDouble),
      is_first_doubted: 0,
      is_second_doubted: 0,
    })),
  );
}

/** With their codes. */
export async function deleteOfResponse(trx: Transaction, responseId: string): Promise<void> {
  await trx<AnswerRow>('coded_answers').where({ response_id: responseId }).delete();
}

/**
 * The first answer behind `after` that this coder can code: nobody did, or only somebody else and it is a double. The
 * database alone says what comes first: its order of texts is not always that of JavaScript.
 * @param after key of an answer, or `null` for the first of all
 */
export async function findNextFor(
  db: Reader,
  question: StudyQuestion,
  { coderId, after }: { readonly coderId: string; readonly after: string | null },
): Promise<string | null> {
  const waiting = (state: CodingState) => behind(db, { ...question, state }, after);
  const second = waiting('to_check').whereNot('first_coder_id', coderId);
  const row = await db
    .from(
      db
        .select('id')
        .from(waiting('to_code').as('f'))
        .unionAll([db.select('id').from(second.as('s'))])
        .as('t'),
    )
    .orderBy('id')
    .first<{ id: string } | undefined>('id');
  return row?.id ?? null;
}

/** The first key behind `after` of a question in a state. */
function behind(
  db: Reader,
  { state, ...question }: StudyQuestion & { readonly state: CodingState },
  after: string | null,
) {
  const first = db<AnswerRow>('coded_answers')
    .where({ ...ofQuestion(question), state })
    .orderBy('id')
    .limit(1)
    .select('id');
  return after === null ? first : first.where('id', '>', after);
}

/**
 * The last answer before this one that the coder coded.
 * @param before key of an answer, or `null` for the last of all
 */
export async function findPreviousOf(
  db: Reader,
  question: StudyQuestion,
  { coderId, before }: { readonly coderId: string; readonly before: string | null },
): Promise<string | null> {
  const own = db<AnswerRow>('coded_answers')
    .where(ofQuestion(question))
    .whereRaw('(first_coder_id = ? or second_coder_id = ?)', [coderId, coderId])
    .orderBy('id', 'desc');
  const row = await (before === null ? own : own.where('id', '<', before))
    .select('id')
    .first<{ id: string } | undefined>();
  return row?.id ?? null;
}

/** Answers to decide on: the first behind `after`, or of all. */
export async function findNextToDecide(
  db: Reader,
  question: StudyQuestion,
  after: string | null,
): Promise<string | null> {
  const row = await behind(db, { ...question, state: 'to_decide' }, after).first<
    { id: string } | undefined
  >();
  return row?.id ?? null;
}

/** An answer of this question; inside a transaction nobody else changes it until the end. */
export async function findAnswer(
  db: Reader,
  question: StudyQuestion,
  id: string,
): Promise<StoredAnswer | null> {
  const query = db<AnswerRow>('coded_answers').where({ ...ofQuestion(question), id });
  const row = await (db.isTransaction === true ? query.forUpdate() : query).first();
  if (row === undefined) return null;
  return (await withCodes(db, [row]))[0] ?? null;
}

/** Answers with these keys, in their order. */
export async function listAnswers(db: Reader, ids: readonly string[]): Promise<readonly StoredAnswer[]> {
  const rows = await db<AnswerRow>('coded_answers')
    .whereIn('id', [...ids])
    .orderBy('id');
  return withCodes(db, rows);
}

async function withCodes(db: Reader, rows: readonly AnswerRow[]): Promise<StoredAnswer[]> {
  const codes = await db<CodeRow>('answer_codes')
    .whereIn(
      'coded_answer_id',
      rows.map(({ id }) => id),
    )
    .orderBy(['coded_answer_id', 'pass', 'code']);
  return rows.map((row) =>
    toAnswer(
      row,
      codes.filter((code) => code.coded_answer_id === row.id),
    ),
  );
}

function toAnswer(row: AnswerRow, codes: readonly CodeRow[]): StoredAnswer {
  const of = (pass: CodeRow['pass']): number[] =>
    codes.filter((code) => code.pass === pass).map(({ code }) => code);
  const first = of('first');
  const second = of('second');
  const decided = of('decided');
  return {
    id: row.id,
    responseId: row.response_id,
    questionId: row.question_id,
    state: row.state,
    isDouble: row.is_double === 1,
    first: first.length === 0 ? null : { codes: first, isDoubted: row.is_first_doubted === 1 },
    second: second.length === 0 ? null : { codes: second, isDoubted: row.is_second_doubted === 1 },
    decided: decided.length === 0 ? null : decided,
    firstCoderId: row.first_coder_id,
    secondCoderId: row.second_coder_id,
    decidedBy: row.decided_by,
    earlierCodes: row.earlier_codes === null ? [] : (JSON.parse(row.earlier_codes) as number[]),
  };
}

/** Answers of a question that have a code in any pass, or all of them. */
export async function listAnswerIds(
  db: Reader,
  question: StudyQuestion,
  code: number | null,
): Promise<readonly string[]> {
  const all = db<AnswerRow>('coded_answers').where(ofQuestion(question)).orderBy('id');
  const having =
    code === null
      ? all
      : all.whereIn('id', db<CodeRow>('answer_codes').where({ code }).select('coded_answer_id'));
  return having.pluck<string[]>('id');
}

/** Writes answers with all their codes. `final`: what counts of each. */
export async function saveAnswers(
  trx: Transaction,
  answers: readonly (StoredAnswer & { readonly final: readonly number[] })[],
): Promise<void> {
  for (const piece of pieces(answers)) {
    await trx<CodeRow>('answer_codes')
      .where(
        isOneOf(
          trx,
          'coded_answer_id',
          piece.map(({ id }) => id),
        ),
      )
      .delete();
    for (const answer of piece)
      await trx<AnswerRow>('coded_answers').where({ id: answer.id }).update(rowOf(answer));
    await insertRows(trx, 'answer_codes', piece.flatMap(codeRows));
  }
}

function rowOf(answer: StoredAnswer): Partial<AnswerRow> {
  return {
    state: answer.state,
    is_double: Number(answer.isDouble),
    first_coder_id: answer.firstCoderId,
    is_first_doubted: Number(answer.first?.isDoubted === true),
    second_coder_id: answer.secondCoderId,
    is_second_doubted: Number(answer.second?.isDoubted === true),
    decided_by: answer.decidedBy,
    earlier_codes: answer.earlierCodes.length === 0 ? null : JSON.stringify(answer.earlierCodes),
  };
}

function codeRows(answer: StoredAnswer & { readonly final: readonly number[] }): CodeRow[] {
  const of = (pass: CodeRow['pass'], codes: readonly number[]): CodeRow[] =>
    codes.map((code) => ({ coded_answer_id: answer.id, pass, code }));
  return [
    ...of('first', answer.first?.codes ?? []),
    ...of('second', answer.second?.codes ?? []),
    ...of('decided', answer.decided ?? []),
    ...of('final', answer.final),
  ];
}

/** The words of an answer, under their seal. */
export async function findWords(
  db: Reader,
  answer: { readonly responseId: string; readonly questionId: string; readonly item: string },
): Promise<string | null> {
  const row = await db('answers')
    .where({ response_id: answer.responseId, question_id: answer.questionId, item: answer.item })
    .select('text_sealed')
    .first<{ text_sealed: string | null } | undefined>();
  return row?.text_sealed ?? null;
}
