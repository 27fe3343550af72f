import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { outcomeLabel } from '../../domain/contact/study-outcomes.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import type { Alert, ButtonLink, EmptyState, Link, PostButton, SubNavigation } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { CaseRecord } from '../cases/cases.service.js';
import type { UndoableOutcome } from '../outcome-undo/outcome-undo.service.js';
import type { Study } from '../studies/studies.service.js';
import { OWN_OUTCOME_UNDO_PATH, studyNavigation } from '../studies/study-navigation.js';
import { casePath } from './case-path.js';
import type { FieldworkReadiness } from './fieldwork-start.service.js';

export interface CallingPage {
  readonly title: string;
  readonly links: readonly ButtonLink[];
  readonly held: (Link & { readonly text: string }) | null;
  /** Where to report a concern about the case that left their hands last. */
  readonly concern: Link | null;
  /** What was recorded last, and where to take it back. */
  readonly last: (Link & { readonly text: string }) | null;
  readonly studies: readonly { readonly name: string; readonly note: string; readonly button: PostButton }[];
  readonly empty: EmptyState;
  /** Calls go through a provider, in a window of their own or at the desk. */
  readonly hasTelephone: boolean;
}

export interface NoCasePage {
  readonly title: string;
  readonly studyName: string;
  readonly alert: Alert;
  readonly retry: PostButton;
}

export interface StartPage {
  readonly title: string;
  readonly subNavigation: SubNavigation;
  readonly studyName: string;
  readonly status: string;
  readonly alert: Alert | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly start: PostButton | null;
}

export const callingView = view<CallingPage>('fieldwork/calling');
export const noCaseView = view<NoCasePage>('fieldwork/no-case');
export const startView = view<StartPage>('fieldwork/start');

export function callingPage(
  studies: readonly Study[],
  held: CaseRecord | null,
  {
    csrfToken,
    isOnline,
    last,
    recent,
  }: {
    readonly csrfToken: string;
    readonly isOnline: boolean;
    readonly last: UndoableOutcome | null;
    readonly recent: CaseRecord | null;
  },
): CallingPage {
  return {
    title: 'Bellen',
    links: [
      { label: 'Mijn afspraken', href: '/fieldwork/appointments', kind: 'secondary' },
      { label: 'Mijn cijfers', href: '/fieldwork/my-figures', kind: 'secondary' },
    ],
    hasTelephone: isOnline,
    held:
      held === null
        ? null
        : {
            label: `Verder met casus ${held.caseNumber}`,
            href: casePath(held.caseNumber),
            text: `U heeft casus ${held.caseNumber} nog in handen. Rond die eerst af of geef hem terug.`,
          },
    concern:
      recent === null
        ? null
        : {
            label: `Zorgsignaal over casus ${recent.caseNumber} melden`,
            href: `${casePath(recent.caseNumber)}/concern`,
          },
    last: last?.hindrance === null ? lastOutcome(last) : null,
    studies: studies.map((study) => ({
      name: study.name,
      note: study.isPractice
        ? 'Oefenonderzoek: er wordt niet echt gebeld.'
        : `Verslagjaar ${String(study.reportYear)}`,
      button: nextCaseButton(study, csrfToken, 'Volgende casus'),
    })),
    empty: {
      title: 'Er is nu geen onderzoek in veldwerk',
      text: 'Zodra een veldwerkleider het veldwerk van een onderzoek start, staat het hier.',
    },
  };
}

function lastOutcome({ study, record, outcome }: UndoableOutcome): NonNullable<CallingPage['last']> {
  return {
    text: `U legde het laatst vast: casus ${record.caseNumber}, ${outcomeLabel(study.rules.outcomes, outcome.code)}, ${formatMoment(outcome.at)}.`,
    label: 'Klopt niet: terugdraaien',
    href: OWN_OUTCOME_UNDO_PATH,
  };
}

function nextCaseButton(study: Study, csrfToken: string, label: string): PostButton {
  return {
    action: '/fieldwork/next',
    csrfToken,
    label,
    about: `van ${study.name}`,
    kind: 'primary',
    fields: [{ name: 'study', value: study.slug }],
  };
}

export function noCasePage(
  study: Study,
  { nextAt, isPaused }: { readonly nextAt: Instant | null; readonly isPaused: boolean },
  csrfToken: string,
): NoCasePage {
  if (isPaused) {
    const text =
      'De veldwerkleider heeft het veldwerk gepauzeerd. Vraag hem of haar wanneer het verder gaat.';
    return {
      title: 'Geen casus aan de beurt',
      studyName: study.name,
      alert: { tone: 'warning', title: 'Het veldwerk is gepauzeerd', text },
      retry: nextCaseButton(study, csrfToken, 'Opnieuw proberen'),
    };
  }
  const text =
    nextAt === null
      ? 'Er staat geen volgende belpoging gepland. De veldwerkleider kan casussen vrijgeven of besluiten nemen.'
      : `De volgende casus kan worden gebeld vanaf ${formatMoment(nextAt)} uur.`;
  return {
    title: 'Geen casus aan de beurt',
    studyName: study.name,
    alert: { tone: 'info', title: 'Er is nu geen casus aan de beurt', text },
    retry: nextCaseButton(study, csrfToken, 'Opnieuw proberen'),
  };
}

export function startPage(
  readiness: FieldworkReadiness,
  { roles, csrfToken }: { roles: readonly Role[]; csrfToken: string },
): StartPage {
  const { study, caseCount, missing } = readiness;
  return {
    subNavigation: studyNavigation(study.slug, roles, 'fieldwork'),
    title: 'Veldwerk starten',
    studyName: study.name,
    status: STUDY_STATUS_LABELS[study.status],
    alert: alertOf(readiness),
    facts: [
      { label: 'Stand van het onderzoek', value: STUDY_STATUS_LABELS[study.status] },
      { label: 'Casussen om vrij te geven', value: formatCount(caseCount) },
      ...pendingFacts(readiness),
    ],
    start:
      missing.length > 0
        ? null
        : {
            action: `/studies/${study.slug}/fieldwork/start`,
            csrfToken,
            label: 'Veldwerk starten',
            about: `van ${study.name}`,
            kind: 'primary',
          },
  };
}

/** Of the cases above, as far as they are in the first replicate. */
function pendingFacts({ pendingCount }: FieldworkReadiness): StartPage['facts'] {
  if (pendingCount === 0) return [];
  const value = `${formatCount(pendingCount)}: bij de start worden zij uitgesloten en niet gebeld`;
  return [{ label: 'Gemarkeerd, niet bevestigd', value }];
}

function alertOf({ step, missing, unansweredCount }: FieldworkReadiness): Alert | null {
  if (missing.length > 0) {
    return { tone: 'warning', title: 'Het veldwerk kan nog niet starten', text: missing.join(' ') };
  }
  if (step === 'start_fieldwork' && unansweredCount > 0) return unansweredAlert(unansweredCount);
  if (step !== 'skip_check') return null;
  return {
    tone: 'warning',
    title: 'De organisaties hebben de steekproef niet gecontroleerd',
    text: 'Start u nu, dan vervalt die controle. Mensen die niet gebeld mogen worden, staan er dan misschien nog in.',
  };
}

function unansweredAlert(count: number): Alert {
  const who = count === 1 ? 'Eén organisatie heeft' : `${formatCount(count)} organisaties hebben`;
  return {
    tone: 'warning',
    title: `${who} de controlelijst nog niet teruggestuurd`,
    text: 'Start u nu, dan verandert de controle niet meer. Mensen die niet gebeld mogen worden, staan er dan misschien nog in.',
  };
}
