import type { Role } from '../../domain/access/role.js';
import { CELL_FACTS } from '../../domain/statistics/weighting/cell-fact.js';
import { localTime } from '../../domain/calendar/instant.js';
import type {
  Alert,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  PageHeading,
  SubNavigation,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import type { Study } from '../studies/studies.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { MarginChoice } from './checked-settings.js';
import { UNKNOWN } from './weighting-groups.js';
import type { WeightSet } from './weights.service.js';

interface WeightsPage {
  readonly title: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly made: DataTable;
  readonly empty: Alert | null;
  readonly choose: {
    readonly action: string;
    readonly facts: ChoiceGroup;
    readonly questions: ChoiceGroup;
    readonly hasQuestions: boolean;
  };
  readonly form: {
    readonly action: string;
    readonly csrfToken: string;
    readonly name: TextField;
    readonly cells: ChoiceGroup | null;
    readonly margins: readonly { readonly label: string; readonly fields: readonly TextField[] }[];
    readonly by: readonly string[];
    readonly method: ChoiceGroup | null;
    readonly limits: readonly TextField[];
  };
}

export const weightsView = view<WeightsPage>('weights/overview');

/** A background that was chosen, with who has each level now. */
export interface ChosenMargin extends MarginChoice {
  readonly present: readonly {
    readonly key: string;
    readonly label: string;
    readonly interviews: number;
    readonly weighted: number;
    /** The number of clients that the program knows itself. */
    readonly known: number | null;
  }[];
}

export interface WeightsPageState {
  readonly roles: readonly Role[];
  readonly csrfToken: string;
  readonly sets: readonly WeightSet[];
  readonly choices: readonly MarginChoice[];
  readonly margins: readonly ChosenMargin[];
  readonly hasCases: boolean;
  readonly interviews: number;
  /** What was typed, when the form was refused. */
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
  readonly errors: FieldErrors;
}

const INTRO =
  'Gewichten zorgen dat de interviews voor alle cliënten staan: eerst naar de kans om getrokken te worden, dan naar wie niet meedeed, en als u dat wilt ook naar aantallen die u van alle cliënten kent.';

/** The weights of a study, and the form that makes new ones. */
export function weightsPage(study: Study, state: WeightsPageState): WeightsPage {
  const path = studyPath(study.slug, 'weights');
  return {
    title: 'Weging',
    navigation: studyNavigation(study.slug, state.roles, 'weights'),
    heading: { title: 'Weging', intro: INTRO },
    errors: errorSummary(state.errors),
    made: madeTable(study, state.sets),
    empty:
      state.interviews > 0
        ? null
        : {
            tone: 'info',
            title: 'Er zijn nog geen voltooide interviews',
            text: 'Gewichten maken kan zodra het eerste interview is voltooid of ingelezen.',
          },
    choose: chooseForm(path, state),
    form: makeForm(path, state),
  };
}

function madeTable(study: Study, sets: readonly WeightSet[]): DataTable {
  return {
    id: 'gewichten',
    caption: 'Gemaakte gewichten',
    columns: [
      { label: 'Naam' },
      { label: 'Hoe gemaakt', wide: true },
      { label: 'Interviews', numeric: true },
      { label: 'Ontwerpeffect', numeric: true },
      { label: 'Gemaakt op' },
    ],
    rows: sets.map(({ id, name, version, settings, report, madeAt }) => [
      { text: name, href: `${studyPath(study.slug, 'weights')}/${id}`, detail: `versie ${String(version)}` },
      { text: METHODS[settings.method] },
      { text: formatCount(report.interviews) },
      { text: twoDecimals(report.final.designEffect) },
      { text: formatDate(localTime(madeAt).date) },
    ]),
    empty: 'Er zijn nog geen gewichten gemaakt. Tabellen zijn gewogen per stratum van de trekking.',
  };
}

/** How weights were made, in words. */
export const METHODS = {
  none: 'Opgehoogd voor non-respons',
  'post-stratified': 'Opgehoogd, en aangepast aan bekende aantallen van één kenmerk (poststratificatie)',
  raked: 'Opgehoogd, en aangepast aan bekende aantallen van meer kenmerken (raken)',
} as const;

function chooseForm(action: string, { choices, margins }: WeightsPageState): WeightsPage['choose'] {
  const isChosen = (key: string): boolean => margins.some((margin) => margin.key === key);
  const isQuestion = ({ label, key }: MarginChoice): boolean => label.startsWith(`${key} `);
  const options = (list: readonly MarginChoice[]): ChoiceGroup['options'] =>
    list.map(({ key, label }) => ({ value: key, label, checked: isChosen(key) }));
  return {
    action,
    facts: {
      name: 'by',
      label: 'Kenmerken waarvan u de aantallen van alle cliënten kent',
      kind: 'checkbox',
      optional: true,
      options: options(choices.filter((choice) => !isQuestion(choice))),
    },
    questions: {
      name: 'by',
      label: 'Vragen met één antwoord',
      kind: 'checkbox',
      optional: true,
      options: options(choices.filter(isQuestion)),
    },
    hasQuestions: choices.some((choice) => isQuestion(choice) && isChosen(choice.key)),
  };
}

const CELL_LABELS = {
  segment: { label: 'Segment' },
  measure: { label: 'Maatregel' },
  propensity: {
    label: 'Kans om mee te doen',
    description:
      'vijf klassen, geschat uit domein, segment, maatregel, leeftijd, geslacht en of iemand voor het eerst cliënt is; in plaats van of naast de andere',
  },
} as const;

function makeForm(action: string, state: WeightsPageState): WeightsPage['form'] {
  const { typed, margins, hasCases, csrfToken } = state;
  const chosenCells = [typed['cells'] ?? []].flat();
  return {
    action,
    csrfToken,
    name: { ...field('name', 'Naam', state), width: 'medium', maxLength: 60 },
    cells: hasCases
      ? {
          name: 'cells',
          label: 'Ophogen voor non-respons binnen',
          description:
            'Altijd binnen het stratum van de trekking; hier verfijnt u dat. Groepen met minder dan 10 interviews worden samengevoegd.',
          kind: 'checkbox',
          optional: true,
          options: CELL_FACTS.map((value) => ({
            value,
            ...CELL_LABELS[value],
            checked: chosenCells.includes(value),
          })),
        }
      : null,
    by: margins.map(({ key }) => key),
    margins: margins.map((margin) => ({
      label: margin.label,
      fields: margin.present.map((level) => levelField(margin.key, level, state)),
    })),
    method: methodChoice(state),
    limits: [
      {
        ...field('lowest', 'Laagste gewicht', state),
        width: 'short',
        inputMode: 'decimal',
        optional: true,
      },
      { ...field('highest', 'Hoogste gewicht', state), width: 'short', inputMode: 'decimal', optional: true },
    ],
  };
}

function methodChoice({ margins, typed }: WeightsPageState): ChoiceGroup | null {
  if (margins.length !== 1) return null;
  return {
    name: 'method',
    label: 'Aanpassen met',
    kind: 'radio',
    options: [
      {
        value: 'post-stratified',
        label: 'Poststratificatie',
        description: 'gebruikelijk bij één kenmerk',
        checked: typed['method'] !== 'raked',
      },
      {
        value: 'raked',
        label: 'Raken',
        description: 'zelfde gewichten; de foutmarge wordt berekend zoals bij meer kenmerken',
        checked: typed['method'] === 'raked',
      },
    ],
  };
}

/** The field of one level of one background. */
export function totalField(by: string, level: string): string {
  return `total_${by}_${level}`;
}

const FEW = 10;

function levelField(
  by: string,
  { key, label, interviews, weighted, known }: ChosenMargin['present'][number],
  state: WeightsPageState,
): TextField {
  const name = totalField(by, key);
  // Beside the weight, a small number would tell itself.
  const now =
    interviews < FEW
      ? `nu minder dan ${String(FEW)} interviews`
      : `nu ${formatCount(interviews)} interviews, gewogen ${formatCount(Math.round(weighted))}`;
  const own = field(name, key === UNKNOWN ? 'Niet bekend' : label, state);
  return {
    ...own,
    value: own.value === '' && known !== null ? String(known) : own.value,
    description: now,
    width: 'short',
    inputMode: 'decimal',
  };
}

function field(name: string, label: string, { typed, errors }: WeightsPageState): TextField {
  const error = errors[name];
  return {
    name,
    label,
    value: [typed[name] ?? ''].flat().join(' '),
    ...(error === undefined ? {} : { error }),
  };
}

/** Two decimals, as the Dutch write them. */
export function twoDecimals(value: number): string {
  return value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
