import { frameReportPage, frameReportView } from '../../../src/features/frames/frame-report.pages.js';
import type { FrameCounts } from '../../../src/features/frames/frame-report.service.js';
import { example } from './example.js';
import { BREAKDOWN, EMPTY_BREAKDOWN, ORGANISATION_ROWS } from './invented-frame.js';
import { ALL_ROLES, NEW_STUDY, STUDY } from './invented-study.js';

const counts: FrameCounts = {
  files: [],
  persons: {
    total: 18_120,
    per_domain: {},
    in_more_than_one_domain: 1_144,
    per_domain_after_priority: {},
    per_age_band: { '0-11': 8_204, '12-15': 4_711, '16+': 5_205 },
  },
  families: 14_377,
  atSecretAddress: 63,
  withoutNumber: 702,
  uncertainMatches: 18,
  breakdown: BREAKDOWN,
  rows: ORGANISATION_ROWS,
};

export const FRAME_REPORT_EXAMPLES = [
  example(frameReportView, frameReportPage(STUDY, ALL_ROLES, counts)),
  example(
    frameReportView,
    frameReportPage(NEW_STUDY, ALL_ROLES, { ...counts, breakdown: EMPTY_BREAKDOWN, rows: [] }),
    'without clients',
  ),
];
