import { CASE_STATUS_TABLE } from '../../domain/contact/case-status.js';
import { isFinalRefusal } from '../../domain/contact/final-refusal.js';
import { OUTCOMES } from '../../domain/contact/outcome-table.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import type { Alert, ErrorSummary, Link, SummaryList, TextField } from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath, OWN_OUTCOME_UNDO_PATH, outcomeUndoPath } from '../studies/study-navigation.js';
import type { UndoableOutcome } from './outcome-undo.service.js';

interface UndoPage {
  readonly title: string;
  readonly studyName: string;
  readonly facts: SummaryList;
  /** Why it cannot be done; the form is left out then. */
  readonly hindrance: Alert | null;
  readonly happens: readonly string[];
  readonly action: string;
  readonly outcomeId: string;
  readonly reason: TextField;
  readonly errors: ErrorSummary;
  readonly submit: string;
  readonly back: Link;
}

export const undoView = view<UndoPage>('outcome-undo/form');

/** Who takes the outcome back: the interviewer goes on with the call, after a supervisor the queue has the case. */
export type UndoneBy = 'interviewer' | 'supervisor';

export function undoPage(
  undoable: UndoableOutcome,
  by: UndoneBy,
  typed: { readonly reason: string; readonly errors: FieldErrors } = { reason: '', errors: {} },
): UndoPage {
  const { study, record, outcome, hindrance } = undoable;
  const isOwn = by === 'interviewer';
  return {
    title: 'Uitkomst terugdraaien',
    studyName: study.name,
    facts: {
      items: [
        { label: 'Casus', value: record.caseNumber },
        { label: 'Vastgelegde uitkomst', value: outcomeLabel(study.rules.outcomes, outcome.code) },
        { label: 'Vastgelegd op', value: formatMoment(outcome.at) },
        { label: 'Stand van de casus', value: CASE_STATUS_TABLE[record.status].label },
      ],
    },
    hindrance:
      hindrance === null
        ? null
        : { tone: 'warning', title: 'Deze uitkomst kan niet worden teruggedraaid', text: hindrance },
    happens: happensOf(undoable, by),
    action: isOwn ? OWN_OUTCOME_UNDO_PATH : outcomeUndoPath(study.slug, record.caseNumber),
    outcomeId: outcome.outcomeId,
    reason: {
      name: 'reason',
      label: 'Waarom klopt de uitkomst niet?',
      description: 'Bijvoorbeeld: verkeerde knop. Noem geen namen of telefoonnummers.',
      value: typed.reason,
      width: 'full',
      maxLength: 200,
      autocomplete: 'off',
      ...fieldError(typed.errors, 'reason'),
    },
    errors: errorSummary(typed.errors),
    submit: isOwn ? 'Terugdraaien en verder met deze casus' : 'Uitkomst terugdraaien',
    back: isOwn
      ? { label: 'Terug', href: '/fieldwork' }
      : { label: 'Terug naar de casus', href: casePagePath(study.slug, record.caseNumber) },
  };
}

function happensOf({ outcome }: UndoableOutcome, by: UndoneBy): readonly string[] {
  const { code, appointment } = outcome;
  const { concerns } = OUTCOMES[code];
  const isInterview = code === 'complete' || code === 'partial';
  return [
    by === 'interviewer'
      ? 'U krijgt de casus terug, bij hetzelfde telefoontje, en legt de juiste uitkomst vast.'
      : 'De casus gaat terug in de wachtrij. Het telefoontje blijft meetellen, zonder uitkomst.',
    ...(appointment === null ? [] : ['De afspraak die erbij hoorde, vervalt.']),
    ...(isFinalRefusal(code) ? ['De weigering waarmee dit gesprek eindigde, vervalt.'] : []),
    ...(isInterview
      ? [
          'Het interview is weer open. Alle antwoorden blijven bewaard; wat er al van gecodeerd was, wordt later opnieuw gecodeerd.',
        ]
      : []),
    ...(concerns === 'family' ? ['De andere casussen van het gezin worden weer gebeld.'] : []),
    'De uitkomst blijft in de geschiedenis staan, als teruggedraaid, met uw reden.',
  ];
}
