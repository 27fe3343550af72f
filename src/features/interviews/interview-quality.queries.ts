import type { Reader } from '../../database/database.js';
import type { Respondent } from '../../domain/questionnaire/model.js';

/** How long one interview took, under the number of its case. */
export interface InterviewLength {
  readonly caseNumber: string;
  readonly respondent: Respondent;
  /** Seconds that questions were on the screen, breaks between calls not counted. */
  readonly seconds: number;
}

/** Complete interviews with their length, as long as the vault knows their case. */
export async function listLengths(db: Reader, studyId: string): Promise<readonly InterviewLength[]> {
  const rows: { case_number: string; respondent: Respondent; seconds: number | null }[] = await db(
    'responses',
  )
    .join('vault_case_links', 'vault_case_links.response_id', 'responses.id')
    .join('cases', 'cases.id', 'vault_case_links.case_id')
    .join('answer_history', 'answer_history.response_id', 'responses.id')
    .where({ 'responses.study_id': studyId, 'responses.source': 'interview', 'responses.status': 'complete' })
    .groupBy('responses.id', 'cases.case_number', 'responses.respondent')
    .orderBy('cases.case_number')
    .select('cases.case_number', 'responses.respondent')
    .sum({ seconds: 'answer_history.seconds_on_question' });
  return rows.flatMap(({ case_number, respondent, seconds }) =>
    seconds === null || seconds === 0 ? [] : [{ caseNumber: case_number, respondent, seconds }],
  );
}

/** Interviews in which a grid was answered, and in how many of them with one answer for every statement. */
export interface GridTally {
  readonly interviews: number;
  readonly straight: number;
}

/**
 * @param statements the keys of the statements of one grid
 * @param least how many statements must be answered to say anything
 */
export async function tallyGrid(
  db: Reader,
  studyId: string,
  statements: readonly string[],
  least: number,
): Promise<GridTally> {
  const grids = db('answers')
    .join('responses', 'responses.id', 'answers.response_id')
    .where({ 'responses.study_id': studyId, 'responses.source': 'interview', 'answers.item': 'value' })
    .whereIn('responses.status', ['complete', 'partial'])
    .whereIn('answers.question_id', [...statements])
    .groupBy('answers.response_id')
    .havingRaw('count(*) >= ?', [least])
    .select(db.raw('min(answers.number) as lowest, max(answers.number) as highest'))
    .as('grids');
  const rows: { interviews: number | string; straight: number | string | null }[] = await db
    .from(grids)
    .select(db.raw('count(*) as interviews, sum(case when lowest = highest then 1 else 0 end) as straight'));
  const [row] = rows;
  return { interviews: Number(row?.interviews ?? 0), straight: Number(row?.straight ?? 0) };
}

/** How many interviews answered a question, and how many stopped after it. */
export interface QuestionTally {
  readonly questionId: string;
  readonly answered: number;
  readonly stopped: number;
}

/** Interviews that are not complete and not going on now, by the last question that was answered. */
export async function tallyStops(db: Reader, studyId: string): Promise<readonly QuestionTally[]> {
  const own = { 'responses.study_id': studyId, 'responses.source': 'interview' };
  const last = db('answer_history')
    .join('responses', 'responses.id', 'answer_history.response_id')
    .where(own)
    .whereIn('responses.status', ['partial', 'in_progress'])
    .whereIn('answer_history.change', ['given', 'changed'])
    .whereNotExists(
      db('vault_case_links')
        .join('cases', 'cases.id', 'vault_case_links.case_id')
        .where('vault_case_links.response_id', db.ref('responses.id'))
        .where('cases.status', 'interviewing')
        .select('cases.id'),
    )
    .groupBy('answer_history.response_id')
    .select('answer_history.response_id')
    .max({ sequence: 'answer_history.sequence' })
    .as('last');
  const stops: { question_id: string; count: number | string }[] = await db('answer_history')
    .join(last, (on) => {
      on.on('last.response_id', 'answer_history.response_id').andOn(
        'last.sequence',
        'answer_history.sequence',
      );
    })
    .groupBy('answer_history.question_id')
    .select('answer_history.question_id')
    .count({ count: '*' });
  const answers: { question_id: string; count: number | string }[] = await db('answers')
    .join('responses', 'responses.id', 'answers.response_id')
    .where(own)
    .whereIn('responses.status', ['complete', 'partial', 'in_progress'])
    .groupBy('answers.question_id')
    .select('answers.question_id')
    .countDistinct({ count: 'answers.response_id' });
  const reached = new Map(answers.map(({ question_id, count }) => [question_id, Number(count)]));
  return stops.map(({ question_id, count }) => ({
    questionId: question_id,
    answered: Math.max(reached.get(question_id) ?? 0, Number(count)),
    stopped: Number(count),
  }));
}
