import type { Role } from '../../domain/access/role.js';
import type { TableSection } from '../../domain/export/tables/table-document.js';
import { letterLegend } from '../../domain/tables/letters-text.js';
import { describeNote } from '../../domain/tables/notes.js';
import type { SpecifiedTable } from '../../domain/tables/table-specification.js';
import type {
  DataTable,
  FileField,
  Link,
  PageHeading,
  PostButton,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { missingNote } from './report-files.js';
import type { Report, ReportTable } from './reports.service.js';
import type { SavedSpecification } from './specifications.service.js';
import { queryOfOptions } from './tables.forms.js';
import { downloadsOf, type FiguresTable, figuresTable, reportsPath } from './tables.pages.js';

interface Framed {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
}

interface ReportListPage extends Framed {
  readonly saved: DataTable;
  readonly upload: {
    readonly action: string;
    readonly csrfToken: string;
    readonly name: TextField;
    readonly file: FileField;
  };
}

interface ReportPage extends Framed {
  readonly index: readonly Link[];
  readonly tables: readonly {
    readonly id: string;
    readonly caption: string;
    readonly figures: FiguresTable | null;
    readonly counts: DataTable | null;
    readonly notes: readonly string[];
    readonly edit: Link | null;
  }[];
  readonly downloads: ReturnType<typeof downloadsOf>;
  readonly specificationFile: string;
  readonly versions: readonly Link[];
  /** Absent for the specification that comes with the program. */
  readonly manage: {
    readonly action: string;
    readonly csrfToken: string;
    readonly name: TextField;
    readonly remove: PostButton;
  } | null;
}

export const reportListView = view<ReportListPage>('tables/reports');
export const reportView = view<ReportPage>('tables/report');

/** Who looks at which study. */
export interface ReportVisit {
  readonly study: Study;
  readonly roles: readonly Role[];
  readonly csrfToken: string;
  readonly errors?: FieldErrors;
  readonly typed?: string;
}

function framed({ study, roles }: ReportVisit, heading: PageHeading): Framed {
  return {
    title: heading.title,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'tables'),
    heading,
  };
}

/** The saved specifications, to run on this study. */
export function reportListPage(
  visit: ReportVisit,
  names: readonly (readonly SavedSpecification[])[],
): ReportListPage {
  const path = reportsPath(visit.study.slug);
  const errors = visit.errors ?? {};
  return {
    ...framed(visit, {
      title: 'Opgeslagen opzetten van tabellen',
      intro:
        'Een opzet is een lijst van tabellen onder een naam. Elke opzet is op elk onderzoek uit te voeren: volgend jaar maakt u dezelfde tabellen opnieuw.',
      actions: [{ label: 'Nieuwe tabel', href: studyPath(visit.study.slug, 'tables'), kind: 'secondary' }],
    }),
    saved: {
      id: 'opzetten',
      caption: 'Opzetten',
      columns: [
        { label: 'Naam' },
        { label: 'Tabellen', numeric: true },
        { label: 'Versie', numeric: true },
        { label: 'Bewaard' },
      ],
      rows: names.flatMap(([latest]) =>
        latest === undefined
          ? []
          : [
              [
                { text: latest.name, href: `${path}/${latest.id}` },
                { text: String(latest.specification.tables.length) },
                { text: latest.version === null ? '–' : String(latest.version) },
                { text: latest.savedAt === null ? 'hoort bij het programma' : formatMoment(latest.savedAt) },
              ],
            ],
      ),
      empty: 'Er zijn nog geen opzetten.',
    },
    upload: {
      action: `${path}/upload`,
      csrfToken: visit.csrfToken,
      name: nameField(visit.typed ?? '', errors),
      file: {
        name: 'file',
        label: 'Bestand met een opzet (JSON)',
        accept: '.json',
        ...fieldError(errors, 'file'),
      },
    },
  };
}

/** All tables of a specification, made of this study. */
export function reportPage(
  visit: ReportVisit,
  {
    report,
    saved,
    versions,
  }: {
    readonly report: Report;
    readonly saved: SavedSpecification;
    readonly versions: readonly SavedSpecification[];
  },
): ReportPage {
  const path = `${reportsPath(visit.study.slug)}/${saved.id}`;
  const title = saved.version === null ? saved.name : `${saved.name}, versie ${String(saved.version)}`;
  return {
    ...framed(visit, {
      title,
      intro: report.title,
      actions: [{ label: 'Download als Excel', href: `${path}/xlsx`, kind: 'secondary' }],
    }),
    index: report.tables.map(({ name, title: own }, at) => ({
      label: `${name}. ${own}`,
      href: `#${tableId(at)}`,
    })),
    tables: report.tables.map((table, at) =>
      shownTable(table, { at, edit: editLink(visit.study, saved.specification.tables[at]) }),
    ),
    downloads: downloadsOf((format) => `${path}/${format}`, visit.roles),
    specificationFile: `${path}/opzet.json`,
    versions: versions
      .filter(({ id }) => id !== saved.id)
      .map(({ id, version, savedAt }) => ({
        label: `Versie ${String(version)}${savedAt === null ? '' : `, ${formatMoment(savedAt)}`}`,
        href: `${reportsPath(visit.study.slug)}/${id}`,
      })),
    manage:
      saved.version === null
        ? null
        : {
            action: `${path}/rename`,
            csrfToken: visit.csrfToken,
            name: nameField(visit.typed ?? saved.name, visit.errors ?? {}),
            remove: {
              action: `${path}/delete`,
              csrfToken: visit.csrfToken,
              label: 'Verwijder deze opzet, met alle versies',
              kind: 'danger',
            },
          },
  };
}

function nameField(value: string, errors: FieldErrors): TextField {
  return {
    name: 'name',
    label: 'Naam',
    value,
    width: 'medium',
    maxLength: 60,
    ...fieldError(errors, 'name'),
  };
}

function tableId(at: number): string {
  return `tabel-${String(at + 1)}`;
}

function shownTable(
  table: ReportTable,
  { at, edit }: { readonly at: number; readonly edit: Link | null },
): ReportPage['tables'][number] {
  const id = tableId(at);
  const caption = `${table.name}. ${table.title}`;
  const notes = missingNote(table);
  const empty = { id, caption, figures: null, counts: null, edit };
  switch (table.kind) {
    case 'absent':
      return { ...empty, notes };
    case 'response':
      return {
        ...empty,
        counts: countsTable(table.section, `${id}-cijfers`, caption),
        notes: table.section.notes,
      };
    case 'comparison': {
      const { made } = table;
      const place = { id: `${id}-cijfers`, caption, isOwn: () => true };
      return {
        ...empty,
        figures: figuresTable(made.table, made.rows, place),
        notes: [...notes, ...letterLegend(made.table), ...made.table.notes.map(describeNote)],
      };
    }
  }
}

function countsTable({ columns, rows }: TableSection, id: string, caption: string): DataTable {
  return {
    id,
    caption,
    columns: [{ label: 'Respons' }, ...columns.map((label) => ({ label, numeric: true }))],
    rows: rows.map(({ label, cells }) => [{ text: label }, ...cells.map(({ text }) => ({ text }))]),
    empty: '',
  };
}

/** The same table on the page where it can be changed. */
function editLink({ slug }: Study, table: SpecifiedTable | undefined): Link | null {
  if (table?.kind !== 'comparison') return null;
  const query = new URLSearchParams({
    columns: table.columns.join(','),
    procedure: table.procedure,
    ...queryOfOptions(table.options),
  });
  for (const question of table.questions ?? []) query.append('question', question);
  return { label: 'Pas deze tabel aan', href: `${studyPath(slug, 'tables')}?${query.toString()}` };
}
