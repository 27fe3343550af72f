import { element } from '../export/xml-text.js';
import { at, INK } from './drawing.js';

const OPEN = '#ffffff';

/** Marks that differ by form, so that a chart can be read without colour. */
const MARKS: readonly ((x: number, y: number) => string)[] = [
  (x, y) => element('circle', [], { cx: at(x), cy: at(y), r: '5', fill: INK }),
  (x, y) => square(x, y, OPEN),
  (x, y) => triangle(x, y, INK),
  (x, y) => diamond(x, y, OPEN),
  (x, y) =>
    element('circle', [], {
      cx: at(x),
      cy: at(y),
      r: '5',
      fill: OPEN,
      stroke: INK,
      'stroke-width': '2',
    }),
  (x, y) => square(x, y, INK),
];

/**
 * The mark of a series; after the last form the first comes again.
 * @param place of the series, from 0
 * @example markAt(0, 10, 20).startsWith('<circle') // true
 */
export function markAt(place: number, x: number, y: number): string {
  return MARKS[place % MARKS.length]?.(x, y) ?? '';
}

function square(x: number, y: number, fill: string): string {
  return polygon(
    [
      [x - 5, y - 5],
      [x + 5, y - 5],
      [x + 5, y + 5],
      [x - 5, y + 5],
    ],
    fill,
  );
}

function triangle(x: number, y: number, fill: string): string {
  return polygon(
    [
      [x, y - 6],
      [x + 6, y + 5],
      [x - 6, y + 5],
    ],
    fill,
  );
}

function diamond(x: number, y: number, fill: string): string {
  return polygon(
    [
      [x, y - 6],
      [x + 6, y],
      [x, y + 6],
      [x - 6, y],
    ],
    fill,
  );
}

function polygon(points: readonly (readonly [number, number])[], fill: string): string {
  const text = points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ');
  return element('polygon', [], { points: text, fill, stroke: INK, 'stroke-width': '2' });
}
