import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { CASE_ACTION_LABELS, CASE_ACTIONS, type CaseAction } from '../../domain/contact/case-action.js';
import type {
  Alert,
  DataTable,
  ErrorSummary,
  Link,
  SelectField,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import {
  actionsPath,
  countText,
  interviewerField,
  namedCases,
  reasonRows,
  reasonText,
  top,
  type Top,
} from './case-action-parts.js';
import { NOTHING_TYPED, type TypedAction } from './case-actions.forms.js';
import type { SortedCases } from './case-actions.service.js';
import { MOST_CASES } from './case-actions.service.js';

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

export const chooseView = view<ChoosePage>('case-actions/choose');
export const previewView = view<PreviewPage>('case-actions/preview');
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
    interviewer: interviewerField(interviewers, typed.interviewer, { whose: 'casussen', errors }),
    reason: reasonText(typed.reason, errors),
    errors: errorSummary(errors),
    back: { label: 'Terug naar de casussen', href: studyPath(study.slug, 'cases') },
  };
}

export function previewPage(
  sorted: SortedCases & { readonly seenAt: Instant },
  roles: readonly Role[],
  typed: TypedAction,
): PreviewPage {
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
      { name: 'seenAt', value: sorted.seenAt },
    ],
    submit: numbers.length === 0 ? null : `${DO_LABELS[action]}: ${countText(numbers)}`,
    back: { label: 'Terug naar de casussen', href: studyPath(study.slug, 'cases') },
  };
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
