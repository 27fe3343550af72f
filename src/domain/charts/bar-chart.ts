import { element } from '../export/xml-text.js';
import { at, drawing, GREY, GRID, INK, label, shortened, stroke, ticksUpTo } from './drawing.js';

/** One bar, of one part or of several that stand behind each other. */
export interface ChartBar {
  readonly label: string;
  /** One value per part, in the order of the legend; 0 or more. */
  readonly values: readonly number[];
  /** What stands at the end of the bar: the number, a share. */
  readonly text: string;
  /** A line across the bar, such as a target. */
  readonly mark?: number | null;
  /** From where to where it may lie, such as an interval. */
  readonly range?: readonly [lower: number, upper: number] | null;
}

/** What a bar chart is drawn of. */
export interface BarChartSource {
  readonly title: string;
  readonly bars: readonly ChartBar[];
  /** The names of the parts; left out when there is one. */
  readonly parts?: readonly string[];
  /** What the line across a bar means, for the legend. */
  readonly markLabel?: string;
  readonly write: (value: number) => string;
  /** The end of the axis; without it as far as the values go. */
  readonly highest?: number;
  /** The smallest step of the axis that means something; 1 for counts. */
  readonly leastTick?: number;
}

const WIDTH = 900;
const LEFT = 270;
const RIGHT = 190;
const BAR = 20;
const GAP = 12;
const LEGEND_LINE = 24;

/** Fillings that differ without colour: solid, open, stripes both ways, dots, grey. */
const FILLINGS: readonly {
  readonly id: string;
  readonly inside: readonly string[] | null;
  readonly fill: string;
}[] = [
  { id: 'vol', inside: null, fill: INK },
  { id: 'leeg', inside: null, fill: '#ffffff' },
  {
    id: 'schuin',
    inside: [element('path', [], { d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5', stroke: INK, 'stroke-width': '1.5' })],
    fill: 'url(#schuin)',
  },
  {
    id: 'punten',
    inside: [element('circle', [], { cx: '3', cy: '3', r: '1.3', fill: INK })],
    fill: 'url(#punten)',
  },
  { id: 'grijs', inside: null, fill: '#a9b1bb' },
  {
    id: 'terug',
    inside: [element('path', [], { d: 'M-1 5L1 7M0 0L6 6M5 -1L7 1', stroke: INK, 'stroke-width': '1.5' })],
    fill: 'url(#terug)',
  },
];

/**
 * A chart of horizontal bars as an SVG file. Parts differ by pattern and stand in a legend, values stand beside the
 * bars in words, so that nothing depends on colour; the axis begins at 0.
 * @param source bars with as many values as there are parts
 * @returns SVG, or `null` without bars
 * Source: Cleveland & McGill (1984), JASA 79: lengths from a common base are read best.
 * @example barChartSvg({ title: '', bars: [{ label: 'a', values: [3], text: '3' }], write: String })?.startsWith('<svg') // true
 */
export function barChartSvg(source: BarChartSource): string | null {
  const { title, bars, parts = [], markLabel, write, leastTick = 0 } = source;
  if (bars.length === 0) return null;
  const ticks = ticksUpTo(source.highest ?? Math.max(...bars.map(highestOf)), 5, leastTick);
  const end = ticks.at(-1) ?? 1;
  const x = (value: number): number => LEFT + (Math.min(value, end) / end) * (WIDTH - LEFT - RIGHT);
  const legend = legendOf(parts, markLabel);
  const top = legend.height + 24;
  const bottom = top + bars.length * (BAR + GAP);
  return drawing(title, { width: WIDTH, height: bottom + 6 }, [
    element(
      'defs',
      FILLINGS.flatMap(({ id, inside }) => (inside === null ? [] : [pattern(id, inside)])),
    ),
    ...legend.drawn,
    ...ticks.map(
      (tick) =>
        stroke([x(tick), top - 6], [x(tick), bottom], { color: GRID, width: 1 }) +
        label(write(tick), { x: x(tick), y: top - 12, anchor: 'middle', fill: GREY }),
    ),
    ...bars.map((bar, index) => barOf(bar, top + index * (BAR + GAP), x)),
  ]);
}

function highestOf({ values, mark, range }: ChartBar): number {
  return Math.max(sumOf(values), mark ?? 0, range?.[1] ?? 0);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function pattern(id: string, inside: readonly string[]): string {
  const background = element('rect', [], { width: '6', height: '6', fill: '#ffffff' });
  return element('pattern', [background, ...inside], {
    id,
    width: '6',
    height: '6',
    patternUnits: 'userSpaceOnUse',
  });
}

function box(place: number, { x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>): string {
  return element('rect', [], {
    x: at(x),
    y: at(y),
    width: at(width),
    height: at(height),
    fill: FILLINGS[place % FILLINGS.length]?.fill ?? INK,
    stroke: INK,
    'stroke-width': '1',
  });
}

function barOf(bar: ChartBar, y: number, x: (value: number) => number): string {
  const { values, mark = null, range = null } = bar;
  let done = 0;
  const boxes = values.map((value, place) => {
    const start = x(done);
    done += value;
    return value === 0 ? '' : box(place, { x: start, y, width: x(done) - start, height: BAR });
  });
  const middle = y + BAR / 2;
  const end = x(highestOf(bar));
  return [
    label(shortened(bar.label, 32), { x: LEFT - 10, y: middle + 4, anchor: 'end' }),
    ...boxes,
    range === null ? '' : rangeLine(x(range[0]), x(range[1]), middle),
    mark === null
      ? ''
      : stroke([x(mark), y - 4], [x(mark), y + BAR + 4], { color: '#ffffff', width: 5 }) +
        stroke([x(mark), y - 4], [x(mark), y + BAR + 4], { width: 3 }),
    label(bar.text, { x: end + 8, y: middle + 4 }),
  ].join('');
}

/** White under black, so that it is seen on every filling. */
function rangeLine(from: number, to: number, y: number): string {
  const ends = [from, to];
  const draw = (color: string, width: number): string =>
    stroke([from, y], [to, y], { color, width }) +
    ends.map((x) => stroke([x, y - 5], [x, y + 5], { color, width })).join('');
  return draw('#ffffff', 5) + draw(INK, 2);
}

function legendOf(
  parts: readonly string[],
  markLabel: string | undefined,
): { readonly drawn: readonly string[]; readonly height: number } {
  const items = [
    ...(parts.length > 1 ? parts.map((text, place) => ({ text, place })) : []),
    ...(markLabel === undefined ? [] : [{ text: markLabel, place: null }]),
  ];
  let x = 0;
  let y = 0;
  const drawn = items.map(({ text, place }) => {
    const width = 34 + text.length * 7.5;
    if (x > 0 && x + width > WIDTH) {
      x = 0;
      y += LEGEND_LINE;
    }
    const sign =
      place === null
        ? stroke([x + 8, y], [x + 8, y + 16], { width: 3 })
        : box(place, { x: x + 1, y: y + 1, width: 16, height: 14 });
    const item = sign + label(text, { x: x + 24, y: y + 13 });
    x += width;
    return item;
  });
  return { drawn, height: items.length === 0 ? 0 : y + LEGEND_LINE };
}
