import type { Reader } from '../../database/database.js';
import type { CodePair } from '../../domain/coding/agreement.js';
import type { CodingState } from '../../domain/coding/coding-outcome.js';
import type { StudyQuestion } from './coded-answers.queries.js';

/** How many answers to a question of a study stand where. */
export interface StateCount {
  readonly questionId: string;
  readonly state: CodingState;
  readonly count: number;
}

export async function countStates(db: Reader, studyId: string): Promise<readonly StateCount[]> {
  const rows: { question_id: string; state: CodingState; count: number | string }[] = await db(
    'coded_answers',
  )
    .where({ study_id: studyId })
    .groupBy('question_id', 'state')
    .orderBy(['question_id', 'state'])
    .select('question_id', 'state')
    .count({ count: '*' });
  return rows.map(({ question_id, state, count }) => ({
    questionId: question_id,
    state,
    count: Number(count),
  }));
}

/** The codes of everybody whom two people coded, each pair of sets once. */
export async function listPairs(db: Reader, question: StudyQuestion): Promise<readonly CodePair[]> {
  const rows: { id: string; pass: 'first' | 'second'; code: number }[] = await db('coded_answers as a')
    .join('answer_codes as c', 'c.coded_answer_id', 'a.id')
    .where({ 'a.study_id': question.studyId, 'a.question_id': question.questionId })
    .whereNotNull('a.second_coder_id')
    .whereIn('c.pass', ['first', 'second'])
    .orderBy(['a.id', 'c.pass', 'c.code'])
    .select('a.id', 'c.pass', 'c.code');
  const sets = new Map<string, { first: number[]; second: number[] }>();
  for (const { id, pass, code } of rows) {
    const pair = sets.get(id) ?? { first: [], second: [] };
    pair[pass].push(code);
    sets.set(id, pair);
  }
  const pairs = new Map<string, CodePair>();
  for (const { first, second } of sets.values()) {
    const key = `${first.join()}|${second.join()}`;
    pairs.set(key, { first, second, answers: (pairs.get(key)?.answers ?? 0) + 1 });
  }
  return [...pairs.values()];
}

/** How many answers have each code, of those that are done. */
export async function countFinalCodes(
  db: Reader,
  { studyId, questionId }: StudyQuestion,
): Promise<ReadonlyMap<number, number>> {
  const rows: { code: number; count: number | string }[] = await db('coded_answers as a')
    .join('answer_codes as c', 'c.coded_answer_id', 'a.id')
    .where({ 'a.study_id': studyId, 'a.question_id': questionId, 'c.pass': 'final' })
    .groupBy('c.code')
    .select('c.code')
    .count({ count: '*' });
  return new Map(rows.map(({ code, count }) => [code, Number(count)]));
}

/** The codes that count of these responses, by response, question and code. */
export async function listFinalCodes(
  db: Reader,
  responseIds: readonly string[],
): Promise<readonly { readonly responseId: string; readonly questionId: string; readonly code: number }[]> {
  const rows: { response_id: string; question_id: string; code: number }[] = await db('coded_answers as a')
    .join('answer_codes as c', 'c.coded_answer_id', 'a.id')
    .whereIn('a.response_id', [...responseIds])
    .where('c.pass', 'final')
    .orderBy(['a.response_id', 'a.question_id', 'c.code'])
    .select('a.response_id', 'a.question_id', 'c.code');
  return rows.map(({ response_id, question_id, code }) => ({
    responseId: response_id,
    questionId: question_id,
    code,
  }));
}

/** Keys of the answers with a code that counts, behind `after`. */
export async function listWithCode(
  db: Reader,
  { studyId, questionId }: StudyQuestion,
  { code, after, atMost }: { readonly code: number; readonly after: string; readonly atMost: number },
): Promise<readonly string[]> {
  return (await db('coded_answers as a')
    .join('answer_codes as c', 'c.coded_answer_id', 'a.id')
    .where({ 'a.study_id': studyId, 'a.question_id': questionId, 'c.pass': 'final', 'c.code': code })
    .where('a.id', '>', after)
    .orderBy('a.id')
    .limit(atMost)
    .pluck('a.id')) as string[];
}
