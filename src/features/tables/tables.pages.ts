import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { ComparisonTable, TableCell, TableRow } from '../../domain/tables/comparison-table.js';
import { letterLegend, lettersOf } from '../../domain/tables/letters-text.js';
import { rowSentences } from '../../domain/tables/row-sentences.js';
import { describeNote } from '../../domain/tables/notes.js';
import type { ButtonLink, ChoiceGroup, EmptyState, SubNavigation, TextField } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { type TestDetails, testDetails } from './row-details.pages.js';
import { type TableChoicesForm, tableChoicesForm } from './table-choices.pages.js';
import { partsOf, type PlannedRow } from './table-rows.js';
import { type TableChoices, TABLE_FORMATS, type TableFormat } from './tables.forms.js';
import type { StudyTable } from './tables.service.js';

interface TablesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly action: string;
  readonly choices: TableChoicesForm;
  readonly empty: EmptyState | null;
  readonly blocks: readonly FiguresTable[];
  readonly notes: readonly string[];
  readonly download: ButtonLink;
  /** Keeps what is shown under a name. */
  readonly save: {
    readonly action: string;
    readonly csrfToken: string;
    /** What was chosen, as an address has it. */
    readonly choices: string;
    readonly name: TextField;
    readonly mode: ChoiceGroup;
  };
  readonly reports: ButtonLink;
  readonly downloads: readonly {
    readonly label: string;
    readonly description: string;
    readonly href: string;
  }[];
}

/** One block of the questionnaire as a table. */
export interface FiguresTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly detail: string;
    readonly cells: readonly Figure[];
    /** What the tests support, in words. */
    readonly sentences: readonly string[];
    readonly tests: TestDetails | null;
  }[];
  /** Pictures of the same figures: of the shares, and of the means. */
  readonly charts: readonly { readonly src: string; readonly alt: string }[];
}

/** One figure, ready to show. */
interface Figure {
  readonly text: string;
  readonly letters: string;
  readonly detail: string;
  /** The interval, when asked for. */
  readonly interval: string;
  readonly isHidden: boolean;
  readonly isIndicative: boolean;
}

export const tablesView = view<TablesPage>('tables/overview');

/** What the page shows beside the table. */
export interface TablesPageState {
  readonly roles: readonly Role[];
  readonly choices: TableChoices;
  readonly earlier: readonly Study[];
  /** Names of the weights that were made for the study. */
  readonly weightNames: readonly string[];
  /** The same choices as an address, for the file. */
  readonly query: string;
  readonly csrfToken: string;
}

export function tablesPage(made: StudyTable, state: TablesPageState): TablesPage {
  const { study, table } = made;
  const path = studyPath(study.slug, 'tables');
  return {
    title: 'Tabellen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'tables'),
    action: path,
    choices: tableChoicesForm(made, state.choices, state),
    empty: table.columns.length === 0 ? NO_ANSWERS : null,
    blocks: blocksOf(made, state.choices, (block) => `${path}/chart.svg${state.query}&block=${block}`),
    notes: [...letterLegend(table), ...table.notes.map(describeNote)],
    reports: { label: 'Opgeslagen opzetten en rapport', href: reportsPath(study.slug), kind: 'secondary' },
    download: { label: 'Download als Excel', href: `${path}/xlsx${state.query}`, kind: 'secondary' },
    downloads: downloadsOf((format) => `${path}/${format}${state.query}`, state.roles),
    save: {
      action: reportsPath(study.slug),
      csrfToken: state.csrfToken,
      choices: state.query,
      name: { name: 'name', label: 'Naam', value: '', width: 'medium', maxLength: 60 },
      mode: {
        name: 'mode',
        label: 'Bestaat deze naam al?',
        kind: 'radio',
        options: [
          { value: 'replace', label: 'Bewaar als nieuwe versie', checked: true },
          { value: 'append', label: 'Zet deze tabellen achter de tabellen die er al zijn', checked: false },
        ],
      },
    },
  };
}

/** A link for every kind of file; with quotes for who may make these. */
export function downloadsOf(
  hrefOf: (format: TableFormat) => string,
  roles: readonly Role[],
): TablesPage['downloads'] {
  const plain = TABLE_FORMATS.map((format) => ({ ...FORMAT_TEXTS[format], href: hrefOf(format) }));
  if (!mayDo(roles, 'quote.make')) return plain;
  const quoted = (['docx', 'html'] as const).map((format) => ({
    label: `${FORMAT_TEXTS[format].label} met citaten`,
    description: 'de tabellen, en daarachter wat mensen zeiden',
    href: withQuotes(hrefOf(format)),
  }));
  return [...plain, ...quoted];
}

function withQuotes(href: string): string {
  return `${href}${href.includes('?') ? '&' : '?'}quotes=yes`;
}

/** The address of the saved specifications beside a study. */
export function reportsPath(slug: string): string {
  return `/studies/${slug}/reports`;
}

const FORMAT_TEXTS: Readonly<Record<TableFormat, { readonly label: string; readonly description: string }>> =
  {
    xlsx: { label: 'Excel', description: 'een blad per onderdeel, met echte getallen' },
    docx: { label: 'Word', description: 'om in een rapport te zetten' },
    html: { label: 'Webpagina', description: 'om te lezen of af te drukken, zonder dit programma' },
    csv: { label: 'Csv', description: 'met puntkomma en decimale komma' },
    json: { label: 'JSON', description: 'voor andere programma’s, met alle toetsen' },
    r: { label: 'R-script', description: 'rekent alle cijfers en toetsen na' },
  };

const NO_ANSWERS: EmptyState = {
  title: 'Er zijn nog geen antwoorden',
  text: 'De tabellen verschijnen zodra het eerste interview is voltooid, of zodra er antwoorden zijn ingelezen.',
};

function blocksOf(
  { table, rows: planned }: StudyTable,
  choices: TableChoices,
  chartHref: (block: string) => string,
): FiguresTable[] {
  return partsOf(planned).flatMap(({ value, label }) => {
    const isOwn = (row: TableRow): boolean => planOf(planned, row)?.variable.block.id === value;
    const block = figuresTable(table, planned, {
      id: `table-${value}`,
      caption: label,
      isOwn,
      hasIntervals: choices.intervals === 'yes',
      chartOf: choices.chart === 'yes' ? chartHref(value) : null,
    });
    return block.rows.length === 0 ? [] : [block];
  });
}

/** The rows of a table that belong together, ready to show; rows that nobody answered are left out. */
export function figuresTable(
  table: ComparisonTable,
  planned: readonly PlannedRow[],
  place: {
    readonly id: string;
    readonly caption: string;
    readonly isOwn: (row: TableRow) => boolean;
    readonly hasIntervals?: boolean;
    /** Where the chart is, when it is asked for. */
    readonly chartOf?: string | null;
  },
): FiguresTable {
  const rows = table.rows.flatMap((row) => {
    const plan = planOf(planned, row);
    return plan !== undefined && place.isOwn(row) && hasFigures(row) ? [{ row, plan }] : [];
  });
  return {
    id: place.id,
    caption: place.caption,
    columns: table.columns.map((column) => column.label),
    charts: chartsOf(
      rows.map(({ row }) => row),
      place,
    ),
    rows: rows.map(({ row, plan }, at) => ({
      label: row.label,
      detail: [row.question, plan.measureLabel].filter((text) => text !== '').join(' · '),
      cells: row.cells.map((cell) => figureOf(cell, plan, place.hasIntervals === true)),
      sentences: rowSentences(table, row),
      tests: testDetails(table, row, `${place.id}-toets-${String(at + 1)}`),
    })),
  };
}

function chartsOf(
  rows: readonly TableRow[],
  { chartOf, caption }: { readonly chartOf?: string | null; readonly caption: string },
): FiguresTable['charts'] {
  if (chartOf === undefined || chartOf === null) return [];
  const kinds = (['shares', 'means'] as const).filter((kind) =>
    rows.some(({ statistic }) => (statistic === 'mean') === (kind === 'means')),
  );
  return kinds.map((kind) => ({
    src: `${chartOf}&kind=${kind}`,
    alt: `Grafiek van ${caption}: ${kind === 'means' ? 'gemiddelden' : 'percentages'}. Dezelfde cijfers staan in de tabel.`,
  }));
}

/** How a row of a table was planned. */
export function planOf(planned: readonly PlannedRow[], row: TableRow): PlannedRow | undefined {
  return planned.find(
    ({ variable, option }) =>
      variable.id === row.question && (option === null ? null : String(option.code)) === row.option,
  );
}

function hasFigures(row: TableRow): boolean {
  return row.cells.some(({ base, suppressed }) => suppressed || (base ?? 0) > 0);
}

const NOT_ASKED: Figure = {
  text: '–',
  letters: '',
  detail: '',
  interval: '',
  isHidden: false,
  isIndicative: false,
};

function figureOf(cell: TableCell, plan: PlannedRow, hasInterval: boolean): Figure {
  if (cell.suppressed) {
    const detail = cell.base === null ? '' : `n = ${formatCount(cell.base)}`;
    return { ...NOT_ASKED, text: 'verborgen', detail, isHidden: true };
  }
  if (cell.value === null || cell.base === null) return NOT_ASKED;
  const base = `n = ${formatCount(cell.base)}`;
  return {
    text: valueText(cell.value, plan),
    letters: lettersOf(cell),
    interval: hasInterval ? intervalText(cell, plan) : '',
    detail: cell.indicative ? `${base}, indicatief` : base,
    isHidden: false,
    isIndicative: cell.indicative,
  };
}

function intervalText({ interval }: TableCell, plan: PlannedRow): string {
  return interval === null ? '' : `${valueText(interval.lower, plan)} – ${valueText(interval.upper, plan)}`;
}

/** A figure as it is written: a whole percentage, or a mean with its own decimals. */
export function valueText(value: number, { statistic }: PlannedRow): string {
  if (statistic.kind !== 'mean') return formatPercentage(value);
  const digits = { minimumFractionDigits: statistic.decimals, maximumFractionDigits: statistic.decimals };
  return value.toLocaleString('nl-NL', digits);
}
