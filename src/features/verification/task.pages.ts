import type { Role } from '../../domain/access/role.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { personLabel } from '../../domain/consent/person-label.js';
import { readableNumber } from '../../domain/telephone/readable-number.js';
import {
  MOST_VERIFICATION_CALLS,
  VERIFICATION_OUTCOMES,
  VERIFICATION_TEXTS,
} from '../../domain/verification/verification-outcome.js';
import type {
  Alert,
  Breadcrumb,
  ChoiceGroup,
  DataTable,
  ErrorSummary,
  Link,
  SubNavigation,
  SummaryList,
} from '../../web/components.js';
import { formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { casePagePath, studyNavigation, studyPath } from '../studies/study-navigation.js';
import { verificationPath } from './verification-tables.js';
import { REFUSAL_TEXTS, type VerificationTask } from './verification.service.js';

interface TaskPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly facts: SummaryList;
  /** Why nobody is called now; `null` when somebody may be, or is. */
  readonly refusal: Alert | null;
  /** Where the call begins; `null` when none may. */
  readonly callAction: string | null;
  readonly conversation: Conversation | null;
  readonly calls: DataTable;
  readonly links: readonly Link[];
}

/** The call in hand. */
interface Conversation {
  readonly who: SummaryList | null;
  readonly gone: Alert | null;
  readonly action: string;
  readonly callId: string;
  readonly outcome: ChoiceGroup;
  readonly errors: ErrorSummary;
}

export const taskView = view<TaskPage>('verification/task');

export function taskPage(task: VerificationTask, roles: readonly Role[], errors: FieldErrors = {}): TaskPage {
  const { study, interview, calls, standing, check, inHand } = task;
  const path = verificationPath(study.slug, interview.caseNumber);
  return {
    title: `Controle van casus ${interview.caseNumber}`,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'quality/verification'),
    breadcrumb: {
      items: [{ label: 'Controlegesprekken', href: verificationPath(study.slug) }],
      current: `Casus ${interview.caseNumber}`,
    },
    facts: {
      items: [
        { label: 'Interview voltooid', value: formatMoment(interview.heldAt) },
        {
          label: 'Telefoontjes voor de controle',
          value: `${String(calls.length)} van ${String(MOST_VERIFICATION_CALLS)}`,
        },
        {
          label: 'Uitkomst',
          value: standing.outcome === null ? 'nog geen' : VERIFICATION_TEXTS[standing.outcome].label,
        },
      ],
    },
    refusal:
      inHand !== null || check.ok
        ? null
        : { tone: 'info', title: 'Er kan nu niet worden gebeld', text: REFUSAL_TEXTS[check.refusal] },
    callAction: inHand === null && check.ok ? `${path}/call` : null,
    conversation: inHand === null ? null : conversationOf(task, inHand, path, errors),
    calls: callsTable(task),
    links: [
      { label: 'De casus bekijken', href: casePagePath(study.slug, interview.caseNumber) },
      { label: 'Toestemming intrekken', href: studyPath(study.slug, 'withdrawals') },
    ],
  };
}

function conversationOf(
  { study }: VerificationTask,
  { call, contact }: NonNullable<VerificationTask['inHand']>,
  path: string,
  errors: FieldErrors,
): Conversation {
  const dialled = contact?.contacts.find(({ id }) => id === call.contactId) ?? null;
  return {
    who:
      contact === null || dialled === null
        ? null
        : {
            items: [
              { label: 'Vraag naar', value: personLabel(contact.fullName, call.askedFor, dialled) },
              {
                label: `Nummer van de ${CONTACT_ROLE_LABELS[dialled.kind]}`,
                value: study.isPractice ? 'verborgen omdat u oefent' : readableNumber(dialled.number ?? ''),
              },
            ],
          },
    gone:
      contact !== null && dialled !== null
        ? null
        : {
            tone: 'warning',
            title: 'Bel niet (meer)',
            text: 'De regels voor toestemming zijn intussen anders: iemand trok zich terug, werd 12 of 16, of het nummer is gewist.',
          },
    action: `${path}/outcome`,
    callId: call.id,
    outcome: {
      kind: 'radio',
      name: 'outcome',
      label: 'Wat kwam eruit?',
      options: VERIFICATION_OUTCOMES.map((code) => ({
        value: code,
        ...VERIFICATION_TEXTS[code],
        checked: false,
      })),
      ...fieldError(errors, 'outcome'),
    },
    errors: errorSummary(errors),
  };
}

function callsTable({ calls }: VerificationTask): DataTable {
  return {
    id: 'telefoontjes',
    caption: 'Telefoontjes voor de controle',
    columns: [{ label: 'Wanneer' }, { label: 'Gevraagd naar' }, { label: 'Uitkomst' }],
    rows: calls.map(({ calledAt, askedFor, outcome }) => [
      { text: formatMoment(calledAt) },
      { text: `de ${CONTACT_ROLE_LABELS[askedFor]}` },
      { text: outcome === null ? 'nog geen' : VERIFICATION_TEXTS[outcome].label },
    ]),
    empty: 'Er is nog niet gebeld.',
  };
}
