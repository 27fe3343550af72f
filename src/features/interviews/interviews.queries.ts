import { insertRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { Respondent } from '../../domain/questionnaire/model.js';
import { type TraitColumns, traitColumns, type Traits } from '../../domain/study/traits.js';

export type ResponseStatus = 'in_progress' | 'partial' | 'complete' | 'withdrawn';

/** The answers of one interview, under a number that says nothing of the case. */
export interface InterviewResponse {
  readonly id: string;
  readonly status: ResponseStatus;
  readonly respondent: Respondent;
  readonly questionnaireId: string;
  readonly language: string;
}

interface ResponseRow extends TraitColumns {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string;
  readonly source: 'interview' | 'import';
  readonly status: ResponseStatus;
  readonly respondent: Respondent;
  readonly questionnaire_id: string;
  readonly language: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly age_band: string | null;
  readonly design_weight: number;
  readonly started_on: CivilDate;
  readonly finished_on: CivilDate | null;
}

const RESPONSE_COLUMNS = ['responses.id', 'status', 'respondent', 'questionnaire_id', 'language'];

type ResponseHead = Pick<ResponseRow, 'id' | 'status' | 'respondent' | 'questionnaire_id' | 'language'>;

function responseOfCase(db: Reader, caseId: string) {
  return db('vault_case_links')
    .join('responses', 'responses.id', 'vault_case_links.response_id')
    .where('vault_case_links.case_id', caseId)
    .select(RESPONSE_COLUMNS);
}

export async function findResponseOfCase(db: Reader, caseId: string): Promise<InterviewResponse | null> {
  const row = await responseOfCase(db, caseId).first<ResponseHead | undefined>();
  return row === undefined ? null : toResponse(row);
}

function toResponse(row: ResponseHead): InterviewResponse {
  return {
    id: row.id,
    status: row.status,
    respondent: row.respondent,
    questionnaireId: row.questionnaire_id,
    language: row.language,
  };
}

export interface NewResponse extends InterviewResponse {
  readonly studyId: string;
  readonly domainId: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly ageBand: string;
  readonly traits: Traits;
  readonly designWeight: number;
  readonly startedOn: CivilDate;
}

/** The link to the case stands in the vault only. */
export async function insertResponse(trx: Transaction, caseId: string, response: NewResponse): Promise<void> {
  await trx<ResponseRow>('responses').insert({
    id: response.id,
    study_id: response.studyId,
    domain_id: response.domainId,
    source: 'interview',
    status: response.status,
    respondent: response.respondent,
    questionnaire_id: response.questionnaireId,
    language: response.language,
    segment: response.segment,
    measure: response.measure,
    age_band: response.ageBand,
    ...traitColumns(response.traits),
    design_weight: response.designWeight,
    started_on: response.startedOn,
    finished_on: null,
  });
  await trx('vault_case_links').where({ case_id: caseId }).update({ response_id: response.id });
}

export async function updateResponse(
  trx: Transaction,
  id: string,
  { status, finishedOn }: { status: ResponseStatus; finishedOn: CivilDate | null },
): Promise<void> {
  await trx<ResponseRow>('responses').where({ id }).update({ status, finished_on: finishedOn });
}

export async function updateRespondent(trx: Transaction, id: string, respondent: Respondent): Promise<void> {
  await trx<ResponseRow>('responses').where({ id }).update({ respondent });
}

export async function updateLanguage(trx: Transaction, id: string, language: string): Promise<void> {
  await trx<ResponseRow>('responses').where({ id }).update({ language });
}

/** One flat piece of an answer, its text sealed. */
export interface SealedItem {
  readonly questionId: string;
  readonly item: string;
  readonly number: number | null;
  readonly textSealed: string | null;
}

interface AnswerRow {
  readonly response_id: string;
  readonly question_id: string;
  readonly item: string;
  readonly number: number | null;
  readonly text_sealed: string | null;
}

interface HistoryRow {
  readonly response_id: string;
  readonly sequence: number;
  readonly question_id: string;
  readonly change: 'given' | 'changed' | 'removed' | 'seen';
  readonly answer_sealed: string | null;
  readonly seconds_on_question: number | null;
  readonly is_check_overridden: 0 | 1;
}

/** One visit to a question, as it stays in the history. */
export interface AnswerHistory {
  readonly sequence: number;
  readonly questionId: string;
  readonly change: HistoryRow['change'];
  /** `null` when nothing was answered in this visit. */
  readonly answerSealed: string | null;
  readonly secondsOnQuestion: number | null;
  readonly isCheckOverridden: boolean;
}

/** How far the history of an interview is. */
export interface HistoryPosition {
  /** Number of the last entry; 0 before the first. */
  readonly last: number;
  /** Number of the last entry that changed an answer; 0 before the first. */
  readonly lastChange: number;
  /** Seconds that questions were on the screen, all together. */
  readonly seconds: number;
}

/** What is stored of an interview. */
export interface StoredInterview {
  readonly response: InterviewResponse;
  readonly position: HistoryPosition;
  readonly items: readonly SealedItem[];
}

type StoredRow = ResponseHead & {
  readonly last: number | null;
  readonly last_change: number | null;
  readonly seconds: number | null;
  readonly question_id: string | null;
  readonly item: string | null;
  readonly number: number | null;
  readonly text_sealed: string | null;
};

/** In one statement, so that the answers are those of the position: nothing can be saved between the two. */
export async function findInterviewOfCase(db: Reader, caseId: string): Promise<StoredInterview | null> {
  const history = db<HistoryRow>('answer_history')
    .where('response_id', db('own').select('id'))
    .select(
      db.raw('max(sequence) as last'),
      db.raw("max(case when change <> 'seen' then sequence end) as last_change"),
      db.raw('sum(seconds_on_question) as seconds'),
    );
  const rows: readonly StoredRow[] = await db
    .with('own', responseOfCase(db, caseId))
    .with('history', history)
    .from('own')
    .crossJoin('history' as never)
    .leftJoin('answers', 'answers.response_id', 'own.id')
    .orderBy(['question_id', 'item'])
    .select<StoredRow[]>('own.*', 'history.*', 'question_id', 'item', 'number', 'text_sealed');
  const [first] = rows;
  if (first === undefined) return null;
  return {
    response: toResponse(first),
    position: { last: first.last ?? 0, lastChange: first.last_change ?? 0, seconds: first.seconds ?? 0 },
    items: rows.flatMap(({ question_id, item, number, text_sealed }) =>
      question_id === null || item === null
        ? []
        : [{ questionId: question_id, item, number, textSealed: text_sealed }],
    ),
  };
}

/** What one save does: answers that go, answers that come, and what the history says of it. */
export interface AnswerSave {
  readonly responseId: string;
  readonly history: readonly AnswerHistory[];
  readonly removedQuestionIds: readonly string[];
  readonly items: readonly SealedItem[];
}

/**
 * Saves one answer. The history goes first: its number is taken once, so that of two saves on top of the same page
 * the second is refused by the database.
 */
export async function saveAnswers(trx: Transaction, save: AnswerSave): Promise<void> {
  const { responseId } = save;
  await insertRows(
    trx,
    'answer_history',
    save.history.map((entry) => historyRow(responseId, entry)),
  );
  if (save.removedQuestionIds.length > 0) {
    await trx<AnswerRow>('answers')
      .where({ response_id: responseId })
      .whereIn('question_id', [...save.removedQuestionIds])
      .delete();
  }
  await insertRows(
    trx,
    'answers',
    save.items.map((item): AnswerRow => ({
      response_id: responseId,
      question_id: item.questionId,
      item: item.item,
      number: item.number,
      text_sealed: item.textSealed,
    })),
  );
}

/** Columns of one entry of the history. */
export function historyRow(responseId: string, entry: AnswerHistory): HistoryRow {
  return {
    response_id: responseId,
    sequence: entry.sequence,
    question_id: entry.questionId,
    change: entry.change,
    answer_sealed: entry.answerSealed,
    seconds_on_question: entry.secondsOnQuestion,
    is_check_overridden: entry.isCheckOverridden ? 1 : 0,
  };
}

/**
 * Deletes a response for good: answers, history, the link to the case and the row itself, which still says of what age and
 * with which measure somebody was.
 * @returns how many answers and how many entries of the history were deleted
 */
export async function deleteResponse(
  trx: Transaction,
  responseId: string,
): Promise<{ readonly answers: number; readonly history: number }> {
  const ofResponse = { response_id: responseId };
  const questions = await trx<AnswerRow>('answers')
    .where(ofResponse)
    .distinct('question_id')
    .pluck('question_id');
  await trx<AnswerRow>('answers').where(ofResponse).delete();
  const history = await trx<HistoryRow>('answer_history').where(ofResponse).delete();
  await trx('response_weights').where(ofResponse).delete();
  await trx('vault_case_links').where(ofResponse).update({ response_id: null });
  await trx<ResponseRow>('responses').where({ id: responseId }).delete();
  return { answers: questions.length, history };
}
