import {
  choosePage,
  chooseView,
  previewPage,
  previewView,
} from '../../../src/features/case-actions/case-actions.pages.js';
import {
  actionListPage,
  actionListView,
  actionPage,
  actionView,
} from '../../../src/features/case-actions/past-actions.pages.js';
import type { StoredAction } from '../../../src/features/case-actions/past-actions.service.js';
import { decisionPage, decisionView } from '../../../src/features/case-actions/case-decisions.pages.js';
import type { CaseToDecide } from '../../../src/features/case-actions/case-decisions.service.js';
import { pausePage, pauseView } from '../../../src/features/field-pauses/field-pauses.pages.js';
import type { PauseEvent } from '../../../src/features/field-pauses/field-pauses.service.js';
import { example } from './example.js';
import { EVENING, inventedCase } from './invented-case.js';
import { ALL_ROLES, STUDY } from './invented-study.js';

const interviewers = [{ id: 'sami', name: 'Sami' }];
const names = new Map([
  ['sami', 'Sami'],
  ['noor', 'Noor'],
]);
const caseNumbers = Array.from({ length: 24 }, (_, index) => `B00${String(10 + index)}`);
const typed = { action: 'assign', interviewer: 'sami', reason: 'Sami belt deze buurt.' };

const action: StoredAction = {
  id: 'action',
  studyId: STUDY.id,
  kind: 'assign',
  interviewerId: 'sami',
  reason: 'Sami belt deze buurt.',
  cases: 24,
  madeAt: EVENING,
  madeBy: 'noor',
  undoesActionId: null,
};
const undo: StoredAction = { ...action, id: 'undo', kind: 'undo', cases: 20, undoesActionId: 'action' };

const paused: PauseEvent & { readonly kind: 'paused' } = {
  id: 'pause',
  studyId: STUDY.id,
  domainId: STUDY.domains[0]?.id ?? null,
  kind: 'paused',
  reason: 'De organisatie belt eerst zelf.',
  at: EVENING,
  madeBy: 'noor',
};
const overall: PauseEvent & { readonly kind: 'paused' } = {
  ...paused,
  id: 'all',
  domainId: null,
  madeBy: null,
};

const toDecide: CaseToDecide = {
  study: STUDY,
  file: inventedCase('B0012', '2015-01-08'),
  why: 'Nu niet: alle pogingen zijn gebruikt. De veldwerkleider kan pogingen toevoegen of de casus sluiten.',
  missingEffort: ['nog 1 zaterdag'],
  possible: ['assign', 'pause', 'extend', 'release', 'give_up'],
  interviewers,
  seenAt: EVENING,
};

export const SUPERVISION_EXAMPLES = [
  example(
    decisionView,
    decisionPage(
      toDecide,
      ALL_ROLES,
      { ...typed, action: 'extend', reason: '' },
      {
        reason: 'Schrijf op waarom u dit doet.',
      },
    ),
  ),
  example(
    decisionView,
    decisionPage({ ...toDecide, missingEffort: [], possible: [], interviewers: [] }, ALL_ROLES),
    'when nothing can be decided',
  ),
  example(
    chooseView,
    choosePage({ study: STUDY, caseNumbers, hasMore: true, interviewers }, ALL_ROLES, typed, {
      action: 'Kies wat u met de casussen wilt doen.',
    }),
  ),
  example(
    previewView,
    previewPage(
      {
        study: STUDY,
        action: 'assign',
        interviewer: 'Sami',
        possible: caseNumbers.map((number) => inventedCase(number, '2015-01-08')),
        impossible: new Map([['al afgerond', ['B0099']]]),
        seenAt: EVENING,
      },
      ALL_ROLES,
      typed,
    ),
  ),
  example(
    previewView,
    previewPage(
      {
        study: STUDY,
        action: 'pause',
        interviewer: null,
        possible: [],
        impossible: new Map(),
        seenAt: EVENING,
      },
      ALL_ROLES,
      { action: 'pause', interviewer: '', reason: 'Even niet.' },
    ),
    'of nothing',
  ),
  example(
    actionView,
    actionPage(
      {
        study: STUDY,
        action,
        undos: [undo],
        caseNumbers,
        undo: {
          possible: ['one'],
          impossible: new Map([['sindsdien had een enquêteur de casus', ['B0012']]]),
        },
        names,
      },
      ALL_ROLES,
      { reason: '', errors: { reason: 'Schrijf op waarom u dit doet.' } },
    ),
  ),
  example(
    actionView,
    actionPage(
      {
        study: STUDY,
        action: { ...action, kind: 'pause', interviewerId: null, cases: 1, madeBy: null },
        undos: [],
        caseNumbers: ['B0010'],
        undo: { possible: [], impossible: new Map() },
        names,
      },
      ALL_ROLES,
    ),
    'that stands',
  ),
  example(actionListView, actionListPage(STUDY, ALL_ROLES, { actions: [undo, action], names })),
  example(
    pauseView,
    pausePage(
      {
        study: STUDY,
        running: [overall, paused],
        events: [overall, paused, { ...paused, id: 'earlier', kind: 'resumed' }],
        names,
      },
      ALL_ROLES,
    ),
  ),
];
