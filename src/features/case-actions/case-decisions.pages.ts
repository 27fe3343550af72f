import type { Role } from '../../domain/access/role.js';
import { CASE_ACTION_LABELS, type CaseDecision } from '../../domain/contact/case-action.js';
import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import type {
  ChoiceGroup,
  ErrorSummary,
  Link,
  SelectField,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { caseAppointmentPath, caseDecisionPath, casePagePath } from '../studies/study-navigation.js';
import { interviewerField, reasonText, top, type Top } from './case-action-parts.js';
import { NOTHING_TYPED, type TypedAction } from './case-actions.forms.js';
import type { CaseToDecide } from './case-decisions.service.js';

interface DecisionPage extends Top {
  readonly facts: SummaryList;
  readonly action: string;
  readonly seenAt: string;
  readonly what: ChoiceGroup;
  /** `null` when the case cannot be assigned to anybody. */
  readonly interviewer: SelectField | null;
  readonly reason: TextField;
  readonly errors: ErrorSummary;
  /** For who rings back. */
  readonly appointment: Link;
  readonly back: Link;
}

export const decisionView = view<DecisionPage>('case-actions/decide');

export function decisionPage(
  about: CaseToDecide,
  roles: readonly Role[],
  typed: TypedAction = NOTHING_TYPED,
  errors: FieldErrors = {},
): DecisionPage {
  const { study, file, why, missingEffort, possible, seenAt } = about;
  const { caseNumber } = file.record;
  return {
    ...top(study, roles, `Besluit over casus ${caseNumber}`),
    facts: {
      items: [
        { label: 'Stand', value: CASE_STATUS_TABLE[file.state.status].label },
        { label: 'Volgende belpoging', value: why },
        ...(missingEffort.length === 0
          ? []
          : [{ label: 'Voor een volledige inzet', value: missingEffort.join(', ') }]),
      ],
    },
    action: caseDecisionPath(study.slug, caseNumber),
    seenAt,
    what: {
      name: 'action',
      label: 'Wat wilt u doen?',
      kind: 'radio',
      options: possible.map((decision) => ({
        value: decision,
        label: CASE_ACTION_LABELS[decision],
        checked: decision === typed.action,
        ...AFTERWARDS[decision],
      })),
      ...fieldError(errors, 'action'),
    },
    interviewer: about.possible.includes('assign')
      ? interviewerField(about.interviewers, typed.interviewer, { whose: 'casus', errors })
      : null,
    reason: reasonText(typed.reason, errors),
    errors: errorSummary(errors),
    appointment: {
      label: 'Belde iemand terug? Maak, verzet of zeg een afspraak af',
      href: caseAppointmentPath(study.slug, caseNumber),
    },
    back: { label: 'Terug naar de casus', href: casePagePath(study.slug, caseNumber) },
  };
}

const AFTERWARDS: Partial<Readonly<Record<CaseDecision, { readonly description: string }>>> = {
  allow: { description: 'Hooguit één keer, door een andere enquêteur dan wie de weigering kreeg.' },
  release: { description: 'Alleen als de enquêteur niet meer terugkomt.' },
  give_up: {
    description:
      'Wie niet bereikt is, telt dan als non-contact; met een poging erbij gaat de casus weer open. Een afgebroken interview met genoeg antwoorden telt als gedeeltelijk.',
  },
};
