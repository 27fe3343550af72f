import { element } from '../export/xml-text.js';
import { funnelLimits } from '../statistics/funnel-limits.js';
import { at, drawing, GREY, GRID, INK, label, stroke, ticksUpTo } from './drawing.js';

/** One interviewer, or another unit of which calls are counted. */
export interface FunnelPoint {
  /** A short name beside the mark: the number in the table. */
  readonly label: string;
  readonly part: number;
  /** Above 0. */
  readonly whole: number;
}

/** What a funnel plot is drawn of. */
export interface FunnelPlotSource {
  readonly title: string;
  readonly points: readonly FunnelPoint[];
  /** The share of all together, 0–1. */
  readonly target: number;
  /** What is counted along the axis below. */
  readonly axis: string;
  readonly write: (share: number) => string;
}

/** The two funnels: what chance keeps in it 19 of 20 times, and 499 of 500 times. */
const INNER_LIMIT = 0.95;
const OUTER_LIMIT = 0.998;

const WIDTH = 900;
const HEIGHT = 400;
const LEFT = 60;
const RIGHT = 190;
const TOP = 20;
const BOTTOM = 56;
const STEPS = 80;

/**
 * A funnel plot as an SVG file: shares against how many calls they are of, with the limits within which chance alone
 * brings everybody who works alike. The limits differ by dashes and have their name at their end.
 * @param source shares of at least one
 * @returns SVG, or `null` without points
 * Source: Spiegelhalter (2005), Statistics in Medicine 24: funnel plots instead of rankings.
 * @example funnelPlotSvg({ title: '', points: [{ label: '1', part: 3, whole: 9 }], target: 0.4, axis: '', write: String })?.startsWith('<svg') // true
 */
export function funnelPlotSvg(source: FunnelPlotSource): string | null {
  const { title, points, target, axis, write } = source;
  if (points.length === 0) return null;
  const across = ticksUpTo(Math.max(...points.map(({ whole }) => whole)) * 1.05, 6, 1);
  const widest = across.at(-1) ?? 1;
  const x = (whole: number): number => LEFT + (whole / widest) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const places = { x, y, widest };
  return drawing(title, { width: WIDTH, height: HEIGHT }, [
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (share) =>
        stroke([LEFT, y(share)], [x(widest), y(share)], { color: GRID, width: 1 }) +
        label(write(share), { x: LEFT - 8, y: y(share) + 4, anchor: 'end', fill: GREY }),
    ),
    ...across.map((tick) =>
      label(String(tick), { x: x(tick), y: HEIGHT - BOTTOM + 20, anchor: 'middle', fill: GREY }),
    ),
    label(axis, { x: (LEFT + x(widest)) / 2, y: HEIGHT - 10, anchor: 'middle', fill: GREY }),
    stroke([LEFT, y(target)], [x(widest), y(target)], { width: 1.5 }),
    ...limits(target, INNER_LIMIT, '7 4', places),
    ...limits(target, OUTER_LIMIT, '2 4', places),
    ...namesAtTheEnd(target, places),
    ...points.map((point) => mark(point, places)),
  ]);
}

interface Places {
  readonly x: (whole: number) => number;
  readonly y: (share: number) => number;
  readonly widest: number;
}

function limits(target: number, confidence: number, dashes: string, places: Places): readonly string[] {
  const { x, y, widest } = places;
  const counts = [
    ...new Set(
      Array.from({ length: STEPS }, (_, step) => Math.max(1, Math.round((widest * (step + 1)) / STEPS))),
    ),
  ];
  const found = counts.map((whole) => ({ whole, ...funnelLimits(whole, target, confidence) }));
  return (['lower', 'upper'] as const).map((side) =>
    element('path', [], {
      d: found
        .map((one, index) => `${index === 0 ? 'M' : 'L'}${at(x(one.whole))} ${at(y(one[side]))}`)
        .join(''),
      fill: 'none',
      stroke: GREY,
      'stroke-width': '1.5',
      'stroke-dasharray': dashes,
    }),
  );
}

/** The names of the lines where they end, moved apart where they would lie on each other. */
function namesAtTheEnd(target: number, { x, y, widest }: Places): readonly string[] {
  const inner = funnelLimits(Math.max(1, Math.round(widest)), target, INNER_LIMIT);
  const outer = funnelLimits(Math.max(1, Math.round(widest)), target, OUTER_LIMIT);
  let free = -Infinity;
  return [
    { text: 'toeval, 499 van 500', share: outer.upper },
    { text: 'toeval, 19 van 20', share: inner.upper },
    { text: 'iedereen samen', share: target },
    { text: 'toeval, 19 van 20', share: inner.lower },
    { text: 'toeval, 499 van 500', share: outer.lower },
  ].map(({ text, share }) => {
    const place = Math.max(y(share) + 4, free + 15);
    free = place;
    return label(text, { x: x(widest) + 10, y: place, fill: GREY });
  });
}

function mark({ label: name, part, whole }: FunnelPoint, { x, y }: Places): string {
  const [left, top] = [x(whole), y(part / whole)];
  return (
    element('circle', [], {
      cx: at(left),
      cy: at(top),
      r: '5',
      fill: INK,
      stroke: '#ffffff',
      'stroke-width': '1',
    }) + label(name, { x: left + 8, y: top - 6, weight: 'bold' })
  );
}
