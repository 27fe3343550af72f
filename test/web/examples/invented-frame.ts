import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import type { FrameBreakdown } from '../../../src/domain/frame/frame-breakdown.js';
import type { OrganisationRows } from '../../../src/domain/frame/organisation-rows.js';

const basic = {
  domain: 'basishulp',
  persons: 4_210,
  families: 3_377,
  eligible: 4_190,
  at_secret_address: 20,
  uncertain: 12,
  without_number: 203,
};
const specialist = {
  domain: 'specialistisch',
  persons: 11_874,
  families: 9_010,
  eligible: 11_840,
  at_secret_address: 34,
  uncertain: 24,
  without_number: 480,
};
const protection = {
  domain: 'jb_jr',
  persons: 2_036,
  families: 1_990,
  eligible: 2_027,
  at_secret_address: 9,
  uncertain: 0,
  without_number: 19,
};

/** A frame of 18,120 persons by domain; a part is as large as its domain, which is enough to see a page. */
export const BREAKDOWN: FrameBreakdown = {
  interview_on: civilDate('2026-04-01'),
  total: {
    persons: 18_120,
    families: 14_377,
    eligible: 18_057,
    at_secret_address: 63,
    uncertain: 36,
    without_number: 702,
  },
  per_domain: [basic, specialist, protection],
  per_segment: [
    { ...basic, part: null },
    { ...specialist, part: 'jeugd_ggz' },
    { ...protection, part: 'onbekend' },
  ],
  per_organisation: [
    { ...basic, part: 'Wijkteams Noord' },
    { ...specialist, part: 'Stichting voor Jeugd en Gezin De Lange Brug' },
    { ...protection, part: 'Jeugdbescherming Zuid' },
  ],
  per_age_band: [
    { ...basic, part: '0-11' },
    { ...specialist, part: '12-15' },
    { ...protection, part: '16+' },
  ],
};

const none = {
  persons: 0,
  families: 0,
  eligible: 0,
  at_secret_address: 0,
  uncertain: 0,
  without_number: 0,
};

/** Before any file came. */
export const EMPTY_BREAKDOWN: FrameBreakdown = {
  interview_on: civilDate('2026-04-01'),
  total: none,
  per_domain: [basic, specialist, protection].map(({ domain }) => ({ domain, ...none })),
  per_segment: [],
  per_organisation: [],
  per_age_band: [],
};

export const ORGANISATION_ROWS: readonly OrganisationRows[] = [
  {
    domain: 'basishulp',
    organisation: 'Wijkteams Noord',
    files: 2,
    data_rows: 4_512,
    accepted_rows: 4_390,
    rejected_rows: 35,
    not_in_report_year: 87,
  },
  {
    domain: 'jb_jr',
    organisation: 'Jeugdbescherming Zuid',
    files: 1,
    data_rows: 978,
    accepted_rows: 978,
    rejected_rows: 0,
    not_in_report_year: 0,
  },
];
