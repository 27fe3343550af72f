import type { FigureTable } from '../../documents/figure-table.js';
import { type FigureSection, figureSection } from '../../web/figure-tables.js';

/** A table of figures with a bar in each row; the bar says no more than the figures beside it. */
export interface BarTable {
  readonly figures: FigureTable;
  /** What the bars are, for who hears the page. */
  readonly barLabel: string;
  /** Of the rows, and then of the totals. */
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** 0 to 100, of the whole column. */
  readonly width: number;
  readonly text: string;
}

/** The table on the page, with links to the same as a file. */
export interface BarSection extends FigureSection {
  readonly barLabel: string;
  readonly bars: readonly Bar[];
}

/** @param path of the page with the files */
export function barSection({ figures, barLabel, bars }: BarTable, path: string): BarSection {
  return { ...figureSection(figures, path, ''), barLabel, bars };
}

/** How wide a bar is for a part of a whole. */
export function barWidth(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round(Math.min(1, Math.max(0, part / whole)) * 1000) / 10;
}
