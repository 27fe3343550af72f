import type { Reader } from '../../database/database.js';
import type { Respondent } from '../../domain/questionnaire/model.js';

/** A finished interview with who held it. */
export interface HeldInterview {
  readonly responseId: string;
  readonly interviewerId: string;
  readonly respondent: Respondent;
  readonly questionnaireId: string;
  readonly language: string;
}

interface HeldRow {
  readonly response_id: string;
  readonly interviewer_id: string;
  readonly respondent: Respondent;
  readonly questionnaire_id: string;
  readonly language: string;
}

/**
 * Complete and partial interviews that one interviewer held from beginning to end, as long as the vault still knows which
 * case they belong to. Of an interview that somebody else went on with, nobody can say whose the times are.
 */
export async function listHeldInterviews(db: Reader, studyId: string): Promise<readonly HeldInterview[]> {
  const rows = await db('responses')
    .join('vault_case_links', 'vault_case_links.response_id', 'responses.id')
    .join('case_events', 'case_events.case_id', 'vault_case_links.case_id')
    .where({
      'responses.study_id': studyId,
      'responses.source': 'interview',
      'case_events.kind': 'interview_started',
    })
    .whereIn('responses.status', ['complete', 'partial'])
    .groupBy('responses.id', 'responses.respondent', 'responses.questionnaire_id', 'responses.language')
    .havingRaw('count(distinct case_events.made_by) = 1')
    .orderBy('responses.id')
    .select<HeldRow[]>(
      'responses.id as response_id',
      'responses.respondent',
      'responses.questionnaire_id',
      'responses.language',
      db.raw('min(case_events.made_by) as interviewer_id'),
    );
  return rows.map((row) => ({
    responseId: row.response_id,
    interviewerId: row.interviewer_id,
    respondent: row.respondent,
    questionnaireId: row.questionnaire_id,
    language: row.language,
  }));
}

/** What happened to the questions of one interview, in numbers. */
export interface VisitCounts {
  readonly seconds: number;
  readonly changed: number;
  readonly revisited: number;
  readonly overridden: number;
}

interface VisitRow {
  readonly response_id: string;
  readonly seconds: number | null;
  readonly changed: number | string;
  readonly revisited: number | string;
  readonly overridden: number | string;
}

export async function countVisits(db: Reader, studyId: string): Promise<ReadonlyMap<string, VisitCounts>> {
  const rows = await db('answer_history')
    .join('responses', 'responses.id', 'answer_history.response_id')
    .where('responses.study_id', studyId)
    .groupBy('response_id')
    .select<VisitRow[]>(
      'response_id',
      db.raw('sum(seconds_on_question) as seconds'),
      db.raw("sum(case when change = 'changed' then 1 else 0 end) as changed"),
      db.raw("sum(case when change = 'seen' then 1 else 0 end) as revisited"),
      db.raw('sum(is_check_overridden) as overridden'),
    );
  return new Map(
    rows.map((row) => [
      row.response_id,
      {
        seconds: row.seconds ?? 0,
        changed: Number(row.changed),
        revisited: Number(row.revisited),
        overridden: Number(row.overridden),
      },
    ]),
  );
}

/** How many questions of one interview were answered, and how many with a hidden code. */
export interface AnswerCounts {
  readonly answered: number;
  readonly notApplicable: number;
  readonly dontKnow: number;
  readonly refused: number;
}

interface AnswerCountRow {
  readonly response_id: string;
  readonly answered: number | string;
  readonly not_applicable: number | string;
  readonly dont_know: number | string;
  readonly refused: number | string;
}

export async function countAnswers(db: Reader, studyId: string): Promise<ReadonlyMap<string, AnswerCounts>> {
  const hidden = (code: number, name: string) =>
    db.raw("sum(case when item = 'hidden' and number = ? then 1 else 0 end) as ??", [code, name]);
  const rows = await db('answers')
    .join('responses', 'responses.id', 'answers.response_id')
    .where('responses.study_id', studyId)
    .whereNot('item', 'asked')
    .groupBy('response_id')
    .select<AnswerCountRow[]>(
      'response_id',
      db.raw('count(distinct question_id) as answered'),
      hidden(97, 'not_applicable'),
      hidden(98, 'dont_know'),
      hidden(99, 'refused'),
    );
  return new Map(
    rows.map((row) => [
      row.response_id,
      {
        answered: Number(row.answered),
        notApplicable: Number(row.not_applicable),
        dontKnow: Number(row.dont_know),
        refused: Number(row.refused),
      },
    ]),
  );
}

/** How long a question took when it was asked. */
export interface AskedTime {
  readonly questionId: string;
  readonly seconds: number;
}

interface TimeRow {
  readonly response_id: string;
  readonly question_id: string;
  readonly seconds_on_question: number;
}

/** By response. The first visit only: a question that was read before is not read again. */
export async function listAskedTimes(
  db: Reader,
  studyId: string,
): Promise<ReadonlyMap<string, readonly AskedTime[]>> {
  const rows = await db('answer_history')
    .join('responses', 'responses.id', 'answer_history.response_id')
    .where({ 'responses.study_id': studyId, change: 'given' })
    .whereNotNull('seconds_on_question')
    .select<TimeRow[]>('response_id', 'question_id', 'seconds_on_question');
  const times = new Map<string, AskedTime[]>();
  for (const { response_id, question_id, seconds_on_question } of rows) {
    const own = times.get(response_id) ?? [];
    own.push({ questionId: question_id, seconds: seconds_on_question });
    times.set(response_id, own);
  }
  return times;
}
