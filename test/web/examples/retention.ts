import { retentionPage, retentionView } from '../../../src/features/retention/retention.pages.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, STUDY } from './invented-study.js';

const frame = { roles: ALL_ROLES, csrfToken: 'a-token' };
const full = { persons: 18_120, numbers: 31_402, notes: 211, links: 2_400, concerns: 3, openConcerns: 1 };
const empty = { persons: 0, numbers: 0, notes: 0, links: 0, concerns: 0, openConcerns: 0 };

export const RETENTION_EXAMPLES = [
  example(retentionView, retentionPage(NEW_STUDY, empty, frame), 'before fieldwork'),
  example(retentionView, retentionPage(STUDY, full, frame), 'during fieldwork'),
  example(retentionView, retentionPage(EARLIER_STUDY, full, frame), 'after fieldwork'),
  example(retentionView, retentionPage({ ...STUDY, status: 'destroyed' }, empty, frame), 'at the end'),
];
