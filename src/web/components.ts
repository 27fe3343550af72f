/**
 * The models of the components in `views/components`, for use in page models. `TextField` belongs to
 * `text-field.ejs`, and so on. Everything in them is ready to show: texts in Dutch, numbers already formatted.
 */

/** A meaning that is shown by colour and always also by a sign or a word. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export interface Link {
  readonly label: string;
  readonly href: string;
}

export interface PageHeading {
  readonly title: string;
  /** One or two sentences on what this page is for. */
  readonly intro?: string;
  readonly badge?: Badge;
  readonly actions?: readonly ButtonLink[];
}

export interface Breadcrumb {
  readonly items: readonly Link[];
  /** The page itself, last in the row and not a link. */
  readonly current: string;
}

/** Links of which one is where the reader is. */
interface CurrentLinks {
  readonly label: string;
  readonly items: readonly (Link & { readonly current: boolean })[];
}

/** The pages of one part of the program, under the main navigation. */
export interface SubNavigation extends CurrentLinks {
  /** The pages within the current one of `items`, in a row of their own. */
  readonly within?: CurrentLinks;
}

export type ButtonKind = 'primary' | 'secondary' | 'subtle' | 'danger';

export interface Button {
  readonly label: string;
  readonly kind: ButtonKind;
  readonly name?: string;
  readonly value?: string;
  /** A key of the keyboard that presses this button, when the page has keyboard shortcuts. */
  readonly key?: string;
}

/** A link that looks like a button: for going somewhere, not for changing something. */
export interface ButtonLink extends Link {
  readonly kind: ButtonKind;
}

/** A form with nothing but a button, for one action. */
export interface PostButton {
  readonly action: string;
  readonly csrfToken: string;
  readonly label: string;
  /** Says what the button is about where several have the same label: "de studie CEO 2016". Not visible. */
  readonly about?: string;
  readonly kind: ButtonKind;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
}

interface Field {
  /** The name in the form, and the id that the error summary links to. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly error?: string;
  /** Fields are required unless said otherwise; an optional one is labelled so. */
  readonly optional?: boolean;
}

export interface TextField extends Field {
  readonly value: string;
  readonly type?: 'text' | 'password' | 'date' | 'time' | 'number' | 'email' | 'tel' | 'search';
  readonly width?: 'short' | 'medium' | 'full';
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'tel' | 'text';
  readonly maxLength?: number;
  /** Offered while typing; anything else may be typed too. */
  readonly suggestions?: readonly string[];
}

export interface TextArea extends Field {
  readonly value: string;
  readonly rows?: number;
  readonly maxLength?: number;
}

export interface SelectField extends Field {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The first option, that stands for no choice: "Kies een organisatie". */
  readonly blank?: string;
}

export interface FileField extends Field {
  /** As in HTML: `.csv,.xlsx`. */
  readonly accept: string;
  /** Several files may be chosen at once. */
  readonly multiple?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly checked: boolean;
}

export interface ChoiceGroup extends Field {
  readonly kind: 'radio' | 'checkbox';
  readonly options: readonly Choice[];
}

/** One box to tick on its own. */
export interface Checkbox extends Field {
  readonly value: string;
  readonly checked: boolean;
}

export interface ErrorSummary {
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

export interface Alert {
  readonly tone: Exclude<Tone, 'neutral'>;
  readonly title?: string;
  readonly text: string;
  readonly items?: readonly string[];
  readonly link?: Link;
}

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}

/** A cell holds text, or text that is a link, with perhaps a second line, a badge, or an action behind it. */
export interface Cell {
  /** Of a heading of a row to which links lead: unique on the page. */
  readonly id?: string;
  readonly text: string;
  readonly href?: string;
  readonly detail?: string;
  readonly badge?: Badge;
  readonly action?: PostButton;
}

export interface DataTable {
  /** Unique on the page. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly {
    readonly label: string;
    readonly numeric?: boolean;
    /** Where the figures of the column are explained. */
    readonly href?: string;
    /** Holds sentences, which stay readable in a small window. */
    readonly wide?: boolean;
  }[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly Cell[])[];
  /** Rows below the line, such as totals. */
  readonly totals?: readonly (readonly Cell[])[];
  /** What stands there when there are no rows. */
  readonly empty: string;
  readonly notes?: readonly string[];
}

/** A drawing that the server makes, with what one sees in it in words. The table behind it follows on the page. */
export interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What one sees, with the figures. */
  readonly sentences: readonly string[];
  /** Where the SVG is. */
  readonly src: string;
  /** What kind of chart it is of what; the figures are in the sentences and the table. */
  readonly alt: string;
}

export interface KeyFigures {
  readonly figures: readonly {
    readonly label: string;
    readonly value: string;
    /** The base or the definition: "614 van 886 benaderd". */
    readonly detail?: string;
    readonly href?: string;
  }[];
}

export interface SummaryList {
  readonly items: readonly {
    readonly label: string;
    readonly value: string;
    readonly badge?: Badge;
    /** `about` completes the link for those who hear it: "Wijzig" "de einddatum". */
    readonly action?: Link & { readonly about: string };
  }[];
}

export interface Steps {
  readonly label: string;
  readonly steps: readonly {
    readonly label: string;
    readonly href?: string;
    readonly state: 'done' | 'current' | 'to-do' | 'blocked';
    readonly detail?: string;
  }[];
}

export interface Progress {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The same in words: "312 van 600 gesprekken". */
  readonly text: string;
}

export interface Pagination {
  readonly label: string;
  /** "Rij 51 tot 100 van 886". */
  readonly summary: string;
  readonly previous?: string;
  readonly next?: string;
  readonly pages: readonly { readonly number: number; readonly href: string; readonly current: boolean }[];
}

export interface EmptyState {
  readonly title: string;
  readonly text: string;
  readonly action?: ButtonLink;
}
