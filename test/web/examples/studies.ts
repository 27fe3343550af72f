import { newPracticePage, newPracticeView } from '../../../src/features/practice/practice.pages.js';
import {
  newStudyPage,
  newStudyView,
  studyListPage,
  studyListView,
  studyPage,
  studyView,
} from '../../../src/features/studies/studies.pages.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';
import { example } from './example.js';
import { ALL_ROLES, EARLIER_STUDY, NEW_STUDY, PRACTICE_STUDY, STUDY } from './invented-study.js';

const questionnaire = shippedQuestionnaire('ceo-jeugd-2016');

const progress = {
  deliveryCount: 14,
  personCount: 18_120,
  openMatchCount: 18,
  drawnCount: 2_400,
  organisationCount: 14,
  returnedCount: 11,
  excludedCount: 163,
};

const nothing = {
  deliveryCount: 0,
  personCount: 0,
  openMatchCount: 0,
  drawnCount: 0,
  organisationCount: 0,
  returnedCount: 0,
  excludedCount: 0,
};

export const STUDY_EXAMPLES = [
  example(studyListView, studyListPage([STUDY, PRACTICE_STUDY, EARLIER_STUDY], ALL_ROLES)),
  example(studyListView, studyListPage([], ['enqueteur']), 'without studies'),
  example(
    newStudyView,
    newStudyPage(
      [questionnaire],
      {
        name: '',
        reportYear: '25',
        questionnaireId: questionnaire.id,
        fieldworkStartsOn: '2026-04-01',
        fieldworkEndsOn: '2026-03-01',
        isPractice: true,
      },
      {
        name: 'Vul een naam in, zoals CEO jeugd, verslagjaar 2025.',
        reportYear: 'Het verslagjaar is 2000 of later.',
        fieldworkEndsOn: 'Het veldwerk eindigt voordat het begint. Kies een latere einddatum.',
      },
    ),
  ),
  example(studyView, studyPage(STUDY, { roles: ALL_ROLES, progress, questionnaire, csrfToken: 'a-token' })),
  example(
    studyView,
    studyPage(PRACTICE_STUDY, { roles: ALL_ROLES, progress, questionnaire, csrfToken: 'a-token' }),
    'for practice',
  ),
  example(newPracticeView, newPracticePage([questionnaire], questionnaire.id)),
  example(
    newPracticeView,
    newPracticePage([questionnaire], '', { questionnaireId: 'Kies een vragenlijst die in de lijst staat.' }),
    'without a questionnaire',
  ),
  example(
    studyView,
    studyPage(
      NEW_STUDY,
      { roles: ALL_ROLES, progress: nothing, questionnaire, csrfToken: 'a-token' },
      {
        targets: { basishulp: 'veel' },
        errors: { 'target-basishulp': 'Vul een heel getal in, of niets.' },
      },
    ),
    'with a wrong target',
  ),
];
