import type { Instant } from '../../domain/calendar/instant.js';
import type { Role } from '../../domain/access/role.js';
import type { RejectionReason } from '../../domain/frame/client-record.js';
import type { Breadcrumb, DataTable, PageHeading, SubNavigation, SummaryList } from '../../web/components.js';
import { formatCount, formatMoment } from '../../web/dutch-format.js';
import { view } from '../../web/views.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import type { Delivery, DeliveryProblem } from './frames.service.js';

interface DeliveryPage {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
  readonly heading: PageHeading;
  readonly facts: SummaryList;
  readonly problems: DataTable;
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
  { delivery, problems }: { delivery: Delivery; problems: readonly DeliveryProblem[] },
): DeliveryPage {
  const path = `${studyPath(study.slug, 'frames')}/${delivery.id}`;
  return {
    title: delivery.fileName,
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    breadcrumb: {
      items: [{ label: 'Steekproefkader', href: studyPath(study.slug, 'frames') }],
      current: delivery.fileName,
    },
    heading: {
      title: delivery.fileName,
      intro: `${delivery.organisationName}, ${domainLabel(study, delivery)}`,
      ...(problems.length > 0
        ? {
            actions: [
              { label: 'Opmerkingen downloaden (csv)', href: `${path}/problems`, kind: 'secondary' as const },
            ],
          }
        : {}),
    },
    facts: {
      items: [
        { label: 'Gelezen als', value: readAs(delivery) },
        { label: 'Regels met een cliënt', value: formatCount(delivery.dataRows) },
        {
          label: 'Aanvaard',
          value: `${formatCount(delivery.acceptedRows)} regels over ${formatCount(delivery.personCount)} personen`,
        },
        { label: 'Afgekeurd', value: rejectedText(delivery) },
        { label: 'Buiten het verslagjaar', value: formatCount(delivery.notInReportYear) },
        { label: 'Ingelezen op', value: formatMoment(delivery.importedAt as Instant) },
      ],
    },
    problems: problemTable(delivery, problems),
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
          : { text: 'telt mee', tone: 'neutral' as const },
      },
    ]),
    empty: 'In dit bestand is niets bijzonders gevonden.',
    ...(isCut ? { notes: ['Het bestand om te downloaden heeft ze allemaal.'] } : {}),
  };
}

/** Rows of the download: for the organisation that must mend its file. */
export function problemRows(problems: readonly DeliveryProblem[]): (string | number)[][] {
  return [
    ['regel', 'kolom', 'gevolg', 'wat er is en wat u kunt doen'],
    ...problems.map(({ line, column, reason, message }) => [
      line,
      column ?? '',
      isRejection(reason) ? 'afgekeurd' : 'telt mee',
      message,
    ]),
  ];
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

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ';': 'puntkomma',
  ',': 'komma',
  '\t': 'tab',
  '|': 'streep',
};

/** How the text of a file was recognised. */
export function readAs({ encoding, delimiter }: Delivery): string {
  const name = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', cp1252: 'Windows-1252' }[encoding];
  return `${name}, ${DELIMITER_NAMES[delimiter] ?? delimiter}`;
}

/** The domain of a file, in words. */
export function domainLabel(study: Study, { domainId }: Delivery): string {
  return study.domains.find(({ id }) => id === domainId)?.label ?? '';
}
