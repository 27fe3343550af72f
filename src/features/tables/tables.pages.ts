import type { Role } from '../../domain/access/role.js';
import type { ComparisonTable, TableCell, TableRow } from '../../domain/tables/comparison-table.js';
import { letterLegend, lettersOf } from '../../domain/tables/letters-text.js';
import { describeNote } from '../../domain/tables/notes.js';
import type { ButtonLink, EmptyState, SubNavigation } from '../../web/components.js';
import { formatCount, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
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
  readonly downloads: readonly {
    readonly label: string;
    readonly description: string;
    readonly href: string;
  }[];
}

/** One block of the questionnaire as a table. */
interface FiguresTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly detail: string;
    readonly cells: readonly Figure[];
  }[];
}

/** One figure, ready to show. */
interface Figure {
  readonly text: string;
  readonly letters: string;
  readonly detail: string;
  readonly isHidden: boolean;
  readonly isIndicative: boolean;
}

export const tablesView = view<TablesPage>('tables/overview');

/** What the page shows beside the table. */
export interface TablesPageState {
  readonly roles: readonly Role[];
  readonly choices: TableChoices;
  readonly earlier: readonly Study[];
  /** The same choices as an address, for the file. */
  readonly query: string;
}

export function tablesPage(made: StudyTable, state: TablesPageState): TablesPage {
  const { study, table, rows } = made;
  const path = studyPath(study.slug, 'tables');
  return {
    title: 'Tabellen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, state.roles, 'tables'),
    action: path,
    choices: tableChoicesForm(made, state.choices, state.earlier),
    empty: table.columns.length === 0 ? NO_ANSWERS : null,
    blocks: blocksOf(table, rows),
    notes: [...letterLegend(table), ...table.notes.map(describeNote)],
    download: { label: 'Download als Excel', href: `${path}/xlsx${state.query}`, kind: 'secondary' },
    downloads: TABLE_FORMATS.map((format) => ({
      ...FORMAT_TEXTS[format],
      href: `${path}/${format}${state.query}`,
    })),
  };
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

function blocksOf(table: ComparisonTable, planned: readonly PlannedRow[]): FiguresTable[] {
  return partsOf(planned).flatMap(({ value, label }) => {
    const rows = table.rows.flatMap((row) => {
      const plan = planOf(planned, row);
      return plan?.variable.block.id === value && hasFigures(row) ? [{ row, plan }] : [];
    });
    if (rows.length === 0) return [];
    return [
      {
        id: `table-${value}`,
        caption: label,
        columns: table.columns.map((column) => column.label),
        rows: rows.map(({ row, plan }) => ({
          label: row.label,
          detail: [row.question, plan.measureLabel].filter((text) => text !== '').join(' · '),
          cells: row.cells.map((cell) => figureOf(cell, plan)),
        })),
      },
    ];
  });
}

function planOf(planned: readonly PlannedRow[], row: TableRow): PlannedRow | undefined {
  return planned.find(
    ({ variable, option }) =>
      variable.id === row.question && (option === null ? null : String(option.code)) === row.option,
  );
}

function hasFigures(row: TableRow): boolean {
  return row.cells.some(({ base, suppressed }) => suppressed || (base ?? 0) > 0);
}

const NOT_ASKED: Figure = { text: '–', letters: '', detail: '', isHidden: false, isIndicative: false };

function figureOf(cell: TableCell, plan: PlannedRow): Figure {
  if (cell.suppressed) {
    const detail = cell.base === null ? '' : `n = ${formatCount(cell.base)}`;
    return { text: 'verborgen', letters: '', detail, isHidden: true, isIndicative: false };
  }
  if (cell.value === null || cell.base === null) return NOT_ASKED;
  const base = `n = ${formatCount(cell.base)}`;
  return {
    text: valueText(cell.value, plan),
    letters: lettersOf(cell),
    detail: cell.indicative ? `${base}, indicatief` : base,
    isHidden: false,
    isIndicative: cell.indicative,
  };
}

function valueText(value: number, { statistic }: PlannedRow): string {
  if (statistic.kind !== 'mean') return formatPercentage(value);
  const digits = { minimumFractionDigits: statistic.decimals, maximumFractionDigits: statistic.decimals };
  return value.toLocaleString('nl-NL', digits);
}
