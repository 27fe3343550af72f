import type { ButtonLink, Chart, EmptyState, SelectField, SubNavigation } from '../../web/components.js';
import type { FigureSection } from '../../web/figure-tables.js';
import { view } from '../../web/views.js';

/** One block of a page of figures: a drawing, and the table behind it with its files. */
export interface FiguresBlock {
  readonly chart: Chart | null;
  readonly figures: FigureSection | null;
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
  readonly blocks: readonly FiguresBlock[];
}

export const figuresView = view<FiguresPage>('quality/figures');
