import type { Fields } from './condition-form.js';

/**
 * The fields after a button that moves a row: `up:options-2` changes places with the row above.
 * @returns the same fields for any other button
 * @example movedRows({ 'options-0-code': '1', 'options-1-code': '2' }, 'down:options-0')['options-0-code'] // '2'
 */
export function movedRows(fields: Fields, button: string): Fields {
  const [, direction, list = '', row = ''] = /^(up|down):([a-z]+)-(\d{1,3})$/.exec(button) ?? [];
  if (direction === undefined) return fields;
  const from = `${list}-${row}-`;
  const to = `${list}-${String(Number(row) + (direction === 'up' ? -1 : 1))}-`;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      if (field.startsWith(from)) return [to + field.slice(from.length), value];
      return [field.startsWith(to) ? from + field.slice(to.length) : field, value];
    }),
  );
}
