import { element } from '../export/xml-text.js';
import { at, drawing, GREY, GRID, INK, label, shortened, stroke, ticksUpTo } from './drawing.js';
import { markAt } from './marks.js';

/** One line of a line chart. */
export interface ChartLine {
  readonly label: string;
  /** One value per step of the axis; `null` where there is none: the line then has a gap. */
  readonly values: readonly (number | null)[];
  /** What is expected or was measured earlier is drawn thinner and without marks. */
  readonly kind: 'measured' | 'planned' | 'earlier';
}

/** What a line chart is drawn of. */
export interface LineChartSource {
  readonly title: string;
  /** What stands under each step: dates, or days of the fieldwork. */
  readonly steps: readonly string[];
  readonly lines: readonly ChartLine[];
  /** How a value is written at the axis and at the end of a line. */
  readonly write: (value: number) => string;
  /** The smallest step of the axis that means something; 1 for counts. */
  readonly leastTick?: number;
}

const WIDTH = 900;
const HEIGHT = 380;
const LEFT = 60;
const RIGHT = 210;
const TOP = 20;
const BOTTOM = 42;
const LINE_HEIGHT = 17;
/** About as many marks on a line, so that they stay apart. */
const MARKS_ON_A_LINE = 12;
const LABELS_BELOW = 9;

const STYLES: Readonly<Record<ChartLine['kind'], { dashes: string | null; width: string; color: string }>> = {
  measured: { dashes: null, width: '2.5', color: INK },
  planned: { dashes: '8 5', width: '2', color: GREY },
  earlier: { dashes: '2 4', width: '2', color: GREY },
};

/**
 * A line chart as an SVG file. Lines differ by dashes and marks and have their name at their end, so that nothing
 * depends on colour; the axis begins at 0.
 * @param source at least one step; values 0 or more
 * @returns SVG, or `null` when there is nothing to draw
 * Source: Tufte (2001), The Visual Display of Quantitative Information: names beside the lines.
 * @example lineChartSvg({ title: '', steps: ['1', '2'], lines: [{ label: 'a', values: [1, 3], kind: 'measured' }], write: String })?.startsWith('<svg') // true
 */
export function lineChartSvg(source: LineChartSource): string | null {
  const { title, steps, lines, write, leastTick = 0 } = source;
  const drawn = lines.filter(({ values }) => values.some((value) => value !== null));
  if (steps.length === 0 || drawn.length === 0) return null;
  const ticks = ticksUpTo(
    Math.max(...drawn.flatMap(({ values }) => values.map((value) => value ?? 0))),
    5,
    leastTick,
  );
  const top = ticks.at(-1) ?? 1;
  const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const gap = (WIDTH - LEFT - RIGHT) / Math.max(1, steps.length - 1);
  const x = (step: number): number => (steps.length === 1 ? LEFT + 20 : LEFT + step * gap);
  return drawing(title, { width: WIDTH, height: HEIGHT }, [
    ...ticks.map((tick) => grid(y(tick), write(tick))),
    ...steps.map((text, step) => stepLabel(text, step, { x: x(step), count: steps.length })),
    ...drawn.map((line, place) => lineOf(line, place, { x, y })),
    ...namesOf(drawn, { x, y, write }),
  ]);
}

interface Places {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
}

function grid(y: number, text: string): string {
  return (
    stroke([LEFT, y], [WIDTH - RIGHT, y], { color: GRID, width: 1 }) +
    label(text, { x: LEFT - 8, y: y + 4, anchor: 'end', fill: GREY })
  );
}

/** Every so many steps a label, the last always. */
function stepLabel(text: string, step: number, { x, count }: { x: number; count: number }): string {
  const every = Math.ceil(count / LABELS_BELOW);
  const isLast = step === count - 1;
  const isShown = isLast || (step % every === 0 && count - 1 - step >= every * 0.7);
  return isShown ? label(text, { x, y: HEIGHT - BOTTOM + 22, anchor: 'middle', fill: GREY }) : '';
}

function lineOf({ values, kind }: ChartLine, place: number, { x, y }: Places): string {
  const { dashes, width, color } = STYLES[kind];
  const points = values.flatMap((value, step) =>
    value === null ? [] : [{ step, value, isStart: (values[step - 1] ?? null) === null }],
  );
  const path = points
    .map(({ step, value, isStart }) => `${isStart ? 'M' : 'L'}${at(x(step))} ${at(y(value))}`)
    .join('');
  const every = Math.ceil(points.length / MARKS_ON_A_LINE);
  const marks = points.filter((_, index) => (points.length - 1 - index) % every === 0);
  return (
    element('path', [], {
      d: path,
      fill: 'none',
      stroke: color,
      'stroke-width': width,
      'stroke-dasharray': dashes,
      'stroke-linejoin': 'round',
    }) +
    (kind === 'measured' ? marks.map(({ step, value }) => markAt(place, x(step), y(value))).join('') : '')
  );
}

/** The names at the ends of the lines, moved apart where they would lie on each other. */
function namesOf(
  lines: readonly ChartLine[],
  { x, y, write }: Places & { readonly write: (value: number) => string },
): readonly string[] {
  const ends = lines
    .map((line) => {
      const step = line.values.findLastIndex((value) => value !== null);
      const value = line.values[step] ?? 0;
      return { line, step, value, height: y(value) };
    })
    .toSorted((one, other) => one.height - other.height);
  const lowest = HEIGHT - BOTTOM;
  let free = TOP;
  return ends.map(({ line, step, value, height }, index) => {
    const latest = lowest - (ends.length - 1 - index) * LINE_HEIGHT;
    const place = Math.min(Math.max(height, free), latest);
    free = place + LINE_HEIGHT;
    const name = `${shortened(line.label, 24)} ${write(value)}`;
    return (
      stroke([x(step), height], [WIDTH - RIGHT + 6, place], { color: GRID, width: 1 }) +
      label(name, {
        x: WIDTH - RIGHT + 10,
        y: place + 4,
        weight: line.kind === 'measured' ? 'bold' : 'normal',
      })
    );
  });
}
