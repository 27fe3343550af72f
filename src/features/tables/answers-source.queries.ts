import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';

/** A question of which words were put into codes. */
export interface RecodedQuestion {
  readonly question: string;
  /** The code of "anders, namelijk", that gives way to the codes; `null` for an open question. */
  readonly other: number | null;
}

const HAS_CODES = `exists (
  select 1 from coded_answers d join answer_codes e on e.coded_answer_id = d.id
  where d.response_id = o.response_id and d.question_id = o.question_id and e.pass = 'final')`;

/**
 * The answers to add up, named `a`: what was answered, and for words that were coded their codes. "Anders" gives way to the
 * codes of what was said there; a code that was ticked already counts once.
 */
export function answersToCount(
  db: Reader,
  { studyId, recoded }: { readonly studyId: string; readonly recoded: readonly RecodedQuestion[] },
  questions: readonly string[],
): Knex.QueryBuilder {
  const coded = recoded.filter(({ question }) => questions.includes(question));
  if (coded.length === 0) return db('answers as a');
  const others = coded.flatMap(({ question, other }) => (other === null ? [] : [{ question, other }]));
  let given = db('answers as o')
    .whereIn('o.question_id', [...questions])
    .select('o.response_id', 'o.question_id', 'o.item', 'o.number');
  let codes = db('coded_answers as u')
    .join('answer_codes as k', 'k.coded_answer_id', 'u.id')
    .where({ 'u.study_id': studyId, 'k.pass': 'final' })
    .whereIn(
      'u.question_id',
      coded.map(({ question }) => question),
    )
    .select('u.response_id', 'u.question_id')
    .select(db.raw("'code' as item, cast(k.code as double precision) as number"));
  for (const { question, other } of others) {
    given = given.whereRaw(
      `not (o.question_id = ? and o.number = ? and o.item <> 'hidden' and ${HAS_CODES})`,
      [question, other],
    );
    codes = codes.whereRaw(
      `(u.question_id <> ? or k.code = ? or not exists (
        select 1 from answers t where t.response_id = u.response_id and t.question_id = u.question_id
        and t.number = k.code and t.item <> 'hidden'))`,
      [question, other],
    );
  }
  return db.from(given.unionAll([codes]).as('a'));
}
