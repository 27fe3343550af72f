import { deliveryPage, deliveryView } from '../../../src/features/frames/delivery.pages.js';
import type { FrameCounts } from '../../../src/features/frames/frame-report.service.js';
import { framesPage, framesView } from '../../../src/features/frames/frames.pages.js';
import type { Delivery, DeliveryProblem } from '../../../src/features/frames/frames.service.js';
import { example } from './example.js';
import { BREAKDOWN, EMPTY_BREAKDOWN, ORGANISATION_ROWS } from './invented-frame.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

export const delivery: Delivery = {
  id: 'delivery',
  domainId: 'basishulp',
  organisationId: 'wijkteams',
  organisationName: 'Wijkteams Noord',
  position: 1,
  fileName: 'wijkteams-noord.csv',
  encoding: 'cp1252',
  delimiter: ';',
  dataRows: 4_512,
  acceptedRows: 4_390,
  personCount: 4_210,
  notInReportYear: 87,
  rejected: { birth_date: 23, name: 12 },
  problemCount: 412,
  objectionCount: 2,
  importedAt: '2026-03-02T10:15:00.000Z',
};

const deliveries: readonly Delivery[] = [
  delivery,
  {
    ...delivery,
    id: 'other',
    domainId: 'jb_jr',
    organisationName: 'Jeugdbescherming Zuid',
    position: 2,
    fileName: 'jeugdbescherming-zuid-tweede-levering.csv',
    encoding: 'utf-8',
    delimiter: '\t',
    dataRows: 978,
    acceptedRows: 978,
    personCount: 951,
    notInReportYear: 0,
    rejected: {},
    problemCount: 0,
    objectionCount: 0,
  },
];

const counts: FrameCounts = {
  files: [],
  persons: {
    total: 18_120,
    per_domain: { basishulp: 4_822, specialistisch: 12_406, jb_jr: 2_036 },
    in_more_than_one_domain: 1_144,
    per_domain_after_priority: { basishulp: 4_210, specialistisch: 11_874, jb_jr: 2_036 },
    per_age_band: { '0-11': 8_204, '12-15': 4_711, '16+': 5_205 },
  },
  families: 14_377,
  atSecretAddress: 63,
  withoutNumber: 702,
  uncertainMatches: 18,
  breakdown: BREAKDOWN,
  rows: ORGANISATION_ROWS,
};

const nobody: FrameCounts = {
  files: [],
  persons: {
    total: 0,
    per_domain: {},
    in_more_than_one_domain: 0,
    per_domain_after_priority: {},
    per_age_band: { '0-11': 0, '12-15': 0, '16+': 0 },
  },
  families: 0,
  atSecretAddress: 0,
  withoutNumber: 0,
  uncertainMatches: 0,
  breakdown: EMPTY_BREAKDOWN,
  rows: [],
};

const problems: readonly DeliveryProblem[] = [
  {
    line: 2,
    column: 'geboortedatum',
    reason: 'birth_date',
    message: 'Deze datum bestaat niet. Vul een dag in als 31-12-2010.',
  },
  {
    line: 1_318,
    column: null,
    reason: 'row_shape',
    message:
      'Deze regel heeft meer cellen dan de kopregel. Kijk of er een scheidingsteken in een naam staat.',
  },
  {
    line: 1_402,
    column: 'telefoon ouder',
    reason: 'telephone',
    message: 'Dit is geen telefoonnummer. De cliënt telt mee, maar zonder dit nummer.',
  },
];

const SEEN = { roles: ALL_ROLES, waitingCount: 0, runningCount: 0, uploadLimitMegabytes: 200 };

export const FRAME_EXAMPLES = [
  example(framesView, framesPage(STUDY, { ...SEEN, deliveries, counts })),
  example(
    framesView,
    framesPage(
      NEW_STUDY,
      { ...SEEN, deliveries: [], counts: nobody, waitingCount: 2, runningCount: 1 },
      {
        domain: 'basishulp',
        errors: { files: 'Kies een of meer bestanden.' },
        failures: ['wijkteams.csv (regel 1): er staat geen kolom met een geboortedatum in.'],
        receivedCount: 2,
      },
    ),
    'with an empty frame and mistakes',
  ),
  example(deliveryView, deliveryPage(STUDY, ALL_ROLES, { delivery, problems })),
  example(
    deliveryView,
    deliveryPage(NEW_STUDY, ALL_ROLES, {
      delivery,
      problems: [],
      errors: { files: 'Kies het ene bestand dat deze levering vervangt.' },
    }),
    'that may be replaced',
  ),
];
