import type { Cell } from '../../web/components.js';

/** A table with a bar in each row; the bar says no more than the figures beside it. */
export interface BarTable {
  readonly id: string;
  readonly caption: string;
  /** What the rows are. */
  readonly heading: string;
  /** What the bars are, for who hears the page. */
  readonly barLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly BarRow[];
  readonly empty: string;
  readonly notes: readonly string[];
}

export interface BarRow {
  readonly heading: Cell;
  /** The width is 0 to 100, of the whole column. */
  readonly bar: { readonly width: number; readonly text: string };
  readonly cells: readonly Cell[];
}

/** How wide a bar is for a part of a whole. */
export function barWidth(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round(Math.min(1, Math.max(0, part / whole)) * 1000) / 10;
}
