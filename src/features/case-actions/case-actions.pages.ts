import type { Role } from '../../domain/access/role.js';
import { CASE_ACTION_LABELS, CASE_ACTIONS, type CaseAction } from '../../domain/contact/case-action.js';
import type {
  Alert,
  Breadcrumb,
  Cell,
  DataTable,
  ErrorSummary,
  Link,
  SelectField,
  SubNavigation,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { NOTHING_TYPED, type TypedAction } from './case-actions.forms.js';
import type { ActionOverview, SortedCases, StoredAction } from './case-actions.service.js';
import { MOST_CASES } from './case-actions.service.js';

/** What stands at the top of each of these pages. */
interface Top {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
}

interface ChoosePage extends Top {
  readonly chosen: string;
  readonly warning: Alert | null;
  readonly action: string;
  readonly cases: string;
  readonly what: SelectField;
  readonly interviewer: SelectField;
  readonly reason: TextField;
  readonly errors: ErrorSummary;
  readonly back: Link;
}

interface PreviewPage extends Top {
  readonly facts: SummaryList;
  readonly table: DataTable;
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** `null` when nothing can be done. */
  readonly submit: string | null;
  readonly back: Link;
}

interface ActionPage extends Top {
  readonly facts: SummaryList;
  readonly cases: readonly Link[];
  readonly more: string | null;
  readonly undone: DataTable | null;
  readonly left: DataTable | null;
  /** Where to take it back; `null` when nothing of it can be. */
  readonly undo: {
    readonly action: string;
    readonly text: string;
    readonly reason: TextField;
    readonly errors: ErrorSummary;
  } | null;
}

interface ActionListPage extends Top {
  readonly actions: DataTable;
}

export const chooseView = view<ChoosePage>('case-actions/choose');
export const previewView = view<PreviewPage>('case-actions/preview');
export const actionView = view<ActionPage>('case-actions/show');
export const actionListView = view<ActionListPage>('case-actions/list');

/** The address of the actions of a study, or of one of them. */
export function actionsPath(slug: string, last = ''): string {
  const path = `${studyPath(slug)}/case-actions`;
  return last === '' ? path : `${path}/${last}`;
}

function top(study: Study, roles: readonly Role[], title: string): Top {
  return {
    title,
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'cases'),
    breadcrumb: {
      items: [{ label: 'Casussen', href: studyPath(study.slug, 'cases') }],
      current: title,
    },
  };
}

/** The cases that were chosen, and who could get them. */
export interface Chosen {
  readonly study: Study;
  readonly caseNumbers: readonly string[];
  /** Whether the choice holds more cases than are changed at once. */
  readonly hasMore: boolean;
  readonly interviewers: readonly { readonly id: string; readonly name: string }[];
}

export function choosePage(
  { study, caseNumbers, hasMore, interviewers }: Chosen,
  roles: readonly Role[],
  typed: TypedAction = NOTHING_TYPED,
  errors: FieldErrors = {},
): ChoosePage {
  return {
    ...top(study, roles, 'Iets doen met casussen'),
    chosen: countText(caseNumbers),
    warning: hasMore
      ? {
          tone: 'warning',
          title: `Er passen meer dan ${formatCount(MOST_CASES)} casussen bij uw keuze`,
          text: `Alleen de eerste ${formatCount(MOST_CASES)}, op nummer, doen mee. Kies preciezer, of pauzeer een heel domein.`,
          link: { label: 'Veldwerk pauzeren', href: `${studyPath(study.slug, 'fieldwork')}/pause` },
        }
      : null,
    action: actionsPath(study.slug, 'preview'),
    cases: caseNumbers.join(' '),
    what: {
      name: 'action',
      label: 'Wat wilt u doen?',
      value: typed.action,
      options: [
        { value: '', label: 'Kies' },
        ...CASE_ACTIONS.map((value) => ({ value, label: CASE_ACTION_LABELS[value] })),
      ],
      ...fieldError(errors, 'action'),
    },
    interviewer: {
      name: 'interviewer',
      label: 'Enquêteur',
      description: 'Alleen bij toewijzen. Niemand anders krijgt de casussen dan.',
      optional: true,
      value: typed.interviewer,
      options: [
        { value: '', label: 'geen' },
        ...interviewers.map(({ id, name }) => ({ value: id, label: name })),
      ],
      ...fieldError(errors, 'interviewer'),
    },
    reason: reasonText(typed.reason, errors),
    errors: errorSummary(errors),
    back: { label: 'Terug naar de casussen', href: studyPath(study.slug, 'cases') },
  };
}

export function reasonText(value: string, errors: FieldErrors): TextField {
  return {
    name: 'reason',
    label: 'Waarom?',
    description: 'Komt in de geschiedenis. Noem geen namen of telefoonnummers.',
    value,
    width: 'full',
    maxLength: 200,
    autocomplete: 'off',
    ...fieldError(errors, 'reason'),
  };
}

function countText(caseNumbers: readonly unknown[]): string {
  return caseNumbers.length === 1 ? '1 casus' : `${formatCount(caseNumbers.length)} casussen`;
}

/** So many numbers are written out in a row of a table. */
const MOST_NAMED = 20;

function namedCases(caseNumbers: readonly string[]): string {
  const named = caseNumbers.slice(0, MOST_NAMED).join(', ');
  const rest = caseNumbers.length - MOST_NAMED;
  return rest > 0 ? `${named} en nog ${formatCount(rest)}` : named;
}

export function previewPage(sorted: SortedCases, roles: readonly Role[], typed: TypedAction): PreviewPage {
  const { study, action, interviewer, possible } = sorted;
  const numbers = possible.map(({ record: { caseNumber } }) => caseNumber);
  return {
    ...top(study, roles, 'Controleren en doen'),
    facts: {
      items: [
        { label: 'Wat', value: CASE_ACTION_LABELS[action] },
        ...(interviewer === null ? [] : [{ label: 'Enquêteur', value: interviewer }]),
        { label: 'Waarom', value: typed.reason },
      ],
    },
    table: {
      id: 'gevolg',
      caption: 'Wat er gebeurt; er is nog niets gewijzigd',
      columns: [{ label: 'Wat' }, { label: 'Casussen', numeric: true }, { label: 'Nummers', wide: true }],
      rows: [
        [{ text: 'Gebeurt' }, { text: formatCount(numbers.length) }, { text: namedCases(numbers) }],
        ...reasonRows(sorted.impossible, 'Gebeurt niet'),
      ],
      empty: '',
    },
    action: actionsPath(study.slug),
    hidden: [
      ...Object.entries(typed).map(([name, value]: [string, string]) => ({ name, value })),
      { name: 'cases', value: numbers.join(' ') },
    ],
    submit: numbers.length === 0 ? null : `${DO_LABELS[action]}: ${countText(numbers)}`,
    back: { label: 'Terug naar de casussen', href: studyPath(study.slug, 'cases') },
  };
}

function reasonRows(impossible: ReadonlyMap<string, readonly string[]>, label: string): Cell[][] {
  return [...impossible].map(([why, numbers]) => [
    { text: `${label}: ${why}` },
    { text: formatCount(numbers.length) },
    { text: namedCases(numbers) },
  ]);
}

const DO_LABELS: Readonly<Record<CaseAction, string>> = {
  assign: 'Toewijzen',
  unassign: 'Toewijzing opheffen',
  pause: 'Pauzeren',
  resume: 'Pauze opheffen',
  extend: 'Poging toevoegen',
  release: 'Uit handen nemen',
  allow: 'Nog één keer bellen',
  refuse: 'Sluiten als weigering',
};

export function actionLabel({ kind }: Pick<StoredAction, 'kind'>): string {
  return kind === 'undo' ? 'Teruggedraaid' : CASE_ACTION_LABELS[kind];
}

export function actionPage(
  overview: ActionOverview,
  roles: readonly Role[],
  typed: { readonly reason: string; readonly errors: FieldErrors } = { reason: '', errors: {} },
): ActionPage {
  const { study, action, undos, caseNumbers, undo, names } = overview;
  const by = (id: string | null): string =>
    id === null ? 'het programma' : (names.get(id) ?? 'een oud account');
  const rest = caseNumbers.length - MOST_NAMED;
  return {
    ...top(study, roles, actionLabel(action)),
    facts: {
      items: [
        { label: 'Wanneer', value: formatMoment(action.madeAt) },
        { label: 'Door', value: by(action.madeBy) },
        ...(action.interviewerId === null ? [] : [{ label: 'Enquêteur', value: by(action.interviewerId) }]),
        { label: 'Waarom', value: action.reason },
        { label: 'Casussen', value: formatCount(action.cases) },
      ],
    },
    cases: caseNumbers
      .slice(0, MOST_NAMED)
      .map((number) => ({ label: number, href: casePagePath(study.slug, number) })),
    more: rest > 0 ? `en nog ${formatCount(rest)}` : null,
    undone:
      undos.length === 0
        ? null
        : {
            id: 'teruggedraaid',
            caption: 'Teruggedraaid',
            columns: [
              { label: 'Wanneer' },
              { label: 'Casussen', numeric: true },
              { label: 'Waarom', wide: true },
              { label: 'Door' },
            ],
            rows: undos.map((one): Cell[] => [
              { text: formatMoment(one.madeAt) },
              { text: formatCount(one.cases) },
              { text: one.reason },
              { text: by(one.madeBy) },
            ]),
            empty: '',
          },
    left:
      undo.impossible.size === 0
        ? null
        : {
            id: 'blijft',
            caption: 'Niet (meer) terug te draaien',
            columns: [
              { label: 'Waarom' },
              { label: 'Casussen', numeric: true },
              { label: 'Nummers', wide: true },
            ],
            rows: reasonRows(undo.impossible, 'Blijft'),
            empty: '',
          },
    undo:
      undo.possible.length === 0
        ? null
        : {
            action: actionsPath(study.slug, `${action.id}/undo`),
            text: `Dit is terug te draaien voor ${countText(undo.possible)}: daarmee is sindsdien niets gebeurd.`,
            reason: reasonText(typed.reason, typed.errors),
            errors: errorSummary(typed.errors),
          },
  };
}

export function actionListPage(
  study: Study,
  roles: readonly Role[],
  {
    actions,
    names,
  }: { readonly actions: readonly StoredAction[]; readonly names: ReadonlyMap<string, string> },
): ActionListPage {
  return {
    ...top(study, roles, 'Wat er met casussen is gedaan'),
    actions: {
      id: 'acties',
      caption: 'De laatste honderd, de nieuwste eerst',
      columns: [
        { label: 'Wanneer' },
        { label: 'Wat' },
        { label: 'Casussen', numeric: true },
        { label: 'Waarom', wide: true },
        { label: 'Door' },
      ],
      rows: actions.map((one): Cell[] => [
        {
          text: formatMoment(one.madeAt),
          href: actionsPath(study.slug, one.undoesActionId ?? one.id),
        },
        { text: actionLabel(one) },
        { text: formatCount(one.cases) },
        { text: one.reason },
        { text: one.madeBy === null ? 'het programma' : (names.get(one.madeBy) ?? 'een oud account') },
      ]),
      empty: 'Er is nog niets gedaan. Kies casussen in de lijst.',
    },
  };
}
