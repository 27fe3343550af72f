import type { Fields } from './condition-form.js';

/**
 * The fields after a button that moves a row: `up:options-2` changes places with the row above.
 * @returns the same fields for any other button, and for the first row that is to go up
 * @example movedRows({ 'options-0-code': '1', 'options-1-code': '2' }, 'down:options-0')['options-0-code'] // '2'
 */
export function movedRows(fields: Fields, button: string): Fields {
  const [, direction, list = '', row = ''] = /^(up|down):([a-z]+)-(\d{1,3})$/.exec(button) ?? [];
  if (direction === undefined || (direction === 'up' && Number(row) === 0)) return fields;
  const from = `${list}-${row}-`;
  const to = `${list}-${String(Number(row) + (direction === 'up' ? -1 : 1))}-`;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      if (field.startsWith(from)) return [to + field.slice(from.length), value];
      return [field.startsWith(to) ? from + field.slice(to.length) : field, value];
    }),
  );
}

/**
 * Where the keyboard goes on after a button that shows the form again: at the row that moved, or at the first of the
 * rows that were asked for.
 * @returns the row with what has the keyboard in it; `null` for any other button
 * @example focusAfter({ 'options-1-label-nl': 'nee' }, 'more:options') // { row: 'options-2', on: 'text' }
 */
export function focusAfter(fields: Fields, button: string): RowFocus | null {
  const [, direction, list = '', row = ''] = /^(up|down|more):([a-z]+)(?:-(\d{1,3}))?$/.exec(button) ?? [];
  if (direction === undefined) return null;
  if (direction === 'more') return { row: `${list}-${String(usedRows(fields, list))}`, on: 'text' };
  const place = Math.max(0, Number(row) + (direction === 'up' ? -1 : 1));
  return { row: `${list}-${String(place)}`, on: direction === 'up' ? 'up' : 'down' };
}

/** A row of a form, and what in it has the keyboard. */
export interface RowFocus {
  readonly row: string;
  readonly on: 'text' | 'up' | 'down';
}

/** So many rows of a list are filled in, counted to the last one. */
export function usedRows(fields: Fields, list: string): number {
  const used = Object.entries(fields).flatMap(([field, value]) => {
    const match = /^([a-z]+)-(\d{1,3})-(?:label|text)/.exec(field);
    return match?.[1] === list && value.trim() !== '' ? [Number(match[2])] : [];
  });
  return Math.max(-1, ...used) + 1;
}
