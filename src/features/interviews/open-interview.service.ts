import type { Actor, Application } from '../../application.js';
import { ageOn, type CivilDate } from '../../domain/calendar/civil-date.js';
import { localTime } from '../../domain/calendar/instant.js';
import type { ConsentRecord } from '../../domain/consent/consent-record.js';
import type { ConsentVerdict } from '../../domain/consent/who-may-be-asked.js';
import type { Answers } from '../../domain/interview/answer.js';
import { measureCode } from '../../domain/interview/measure-code.js';
import { interviewRoute, type Route } from '../../domain/interview/route.js';
import type { Questionnaire, Respondent, SampleVariables } from '../../domain/questionnaire/model.js';
import { UserProblem } from '../../errors.js';
import { getOwnCase } from '../cases/case-claims.service.js';
import { type CaseRecord, verdictToday } from '../cases/cases.service.js';
import { logRefusal, type OwnCaseKey } from '../cases/own-case.service.js';
import { listConsents } from '../consents/consents.service.js';
import { findChild } from '../contacts/contacts.service.js';
import { getStudyById, type Study } from '../studies/studies.service.js';
import * as queries from './interviews.queries.js';
import type { HistoryPosition, InterviewResponse, StoredInterview } from './interviews.queries.js';
import { openAnswers } from './stored-answers.js';

/** What is known of an interview from its answers. */
export interface InterviewSoFar {
  readonly study: Study;
  readonly record: CaseRecord;
  readonly questionnaire: Questionnaire;
  readonly response: InterviewResponse;
  readonly sample: SampleVariables;
  readonly answers: Answers;
  readonly route: Route;
  /** How far its history is; a page that was made before the last change is stale. */
  readonly position: HistoryPosition;
}

/** An interview in the hands of the interviewer who acts. */
export interface OpenInterview extends InterviewSoFar {
  /** `null` when it cannot be said aloud. */
  readonly childFirstName: string | null;
  /** BCP 47 tag of what is spoken: of the texts, or of the agreement when the questionnaire has no texts in that. */
  readonly spokenLanguage: string;
}

/**
 * The interview as it stands, once the rules of consent have been asked again.
 * @throws UserProblem `case_taken`, `consent_forbids` (audited), or `wrong_state` when no interview is open
 */
export async function getOpenInterview(
  app: Application,
  actor: Actor,
  { interviewerId, caseNumber }: OwnCaseKey,
): Promise<OpenInterview> {
  const db = app.database.read;
  const record = await getOwnCase(db, interviewerId, caseNumber);
  const [study, stored, child, consents] = await Promise.all([
    getStudyById(db, record.studyId),
    queries.findInterviewOfCase(db, record.id),
    findChild(app, db, record.id),
    listConsents(db, [record.id]),
  ]);
  if (stored?.response.status !== 'in_progress' || record.status !== 'interviewing') {
    throw new UserProblem('wrong_state', 'Er is geen interview bezig in deze casus.');
  }
  const facts = { record, bornOn: child?.bornOn ?? null, consents: consents.get(record.id) ?? [] };
  const allowed = whoIsAllowed(verdictToday(app, study, facts));
  if (child === null || allowed !== stored.response.respondent) {
    const refusal = new UserProblem('consent_forbids', 'Dit interview mag nu niet verdergaan.');
    await logRefusal(app, actor, refusal, record.id);
    throw refusal;
  }
  const interview = interviewSoFar(app, { study, record, bornOn: child.bornOn, stored });
  return {
    ...interview,
    childFirstName: sayable(child.firstName),
    spokenLanguage: spokenIn(interview, facts.consents),
  };
}

function spokenIn({ questionnaire, response }: InterviewSoFar, consents: readonly ConsentRecord[]): string {
  const agreedIn = consents.at(-1)?.language ?? response.language;
  return questionnaire.languages.includes(agreedIn) ? response.language : agreedIn;
}

function whoIsAllowed(verdict: ConsentVerdict): Respondent | null {
  const allowed = verdict.kind === 'ask' ? verdict.mayBeInterviewed : null;
  return allowed === null ? null : respondentOf(allowed);
}

/** `S.` and `A.B.` cannot be said aloud. */
function sayable(firstName: string): string | null {
  return firstName.length < 2 || firstName.includes('.') ? null : firstName;
}

export function respondentOf(role: 'parent' | 'guardian' | 'youth'): Respondent {
  return role === 'youth' ? 'youth' : 'parent';
}

interface KnownInterview {
  readonly study: Study;
  readonly record: CaseRecord;
  readonly bornOn: CivilDate;
  readonly stored: StoredInterview;
}

/** The interview that follows from what is stored. */
export function interviewSoFar(app: Application, known: KnownInterview): InterviewSoFar {
  const { study, record, bornOn, stored } = known;
  const { response, position, items } = stored;
  const questionnaire = app.questionnaires.get(response.questionnaireId);
  const answers = openAnswers(app.vault, questionnaire, response.id, items);
  const sample: SampleVariables = {
    domain: study.domains.find(({ id }) => id === record.domainId)?.code ?? '',
    segment: record.segment,
    measure: measureCode(record.measure),
    age: ageOn(bornOn, localTime(app.clock()).date),
    respondent: response.respondent,
    careOngoing: null,
    firstTimeClient: record.firstTime === null ? null : record.firstTime === 'yes',
    rotationSeed: response.id,
  };
  const route = interviewRoute(questionnaire, sample, answers);
  return { study, record, questionnaire, response, sample, answers, route, position };
}
