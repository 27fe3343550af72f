import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';
import type {
  Alert,
  Badge,
  ButtonLink,
  DataTable,
  EmptyState,
  KeyFigures,
  PageHeading,
  SubNavigation,
} from '../../web/components.js';
import { formatCount, formatDate, formatMoment, formatPercentage } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { OrganisationCheck } from './checks.service.js';
import { rateTable } from './rates.pages.js';

interface ChecksPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly empty: EmptyState | null;
  readonly notice: Alert | null;
  readonly start: { readonly action: string } | null;
  readonly figures: KeyFigures | null;
  readonly organisations: DataTable | null;
  readonly rates: DataTable | null;
}

export const checksView = view<ChecksPage>('checks/list');

export function checksPage(
  study: Study,
  roles: readonly Role[],
  { checks, rules }: { checks: readonly OrganisationCheck[]; rules: CheckRules },
): ChecksPage {
  return {
    title: 'Controle',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'checks'),
    heading: {
      title: 'Controle door de organisaties',
      intro:
        'Elke organisatie krijgt alleen haar eigen getrokken cliënten en geeft aan wie niet gebeld mag worden. Wie één organisatie uitsluit, is voor iedereen uitgesloten.',
      ...(checks.length === 0 ? {} : { actions: actionsOf(study) }),
    },
    empty: study.status === 'design' ? notDrawn(study) : null,
    notice: noticeOf(study),
    start:
      study.status === 'sample_drawn' && mayDo(roles, 'check.import')
        ? { action: `${studyPath(study.slug, 'checks')}/start` }
        : null,
    ...(checks.length === 0
      ? { figures: null, organisations: null, rates: null }
      : {
          figures: figuresOf(checks, rules),
          organisations: organisationTable(study, checks),
          rates: rateTable(study, checks),
        }),
  };
}

function notDrawn(study: Study): EmptyState {
  return {
    title: 'Er is nog geen steekproef',
    text: 'De organisaties controleren de getrokken cliënten. Trek eerst de steekproef.',
    action: { label: 'Naar de trekking', href: studyPath(study.slug, 'samples'), kind: 'primary' },
  };
}

function noticeOf({ status }: Study): Alert | null {
  if (status === 'sample_drawn') {
    return {
      tone: 'info',
      title: 'De controle is nog niet gestart',
      text: 'Bij het starten ligt de steekproef vast: opnieuw trekken kan dan niet meer.',
    };
  }
  if (status === 'design' || status === 'checking') return null;
  return { tone: 'info', text: 'De controle is afgesloten. De lijsten veranderen niet meer.' };
}

function actionsOf({ slug }: Study): readonly ButtonLink[] {
  const checks = studyPath(slug, 'checks');
  return [
    { label: 'Herinneringen', href: `${checks}/reminders`, kind: 'secondary' },
    { label: 'Sluitingsdag en links', href: `${checks}/rules`, kind: 'secondary' },
  ];
}

function figuresOf(checks: readonly OrganisationCheck[], { closesOn }: CheckRules): KeyFigures {
  const sent = checks.filter((check) => sentAt(check) !== null).length;
  const returned = checks.filter(({ returnedAt }) => returnedAt !== null).length;
  const of = `van ${formatCount(checks.length)} ${checks.length === 1 ? 'organisatie' : 'organisaties'}`;
  return {
    figures: [
      { label: 'Verstuurd', value: formatCount(sent), detail: of },
      { label: 'Antwoord ontvangen', value: formatCount(returned), detail: of },
      { label: 'Nog te ontvangen', value: formatCount(checks.length - returned) },
      {
        label: 'Laatste dag',
        value: closesOn === null ? '–' : formatDate(closesOn),
        detail: closesOn === null ? 'open tot het veldwerk begint' : 'daarna is de controle gesloten',
      },
    ],
  };
}

function organisationTable(study: Study, checks: readonly OrganisationCheck[]): DataTable {
  return {
    id: 'organisations',
    caption: 'Organisaties met getrokken cliënten',
    columns: [
      { label: 'Organisatie' },
      { label: 'Getrokken', numeric: true },
      { label: 'Zelf gemarkeerd', numeric: true },
      { label: 'Uitgesloten', numeric: true },
      { label: 'Stand' },
    ],
    rows: checks.map((check) => [
      {
        text: check.name,
        detail: domainLabel(study, check),
        ...(study.status === 'checking' || study.status === 'fieldwork'
          ? { href: `${studyPath(study.slug, 'checks')}/${check.organisationId}` }
          : {}),
      },
      { text: formatCount(check.drawnCount) },
      {
        text: formatCount(check.markedCount + check.ineligibleCount),
        detail: check.pendingCount === 0 ? '' : `${formatCount(check.pendingCount)} nog niet bevestigd`,
      },
      {
        text: formatCount(check.excludedCount),
        detail: formatPercentage(check.excludedCount / check.drawnCount),
      },
      { text: '', badge: standOf(check), detail: momentOf(check) },
    ]),
    empty: '',
    notes: [
      'Een cliënt van twee organisaties telt bij beide mee. Uitgesloten is ook wie een andere organisatie uitsloot of op een geheim adres woont.',
    ],
  };
}

/** When the organisation could begin: with a link or with a file. */
function sentAt({ exportedAt, linkedAt }: OrganisationCheck): string | null {
  return [exportedAt, linkedAt].filter((at) => at !== null).toSorted()[0] ?? null;
}

function standOf(check: OrganisationCheck): Badge {
  if (check.returnedAt !== null) return { text: 'antwoord ontvangen', tone: 'success' };
  if (check.pendingCount > 0) return { text: 'begonnen', tone: 'info' };
  return sentAt(check) === null
    ? { text: 'nog niet verstuurd', tone: 'warning' }
    : { text: 'wacht op antwoord', tone: 'info' };
}

function momentOf(check: OrganisationCheck): string {
  const at = check.returnedAt ?? sentAt(check);
  return at === null ? '' : formatMoment(at as Instant);
}

/** The domain of an organisation, in words. */
export function domainLabel(study: Study, { domainId }: OrganisationCheck): string {
  return study.domains.find(({ id }) => id === domainId)?.label ?? '';
}
