import { mayDo } from '../../domain/access/permission.js';
import type { Role } from '../../domain/access/role.js';
import type {
  Alert,
  ButtonLink,
  Cell,
  DataTable,
  ErrorSummary,
  FileField,
  PageHeading,
  SelectField,
  SubNavigation,
} from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { errorSummary, type FieldErrors, fieldError } from '../../web/form-errors.js';
import { view } from '../../web/views.js';
import { studyNavigation } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';
import { rejectedCount } from './delivery.pages.js';
import { domainLabel, readAs } from './file-words.js';
import { framePath } from './frame-visit.js';
import { type FrameFigures, frameFigures } from './frame-figures.pages.js';
import type { FrameCounts } from './frame-report.service.js';
import type { Delivery } from './frames.service.js';

interface FramesPage extends FrameFigures {
  readonly title: string;
  readonly studyName: string;
  readonly navigation: SubNavigation;
  readonly heading: PageHeading;
  readonly failures: Alert | null;
  readonly errors: ErrorSummary;
  readonly form: UploadForm | null;
  readonly closed: string | null;
  readonly files: DataTable;
}

interface UploadForm {
  readonly action: string;
  readonly domain: SelectField;
  readonly files: FileField;
}

export const framesView = view<FramesPage>('frames/list');

/** What went wrong with a form: the fields, and the files that were refused. */
export interface UploadMistakes {
  /** Code of the domain that was chosen. */
  readonly domain: string;
  readonly errors: FieldErrors;
  readonly failures: readonly string[];
  readonly receivedCount: number;
}

export const NO_MISTAKES: UploadMistakes = { domain: '', errors: {}, failures: [], receivedCount: 0 };

/** What the page is about. */
export interface FramesSeen {
  readonly roles: readonly Role[];
  readonly deliveries: readonly Delivery[];
  /** `null` while a file is being imported: then the frame is not whole. */
  readonly counts: FrameCounts | null;
  /** Files that were received and not yet imported. */
  readonly waitingCount: number;
  /** Files that are being imported, or wait for their turn. */
  readonly runningCount: number;
  readonly uploadLimitMegabytes: number;
}

export function framesPage(
  study: Study,
  seen: FramesSeen,
  mistakes: UploadMistakes = NO_MISTAKES,
): FramesPage {
  const { roles, deliveries } = seen;
  const isOpen = study.status === 'design';
  const counted = frameFigures(study, seen.counts);
  return {
    title: 'Steekproefkader',
    studyName: study.name,
    navigation: studyNavigation(study.slug, roles, 'frames'),
    heading: {
      title: 'Steekproefkader',
      intro: 'De cliënten van alle organisaties samen. Wie in meer bestanden staat, telt één keer.',
      ...(counted.figures === null ? {} : { actions: [reportLink(study)] }),
    },
    failures: failuresAlert(mistakes),
    errors: errorSummary(mistakes.errors),
    form: isOpen && mayDo(roles, 'frame.import') ? uploadForm(study, seen, mistakes) : null,
    closed: isOpen ? null : 'De steekproef is getrokken. Het steekproefkader verandert niet meer.',
    ...counted,
    notices: [...workNotices(study, seen), ...counted.notices],
    files: fileTable(study, deliveries),
  };
}

function reportLink(study: Study): ButtonLink {
  return { label: 'Verslag van het kader', href: framePath(study, 'report'), kind: 'secondary' };
}

function failuresAlert({ failures, receivedCount }: UploadMistakes): Alert | null {
  if (failures.length === 0) return null;
  const others =
    receivedCount === 1 ? '1 ander bestand staat' : `${formatCount(receivedCount)} andere bestanden staan`;
  return {
    tone: 'danger',
    title:
      failures.length === 1
        ? 'Eén bestand is niet aangenomen'
        : `${formatCount(failures.length)} bestanden zijn niet aangenomen`,
    text: receivedCount === 0 ? 'Er is niets gewijzigd.' : `${others} wel klaar om in te lezen.`,
    items: failures,
  };
}

/** Work that was begun and not finished. */
function workNotices(study: Study, { waitingCount, runningCount }: FramesSeen): readonly Alert[] {
  const notices: Alert[] = [];
  if (runningCount > 0) {
    const text =
      runningCount === 1
        ? '1 bestand wordt ingelezen.'
        : `${formatCount(runningCount)} bestanden worden ingelezen.`;
    notices.push({
      tone: 'info',
      text: `${text} De aantallen staan hier weer als dat klaar is.`,
      link: { label: 'Bekijk hoe ver het is', href: framePath(study, 'imports') },
    });
  }
  if (waitingCount > 0 && study.status === 'design') {
    const text =
      waitingCount === 1
        ? '1 bestand staat klaar. Kijk de kolommen na en lees het in.'
        : `${formatCount(waitingCount)} bestanden staan klaar. Kijk de kolommen na en lees ze in.`;
    notices.push({
      tone: 'info',
      text,
      link: { label: 'Naar de ontvangen bestanden', href: framePath(study, 'uploads') },
    });
  }
  return notices;
}

function uploadForm(
  study: Study,
  { uploadLimitMegabytes }: FramesSeen,
  { domain, errors }: UploadMistakes,
): UploadForm {
  return {
    action: framePath(study, 'uploads'),
    domain: {
      name: 'domain',
      label: 'Domein',
      description:
        'Zijn de bestanden van verschillende domeinen, laat Veldwerk het dan per bestand herkennen.',
      value: domain,
      optional: true,
      blank: 'Per bestand herkennen',
      options: study.domains.map(({ code, label }) => ({ value: code, label })),
    },
    files: {
      name: 'files',
      label: 'Cliëntbestanden',
      description: `Een of meer tekstbestanden (csv) van ten hoogste ${formatCount(uploadLimitMegabytes)} MB, zoals de organisatie ze aanlevert. U ziet eerst hoe de kolommen worden gelezen.`,
      accept: '.csv,.txt,.tsv',
      multiple: true,
      ...fieldError(errors, 'files'),
    },
  };
}

function fileTable(study: Study, deliveries: readonly Delivery[]): DataTable {
  const sum = (count: (delivery: Delivery) => number): Cell => ({
    text: formatCount(deliveries.reduce((total, delivery) => total + count(delivery), 0)),
  });
  return {
    id: 'deliveries',
    caption: 'Ingelezen bestanden',
    columns: [
      { label: 'Bestand' },
      { label: 'Organisatie' },
      { label: 'Regels', numeric: true },
      { label: 'Aanvaard', numeric: true },
      { label: 'Personen', numeric: true },
      { label: 'Afgekeurd', numeric: true },
      { label: 'Buiten het jaar', numeric: true },
      { label: 'Opmerkingen', numeric: true },
    ],
    rows: deliveries.map((delivery) => [
      {
        text: delivery.fileName,
        href: framePath(study, 'deliveries', delivery.id),
        detail: readAs(delivery),
      },
      { text: delivery.organisationName, detail: domainLabel(study, delivery) },
      { text: formatCount(delivery.dataRows) },
      { text: formatCount(delivery.acceptedRows) },
      { text: formatCount(delivery.personCount) },
      { text: formatCount(rejectedCount(delivery)) },
      { text: formatCount(delivery.notInReportYear) },
      { text: formatCount(delivery.problemCount) },
    ]),
    ...(deliveries.length > 1
      ? {
          totals: [
            [
              { text: 'Totaal' },
              { text: '' },
              sum(({ dataRows }) => dataRows),
              sum(({ acceptedRows }) => acceptedRows),
              { text: '' },
              sum(rejectedCount),
              sum(({ notInReportYear }) => notInReportYear),
              sum(({ problemCount }) => problemCount),
            ],
          ],
        }
      : {}),
    empty: 'Er zijn nog geen bestanden ingelezen.',
  };
}
