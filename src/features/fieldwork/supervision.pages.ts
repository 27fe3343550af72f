import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import { CASE_STATUS_TABLE, CASE_STATUSES, type CaseStatus } from '../../domain/contact/case-status.js';
import type { Alert, ButtonLink, Cell, DataTable, PostButton, SubNavigation } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import type { CaseFile } from '../cases/cases.service.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { FieldworkOverview, SupervisorDecision } from './supervision.service.js';

export interface SupervisionPage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly links: readonly ButtonLink[];
  readonly startHref: string | null;
  readonly counts: DataTable;
  readonly decisions: DataTable;
  readonly stuck: DataTable;
  readonly held: DataTable;
  readonly appointments: DataTable;
  /** Says that care concerns wait; `null` when none does. */
  readonly concerns: Alert | null;
}

export const supervisionView = view<SupervisionPage>('fieldwork/supervision');

interface Frame {
  readonly roles: readonly Role[];
  readonly csrfToken: string;
}

/** The fieldwork, and how many care concerns wait. */
export type SupervisionInput = FieldworkOverview & {
  readonly concerns: { readonly fresh: number; readonly inHand: number };
};

export function supervisionPage(overview: SupervisionInput, frame: Frame): SupervisionPage {
  const { study } = overview;
  const path = studyPath(study.slug, 'fieldwork');
  const isBefore = study.status === 'sample_drawn' || study.status === 'checking';
  return {
    title: 'Veldwerk',
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, frame.roles, 'fieldwork'),
    links: [
      { label: 'Afspraken', href: `${path}/appointments`, kind: 'secondary' },
      { label: 'Diensten', href: '/interviewers', kind: 'secondary' },
      { label: 'Waarom deze casus?', href: `${path}/why`, kind: 'secondary' },
      { label: 'Simulatie', href: `${path}/simulation`, kind: 'secondary' },
      { label: 'Toestemming intrekken', href: studyPath(study.slug, 'withdrawals'), kind: 'secondary' },
    ],
    startHref: isBefore ? `${path}/start` : null,
    counts: countsTable(overview),
    decisions: decisionsTable(overview, path, frame),
    stuck: stuckTable(overview, path, frame),
    held: heldTable(overview, path, frame),
    appointments: appointmentsTable(overview),
    concerns: concernsAlert(overview),
  };
}

function concernsAlert({ study, concerns: { fresh, inHand } }: SupervisionInput): Alert | null {
  if (fresh + inHand === 0) return null;
  return {
    tone: fresh > 0 ? 'danger' : 'info',
    title: fresh > 0 ? 'Er is een nieuw zorgsignaal' : 'Er is een zorgsignaal in behandeling',
    text: `Nieuw: ${formatCount(fresh)}. In behandeling: ${formatCount(inHand)}.`,
    link: { label: 'Zorgsignalen openen', href: studyPath(study.slug, 'concerns') },
  };
}

function countsTable({ study, counts }: FieldworkOverview): DataTable {
  const statuses = CASE_STATUSES.filter((status) => counts.some((one) => one.status === status));
  const count = (status: CaseStatus, domainId?: string): string =>
    formatCount(
      counts
        .filter((one) => one.status === status && (domainId === undefined || one.domainId === domainId))
        .reduce((sum, one) => sum + one.count, 0),
    );
  return {
    id: 'standen',
    caption: 'Casussen naar stand en domein',
    columns: [
      { label: 'Stand' },
      ...study.domains.map(({ label }) => ({ label, numeric: true })),
      { label: 'Totaal', numeric: true },
    ],
    rows: statuses.map((status) => [
      { text: CASE_STATUS_TABLE[status].label },
      ...study.domains.map(({ id }) => ({ text: count(status, id) })),
      { text: count(status) },
    ]),
    empty: 'Er zijn nog geen casussen. Trek eerst de steekproef.',
  };
}

const DECISION_LABELS: Readonly<Record<SupervisorDecision, string>> = {
  allow: 'Nog één keer bellen',
  refuse: 'Sluiten als weigering',
  extend: 'Eén poging erbij',
  resume: 'Weer bellen',
  give_up: 'Sluiten',
};

/** Decisions after which somebody is called again. */
const GOES_ON: readonly SupervisorDecision[] = ['allow', 'extend', 'resume'];

function decide(path: string, frame: Frame, file: CaseFile, decision: SupervisorDecision): PostButton {
  const { caseNumber } = file.record;
  return {
    action: `${path}/decide`,
    csrfToken: frame.csrfToken,
    label: DECISION_LABELS[decision],
    about: `voor casus ${caseNumber}`,
    kind: GOES_ON.includes(decision) ? 'secondary' : 'subtle',
    fields: [
      { name: 'caseNumber', value: caseNumber },
      { name: 'decision', value: decision },
    ],
  };
}

function decisionsTable({ toDecide }: FieldworkOverview, path: string, frame: Frame): DataTable {
  return {
    id: 'besluiten',
    caption: 'Zachte weigeringen waarover u beslist',
    columns: [
      { label: 'Casus' },
      { label: 'Geweigerd op' },
      { label: 'Nog één keer' },
      { label: 'Niet meer' },
    ],
    rows: toDecide.map((file): Cell[] => [
      { text: file.record.caseNumber },
      { text: momentOf(file.state.lastRefusalAt) },
      { text: '', action: decide(path, frame, file, 'allow') },
      { text: '', action: decide(path, frame, file, 'refuse') },
    ]),
    empty: 'Er wacht geen besluit.',
    notes: [
      'Wie zacht weigerde, wordt hooguit één keer nog gebeld: na 7 tot 10 dagen, door een andere enquêteur.',
    ],
  };
}

/** What one page shows of the cases that wait; the rest follows when these have been dealt with. */
const MOST_STUCK_CASES = 20;

/** First the cases that one more attempt may still help. */
function stuckTable({ stuck }: FieldworkOverview, path: string, frame: Frame): DataTable {
  const inOrder = stuck.toSorted((one, other) => Number(other.mayExtend) - Number(one.mayExtend));
  const rest = stuck.length - MOST_STUCK_CASES;
  return {
    id: 'vast',
    caption: 'Casussen zonder volgende belpoging',
    columns: [
      { label: 'Casus' },
      { label: 'Waarom', wide: true },
      { label: 'Verder bellen' },
      { label: 'Sluiten' },
    ],
    rows: inOrder
      .slice(0, MOST_STUCK_CASES)
      .map(({ file, reason, missingEffort, mayExtend, mayClose }): Cell[] => [
        { text: file.record.caseNumber },
        {
          text: reason,
          ...(missingEffort.length === 0
            ? {}
            : { detail: `Voor een volledige inzet: ${missingEffort.join(', ')}.` }),
        },
        goOn(file, mayExtend, (decision) => decide(path, frame, file, decision)),
        mayClose ? { text: '', action: decide(path, frame, file, 'give_up') } : { text: '–' },
      ]),
    empty: 'Elke open casus heeft een volgende belpoging.',
    ...(rest > 0
      ? { notes: [`En nog ${formatCount(rest)}. Die verschijnen als u over deze hebt beslist.`] }
      : {}),
  };
}

function goOn(
  { state }: CaseFile,
  mayExtend: boolean,
  button: (decision: SupervisorDecision) => PostButton,
): Cell {
  if (state.isPaused) return { text: '', action: button('resume') };
  return mayExtend ? { text: '', action: button('extend') } : { text: '–' };
}

function heldTable({ held }: FieldworkOverview, path: string, frame: Frame): DataTable {
  return {
    id: 'in-handen',
    caption: 'Wie heeft nu een casus',
    columns: [{ label: 'Casus' }, { label: 'Enquêteur' }, { label: 'Blijft tot' }, { label: 'Vrijgeven' }],
    rows: held.map(({ caseNumber, interviewer, until }): Cell[] => [
      { text: caseNumber },
      { text: interviewer },
      { text: momentOf(until as Instant) },
      {
        text: '',
        action: {
          action: `${path}/release`,
          csrfToken: frame.csrfToken,
          label: 'Vrijgeven',
          about: `van casus ${caseNumber}`,
          kind: 'subtle',
          fields: [{ name: 'caseNumber', value: caseNumber }],
        },
      },
    ]),
    empty: 'Niemand heeft nu een casus.',
  };
}

function appointmentsTable({ appointments }: FieldworkOverview): DataTable {
  return {
    id: 'afspraken',
    caption: 'Afspraken van vandaag',
    columns: [{ label: 'Tijd' }, { label: 'Casus' }, { label: 'Soort' }, { label: 'Met' }],
    rows: appointments.flatMap(({ record, state }): Cell[][] => {
      const { appointment } = state;
      if (appointment === null) return [];
      return [
        [
          { text: formatMoment(appointment.at).slice(-5) },
          { text: record.caseNumber },
          { text: appointment.firmness === 'hard' ? 'vast' : 'zacht' },
          { text: CONTACT_ROLE_LABELS[appointment.withRole] },
        ],
      ];
    }),
    empty: 'Er zijn vandaag geen afspraken.',
  };
}

function momentOf(at: Instant | null): string {
  return at === null ? '' : formatMoment(at);
}
