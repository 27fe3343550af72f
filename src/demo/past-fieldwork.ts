import type { Actor } from '../application.js';
import { transaction } from '../database/database.js';
import { measureCode } from '../domain/interview/measure-code.js';
import { openStream } from '../domain/sampling/random.js';
import { recordAudit } from '../features/audit/audit.service.js';
import { addNote } from '../features/cases/case-notes.service.js';
import {
  type CaseRecord,
  listCasesWithStatus,
  markExcluded,
  refreshCases,
} from '../features/cases/cases.service.js';
import { CONSENT_TEXT_VERSION } from '../features/consents/consents.service.js';
import { listBirthDates, listCaseNumbers } from '../features/contacts/contact-list.service.js';
import { eraseContactData } from '../features/contacts/contacts.service.js';
import type { Study } from '../features/studies/studies.service.js';
import { DEMO_SEED, type DemoCalendar, type PastApplication } from './demo-time.js';
import type { DemoUsers } from './demo-users.js';
import { diceOf } from './fieldwork/dice.js';
import { insertHistories } from './fieldwork/history-rows.js';
import { playFieldwork } from './fieldwork/play-fieldwork.js';
import { inventRespondent } from './fieldwork/respondent.js';
import { insertResponses } from './fieldwork/response-rows.js';
import { type ConsentText, VirtualCase } from './fieldwork/virtual-case.js';

/** What came of the weeks of fieldwork. */
export interface FieldworkCounts {
  readonly calls: number;
  readonly interviews: number;
  readonly appointments: number;
}

/** Gives a study that was just released the history of its first weeks of fieldwork. */
export async function addPastFieldwork(
  app: PastApplication,
  users: DemoUsers,
  { study, calendar }: { study: Study; calendar: DemoCalendar },
): Promise<FieldworkCounts> {
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const text = { textVersion: CONSENT_TEXT_VERSION, language: questionnaire.languages[0] ?? 'nl' };
  const cases = await virtualCases(app, study, text);
  const setting = {
    rules: study.rules,
    questionnaire,
    now: calendar.now,
    dice: diceOf(openStream(DEMO_SEED, 'fieldwork')),
    newId: app.newId,
    interviewerIds: users.interviewerIds,
    supervisorId: users.supervisor.id ?? '',
  };
  playFieldwork(cases, setting, calendar.fieldworkStart);
  app.goTo(calendar.now);
  const driver = app.telephony.driverFor({ ...study, deskNumber: null }).name;
  await transaction(app.database, async (trx) => {
    await insertHistories(trx, cases, { newId: app.newId, driver, text });
    await insertResponses(trx, cases, { study, language: text.language, vault: app.vault });
    await refreshCases(
      app,
      trx,
      study,
      cases.map(({ start }) => start.record.id),
    );
  });
  await addNotes(app, cases);
  await takeOutUnsafe(app, users.supervisor, cases);
  return countsOf(cases);
}

async function virtualCases(app: PastApplication, study: Study, text: ConsentText): Promise<VirtualCase[]> {
  const db = app.database.read;
  const records = await listCasesWithStatus(db, study, ['fresh']);
  const ids = records.map(({ id }) => id);
  const births = await listBirthDates(app, db, ids);
  const numbers = await listCaseNumbers(db, ids);
  return records.flatMap((record) => {
    const bornOn = births.get(record.id);
    const { releasedAt: at } = record;
    if (bornOn === undefined || at === null) return [];
    const start = {
      record,
      domain: domainOf(study, record),
      bornOn,
      hasGuardian: measureCode(record.measure) === 'voogdij',
      person: inventRespondent(record.caseNumber, domainOf(study, record)),
      history: [
        { kind: 'case_released' as const, at },
        { kind: 'numbers_listed' as const, at, numbers: numbers.get(record.id) ?? [] },
      ],
    };
    return [new VirtualCase(start, study.rules, text)];
  });
}

function domainOf(study: Study, { domainId }: CaseRecord): string {
  return study.domains.find(({ id }) => id === domainId)?.code ?? '';
}

async function addNotes(app: PastApplication, cases: readonly VirtualCase[]): Promise<void> {
  await transaction(app.database, async (trx) => {
    for (const { start, notes } of cases) {
      for (const { at, authorId, text: note } of notes) {
        app.goTo(at);
        await addNote(app, trx, { caseId: start.record.id, authorId, note });
      }
    }
  });
}

/** Whoever cannot be called safely is taken out, and the contact data are erased, as the outcome itself does. */
async function takeOutUnsafe(
  app: PastApplication,
  supervisor: Actor,
  cases: readonly VirtualCase[],
): Promise<void> {
  await transaction(app.database, async (trx) => {
    for (const { start, state } of cases) {
      if (state.status !== 'excluded' || state.lastOutcome === null) continue;
      app.goTo(state.lastOutcome.at);
      await markExcluded(app, trx, start.record.id, 'onveilig');
      await eraseContactData(app, trx, [start.record.id]);
      await recordAudit(trx, supervisor, app.clock(), {
        action: 'case.exclude',
        objectKind: 'case',
        objectId: start.record.id,
      });
    }
  });
}

function countsOf(cases: readonly VirtualCase[]): FieldworkCounts {
  const count = (isCounted: (one: VirtualCase) => boolean): number => cases.filter(isCounted).length;
  return {
    calls: cases.reduce((sum, { state }) => sum + state.dials.length, 0),
    interviews: count(({ state }) => state.status === 'completed' || state.status === 'partial'),
    appointments: count(({ state }) => state.appointment !== null),
  };
}
