import type { Condition } from '../../domain/questionnaire/condition.js';
import { conditionOfFields, type Fields, fieldsOfCondition } from './condition-form.js';

/** The fields of a condition without those that say nothing, so that two forms of one condition are the same. */
function telling(fields: Fields, prefix: string): string {
  const rows = Array.from({ length: 100 }, (_, index) => `${prefix}-${String(index)}`).filter(
    (name) => (fields[`${name}-what`] ?? '') !== '',
  );
  return JSON.stringify(
    rows.map((name, index) => [
      index === 0 || fields[`${name}-join`] !== 'or' ? 'and' : 'or',
      fields[`${name}-no`] ?? '',
      fields[`${name}-what`],
      (fields[`${name}-number`] ?? '').trim(),
    ]),
  );
}

/**
 * The condition of a form, or the old one when nothing was changed: that may be written in another way.
 * @param old the condition as it was
 */
export function changedCondition(
  old: Condition | undefined,
  fields: Fields,
  prefix: string,
): Condition | undefined {
  if (fields[`${prefix}-keep`] === 'yes') return old;
  const before = fieldsOfCondition(old, prefix);
  const isSame = before !== null && telling(before, prefix) === telling(fields, prefix);
  return isSame ? old : conditionOfFields(fields, prefix);
}
