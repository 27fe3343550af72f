import type { Application } from '../../application.js';
import type { InterviewerFigures } from '../../domain/interview/interviewer-figures.js';
import { type CallMix, mixOf } from '../../domain/quality/outcome-mix.js';
import {
  type InterviewerRecord,
  teamRecord,
  type TeamRecord,
} from '../../domain/quality/interviewer-records.js';
import { workingDays } from '../../domain/quality/working-days.js';
import { listInterviewerFigures } from '../interviews/paradata.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './interviewers.queries.js';

/** What the interviewers of a study did, by name. */
export interface InterviewersOfStudy {
  readonly study: Study;
  readonly team: TeamRecord;
  readonly names: ReadonlyMap<string, string>;
  /** How their interviews went; of whoever held none alone there is nothing. */
  readonly interviews: ReadonlyMap<string, InterviewerFigures>;
}

/** @throws UserProblem `not_found` */
export async function interviewersOfStudy(app: Application, slug: string): Promise<InterviewersOfStudy> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const days = workingDays(await queries.listHoursOfCalls(db, study.id));
  const tallies = await queries.tallyOutcomes(db, study.id);
  const ids = [...new Set(days.map(({ interviewerId }) => interviewerId))];
  const people = await queries.listNames(db, ids);
  const mixes = new Map<string, CallMix>(
    ids.map((id) => [id, mixOf(tallies.filter(({ interviewerId }) => interviewerId === id))]),
  );
  const figures = await listInterviewerFigures(app, study);
  return {
    study,
    team: teamRecord(
      people.map(({ id }) => id),
      days,
      mixes,
    ),
    names: new Map(people.map(({ id, name }) => [id, name])),
    interviews: new Map(figures.map((one) => [one.interviewerId, one])),
  };
}

/** What somebody did in one of the studies in which they called. */
export interface OwnFigures {
  readonly studies: readonly { readonly slug: string; readonly name: string }[];
  /** `null` for whoever never called. */
  readonly found: { readonly all: InterviewersOfStudy; readonly own: InterviewerRecord } | null;
}

/**
 * Somebody's own figures beside those of everybody together.
 * @param slug the study, or `null` for the last in which they called; another study than theirs counts as none
 */
export async function ownFigures(
  app: Application,
  interviewerId: string,
  slug: string | null,
): Promise<OwnFigures> {
  const studies = await queries.listStudiesOf(app.database.read, interviewerId);
  const chosen = studies.find((study) => study.slug === slug) ?? studies[0];
  if (chosen === undefined) return { studies, found: null };
  const all = await interviewersOfStudy(app, chosen.slug);
  const own = all.team.records.find((record) => record.interviewerId === interviewerId);
  return { studies, found: own === undefined ? null : { all, own } };
}
