import type {
  ButtonLink,
  Chart,
  DataTable,
  EmptyState,
  Link,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { dataTableOf, type FigureTable } from '../../web/figure-table.js';
import { view } from '../../web/views.js';

/** One block of a page of figures: a drawing, and the table behind it with its files. */
export interface FigureSection {
  readonly chart: Chart | null;
  readonly table: DataTable | null;
  readonly files: readonly Link[];
}

/** A page of figures. */
export interface FiguresPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation | null;
  readonly intro: string;
  readonly actions: readonly ButtonLink[];
  readonly empty: EmptyState | null;
  readonly choice: { readonly action: string; readonly field: SelectField; readonly button: string } | null;
  readonly sections: readonly FigureSection[];
}

export const figuresView = view<FiguresPage>('quality/figures');

/** A table of a page with links to its files, where `filesPath` is. */
export function tableSection(
  table: FigureTable,
  { filesPath, ...more }: { readonly filesPath: string } & Partial<Pick<FigureSection, 'chart'>>,
): FigureSection {
  return {
    chart: null,
    ...more,
    table: dataTableOf(table),
    files: [
      { label: `${table.caption} als Excel-bestand`, href: `${filesPath}/${table.id}.xlsx` },
      { label: `${table.caption} als CSV-bestand`, href: `${filesPath}/${table.id}.csv` },
    ],
  };
}
