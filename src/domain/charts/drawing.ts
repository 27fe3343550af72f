import { element, textElement } from '../export/xml-text.js';

/** The few colours of every chart; a meaning never depends on them. */
export const INK = '#1a1a1a';
export const GREY = '#5b6470';
export const GRID = '#d5dae0';

/** Two decimals are enough for a drawing. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const LONGEST_LABEL = 48;

/** A label that fits beside a drawing. */
export function shortened(label: string, longest = LONGEST_LABEL): string {
  return label.length > longest ? `${label.slice(0, longest - 1)}…` : label;
}

/**
 * A scale from 0 with ticks at 1, 2 or 5 times a power of ten.
 * @param highest the highest value to show, 0 or more
 * @param wanted about how many steps
 * @param least the smallest step that means something: 1 for counts
 * @returns the ticks from 0; the last is at or above the highest value
 * @example ticksUpTo(23, 5, 1) // [0, 5, 10, 15, 20, 25]
 */
export function ticksUpTo(highest: number, wanted = 5, least = 0): readonly number[] {
  const step = Math.max(niceStep(Math.max(highest, least, 1e-9) / wanted), least);
  const count = Math.max(1, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** 1, 2 or 5 times a power of ten, at least this large. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least - 1e-12) ?? 10) * power;
}

/** A piece of text in a drawing. */
export function label(
  text: string,
  {
    x,
    y,
    ...style
  }: { readonly x: number; readonly y: number } & Readonly<
    Partial<Record<'anchor' | 'weight' | 'fill' | 'style', string>>
  >,
): string {
  return textElement('text', text, {
    x: at(x),
    y: at(y),
    fill: style.fill ?? INK,
    'text-anchor': style.anchor ?? null,
    'font-weight': style.weight ?? null,
    'font-style': style.style ?? null,
  });
}

/** A straight line. */
export function stroke(
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  { color = INK, width = 2, dashes = null }: { color?: string; width?: number; dashes?: string | null } = {},
): string {
  return element('line', [], {
    x1: at(from[0]),
    y1: at(from[1]),
    x2: at(to[0]),
    y2: at(to[1]),
    stroke: color,
    'stroke-width': at(width),
    'stroke-dasharray': dashes,
  });
}

/**
 * The whole drawing, with a title for who hears it.
 * @param parts in the order in which they are painted
 */
export function drawing(
  title: string,
  { width, height }: { readonly width: number; readonly height: number },
  parts: readonly string[],
): string {
  return element('svg', [textElement('title', title), ...parts], {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${at(width)} ${at(height)}`,
    width: at(width),
    height: at(height),
    role: 'img',
    'font-family': 'system-ui, sans-serif',
    'font-size': '13',
  });
}
