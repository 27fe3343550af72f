import type { Application } from '../../application.js';
import {
  type InterviewerFigures,
  interviewerFigures,
  type InterviewFigures,
} from '../../domain/interview/interviewer-figures.js';
import { shortestReadingSeconds } from '../../domain/interview/reading-time.js';
import { listVariables, type Variable } from '../../domain/questionnaire/variables.js';
import type { Study } from '../studies/studies.service.js';
import * as queries from './paradata.queries.js';
import type { AskedTime, HeldInterview } from './paradata.queries.js';

/**
 * How the interviews of each interviewer went: length, speed, item non-response, changes and confirmed soft checks.
 * Without answers, and only of interviews that one interviewer held from beginning to end. Empty once the contact data
 * are destroyed: which interviewer held which interview stands in the vault and goes with it.
 */
export async function listInterviewerFigures(
  app: Application,
  study: Study,
): Promise<readonly InterviewerFigures[]> {
  const db = app.database.read;
  const held = await queries.listHeldInterviews(db, study.id);
  const visits = await queries.countVisits(db, study.id);
  const answers = await queries.countAnswers(db, study.id);
  const times = await queries.listAskedTimes(db, study.id);
  const shortest = readingTimes(app);
  const figures = held.map((interview): InterviewFigures => ({
    interviewerId: interview.interviewerId,
    ...(visits.get(interview.responseId) ?? NO_VISITS),
    ...(answers.get(interview.responseId) ?? NO_ANSWERS),
    ...speedOf(interview, times.get(interview.responseId) ?? [], shortest),
  }));
  return interviewerFigures(figures);
}

const NO_VISITS = { seconds: 0, changed: 0, revisited: 0, overridden: 0 };
const NO_ANSWERS = { answered: 0, notApplicable: 0, dontKnow: 0, refused: 0 };

type ReadingTimes = (interview: HeldInterview, questionId: string) => number;

/** The least time to read a question aloud, worked out once for each version, respondent and language. */
function readingTimes(app: Application): ReadingTimes {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return ({ questionnaireId, respondent, language }, questionId) => {
    const name = [questionnaireId, respondent, language].join('|');
    const times =
      known.get(name) ??
      new Map(
        listVariables(app.questionnaires.get(questionnaireId)).map((variable: Variable) => [
          variable.id,
          shortestReadingSeconds(variable, respondent, language),
        ]),
      );
    known.set(name, times);
    return times.get(questionId) ?? 0;
  };
}

function speedOf(
  interview: HeldInterview,
  times: readonly AskedTime[],
  shortest: ReadingTimes,
): Pick<InterviewFigures, 'timed' | 'tooFast'> {
  const read = times
    .map(({ questionId, seconds }) => ({ seconds, least: shortest(interview, questionId) }))
    .filter(({ least }) => least > 0);
  return { timed: read.length, tooFast: read.filter(({ seconds, least }) => seconds < least).length };
}
