import { mayDo } from '../../domain/access/permission.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Role } from '../../domain/access/role.js';
import type { RejectionReason } from '../../domain/frame/client-record.js';
import type {
  Breadcrumb,
  DataTable,
  ErrorSummary,
  FileField,
  PageHeading,
  SubNavigation,
  SummaryList,
} from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { domainLabel, readAs } from './file-words.js';
import { framePath } from './frame-visit.js';
import type { Delivery, DeliveryProblem } from './frames.service.js';

interface DeliveryPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly errors: ErrorSummary;
  readonly facts: SummaryList;
  readonly problems: DataTable;
  readonly change: ChangeForms | null;
  /** Why nothing can be changed any more. */
  readonly closed: string | null;
}

interface ChangeForms {
  readonly replaceAction: string;
  readonly file: FileField;
  readonly withdrawHref: string;
}

export const deliveryView = view<DeliveryPage>('frames/delivery');

/** Rows with a problem that a page shows; the download has them all. */
export const PROBLEMS_ON_PAGE = 200;

const REJECTION_LABELS: Readonly<Record<RejectionReason, string>> = {
  birth_date: 'geboortedatum',
  name: 'naam',
  care_period: 'periode van de hulp',
  row_shape: 'te veel cellen',
};

export function deliveryPage(
  study: Study,
  roles: readonly Role[],
  seen: { delivery: Delivery; problems: readonly DeliveryProblem[]; errors?: FieldErrors },
): DeliveryPage {
  const { delivery, problems, errors = {} } = seen;
  const path = framePath(study, 'deliveries', delivery.id);
  const mayChange = mayDo(roles, 'frame.import');
  const isOpen = study.status === 'design';
  return {
    title: delivery.fileName,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [{ label: 'Steekproefkader', href: framePath(study) }],
      current: delivery.fileName,
    },
    heading: {
      title: delivery.fileName,
      intro: `${delivery.organisationName}, ${domainLabel(study, delivery)}`,
      ...(problems.length > 0
        ? {
            actions: [
              { label: 'Opmerkingen als Excel', href: `${path}/problems.xlsx`, kind: 'secondary' as const },
              { label: 'Opmerkingen als csv', href: `${path}/problems.csv`, kind: 'subtle' as const },
            ],
          }
        : {}),
    },
    errors: errorSummary(errors),
    facts: factsOf(delivery),
    problems: problemTable(delivery, problems),
    change: mayChange && isOpen ? changeForms(path, errors) : null,
    closed: isOpen
      ? null
      : 'De steekproef is getrokken. Deze levering kan daarom niet meer worden vervangen of ingetrokken.',
  };
}

function changeForms(path: string, errors: FieldErrors): ChangeForms {
  return {
    replaceAction: `${path}/replace`,
    file: {
      name: 'files',
      label: 'Verbeterd bestand',
      description: 'U ziet eerst wie erbij komt en wie verdwijnt. Pas daarna verandert er iets.',
      accept: '.csv,.txt,.tsv',
      ...fieldError(errors, 'files'),
    },
    withdrawHref: `${path}/withdraw`,
  };
}

function factsOf(delivery: Delivery): SummaryList {
  return {
    items: [
      { label: 'Gelezen als', value: readAs(delivery) },
      { label: 'Regels met een cliënt', value: formatCount(delivery.dataRows) },
      {
        label: 'Aanvaard',
        value: `${formatCount(delivery.acceptedRows)} regels over ${formatCount(delivery.personCount)} personen`,
      },
      { label: 'Afgekeurd', value: rejectedText(delivery) },
      { label: 'Buiten het verslagjaar', value: formatCount(delivery.notInReportYear) },
      {
        label: 'Op de bezwaarlijst',
        value: delivery.objectionCount === 0 ? 'niemand' : `${formatCount(delivery.objectionCount)} regels`,
      },
      { label: 'Ingelezen op', value: formatMoment(delivery.importedAt as Instant) },
    ],
  };
}

function problemTable(delivery: Delivery, problems: readonly DeliveryProblem[]): DataTable {
  const isCut = delivery.problemCount > problems.length;
  return {
    id: 'problems',
    caption: isCut
      ? `De eerste ${formatCount(problems.length)} van ${formatCount(delivery.problemCount)} opmerkingen`
      : 'Opmerkingen per regel',
    columns: [
      { label: 'Regel', numeric: true },
      { label: 'Kolom' },
      { label: 'Wat er is en wat u kunt doen', wide: true },
      { label: 'Gevolg' },
    ],
    rows: problems.map(({ line, column, reason, message }) => [
      { text: formatCount(line) },
      { text: column ?? 'hele regel' },
      { text: message },
      {
        text: '',
        badge: isRejection(reason)
          ? { text: 'afgekeurd', tone: 'danger' as const }
          : { text: consequenceOf(reason), tone: 'neutral' as const },
      },
    ]),
    empty: 'In dit bestand is niets bijzonders gevonden.',
    ...(isCut ? { notes: ['Het bestand om te downloaden heeft ze allemaal.'] } : {}),
  };
}

/** Widths of the columns of `problemRows` in a workbook. */
export const PROBLEM_WIDTHS = [8, 24, 12, 60, 60];

/** Rows of the download: for the organisation that must mend its file. */
export function problemRows(problems: readonly DeliveryProblem[]): (string | number)[][] {
  return [
    ['regel', 'kolom', 'gevolg', 'wat er is', 'wat u kunt doen'],
    ...problems
      .filter(isForOrganisation)
      .map(({ line, column, reason, message }) => [
        line,
        column ?? '',
        isRejection(reason) ? 'afgekeurd' : 'telt mee',
        ...whatAndRemedy(message),
      ]),
  ];
}

/** The last sentence of a message says what to do; a message of one sentence asks for nothing. */
function whatAndRemedy(message: string): [string, string] {
  const end = message.search(/\. [^.]*\.?$/);
  return end < 0 ? [message, 'U hoeft niets te doen.'] : [message.slice(0, end + 1), message.slice(end + 2)];
}

/** Whom an organisation's own client told to be left in peace is not for the organisation to know. */
function isForOrganisation({ reason }: DeliveryProblem): boolean {
  return !(reason in OBJECTION_CONSEQUENCES);
}

const OBJECTION_CONSEQUENCES: Readonly<Record<string, string>> = {
  objection_person: 'niet getrokken',
  objection_number: 'nummer niet gebeld',
};

function consequenceOf(reason: string): string {
  return OBJECTION_CONSEQUENCES[reason] ?? 'telt mee';
}

function isRejection(reason: string): boolean {
  return reason in REJECTION_LABELS;
}

/** Rows that were not accepted, for whatever reason. */
export function rejectedCount({ rejected }: Delivery): number {
  return Object.values(rejected).reduce((sum, rows) => sum + rows, 0);
}

function rejectedText(delivery: Delivery): string {
  const reasons = Object.entries(delivery.rejected).map(
    ([reason, rows]) => `${formatCount(rows)} om de ${REJECTION_LABELS[reason as RejectionReason]}`,
  );
  return reasons.length === 0 ? 'geen' : reasons.join(', ');
}
