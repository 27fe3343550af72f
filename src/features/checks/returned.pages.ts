import type { Role } from '../../domain/access/role.js';
import { shownLastName } from '../../domain/checks/check-list.js';
import { exclusionReasons, exclusionReasonTable } from '../../domain/checks/exclusion-reason.js';
import type { Alert, DataTable, TextField } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { reasonField } from './checks.forms.js';
import type { CheckClient, OrganisationCheck } from './checks.service.js';
import { explanationField, type InStudy, organisationFrame } from './organisation.pages.js';
import type { ReturnedCheck } from './returned-lists.service.js';

interface PreviewPage extends InStudy {
  readonly verdict: Alert;
  readonly problems: DataTable | null;
  readonly marks: DataTable | null;
  readonly confirm: {
    readonly action: string;
    readonly fields: readonly { readonly name: string; readonly value: string }[];
    readonly button: string;
  } | null;
  readonly backHref: string;
}

interface ClientsPage extends InStudy {
  readonly action: string;
  readonly explanation: TextField | null;
  readonly clients: readonly {
    readonly field: string;
    readonly number: string;
    readonly name: string;
    readonly birthYear: string;
  }[];
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
}

export const previewView = view<PreviewPage>('checks/preview');
export const clientsView = view<ClientsPage>('checks/clients');

export function previewPage(study: Study, roles: readonly Role[], returned: ReturnedCheck): PreviewPage {
  const { organisation, marks, problems, isBlocked } = returned;
  const path = `${studyPath(study.slug, 'checks')}/${organisation.organisationId}`;
  return {
    ...organisationFrame(study, roles, organisation, 'Ingevulde lijst'),
    heading: { title: 'Ingevulde lijst', intro: `Van ${organisation.name}. Er is nog niets gewijzigd.` },
    verdict: verdictOf(returned),
    problems: problems.length === 0 ? null : problemTable(returned),
    marks: isBlocked || marks.length === 0 ? null : markTable(returned),
    confirm: isBlocked
      ? null
      : {
          action: `${path}/marks`,
          fields: marks.map(({ caseNumber, reason }) => ({ name: reasonField(caseNumber), value: reason })),
          button:
            marks.length === 0
              ? 'Bevestigen: niemand uitsluiten'
              : `${formatCount(marks.length)} ${marks.length === 1 ? 'cliënt' : 'cliënten'} uitsluiten en gegevens wissen`,
        },
    backHref: path,
  };
}

function verdictOf({ listedCount, marks, problems, isBlocked }: ReturnedCheck): Alert {
  if (isBlocked) {
    const text =
      'Verbeter het bestand, of vraag de organisatie om een nieuw. Lever het daarna opnieuw in. Er is niets gewijzigd.';
    return { tone: 'danger', title: 'Deze lijst kan zo niet worden verwerkt', text };
  }
  const counted = `Gemarkeerd: ${formatCount(marks.length)} van de ${formatCount(listedCount)} cliënten op de lijst.`;
  return problems.length === 0
    ? { tone: 'success', title: 'De lijst klopt', text: counted }
    : {
        tone: 'warning',
        title:
          problems.length === 1
            ? 'Eén cliënt van de lijst staat niet in het bestand'
            : `${formatCount(problems.length)} cliënten van de lijst staan niet in het bestand`,
        text: `${counted} Wie niet in het bestand staat, telt als niet gemarkeerd en wordt gebeld.`,
      };
}

function problemTable({ problems }: ReturnedCheck): DataTable {
  return {
    id: 'problems',
    caption: 'Wat er niet klopt',
    columns: [{ label: 'Waar' }, { label: 'Wat er is en wat u kunt doen', wide: true }],
    rows: problems.map(({ line, clientNumber, message }) => [
      { text: line === null ? (clientNumber ?? '') : `regel ${formatCount(line)}` },
      { text: message },
    ]),
    empty: '',
  };
}

function markTable({ marks }: ReturnedCheck): DataTable {
  const counts = exclusionReasons.map((reason) => ({
    reason,
    count: marks.filter((mark) => mark.reason === reason).length,
  }));
  return {
    id: 'marks',
    caption: 'Wie wordt uitgesloten',
    columns: [{ label: 'Reden' }, { label: 'Cliënten', numeric: true }],
    rows: counts
      .filter(({ count }) => count > 0)
      .map(({ reason, count }) => [
        { text: exclusionReasonTable[reason].label },
        { text: formatCount(count) },
      ]),
    empty: '',
    notes: ['Hun contactgegevens worden meteen gewist. Dat is niet terug te draaien.'],
  };
}

export function clientsPage(
  study: Study,
  roles: readonly Role[],
  {
    check,
    clients,
    isClosed,
  }: { check: OrganisationCheck; clients: readonly CheckClient[]; isClosed: boolean },
): ClientsPage {
  return {
    ...organisationFrame(study, roles, check, 'Op het scherm invullen'),
    explanation: isClosed ? explanationField({}) : null,
    heading: {
      title: 'Op het scherm invullen',
      intro: `Kies een reden bij wie volgens ${check.name} niet gebeld mag worden. Dat u deze namen ziet, staat in het logboek.`,
    },
    action: `${studyPath(study.slug, 'checks')}/${check.organisationId}/marks`,
    clients: clients.map((client) => ({
      field: reasonField(client.caseNumber),
      number: client.clientNumber,
      name: `${client.given} ${shownLastName(client)}`,
      birthYear: client.birthOn.slice(0, 4),
    })),
    reasons: exclusionReasons.map((value) => ({ value, label: exclusionReasonTable[value].label })),
  };
}
