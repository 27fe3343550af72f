import type { FileFault } from '../../domain/answer-file/answer-record.js';
import type { Role } from '../../domain/access/role.js';
import { mayDo } from '../../domain/access/permission.js';
import type {
  Alert,
  Checkbox,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  FileField,
  SelectField,
  SubNavigation,
  TextArea,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { typedText } from '../../web/typed-text.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import { anonymityTable, K_FIELD } from './anonymity.pages.js';
import { DATA_FORMATS, type DataFormat, populationField } from './responses.forms.js';
import { type ResponsesOverview, takesFiles } from './responses.service.js';

interface ResponsesPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly errors: ErrorSummary;
  readonly counts: DataTable;
  readonly published: string | null;
  readonly faults: { readonly alert: Alert; readonly table: DataTable } | null;
  readonly importing: ImportForms | null;
  readonly noImport: Alert | null;
  readonly exporting: {
    readonly action: string;
    readonly format: ChoiceGroup;
    readonly anonymity: DataTable;
    readonly k: ChoiceGroup;
    /** Absent when no weights were made. */
    readonly weights: SelectField | null;
    readonly withTexts: Checkbox;
  } | null;
}

interface ImportForms {
  readonly answers: {
    readonly action: string;
    readonly file: FileField;
    readonly mapping: TextArea;
    readonly populations: readonly TextField[];
    readonly replaces: Checkbox | null;
  };
  readonly published: {
    readonly action: string;
    readonly file: FileField;
    readonly replaces: Checkbox | null;
  };
}

export const responsesView = view<ResponsesPage>('responses/overview');

/** What the page shows beside the study and its answers. */
export interface ResponsesPageState {
  readonly roles: readonly Role[];
  readonly overview: ResponsesOverview;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly errors?: FieldErrors;
  readonly faults?: readonly FileFault[];
  /** A mapping to check. */
  readonly mapping?: string;
}

const STATUS_LABELS: Readonly<Record<string, string>> = {
  in_progress: 'bezig',
  partial: 'gedeeltelijk',
  complete: 'voltooid',
  withdrawn: 'ingetrokken',
};

const MOST_FAULTS_SHOWN = 100;

export function responsesPage(study: Study, state: ResponsesPageState): ResponsesPage {
  const { overview, roles, errors = {}, faults = [] } = state;
  const isOpen = takesFiles(study) && overview.counts.every(({ source }) => source === 'import');
  return {
    title: 'Antwoorden',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'responses'),
    errors: errorSummary(errors),
    counts: countsTable(study, overview),
    published:
      overview.publishedCount === 0
        ? null
        : `Er zijn ook ${formatCount(overview.publishedCount)} gepubliceerde cijfers ingelezen.`,
    faults: faults.length === 0 ? null : { alert: faultsAlert(faults), table: faultsTable(faults) },
    importing: isOpen ? importForms(study, state) : null,
    noImport: isOpen ? null : NO_IMPORT,
    exporting: mayDo(roles, 'data.export')
      ? {
          action: `${studyPath(study.slug, 'responses')}/export`,
          format: { ...FORMATS, ...fieldError(errors, 'format') },
          anonymity: anonymityTable(overview.backgrounds),
          k: { ...K_FIELD, ...fieldError(errors, 'k') },
          weights: weightsField(overview.weightNames, typedText(state.fields ?? {}, 'weights')),
          withTexts: WITH_TEXTS,
        }
      : null,
  };
}

const NO_IMPORT: Alert = {
  tone: 'info',
  text: 'Antwoorden inlezen kan hier niet: dit onderzoek heeft een eigen steekproef of eigen interviews. Maak voor een eerder jaar een eigen onderzoek.',
};

const FORMAT_TEXTS: Readonly<Record<DataFormat, { readonly label: string; readonly description: string }>> = {
  'csv-dutch': { label: 'Csv voor Excel', description: 'met puntkomma en decimale komma' },
  csv: { label: 'Csv voor R of Python', description: 'met komma en decimale punt' },
  xlsx: { label: 'Excel (.xlsx)', description: 'met het codeboek op een tweede blad' },
  codebook: { label: 'Codeboek bij de csv', description: 'wat de kolommen en codes betekenen' },
  sav: { label: 'SPSS (.sav)', description: 'met labels, ontbrekende waarden en weegfactor' },
  dta: { label: 'Stata (.dta)', description: 'met labels en de redenen van ontbreken' },
  ddi: { label: 'DDI-codeboek (.xml)', description: 'beschrijving van de csv voor een archief' },
};

const FORMATS: ChoiceGroup = {
  name: 'format',
  label: 'Soort bestand',
  kind: 'radio',
  options: DATA_FORMATS.map((value) => ({ value, ...FORMAT_TEXTS[value], checked: value === 'csv-dutch' })),
};

function weightsField(names: readonly string[], chosen: string): SelectField | null {
  if (names.length === 0) return null;
  return {
    name: 'weights',
    label: 'Weegfactor',
    description: 'Van gemaakte gewichten gaat de laatste versie mee; welke dat is, staat in het bestand.',
    value: names.includes(chosen) ? chosen : '',
    options: [
      { value: '', label: 'van de trekking' },
      ...names.map((name) => ({ value: name, label: name })),
    ],
  };
}

const WITH_TEXTS: Checkbox = {
  name: 'withTexts',
  label: 'Ook de open antwoorden',
  description: 'Open antwoorden kunnen verraden wie iemand is. Neem ze alleen mee als u ze gaat coderen.',
  value: 'yes',
  checked: false,
  optional: true,
};

function countsTable(study: Study, { counts }: ResponsesOverview): DataTable {
  return {
    id: 'counts',
    caption: 'Antwoorden per domein',
    columns: [
      { label: 'Domein' },
      { label: 'Herkomst' },
      { label: 'Stand' },
      { label: 'Aantal', numeric: true },
    ],
    rows: study.domains.flatMap(({ id, label }) =>
      counts
        .filter(({ domainId }) => domainId === id)
        .map(({ source, status, count }) => [
          { text: label },
          { text: source === 'import' ? 'ingelezen' : 'interview' },
          { text: STATUS_LABELS[status] ?? status },
          { text: formatCount(count) },
        ]),
    ),
    empty: 'Er zijn nog geen antwoorden.',
  };
}

function faultsAlert(faults: readonly FileFault[]): Alert {
  const count = faults.length === 1 ? 'één fout' : `${formatCount(faults.length)} fouten`;
  return {
    tone: 'danger',
    title: `In het bestand ${faults.length === 1 ? 'staat' : 'staan'} ${count}`,
    text: 'Er is niets ingelezen. Verbeter het bestand en lees het opnieuw in.',
  };
}

function faultsTable(faults: readonly FileFault[]): DataTable {
  const shown = faults.slice(0, MOST_FAULTS_SHOWN);
  return {
    id: 'faults',
    caption: 'Wat er niet klopt',
    columns: [{ label: 'Regel', numeric: true }, { label: 'Kolom' }, { label: 'Fout', wide: true }],
    rows: shown.map(({ line, column, message }) => [
      { text: formatCount(line) },
      { text: column ?? '–' },
      { text: message },
    ]),
    empty: '',
    ...(faults.length > shown.length
      ? { notes: [`Alleen de eerste ${formatCount(shown.length)} fouten staan hier.`] }
      : {}),
  };
}

function importForms(study: Study, state: ResponsesPageState): ImportForms {
  const { overview, fields = {}, errors = {} } = state;
  const path = studyPath(study.slug, 'responses');
  return {
    answers: {
      action: `${path}/import`,
      file: {
        name: 'file',
        label: 'Bestand met antwoorden',
        description:
          'Een csv- of SPSS-bestand (.sav) met één regel per respondent en een kolom per vraag (B1, A2_1, …). De kolom domain is nodig; respondent, weight, segment, measure, age_band, sex, first_time, lvb en migration mogen.',
        accept: '.csv,.txt,.sav',
        ...fieldError(errors, 'file'),
      },
      mapping: {
        name: 'mapping',
        label: 'Koppeling van kolommen',
        description:
          'Alleen als het bestand andere namen of codes heeft: per regel kolom -> vraag, met zo nodig codes. Bijvoorbeeld v12 -> B1: 1=1, 2=2, 9=98. Een streepje is: niet gebruiken. Laat het veld leeg, en Veldwerk doet een voorstel.',
        rows: 8,
        value: state.mapping ?? typedText(fields, 'mapping'),
        optional: true,
        ...fieldError(errors, 'mapping'),
      },
      populations: study.domains.map(({ code, label }) => ({
        name: populationField(code),
        label,
        width: 'short',
        inputMode: 'numeric',
        optional: true,
        value: typedText(fields, populationField(code)),
        ...fieldError(errors, populationField(code)),
      })),
      replaces: overview.counts.length === 0 ? null : replaces('replaces', 'de eerder ingelezen antwoorden'),
    },
    published: {
      action: `${path}/published`,
      file: {
        name: 'published',
        label: 'Bestand met gepubliceerde cijfers',
        description:
          'Een csv-bestand met de kolommen question, option, domain, base, value (een aandeel van 0 tot 1, of een gemiddelde) en sd.',
        accept: '.csv,.txt',
        ...fieldError(errors, 'published'),
      },
      replaces:
        overview.publishedCount === 0
          ? null
          : replaces('replacesPublished', 'de eerder ingelezen gepubliceerde cijfers'),
    },
  };
}

function replaces(name: string, what: string): Checkbox {
  return { name, label: `Vervang ${what}`, value: 'yes', checked: false, optional: true };
}
