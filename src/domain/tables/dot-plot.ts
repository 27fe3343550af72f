import { at, drawing, GREY, GRID, INK, niceStep, shortened } from '../charts/drawing.js';
import { markAt } from '../charts/marks.js';
import { element, textElement } from '../export/xml-text.js';
import type { ComparisonTable, TableCell, TableRow } from './comparison-table.js';

/** What a chart is drawn of: rows on one scale. */
export interface DotPlotSource {
  readonly title: string;
  readonly table: ComparisonTable;
  readonly rows: readonly TableRow[];
  /** How a figure is written: `84%`, `7,3`. */
  readonly write: (value: number, row: TableRow) => string;
}

const WIDTH = 900;
const LEFT = 320;
const RIGHT = 140;
const TOP = 34;
const LINE = 20;
const ROW_GAP = 14;
/**
 * A dot plot as an SVG file: for each row a line per column with a mark at the figure and, when it is known, a bar
 * for its interval. Hidden figures have a line with the word "verborgen" and no mark. Nothing depends on colour.
 * @param source rows that are all shares, or all means
 * @returns SVG, or `null` without rows
 * Source: Cleveland (1993), Visualizing Data: dot plots.
 * @example dotPlotSvg({ title: 'Tevredenheid', table, rows: table.rows, write })?.startsWith('<svg') // true
 */
export function dotPlotSvg(source: DotPlotSource): string | null {
  const { title, table, rows, write } = source;
  const [first] = rows;
  if (first === undefined) return null;
  const scale = scaleOf(rows, first.statistic === 'mean');
  const parts: string[] = [];
  let y = TOP;
  for (const row of rows) {
    parts.push(
      textElement('text', shortened(row.label), {
        x: '0',
        y: at(y + LINE),
        fill: INK,
        'font-weight': 'bold',
      }),
    );
    y += LINE + 6;
    for (const [place, cell] of row.cells.entries()) {
      if (cell.base === 0) continue;
      parts.push(line({ cell, row, y, place, label: table.columns[place]?.label ?? '', scale, write }));
      y += LINE;
    }
    y += ROW_GAP;
  }
  const grid = scale.ticks.map((tick) => gridLine(scale.x(tick), y, scale.write(tick)));
  return drawing(title, { width: WIDTH, height: y }, [...grid, ...parts]);
}

interface Scale {
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
  readonly write: (tick: number) => string;
}

/** Shares from 0 to 100%; means from 0, or as far as the highest upper limit goes. */
function scaleOf(rows: readonly TableRow[], isMean: boolean): Scale {
  const highest = isMean
    ? Math.max(
        1,
        ...rows.flatMap(({ cells }) => cells.flatMap((cell) => [cell.value ?? 0, cell.interval?.upper ?? 0])),
      )
    : 1;
  const step = isMean ? niceStep(highest / 5) : 0.2;
  const count = Math.ceil(highest / step - 1e-9);
  const top = count * step;
  return {
    x: (value) => LEFT + (Math.min(Math.max(value, 0), top) / top) * (WIDTH - LEFT - RIGHT),
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
    write: (tick) =>
      isMean
        ? tick.toLocaleString('nl-NL', { maximumFractionDigits: 2 })
        : `${String(Math.round(tick * 100))}%`,
  };
}

interface Line {
  readonly cell: TableCell;
  readonly row: TableRow;
  readonly y: number;
  readonly place: number;
  readonly label: string;
  readonly scale: Scale;
  readonly write: DotPlotSource['write'];
}

function line({ cell, row, y, place, label, scale, write }: Line): string {
  const name = textElement('text', shortened(label), { x: '14', y: at(y + 14), fill: GREY });
  if (cell.suppressed || cell.value === null) {
    return (
      name +
      textElement('text', 'verborgen', { x: at(LEFT), y: at(y + 14), fill: GREY, 'font-style': 'italic' })
    );
  }
  const middle = y + 10;
  const x = scale.x(cell.value);
  const bar =
    cell.interval === null
      ? ''
      : element('line', [], {
          x1: at(scale.x(cell.interval.lower)),
          x2: at(scale.x(cell.interval.upper)),
          y1: at(middle),
          y2: at(middle),
          stroke: INK,
          'stroke-width': '2',
        });
  const figure = textElement('text', write(cell.value, row) + (cell.indicative ? ' (indicatief)' : ''), {
    x: at(WIDTH - RIGHT + 8),
    y: at(y + 14),
    fill: INK,
  });
  return name + bar + markAt(place, x, middle) + figure;
}

function gridLine(x: number, bottom: number, label: string): string {
  const stroke = { stroke: GRID, 'stroke-width': '1' };
  return (
    element('line', [], { x1: at(x), x2: at(x), y1: '22', y2: at(bottom), ...stroke }) +
    textElement('text', label, { x: at(x), y: '14', fill: GREY, 'text-anchor': 'middle' })
  );
}
