import { element } from '../export/xml-text.js';
import { at, drawing, GREY, GRID, INK, label } from './drawing.js';

/** One field of a heat map. */
export interface HeatCell {
  /** How dark it is, 0–1; `null` when there is nothing to show. */
  readonly share: number | null;
  /** What stands in it: the value in large, and of what it is below. */
  readonly text: string;
  readonly detail: string;
}

/** What a heat map is drawn of. */
export interface HeatMapSource {
  readonly title: string;
  readonly columns: readonly string[];
  /** With as many cells as there are columns. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatCell[] }[];
}

const LEFT = 170;
const TOP = 30;
const CELL_WIDTH = 104;
const CELL_HEIGHT = 54;

/** From white to a grey on which black text keeps a contrast of 7 to 1. */
const LIGHTEST = 255;
const DARKEST = 160;

/**
 * A heat map as an SVG file: a grey field for each cell, with its value written in it, so that neither colour nor
 * shade is needed to read it.
 * @returns SVG, or `null` without cells
 * Source: Few (2006), Multivariate analysis using heatmaps: one hue from light to dark, with values.
 * @example heatMapSvg({ title: '', columns: ['ma'], rows: [{ label: 'avond', cells: [{ share: 0.5, text: '50%', detail: '8' }] }] })?.startsWith('<svg') // true
 */
export function heatMapSvg({ title, columns, rows }: HeatMapSource): string | null {
  if (columns.length === 0 || rows.length === 0) return null;
  const highest = Math.max(...rows.flatMap(({ cells }) => cells.map(({ share }) => share ?? 0)));
  const size = {
    width: LEFT + columns.length * CELL_WIDTH + 2,
    height: TOP + rows.length * CELL_HEIGHT + 2,
  };
  return drawing(title, size, [
    ...columns.map((text, column) =>
      label(text, { x: LEFT + (column + 0.5) * CELL_WIDTH, y: TOP - 10, anchor: 'middle' }),
    ),
    ...rows.flatMap(({ label: text, cells }, row) => [
      label(text, { x: LEFT - 12, y: TOP + (row + 0.5) * CELL_HEIGHT + 5, anchor: 'end' }),
      ...cells.map((cell, column) => field(cell, { row, column, highest })),
    ]),
  ]);
}

function field(
  { share, text, detail }: HeatCell,
  { row, column, highest }: { readonly row: number; readonly column: number; readonly highest: number },
): string {
  const [x, y] = [LEFT + column * CELL_WIDTH, TOP + row * CELL_HEIGHT];
  const middle = x + CELL_WIDTH / 2;
  const shade =
    share === null || highest === 0 ? LIGHTEST : LIGHTEST - (LIGHTEST - DARKEST) * (share / highest);
  const grey = Math.round(shade).toString(16).padStart(2, '0');
  return [
    element('rect', [], {
      x: at(x + 1),
      y: at(y + 1),
      width: at(CELL_WIDTH - 2),
      height: at(CELL_HEIGHT - 2),
      fill: `#${grey}${grey}${grey}`,
      stroke: GRID,
      'stroke-width': '1',
    }),
    label(text, {
      x: middle,
      y: y + 25,
      anchor: 'middle',
      weight: 'bold',
      fill: share === null ? GREY : INK,
    }),
    label(detail, { x: middle, y: y + 43, anchor: 'middle' }),
  ].join('');
}
