import type { FilePreview } from '../../../src/domain/frame/column-preview.js';
import { fileProblem } from '../../../src/domain/frame/file-problem.js';
import { changeView, replacementPage, withdrawalPage } from '../../../src/features/frames/change.pages.js';
import { columnsPage, columnsView } from '../../../src/features/frames/columns.pages.js';
import type { UploadInHand } from '../../../src/features/frames/columns.service.js';
import { importsPage, importsView } from '../../../src/features/frames/imports.pages.js';
import type { ImportRun } from '../../../src/features/frames/import-runs.service.js';
import type { Upload } from '../../../src/features/frames/uploads.service.js';
import { uploadsPage, uploadsView } from '../../../src/features/frames/uploads.pages.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { example } from './example.js';
import { delivery } from './frames.js';
import { ALL_ROLES, NEW_STUDY } from './invented-study.js';

const upload: Upload = {
  id: 'upload',
  studyId: 'study',
  status: 'waiting',
  fileName: 'wijkteams-noord.csv',
  sizeBytes: 1_483_210,
  fileHash: '',
  encoding: { name: 'cp1252', codec: 'windows-1252' },
  domainId: null,
  organisation: null,
  corrections: null,
  replacesDeliveryId: null,
  uploadedAt: '2026-03-02T10:15:00.000Z',
};

const preview: FilePreview = {
  delimiter: ';',
  headerLine: 3,
  problem: null,
  trial: { accepted: 1_634, rejected: 12, not_in_report_year: 124, no_client: 1 },
  columns: [
    column('cliëntnummer', 'client_number', 'heading', ['100.231', '100.232', '100.233']),
    column('Naam', 'last_name', 'corrected', ['Vos', 'De Wit', 'Bos']),
    column('Roepnaam', 'given_name', 'heading', ['Sem', 'Noor', 'Ali']),
    { ...column('geboren', 'birth_date', 'content', ['1-2-2012', '13-2-2011']), dates: 'day_first' },
    column('PC', 'postcode', 'heading', ['3011AB', '3012 AB', '3013AB']),
    column('Tel 1', 'phone_parent', 'assumed', ['0600000001', '06-00000002']),
    column('', null, null, []),
    column('Opmerking', null, null, ['liever niet na zes uur bellen, dan eten zij…']),
  ],
};

function column(
  heading: string,
  role: FilePreview['columns'][number]['role'],
  certainty: FilePreview['columns'][number]['certainty'],
  cells: readonly string[],
): FilePreview['columns'][number] {
  return { key: heading === '' ? '#7' : heading.toLowerCase(), heading, role, certainty, cells, dates: null };
}

const inHand: UploadInHand = {
  upload,
  organisation: 'Wijkteams Noord',
  domain: 'basishulp',
  preview,
  isRemembered: true,
  isReady: false,
};

const shown = {
  roles: ALL_ROLES,
  organisations: ['Wijkteams Noord', 'Aanbieder 3'],
  typed: null,
  errors: {},
};

const run: ImportRun = {
  id: 'run',
  studyId: 'study',
  domainId: 'basishulp',
  organisationName: 'Wijkteams Noord',
  fileName: 'wijkteams-noord.csv',
  uploadId: 'upload',
  corrections: {},
  deliveryId: null,
  replacesDeliveryId: null,
  status: 'running',
  isStopAsked: false,
  leaseUntil: null,
  lineDone: 4_513,
  rowsDone: 4_512,
  bytesDone: 934_000,
  bytesTotal: 1_483_210,
  message: null,
  requestedBy: null,
  requestedAt: '2026-03-02T10:15:00.000Z',
  finishedAt: null,
};

export const FRAME_IMPORT_EXAMPLES = [
  example(columnsView, columnsPage(NEW_STUDY, inHand, shown)),
  example(
    columnsView,
    columnsPage(
      NEW_STUDY,
      { ...inHand, isRemembered: false, preview: { ...preview, trial: null } },
      {
        ...shown,
        typed: {
          organisation: '',
          domain: '',
          choices: preview.columns.map(({ key, role }) => ({ key, role, isConfirmed: false })),
        },
        errors: {
          organisation: 'Vul in welke organisatie het bestand heeft aangeleverd.',
          domain: 'Kies het domein van dit bestand.',
          'role-6': 'Bevestig dat ‘Tel 1’ telefoon ouder is, of kies iets anders.',
        },
      },
    ),
    'with mistakes',
  ),
  example(
    columnsView,
    columnsPage(NEW_STUDY, { ...inHand, preview: fileProblem('no_header') }, shown),
    'of a file that is no table',
  ),
  example(
    uploadsView,
    uploadsPage(
      NEW_STUDY,
      ALL_ROLES,
      [
        inHand,
        {
          ...inHand,
          upload: { ...upload, id: 'other', fileName: 'jbrr-2025.csv' },
          domain: null,
          isReady: true,
        },
        {
          ...inHand,
          upload: { ...upload, id: 'ready', fileName: 'aanbieder-03-een-lange-naam-van-een-levering.csv' },
          preview: { ...preview, columns: preview.columns.slice(0, 5) },
          isReady: true,
        },
        { ...inHand, upload: { ...upload, id: 'bad' }, preview: fileProblem('no_header') },
      ],
      't',
    ),
  ),
  example(uploadsView, uploadsPage(NEW_STUDY, ALL_ROLES, [], 't'), 'without files'),
  example(
    importsView,
    importsPage(NEW_STUDY, ALL_ROLES, {
      now: instant('2026-03-02T10:15:20Z'),
      runs: [
        run,
        { ...run, id: 'next', fileName: 'jbrr-2025.csv', status: 'queued', bytesDone: 0, bytesTotal: null },
        { ...run, id: 'stopping', isStopAsked: true },
      ],
    }),
    'while files are read',
  ),
  example(
    importsView,
    importsPage(NEW_STUDY, ALL_ROLES, {
      now: instant('2026-03-02T10:16:00Z'),
      runs: [
        { ...run, status: 'done', deliveryId: 'delivery', finishedAt: '2026-03-02T10:15:40.000Z' },
        { ...run, id: 'stopped', status: 'stopped', finishedAt: '2026-03-02T10:15:50.000Z' },
        {
          ...run,
          id: 'failed',
          status: 'failed',
          finishedAt: '2026-03-02T10:15:55.000Z',
          message: 'Regel 4.103: er staat een aanhalingsteken dat nergens wordt gesloten.',
        },
      ],
    }),
  ),
  example(
    importsView,
    importsPage(NEW_STUDY, ALL_ROLES, { now: instant('2026-03-02T10:16:00Z'), runs: [] }),
    'before anything',
  ),
  example(
    changeView,
    replacementPage(NEW_STUDY, ALL_ROLES, {
      delivery,
      upload,
      preview: {
        acceptedRows: 4_402,
        rejectedRows: 3,
        notInReportYear: 87,
        newPersons: 12,
        keptPersons: 4_190,
        gonePersons: 20,
        goneButElsewhere: 4,
      },
    }),
    'of a replacement',
  ),
  example(
    changeView,
    withdrawalPage(NEW_STUDY, ALL_ROLES, {
      delivery,
      preview: { rows: 4_390, gonePersons: 3_911, keptPersons: 299, otherDomainPersons: 120 },
      typedReason: '',
      errors: { reason: 'Schrijf waarom u deze levering intrekt.' },
    }),
    'of a withdrawal',
  ),
];
