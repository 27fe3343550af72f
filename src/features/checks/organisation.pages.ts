import type { Role } from '../../domain/access/role.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { type CheckLinkState, lastDayOf } from '../../domain/checks/check-link.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';
import { exclusionReasons, exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import type {
  Alert,
  Badge,
  Breadcrumb,
  Cell,
  DataTable,
  ErrorSummary,
  FileField,
  PageHeading,
  SubNavigation,
  SummaryList,
  TextField,
} from '../../web/components.js';
import { formatCount, formatDate, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { domainLabel } from './checks.pages.js';
import type { CheckLink } from './check-links.service.js';
import type { OrganisationCheck } from './checks.service.js';

/** What every page about one organisation has. */
export interface InStudy {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
}

interface OrganisationPage extends InStudy {
  readonly errors: ErrorSummary;
  readonly closed: Alert | null;
  readonly facts: SummaryList;
  readonly pending: Pending | null;
  readonly links: DataTable;
  readonly newLink: { readonly action: string; readonly label: TextField } | null;
  readonly files: {
    readonly exportAction: string;
    readonly previewAction: string;
    readonly file: FileField;
  } | null;
  readonly listHref: string;
  readonly reasons: DataTable;
}

/** Marks of contacts that nobody confirmed. */
interface Pending {
  readonly text: string;
  readonly action: string;
  readonly button: string;
  /** Asked after the closing day only. */
  readonly explanation: TextField | null;
}

/** All that the page of one organisation stands on. */
export interface OrganisationLook {
  readonly check: OrganisationCheck;
  readonly rules: CheckRules;
  readonly links: readonly CheckLink[];
  /** After the closing day, and in the fieldwork. */
  readonly isClosed: boolean;
  readonly csrfToken: string;
}

export const organisationView = view<OrganisationPage>('checks/organisation');

/** Title, navigation and place of a page about one organisation; `step` is the page below its first one. */
export function organisationFrame(
  study: Study,
  roles: readonly Role[],
  { name, organisationId }: OrganisationCheck,
  step: string | null,
): Omit<InStudy, 'heading'> {
  const checks = studyPath(study.slug, 'checks');
  const items = [{ label: 'Controle', href: checks }];
  return {
    title: step ?? name,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'checks'),
    breadcrumb:
      step === null
        ? { items, current: name }
        : { items: [...items, { label: name, href: `${checks}/${organisationId}` }], current: step },
  };
}

export function organisationPage(
  study: Study,
  roles: readonly Role[],
  look: OrganisationLook,
  { errors = {}, label = '' }: { errors?: FieldErrors; label?: string } = {},
): OrganisationPage {
  const { check, rules, isClosed } = look;
  const path = `${studyPath(study.slug, 'checks')}/${check.organisationId}`;
  const isChecking = study.status === 'checking' && !isClosed;
  return {
    ...organisationFrame(study, roles, check, null),
    heading: { title: check.name, intro: domainLabel(study, check) },
    errors: errorSummary(errors),
    closed: isClosed ? closedAlert(study, rules) : null,
    facts: factsOf(check),
    pending: check.pendingCount > 0 && study.status === 'checking' ? pendingOf(look, path, errors) : null,
    links: linkTable(look, path, isChecking),
    newLink: isChecking ? { action: `${path}/links`, label: labelField(rules, label, errors) } : null,
    files: isChecking
      ? {
          exportAction: `${path}/export`,
          previewAction: `${path}/preview`,
          file: {
            name: 'file',
            label: 'Ingevulde lijst',
            description:
              'Het csv- of Excel-bestand zoals de organisatie het terugstuurde. U ziet eerst wat ermee gebeurt.',
            accept: '.csv,.txt,.xlsx',
            ...fieldError(errors, 'file'),
          },
        }
      : null,
    listHref: `${path}/clients`,
    reasons: {
      id: 'reasons',
      caption: 'Redenen die de organisatie kan invullen',
      columns: [{ label: 'Code' }, { label: 'Betekenis', wide: true }],
      rows: exclusionReasons.map((reason) => [
        { text: reason },
        { text: exclusionReasonTable[reason].label },
      ]),
      empty: '',
    },
  };
}

function closedAlert({ status }: Study, { closesOn }: CheckRules): Alert {
  const since =
    closesOn === null || status === 'fieldwork'
      ? 'Het veldwerk is begonnen.'
      : `De laatste dag was ${formatDate(closesOn)}.`;
  return {
    tone: 'info',
    title: 'De controle is gesloten',
    text: `${since} Links en bestanden werken niet meer. U kunt nog iemand uitsluiten op het scherm, met een reden waarom dat nu nog moet.`,
  };
}

function factsOf(check: OrganisationCheck): SummaryList {
  const momentOf = (at: string | null): string => (at === null ? 'nog niet' : formatMoment(at as Instant));
  return {
    items: [
      { label: 'Getrokken cliënten', value: formatCount(check.drawnCount) },
      { label: 'Daarvan uitgesloten', value: formatCount(check.excludedCount) },
      { label: 'Lijst als bestand verstuurd', value: momentOf(check.exportedAt) },
      { label: 'Antwoord ontvangen', value: momentOf(check.returnedAt) },
    ],
  };
}

function pendingOf({ check, isClosed }: OrganisationLook, path: string, errors: FieldErrors): Pending {
  const count = formatCount(check.pendingCount);
  const clients = check.pendingCount === 1 ? '1 cliënt' : `${count} cliënten`;
  return {
    text: `De contactpersoon markeerde ${clients} en heeft dat nog niet bevestigd. Wie gemarkeerd is, wordt niet gebeld: bij de start van het veldwerk worden deze markeringen alsnog uitgevoerd. U kunt dat ook nu doen.`,
    action: `${path}/pending`,
    button: `${clients} uitsluiten en gegevens wissen`,
    explanation: isClosed ? explanationField(errors) : null,
  };
}

/** Asked of a researcher who excludes somebody when organisations cannot any more. */
export function explanationField(errors: FieldErrors): TextField {
  return {
    name: 'explanation',
    label: 'Waarom sluit u nu nog iemand uit?',
    description: 'Bijvoorbeeld: de organisatie belde op 3 april. Schrijf geen namen op.',
    value: '',
    maxLength: 500,
    ...fieldError(errors, 'explanation'),
  };
}

function labelField({ linkDays }: CheckRules, value: string, errors: FieldErrors): TextField {
  return {
    name: 'label',
    label: 'Voor wie is de link?',
    description: `Liefst een functie: secretariaat, teamleider. De link werkt ${formatCount(linkDays)} dagen, voor deze ene organisatie.`,
    value,
    width: 'medium',
    maxLength: 80,
    ...fieldError(errors, 'label'),
  };
}

function linkTable({ links, csrfToken }: OrganisationLook, path: string, isChecking: boolean): DataTable {
  return {
    id: 'links',
    caption: 'Persoonlijke links',
    columns: [
      { label: 'Voor wie' },
      { label: 'Stand' },
      { label: 'Werkt tot en met' },
      { label: 'Vervangen' },
      { label: 'Intrekken' },
    ],
    rows: links.map((link) => {
      const act = (action: string, label: string, kind: 'secondary' | 'subtle'): Cell => ({
        text: '',
        action: {
          action: `${path}/links/${link.id}/${action}`,
          csrfToken,
          label,
          about: `voor ${link.label}`,
          kind,
        },
      });
      const canEnd = isChecking && link.state !== 'revoked';
      return [
        { text: link.label, detail: `gemaakt ${formatMoment(link.createdAt)}` },
        { text: '', badge: LINK_BADGES[link.state], detail: openedDetail(link) },
        { text: formatDate(lastDayOf(link.expiresAt)) },
        canEnd ? act('renew', 'Nieuwe link', 'secondary') : { text: '' },
        canEnd ? act('revoke', 'Intrekken', 'subtle') : { text: '' },
      ];
    }),
    empty: 'Er is nog geen link gemaakt.',
  };
}

function openedDetail({ openedAt }: CheckLink): string {
  return openedAt === null ? '' : `eerst geopend ${formatMoment(openedAt)}`;
}

const LINK_BADGES: Readonly<Record<CheckLinkState, Badge>> = {
  unopened: { text: 'nog niet geopend', tone: 'info' },
  opened: { text: 'in gebruik', tone: 'success' },
  locked: { text: 'op slot: te vaak een foute code', tone: 'danger' },
  expired: { text: 'verlopen', tone: 'warning' },
  revoked: { text: 'ingetrokken', tone: 'neutral' },
};
