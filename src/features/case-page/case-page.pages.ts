import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import { CASE_ATTENTION_LABELS } from '../../domain/calling/case-attention.js';
import { CONTACT_ROLE_LABELS } from '../../domain/consent/consent-record.js';
import type { ConsentVerdict, NobodyReason } from '../../domain/consent/who-may-be-asked.js';
import { appointmentOwner, rateGroup } from '../../domain/contact/case-state.js';
import { CASE_STATUS_TABLE, caseStatusAfter } from '../../domain/contact/case-status.js';
import { RATE_GROUP_LABELS } from '../../domain/contact/outcome.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  ButtonLink,
  DataTable,
  Link,
  PageHeading,
  SubNavigation,
  SummaryList,
} from '../../web/components.js';
import { formatCount, formatMoment, formatPrice, formatSeconds } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import {
  caseAppointmentPath,
  casePagePath,
  outcomeUndoPath,
  studyNavigation,
  studyPath,
} from '../studies/study-navigation.js';
import { historyTable } from './case-history.pages.js';
import type { CaseOverview } from './case-page.service.js';

interface CasePage {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly why: Alert;
  readonly facts: SummaryList;
  readonly family: readonly (Link & { readonly status: string })[];
  readonly history: DataTable;
}

export const casePageView = view<CasePage>('case-page/show');

export function casePage(
  overview: CaseOverview,
  { roles }: { readonly roles: readonly Role[]; readonly csrfToken: string },
): CasePage {
  const { study, file, explanation, family } = overview;
  const { caseNumber } = file.record;
  return {
    title: `Casus ${caseNumber}`,
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'cases'),
    breadcrumb: {
      items: [{ label: 'Casussen', href: studyPath(study.slug, 'cases') }],
      current: `Casus ${caseNumber}`,
    },
    heading: {
      title: `Casus ${caseNumber}`,
      badge: statusBadge(overview),
      actions: [
        ...actionLink(overview),
        ...appointmentLink(overview),
        ...undoLink(overview),
        ...withdrawalLink(overview, roles),
      ],
    },
    why: {
      tone: explanation.mayBeCalledNow ? 'success' : 'info',
      title: explanation.mayBeCalledNow ? 'Waarom deze casus' : 'Waarom nu niet',
      text: explanation.sentence,
    },
    facts: factsOf(overview),
    family: family.map(({ caseNumber: number, status }) => ({
      label: `Casus ${number}`,
      href: casePagePath(study.slug, number),
      status: CASE_STATUS_TABLE[status].label,
    })),
    history: historyTable(overview),
  };
}

function actionLink({ study, file: { record } }: CaseOverview): ButtonLink[] {
  if (study.status !== 'fieldwork') return [];
  const href = `${studyPath(study.slug)}/case-actions/new?number=${encodeURIComponent(record.caseNumber)}`;
  return [{ label: 'Iets doen met deze casus', href, kind: 'secondary' }];
}

/** Somebody may ring back to make an appointment, move it, or call it off. */
function appointmentLink({ study, file: { record, state } }: CaseOverview): ButtonLink[] {
  if (study.status !== 'fieldwork' || caseStatusAfter(state.status, 'appoint') === null) return [];
  const label = state.appointment === null ? 'Afspraak maken' : 'Afspraak verzetten of afzeggen';
  return [{ label, href: caseAppointmentPath(study.slug, record.caseNumber), kind: 'secondary' }];
}

function undoLink({ last }: CaseOverview): ButtonLink[] {
  if (last?.hindrance !== null) return [];
  const href = outcomeUndoPath(last.study.slug, last.record.caseNumber);
  return [{ label: 'Laatste uitkomst terugdraaien', href, kind: 'secondary' }];
}

/** Where a supervisor sees what a withdrawal would do; none for a case without contact data. */
function withdrawalLink(
  { study, file: { record, state } }: CaseOverview,
  roles: readonly Role[],
): ButtonLink[] {
  const isGone = state.status === 'withdrawn' || state.status === 'excluded' || study.status === 'destroyed';
  if (isGone || !mayDo(roles, 'consent.withdraw')) return [];
  const href = `${studyPath(study.slug, 'withdrawals')}/cases/${record.caseNumber}`;
  return [{ label: 'Toestemming intrekken', href, kind: 'secondary' }];
}

function statusBadge({ file: { state } }: CaseOverview): Badge {
  const { label, isFinal } = CASE_STATUS_TABLE[state.status];
  return { text: label, tone: isFinal ? 'neutral' : 'info' };
}

function factsOf(overview: CaseOverview): SummaryList {
  const { study, file, attempts } = overview;
  const { record, state, verdict } = file;
  const group = rateGroup(state);
  const domain = study.domains.find(({ id }) => id === record.domainId);
  const segment = domain?.segments.find(({ code }) => code === record.segment);
  return {
    items: [
      {
        label: 'Domein',
        value: [domain?.label, segment?.label].filter((text) => text !== undefined).join(', '),
      },
      { label: 'Deelsteekproef', value: String(record.replicate) },
      { label: 'Telt in de respons als', value: group === null ? 'nog niet' : RATE_GROUP_LABELS[group] },
      {
        label: 'Pogingen',
        value: `${formatCount(attempts.made)} van hoogstens ${formatCount(attempts.allowed)}`,
        ...attentionBadge(overview),
      },
      ...costFacts(overview),
      { label: 'Nummers', value: numbersText(overview) },
      { label: 'Wie mag worden gevraagd', value: verdictText(verdict, file.bornOn === null) },
      ...handFacts(overview),
      ...assignedFacts(overview),
      ...appointmentFacts(overview),
      ...(state.language === null ? [] : [{ label: 'Taal die nodig is', value: state.language }]),
    ],
  };
}

/** Minutes and costs, as far as the telephone provider has worked them out. */
function costFacts({ costs }: CaseOverview): SummaryList['items'] {
  if (costs === null) return [];
  const { calls, seconds, price, priceUnit } = costs;
  const made = calls === 1 ? '1 telefoontje' : `${formatCount(calls)} telefoontjes`;
  const cost = priceUnit === null ? 'kosten nog onbekend' : formatPrice(price, priceUnit);
  return [{ label: 'Via de telefoondienst', value: `${made}, ${formatSeconds(seconds)} gesprek, ${cost}` }];
}

function attentionBadge({ attention }: CaseOverview): { badge?: Badge } {
  return attention === null ? {} : { badge: { text: CASE_ATTENTION_LABELS[attention], tone: 'warning' } };
}

function numbersText({ file: { state } }: CaseOverview): string {
  if (state.numbers.length === 0) return 'geen';
  return state.numbers
    .map(({ reaches, isFailed }, index) => {
      const whose = reaches === 'household' ? 'huishouden' : CONTACT_ROLE_LABELS[reaches];
      return `${String(index + 1)}. ${whose}${isFailed ? ' (klopt niet)' : ''}`;
    })
    .join(', ');
}

const NOBODY: Readonly<Record<NobodyReason, string>> = {
  withdrawn: 'niemand: de toestemming is ingetrokken',
  adult_refused: 'niemand: de ouder of voogd wil niet',
  youth_refused: 'niemand: de jongere wil niet',
  youth_and_adult_refused: 'niemand: de jongere en de ouder of voogd willen niet',
};

function verdictText(verdict: ConsentVerdict, isErased: boolean): string {
  if (isErased) return 'niemand: de contactgegevens zijn gewist';
  if (verdict.kind === 'nobody') return NOBODY[verdict.reason];
  const first = `eerst de ${CONTACT_ROLE_LABELS[verdict.askFor]}`;
  if (verdict.mayBeInterviewed === null) return first;
  return `${first}; het interview mag met de ${CONTACT_ROLE_LABELS[verdict.mayBeInterviewed]}`;
}

function handFacts({ file, names, now }: CaseOverview): SummaryList['items'] {
  const { leaseInterviewerId: id, leaseUntil: until } = file.record;
  if (id === null || until === null || until <= now) return [];
  return [{ label: 'Nu in handen van', value: `${names.get(id) ?? ''}, tot ${formatMoment(until)}` }];
}

function assignedFacts({ file: { state }, names }: CaseOverview): SummaryList['items'] {
  if (state.assignedTo === null) return [];
  return [{ label: 'Toegewezen aan', value: names.get(state.assignedTo) ?? 'een oud account' }];
}

function appointmentFacts({ file: { state }, names }: CaseOverview): SummaryList['items'] {
  const { appointment } = state;
  if (appointment === null) return [];
  const { at, firmness, withRole } = appointment;
  const kind = firmness === 'hard' ? 'vast' : 'zacht';
  const by = names.get(appointmentOwner(state) ?? '');
  return [
    {
      label: 'Afspraak',
      value: `${formatMoment(at)}, ${kind}, met de ${CONTACT_ROLE_LABELS[withRole]}${by === undefined ? '' : `, door ${by}`}`,
    },
  ];
}
