import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import { addMinutes, type Instant, instantAt } from '../../domain/calendar/instant.js';
import {
  type AgendaEntry,
  appointmentGrid,
  type GridRow,
  lateness,
} from '../../domain/calling/appointment-grid.js';
import type { Explanation } from '../../domain/calling/explain.js';
import type { ContactRole } from '../../domain/consent/consent-record.js';
import { appointmentOwner } from '../../domain/contact/case-state.js';
import { explainCase, lookAtField } from '../cases/case-explanation.service.js';
import {
  type CaseRecord,
  getCaseOfStudy,
  listAppointedCases,
  listCasesWithAppointmentOf,
  listCasesWithStatus,
  loadCaseFile,
  loadCaseFiles,
} from '../cases/cases.service.js';
import { listInterviewers, listShifts } from '../interviewers/interviewers.service.js';
import { getStudy, getStudyById, listStudies, type Study } from '../studies/studies.service.js';

/** An appointment that is to be kept. */
export interface OpenAppointment extends AgendaEntry {
  readonly appointmentId: string;
  readonly study: Study;
  readonly caseNumber: string;
  readonly withRole: ContactRole;
  /** The name of who makes the call; empty for anybody. */
  readonly interviewer: string;
  readonly lateness: 'to_come' | 'due' | 'late';
}

/** The agenda of one day of a study, and what is late. */
export interface Agenda {
  readonly study: Study;
  readonly on: CivilDate;
  /** With the appointments of other studies for which the same people call: those take their time too. */
  readonly rows: readonly GridRow<OpenAppointment>[];
  /** Whether anybody's shift was entered for the day. */
  readonly hasShifts: boolean;
  readonly late: readonly OpenAppointment[];
}

export async function getAgenda(app: Application, slug: string, on: CivilDate): Promise<Agenda> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const open = await listOpenAppointments(app, db, study);
  const from = instantAt(on, 0);
  const ofDay = await listAppointmentsBetween(app, study, { from, until: addMinutes(from, DAY_AND_CHANGE) });
  const shifts = await listShifts(db, { from: on, until: on });
  return {
    study,
    on,
    rows: appointmentGrid(on, ofDay, shifts, study.rules.calling),
    hasShifts: shifts.length > 0,
    late: open.filter((one) => one.lateness === 'late'),
  };
}

/** A day with the hour that it has more when the clock goes back; the agenda leaves other days out. */
const DAY_AND_CHANGE = 25 * 60;

/** Appointments of one study and day that are looked at. */
const MOST_LOOKED_AT = 500;

/**
 * The appointments between two moments in a study and in every other study in fieldwork for which the same people call:
 * practice is apart.
 */
export async function listAppointmentsBetween(
  app: Application,
  study: Study,
  span: { readonly from: Instant; readonly until: Instant },
): Promise<readonly OpenAppointment[]> {
  const db = app.database.read;
  const others = (await listStudies(db)).filter(
    ({ id, status, isPractice }) =>
      id !== study.id && status === 'fieldwork' && isPractice === study.isPractice,
  );
  const found: OpenAppointment[] = [];
  for (const one of [study, ...others]) {
    const records = await listAppointedCases(db, one.id, { ...span, limit: MOST_LOOKED_AT });
    found.push(...(await openAppointmentsOf(app, db, one, records)));
  }
  return found;
}

/** The appointments for which an interviewer calls, in all studies in fieldwork, the first first. */
export async function listOwnAppointments(
  app: Application,
  interviewerId: string,
): Promise<readonly OpenAppointment[]> {
  const db = app.database.read;
  const records = await listCasesWithAppointmentOf(db, interviewerId);
  const own: OpenAppointment[] = [];
  for (const studyId of new Set(records.map((record) => record.studyId))) {
    const study = await getStudyById(db, studyId);
    const ofStudy = records.filter((record) => record.studyId === studyId);
    const open = await openAppointmentsOf(app, db, study, ofStudy);
    own.push(...open.filter((one) => one.interviewerId === interviewerId));
  }
  return own.toSorted(byMoment);
}

async function listOpenAppointments(
  app: Application,
  db: Reader,
  study: Study,
): Promise<readonly OpenAppointment[]> {
  const records = await listCasesWithStatus(db, study, ['appointment', 'broken_off']);
  return openAppointmentsOf(app, db, study, records);
}

/** The appointments that stand in these cases of a study, in the order of time. */
async function openAppointmentsOf(
  app: Application,
  db: Reader,
  study: Study,
  records: readonly CaseRecord[],
): Promise<readonly OpenAppointment[]> {
  const now: Instant = app.clock();
  const names = new Map((await listInterviewers(db)).map(({ id, name }) => [id, name]));
  const files = await loadCaseFiles(app, db, study, records);
  return files
    .flatMap(({ record, state }): OpenAppointment[] => {
      const { appointment } = state;
      if (appointment === null) return [];
      const { appointmentId, at, firmness, withRole } = appointment;
      const interviewerId = appointmentOwner(state);
      const entry = { at, firmness, interviewerId };
      return [
        {
          ...entry,
          appointmentId,
          study,
          caseNumber: record.caseNumber,
          withRole,
          interviewer: names.get(interviewerId ?? '') ?? '',
          lateness: lateness(entry, now, study.rules.calling),
        },
      ];
    })
    .toSorted(byMoment);
}

function byMoment(one: OpenAppointment, other: OpenAppointment): number {
  return one.at < other.at ? -1 : Number(one.at > other.at);
}

/**
 * Why a case is called now, or why not and when.
 * @throws UserProblem `not_found`
 */
export async function askWhy(
  app: Application,
  slug: string,
  caseNumber: string,
): Promise<{ readonly study: Study; readonly explanation: Explanation }> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const file = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, caseNumber));
  return { study, explanation: await explainCase(app, db, await lookAtField(app, db, study), file) };
}
