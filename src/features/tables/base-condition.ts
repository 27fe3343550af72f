import type { Knex } from 'knex';
import type {
  Condition,
  QuestionComparison,
  SampleComparison,
} from '../../domain/questionnaire/condition.js';

/** A piece of SQL about the response `r`, with its values. */
export interface SqlCondition {
  readonly sql: string;
  readonly values: readonly Knex.Value[];
}

const NEVER: SqlCondition = { sql: '1 = 0', values: [] };

/** The facts of a case that stay with its answers. Age and the like are not kept: comparing with them never holds. */
const KEPT_FACTS: Readonly<Partial<Record<SampleComparison['sample'], string>>> = {
  domain: '(select d.code from domains d where d.id = r.domain_id)',
  segment: 'r.segment',
  measure: 'r.measure',
  respondent: 'r.respondent',
  firstTimeClient: "case r.first_time when 'yes' then 'true' when 'no' then 'false' end",
};

/**
 * A condition of the questionnaire as SQL about one response, with the meaning that it has in the interview: what is
 * unknown or unanswered does not hold.
 */
export function sqlOfCondition(condition: Condition): SqlCondition {
  if ('all' in condition) return joined(condition.all.map(sqlOfCondition), ' and ');
  if ('any' in condition) return joined(condition.any.map(sqlOfCondition), ' or ');
  if ('not' in condition) {
    const { sql, values } = sqlOfCondition(condition.not);
    return { sql: `not (${sql})`, values };
  }
  return 'sample' in condition ? sqlOfFact(condition) : sqlOfAnswer(condition);
}

function joined(parts: readonly SqlCondition[], word: string): SqlCondition {
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(word),
    values: parts.flatMap(({ values }) => values),
  };
}

function sqlOfFact({ sample, is, in: among, atLeast, atMost }: SampleComparison): SqlCondition {
  const fact = KEPT_FACTS[sample];
  if (fact === undefined || atLeast !== undefined || atMost !== undefined) return NEVER;
  const wanted = [...(among ?? []), ...(is === undefined ? [] : [is])].map(String);
  const known = `coalesce(${fact}, '')`;
  if (wanted.length === 0) return { sql: `${known} <> ''`, values: [] };
  return { sql: `${known} in (${wanted.map(() => '?').join(', ')})`, values: wanted };
}

function sqlOfAnswer(comparison: QuestionComparison): SqlCondition {
  const parts = [...codeParts(comparison), ...rangeParts(comparison)];
  const { sql, values } = joined(
    [{ sql: 'c.question_id = ?', values: [comparison.question] }, ...parts],
    ' and ',
  );
  return { sql: `exists (select 1 from answers c where c.response_id = r.id and ${sql})`, values };
}

function codeParts({ is, in: among }: QuestionComparison): SqlCondition[] {
  const parts: SqlCondition[] = [];
  if (is !== undefined) parts.push({ sql: 'c.number = ?', values: [is] });
  if (among !== undefined) {
    parts.push({ sql: `c.number in (${among.map(() => '?').join(', ')})`, values: among });
  }
  return parts;
}

/** A hidden code is a code, never a number. */
function rangeParts({ atLeast, atMost, moreThan, lessThan }: QuestionComparison): SqlCondition[] {
  const other =
    '(select o.number from answers o where o.response_id = r.id and o.question_id = ? and o.item = ?)';
  const parts: SqlCondition[] = [];
  if (atLeast !== undefined) parts.push({ sql: 'c.number >= ?', values: [atLeast] });
  if (atMost !== undefined) parts.push({ sql: 'c.number <= ?', values: [atMost] });
  if (moreThan !== undefined) parts.push({ sql: `c.number > ${other}`, values: [moreThan, 'value'] });
  if (lessThan !== undefined) parts.push({ sql: `c.number < ${other}`, values: [lessThan, 'value'] });
  return parts.length === 0 ? [] : [{ sql: "c.item <> 'hidden'", values: [] }, ...parts];
}
