import type { Role } from '../../domain/access/role.js';
import { dateForms } from '../../domain/frame/cell-date.js';
import type { ColumnChoice } from '../../domain/frame/column-choices.js';
import { missingColumns } from '../../domain/frame/column-needs.js';
import type { ColumnPreview, FilePreview } from '../../domain/frame/column-preview.js';
import { type ColumnRole, columnRoleLabels, columnRoles } from '../../domain/frame/column-role.js';
import { isFileProblem } from '../../domain/frame/file-problem.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  Checkbox,
  ErrorSummary,
  PageHeading,
  SelectField,
  SubNavigation,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { columnFields, type TypedColumns } from './columns.forms.js';
import type { UploadInHand } from './columns.service.js';
import { readAs } from './file-words.js';
import { framePath } from './frame-visit.js';

interface ColumnsPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly notices: readonly Alert[];
  readonly facts: SummaryList | null;
  readonly form: ColumnsForm | null;
  readonly discardAction: string;
}

interface ColumnsForm {
  readonly action: string;
  readonly organisation: TextField;
  readonly domain: SelectField;
  readonly columns: readonly ColumnRow[];
  readonly submit: string;
}

/** One column of the file with what it is taken for. */
interface ColumnRow {
  readonly heading: string;
  readonly place: string;
  readonly why: string;
  readonly badge: Badge | null;
  readonly cells: readonly string[];
  readonly dates: string | null;
  readonly role: SelectField;
  readonly confirm: Checkbox | null;
}

export const columnsView = view<ColumnsPage>('frames/columns');

/** What the page shows beside the file: names to choose from, and what was typed when the form comes back. */
export interface ColumnsShown {
  readonly roles: readonly Role[];
  readonly organisations: readonly string[];
  readonly typed: TypedColumns | null;
  readonly errors: FieldErrors;
}

export function columnsPage(study: Study, inHand: UploadInHand, shown: ColumnsShown): ColumnsPage {
  const { upload, preview } = inHand;
  const path = framePath(study, 'uploads', upload.id);
  const typed = shown.typed ?? asGuessed(inHand);
  const isTable = !isFileProblem(preview);
  return {
    title: 'Controleer de kolommen',
    studyName: study.name,
    navigation: studyNavigation(study.slug, shown.roles, 'frames'),
    breadcrumb: {
      items: [
        { label: 'Steekproefkader', href: framePath(study) },
        { label: 'Bestanden inlezen', href: framePath(study, 'uploads') },
      ],
      current: upload.fileName,
    },
    heading: {
      title: 'Controleer de kolommen',
      intro: `Zo leest Veldwerk ${upload.fileName}. Klopt er iets niet, verander het dan hier; het bestand zelf blijft zoals het is.`,
    },
    errors: errorSummary(shown.errors),
    notices: isTable ? noticesOf(inHand, preview, typed) : [{ tone: 'danger', text: preview.message }],
    facts: isTable ? factsOf(inHand, preview) : null,
    form: isTable ? formOf(study, { path, preview, typed, inHand, shown }) : null,
    discardAction: `${path}/discard`,
  };
}

function asGuessed({ organisation, domain, preview }: UploadInHand): TypedColumns {
  const columns = isFileProblem(preview) ? [] : preview.columns;
  return {
    organisation,
    domain: domain ?? '',
    choices: columns.map(({ key, role }) => ({ key, role, isConfirmed: false })),
  };
}

function noticesOf(inHand: UploadInHand, preview: FilePreview, typed: TypedColumns): readonly Alert[] {
  const notices: Alert[] = [];
  if (preview.problem !== null) notices.push({ tone: 'danger', text: preview.problem.message });
  if (inHand.isRemembered) {
    const text = `Voor ${inHand.organisation} koos u eerder wat sommige kolommen zijn. Die keuzes zijn hier overgenomen.`;
    notices.push({ tone: 'info', text });
  }
  const roles: (ColumnRole | null)[] = typed.choices.map(({ role }) => role);
  const useful = missingColumns(roles).filter(({ isNeeded }) => !isNeeded);
  if (useful.length > 0) {
    notices.push({
      tone: 'warning',
      title: 'Dit bestand heeft niet alles',
      text: 'U kunt het wel inlezen. Dit volgt eruit:',
      items: useful.map(({ what, consequence }) => `Geen ${what}. ${consequence}`),
    });
  }
  return notices;
}

function factsOf({ upload }: UploadInHand, { delimiter, headerLine, trial }: FilePreview): SummaryList {
  const titles =
    headerLine === 1
      ? 'regel 1'
      : `regel ${formatCount(headerLine)}; wat erboven staat, is een titel en wordt overgeslagen`;
  return {
    items: [
      { label: 'Gelezen als', value: readAs({ encoding: upload.encoding.name, delimiter }) },
      { label: 'Kolomnamen', value: titles },
      { label: 'Grootte', value: sizeText(upload.sizeBytes) },
      ...(trial === null ? [] : [{ label: 'Proef met de eerste regels', value: trialText(trial) }]),
    ],
  };
}

/** `1,4 MB`, `52 kB`. */
export function sizeText(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes < 1) return `${formatCount(Math.max(1, Math.round(bytes / 1024)))} kB`;
  return `${megabytes.toLocaleString('nl-NL', { maximumFractionDigits: 1 })} MB`;
}

function trialText(trial: NonNullable<FilePreview['trial']>): string {
  const parts = [
    `${formatCount(trial.accepted)} goed`,
    `${formatCount(trial.rejected)} afgekeurd`,
    `${formatCount(trial.not_in_report_year)} buiten het verslagjaar`,
  ];
  return parts.join(', ');
}

interface FormParts {
  readonly path: string;
  readonly preview: FilePreview;
  readonly typed: TypedColumns;
  readonly inHand: UploadInHand;
  readonly shown: ColumnsShown;
}

function formOf(study: Study, { path, preview, typed, inHand, shown }: FormParts): ColumnsForm {
  const { errors, organisations } = shown;
  return {
    action: path,
    organisation: {
      name: 'organisation',
      label: 'Organisatie',
      description: 'Kies een organisatie die er al is, of typ de naam van een nieuwe.',
      value: typed.organisation,
      suggestions: organisations,
      autocomplete: 'off',
      maxLength: 120,
      width: 'medium',
      ...fieldError(errors, 'organisation'),
    },
    domain: {
      name: 'domain',
      label: 'Domein',
      description: 'Bepaalt in welk deel van de steekproef de cliënten komen.',
      value: typed.domain,
      blank: 'Kies een domein',
      options: study.domains.map(({ code, label }) => ({ value: code, label })),
      ...fieldError(errors, 'domain'),
    },
    columns: preview.columns.map((column, place) =>
      columnRow(column, place, { choice: typed.choices[place], errors, inHand }),
    ),
    submit: inHand.upload.replacesDeliveryId === null ? 'Inlezen' : 'Bekijk wat er verandert',
  };
}

function columnRow(
  column: ColumnPreview,
  place: number,
  said: { choice: ColumnChoice | undefined; errors: FieldErrors; inHand: UploadInHand },
): ColumnRow {
  const names = columnFields(place);
  const heading = column.heading === '' ? `kolom ${String(place + 1)}` : column.heading;
  const isAsked = column.certainty === 'assumed';
  const role = said.choice === undefined ? column.role : said.choice.role;
  return {
    heading,
    place: `Kolom ${String(place + 1)}`,
    why: whyOf(column, said.inHand.isRemembered),
    badge: isAsked ? { text: 'bevestigen', tone: 'warning' } : null,
    cells: column.cells,
    dates: column.dates === null ? null : `Datums als ${dateForms[column.dates]}`,
    role: {
      name: names.role,
      label: `Wat is ‘${heading}’?`,
      value: role ?? '',
      options: ROLE_OPTIONS,
      ...fieldError(said.errors, names.role),
    },
    confirm: isAsked
      ? {
          name: names.confirmed,
          label: `Ja, ‘${heading}’ is ${column.role === null ? '' : columnRoleLabels[column.role]}`,
          value: 'yes',
          checked: said.choice?.isConfirmed === true,
          optional: true,
        }
      : null,
  };
}

const ROLE_OPTIONS = [
  { value: '', label: 'niet gebruiken' },
  ...columnRoles.map((role) => ({ value: role, label: columnRoleLabels[role] })),
];

function whyOf({ certainty }: ColumnPreview, isRemembered: boolean): string {
  switch (certainty) {
    case 'heading':
      return 'herkend aan de kolomnaam';
    case 'content':
      return 'herkend aan de inhoud';
    case 'assumed':
      return 'vermoeden: de naam zegt het niet zeker';
    case 'corrected':
      return isRemembered ? 'eerder zo gekozen' : 'door u gekozen';
    case null:
      return 'niet herkend';
  }
}
