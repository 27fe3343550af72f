import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { previewPage, previewView } from '../../../src/features/withdrawals/preview.pages.js';
import { typedSearch } from '../../../src/features/withdrawals/withdrawals.forms.js';
import {
  proofPage,
  proofView,
  searchPage,
  searchView,
} from '../../../src/features/withdrawals/withdrawals.pages.js';
import type {
  StoredWithdrawal,
  WithdrawalPreview,
} from '../../../src/features/withdrawals/withdrawals.service.js';
import { example } from './example.js';
import { EVENING, inHand, inventedCase } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const withdrawal: StoredWithdrawal = {
  id: 'w1',
  studyId: STUDY.id,
  caseId: 'case',
  caseNumber: 'B0113',
  reference: '7K3F9-QXM2A',
  askedBy: 'parent',
  askedThrough: 'letter',
  deleted: { answers: 41, answerHistory: 43, numbers: 2, notes: 1, appointments: 0, quotes: 2, concerns: 1 },
  isOnObjectionList: true,
  withdrawnAt: EVENING,
  withdrawnBy: 'leader',
};

const preview: WithdrawalPreview = {
  study: STUDY,
  caseNumber: 'B0113',
  state: inventedCase('B0113', '2012-09-19', inHand(EVENING, 'dialled')).state,
  contact: {
    personId: 'person',
    firstName: 'Noor',
    lastName: 'Verzonnen',
    fullName: 'Noor Verzonnen',
    birthDate: civilDate('2012-09-19'),
    contacts: [],
  },
  deletes: withdrawal.deleted,
  heldBy: 'Sam Belt',
  openConcerns: 1,
};

const search = { study: STUDY, roles: ALL_ROLES, typed: typedSearch({}), earlier: [] };
const person = { name: 'Noor Verzonnen', bornOn: civilDate('2012-09-19') };

export const WITHDRAWAL_EXAMPLES = [
  example(searchView, searchPage({ ...search, earlier: [withdrawal] })),
  example(
    searchView,
    searchPage({
      ...search,
      searched: {
        isTooMany: false,
        found: [
          { caseNumber: 'B0113', status: 'appointment', person, withdrawalId: null },
          { caseNumber: 'B0114', status: 'withdrawn', person: null, withdrawalId: 'w1' },
          { caseNumber: 'B0115', status: 'excluded', person: null, withdrawalId: null },
        ],
      },
    }),
    'with what was found',
  ),
  example(searchView, searchPage({ ...search, searched: { isTooMany: true, found: [] } }), 'with too many'),
  example(
    searchView,
    searchPage({ ...search, errors: { reason: 'Kies waarom u zoekt.', born: 'Vul de geboortedatum in.' } }),
    'with mistakes',
  ),
  example(previewView, previewPage(preview)),
  example(
    previewView,
    previewPage(
      { ...preview, heldBy: null, openConcerns: 0 },
      { askedBy: '', askedThrough: 'call', neverAgain: true },
      { askedBy: 'Kies wie de toestemming intrekt.' },
    ),
    'with a mistake',
  ),
  example(proofView, proofPage(STUDY, withdrawal)),
  example(
    proofView,
    proofPage(STUDY, {
      ...withdrawal,
      isOnObjectionList: false,
      deleted: { answers: 0, answerHistory: 0, numbers: 1, notes: 0, appointments: 0, concerns: 0 },
    }),
    'of a case without answers',
  ),
];
