import type { Role } from '../../domain/access/role.js';
import { bandText, type ForecastLine } from '../../domain/simulation/forecast.js';
import type {
  Alert,
  Cell,
  DataTable,
  ErrorSummary,
  PostButton,
  Progress,
  SelectField,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { errorSummary, fieldError, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { TypedSimulation } from './simulation.forms.js';
import type { SimulationRun } from './simulation-runs.service.js';
import type { Simulation } from './simulation.service.js';

export interface SimulationPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly action: string;
  readonly errors: ErrorSummary;
  readonly fields: readonly TextField[];
  readonly earlier: SelectField;
  readonly running: {
    readonly progress: Progress;
    readonly refreshHref: string;
    readonly stop: PostButton;
  } | null;
  readonly alert: Alert | null;
  readonly forecast: DataTable | null;
}

export const simulationView = view<SimulationPage>('simulation/show');

interface Frame {
  readonly roles: readonly Role[];
  readonly csrfToken: string;
  /** Studies in which people were called. */
  readonly earlier: readonly Study[];
}

export function simulationPage(
  study: Study,
  run: SimulationRun | null,
  frame: Frame,
  { typed, errors = {} }: { readonly typed: TypedSimulation; readonly errors?: FieldErrors },
): SimulationPage {
  const action = studyPath(study.slug, 'fieldwork') + '/simulation';
  return {
    title: 'Simulatie',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, frame.roles, 'fieldwork'),
    action,
    errors: errorSummary(errors),
    fields: [
      numberField({ name: 'interviewers', label: 'Enquêteurs', value: typed.interviewers }, errors),
      numberField({ name: 'days', label: 'Beldagen', value: typed.days }, errors),
      numberField(
        {
          name: 'runs',
          label: 'Hoe vaak spelen',
          value: typed.runs,
          description: 'Vaker spelen maakt de marges zekerder, en duurt langer.',
        },
        errors,
      ),
      numberField(
        {
          name: 'seed',
          label: 'Startgetal',
          value: typed.seed,
          description: 'Hetzelfde getal geeft dezelfde uitkomst.',
        },
        errors,
      ),
    ],
    earlier: {
      name: 'earlier',
      label: 'Kansen uit het onderzoek',
      description: 'Hoe vaak mensen opnemen en meedoen.',
      value: typed.earlier,
      optional: true,
      blank: 'Standaard',
      options: frame.earlier.map(({ slug, name }) => ({ value: slug, label: name })),
    },
    running: run?.status === 'running' ? runningPart(run, action, frame.csrfToken) : null,
    alert: alertOf(run),
    forecast: forecastOf(run),
  };
}

function numberField(
  field: Pick<TextField, 'name' | 'label' | 'value' | 'description'>,
  errors: FieldErrors,
): TextField {
  return { ...field, inputMode: 'numeric', width: 'short', ...fieldError(errors, field.name) };
}

function runningPart(
  { plan, progress }: SimulationRun,
  action: string,
  csrfToken: string,
): NonNullable<SimulationPage['running']> {
  const max = plan.runs * plan.days;
  const value = (progress.run - 1) * plan.days + progress.day;
  return {
    progress: {
      id: 'voortgang',
      label: 'De simulatie loopt',
      value,
      max,
      text: `${formatCount(value)} van ${formatCount(max)} dagen gespeeld`,
    },
    refreshHref: action,
    stop: {
      action: `${action}/stop`,
      csrfToken,
      label: 'Stoppen',
      about: 'met de simulatie',
      kind: 'secondary',
    },
  };
}

function alertOf(run: SimulationRun | null): Alert | null {
  if (run?.status === 'failed') {
    return {
      tone: 'danger',
      text: 'De simulatie is mislukt. Probeer het opnieuw, of waarschuw de beheerder.',
    };
  }
  if (run?.status === 'stopped' && run.result === null) {
    return { tone: 'info', text: 'De simulatie stopt aan het einde van de dag die nu wordt gespeeld.' };
  }
  if (run?.status === 'stopped') {
    return { tone: 'info', text: 'De simulatie is gestopt. Alleen wat helemaal is gespeeld, telt mee.' };
  }
  return null;
}

function forecastOf(run: SimulationRun | null): DataTable | null {
  const result = run?.result ?? null;
  return result === null || result.lines.length === 0 ? null : forecastTable(result);
}

/** One row a week and the last day, so that a long fieldwork stays readable. */
function forecastTable({ study, plan, plays, lines }: Simulation): DataTable {
  const days = [...new Set(lines.map(({ on }) => on))];
  const shown = days.filter((_, index) => index % 5 === 4 || index === days.length - 1);
  const cell = (line: ForecastLine | undefined): Cell =>
    line === undefined
      ? { text: '–' }
      : {
          text: formatCount(line.middle),
          detail: `${formatCount(line.low)} tot ${formatCount(line.high)}`,
        };
  return {
    id: 'verwacht',
    caption: 'Verwachte interviews tot en met de dag',
    columns: [{ label: 'Tot en met' }, ...study.domains.map(({ label }) => ({ label, numeric: true }))],
    rows: shown.map((on): Cell[] => [
      { text: formatDate(on) },
      ...study.domains.map(({ code }) => cell(lines.find((line) => line.on === on && line.domain === code))),
    ]),
    totals: [
      [
        { text: 'Waarvan al gehouden' },
        ...study.domains.map(({ code }) => ({
          text: formatCount(lines.find(({ domain }) => domain === code)?.held ?? 0),
        })),
      ],
      [
        { text: 'Doel' },
        ...study.domains.map(({ targetInterviews }) => ({
          text: targetInterviews === null ? '–' : formatCount(targetInterviews),
        })),
      ],
    ],
    empty: '',
    notes: [
      `${formatCount(plays.length)} keer gespeeld met ${formatCount(plan.interviewers)} ${plan.interviewers === 1 ? 'enquêteur' : 'enquêteurs'}. Het midden, en eronder de marge: ${bandText(plays.length)}. Interviews die al zijn gehouden, tellen mee.`,
      plan.rates.source,
    ],
  };
}
