import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Application } from '../../src/application.js';
import { buildDemo } from '../../src/demo/build-demo.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { type Instant, localTime } from '../../src/domain/calendar/instant.js';
import { krippendorffAlpha } from '../../src/domain/coding/agreement.js';
import { isDialTime } from '../../src/domain/calling/dial-check.js';
import { explain } from '../../src/domain/calling/explain.js';
import type { ConsentRecord } from '../../src/domain/consent/consent-record.js';
import { mayAsk, mayInterview, whoMayBeAsked } from '../../src/domain/consent/who-may-be-asked.js';
import type { CaseEvent } from '../../src/domain/contact/case-event.js';
import { caseStateOf } from '../../src/domain/contact/case-state-of.js';
import { legalOutcomes, numberToDial, whomToAskFor } from '../../src/domain/contact/legal-outcomes.js';
import { findTampering } from '../../src/features/audit/audit.service.js';
import { takeNextCase } from '../../src/features/cases/case-claims.service.js';
import { inOrder, listHistories } from '../../src/features/cases/case-history.queries.js';
import { type CaseFile, loadCaseFiles } from '../../src/features/cases/cases.service.js';
import { listCases } from '../../src/features/cases/cases.queries.js';
import { countStates, listPairs } from '../../src/features/coding/coding.service.js';
import { listQuotes } from '../../src/features/quotes/quotes.service.js';
import { breakDownResponse } from '../../src/features/response-rates/breakdown.service.js';
import { breakdownJson } from '../../src/features/response-rates/response-json.js';
import { getStudy, listStudies, type Study } from '../../src/features/studies/studies.service.js';
import { makeTable } from '../../src/features/tables/tables.service.js';
import { findAccount, isAccountPassword, listUsers } from '../../src/features/users/users.service.js';
import { createTestApplication, FROZEN_NOON } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';

/** What each database came to: the same moment must give the same demo, whatever is behind it. */
const fingerprints = new Map<string, string>();

describeOnEachDatabase('the demo', ({ engine, openDatabase }) => {
  it('is built with everything in it, by the rules', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const folder = await mkdtemp(path.join(tmpdir(), 'veldwerk-demo-'));
    try {
      await buildDemo(app, { clientFilesFolder: folder, tell: () => undefined });
      expect(await readdir(folder)).toHaveLength(5);
    } finally {
      await rm(folder, { recursive: true });
    }
    await hasAccounts(app);
    await hasStudies(app);
    await hasPublishedPercentages(app);
    const study = await getStudy(app.database.read, 'ceo-lopend');
    await isInFieldwork(app, study);
    await isLawful(app, study);
    await hasWorkForTheInterviewer(app, study);
    await hasCodedAnswers(app, study);
    expect(await findTampering(app.database.read)).toBeNull();
    fingerprints.set(engine, await fingerprintOf(app));
  });
});

it('is the same demo again from the same moment, on either database', () => {
  expect(fingerprints.size).toBe(2);
  expect(fingerprints.get('postgres')).toBe(fingerprints.get('sqlite'));
});

async function hasAccounts(app: Application): Promise<void> {
  for (const { email, roles } of DEMO_ACCOUNTS) {
    const account = await findAccount(app, email);
    expect(account?.roles).toEqual(roles);
    expect(await isAccountPassword(account, DEMO_PASSWORD)).toBe(true);
  }
  const active = (await listUsers(app)).filter(({ isActive }) => isActive);
  expect(active).toHaveLength(DEMO_ACCOUNTS.length);
}

async function hasStudies(app: Application): Promise<void> {
  const studies = await listStudies(app.database.read);
  expect(studies.map(({ slug, status, reportYear }) => [slug, status, reportYear])).toEqual([
    ['ceo-nieuw', 'design', 2026],
    ['ceo-lopend', 'fieldwork', 2025],
    ['ceo-2016', 'closed', 2016],
    ['ceo-2015', 'closed', 2015],
  ]);
}

/** Answers in every state, two coders who mostly agree, and quotes without what tells who somebody is. */
async function hasCodedAnswers(app: Application, study: Study): Promise<void> {
  const db = app.database.read;
  const states = (await countStates(db, study.id)).map(({ state, count }) => [state, count] as const);
  expect(states.map(([state]) => state)).toEqual(['done', 'to_check', 'to_code', 'to_decide']);
  for (const [, count] of states) expect(count).toBeGreaterThan(2);
  const pairs = await listPairs(db, { studyId: study.id, questionId: 'B3' });
  const alpha = krippendorffAlpha(pairs) ?? 0;
  expect(alpha).toBeGreaterThan(0.6);
  expect(alpha).toBeLessThan(0.95);
  const quotes = await listQuotes(app, study);
  expect(quotes).toHaveLength(3);
  for (const { text } of quotes) expect(text).not.toMatch(/Regenboog|mei/);
}

async function hasPublishedPercentages(app: Application): Promise<void> {
  const { table } = await makeTable(app, {
    study: 'ceo-2016',
    questions: ['B1'],
    columns: ['domain', 'year'],
    procedure: 'spss',
    beside: null,
  });
  const cells = table.rows[0]?.cells.map(({ column, value, base }) => [column, value, base] as const) ?? [];
  const printed = (column: string) => {
    const [, value, base] = cells.find(([name]) => name === column) ?? [];
    return [Math.round((value ?? NaN) * 100), base];
  };
  expect(printed('basishulp/2015')).toEqual([94, 219]);
  expect(printed('specialistisch/2015')).toEqual([89, 286]);
  expect(printed('basishulp/2016')).toEqual([84, 256]);
  expect(printed('specialistisch/2016')).toEqual([82, 257]);
  expect(printed('jb_jr/2016')).toEqual([82, 71]);
}

async function isInFieldwork(app: Application, study: Study): Promise<void> {
  const db = app.database.read;
  const released = (await db('cases').where({ study_id: study.id }).whereNotNull('released_at')) as unknown[];
  expect(released).toHaveLength(356 + 395 + 136);
  const reasons: unknown[] = await db('cases')
    .where({ study_id: study.id })
    .distinct()
    .pluck('exclusion_reason');
  expect(reasons).toEqual(
    expect.arrayContaining(['geheim_adres', 'niet_geschikt', 'zonder_medeweten_ouders']),
  );

  const { total } = breakdownJson(
    await breakDownResponse(app, { slug: study.slug, by: 'domain', domain: null }),
  ) as unknown as {
    total: { counts: Readonly<Record<string, number>> };
  };
  const { I = 0, R = 0, O = 0, UO = 0, NE = 0, open = 0 } = total.counts;
  expect(I).toBeGreaterThan(300);
  expect(I).toBeLessThan(550);
  expect(R).toBeGreaterThan(30);
  for (const few of [O, UO, NE]) expect(few).toBeGreaterThan(2);
  expect(open).toBeGreaterThan(150);

  const dueAt = await db('cases').where('due_kind', 'like', '%appointment').pluck<Instant[]>('due_at');
  const { date: today } = localTime(FROZEN_NOON);
  const ofToday = dueAt.filter((at) => localTime(at).date === today);
  expect(ofToday.length).toBeGreaterThanOrEqual(8);
  const statuses = await db('cases').where({ study_id: study.id }).pluck<string[]>('status');
  expect(statuses.filter((status) => status === 'conversion_asked').length).toBeGreaterThanOrEqual(1);
}

/** Plays every history again, entry by entry, and asks the rules at each step. */
async function isLawful(app: Application, study: Study): Promise<void> {
  const db = app.database.read;
  const ids = await db('cases').where({ study_id: study.id }).orderBy('id').pluck<string[]>('id');
  const files = await loadCaseFiles(app, db, study, await listCases(db, ids));
  const histories = await listHistories(db, ids);
  const calls = await db('calls').select<{ id: string; asked_for: string }[]>('id', 'asked_for');
  const askedFor = new Map(calls.map((call) => [call.id, call.asked_for]));
  let judged = 0;
  for (const file of files) {
    expect(file.state.ignoredEvents).toBe(0);
    if (file.bornOn === null || file.record.releasedAt === null) continue;
    const events = inOrder([
      { kind: 'case_released', at: file.record.releasedAt },
      ...(histories.get(file.record.id) ?? []),
    ]);
    judged += judgeHistory(study, file, events, askedFor);
    judgeConsents(study, file);
  }
  expect(judged).toBeGreaterThan(1500);
  await hasOneCaseAtATime(app);
}

function judgeHistory(
  { rules }: Study,
  file: CaseFile,
  events: readonly CaseEvent[],
  askedFor: ReadonlyMap<string, string>,
): number {
  let calls = 0;
  for (const [place, event] of events.entries()) {
    const before = caseStateOf(events.slice(0, place));
    const verdict = verdictAt(file, event.at, rules);
    if (event.kind === 'call_placed') {
      expect(isDialTime(before, event.at, rules.calling)).toBe(true);
      expect(numberToDial(before, verdict)?.numberId).toBe(event.numberId);
      expect(whomToAskFor(before, verdict)).toBe(askedFor.get(event.callId));
      calls += 1;
    } else if (event.kind === 'outcome_recorded') {
      expect(legalOutcomes(before, verdict)).toContain(event.code);
    } else if (event.kind === 'interview_started') {
      expect(mayInterview(verdict, event.role)).toBe(true);
    }
  }
  return calls;
}

function verdictAt(
  { bornOn, hasGuardian, consents }: CaseFile,
  at: string,
  rules: Study['rules'],
  isBefore = false,
) {
  const known = consents.filter((consent) => (isBefore ? consent.at < at : consent.at <= at));
  if (bornOn === null) throw new Error('the person was erased');
  return whoMayBeAsked(
    { bornOn, hasGuardian },
    known,
    localTime(at as ConsentRecord['at']).date,
    rules.consent,
  );
}

/** At each decision it was the turn of that person, at that age, for that question. */
function judgeConsents({ rules }: Study, file: CaseFile): void {
  for (const { at, givenBy, subject } of file.consents) {
    expect([subject, mayAsk(verdictAt(file, at, rules, true), givenBy, subject)]).toEqual([subject, true]);
  }
}

async function hasOneCaseAtATime(app: Application): Promise<void> {
  const attempts = await app.database
    .read('attempts')
    .orderBy(['interviewer_id', 'started_at'])
    .select<{ interviewer_id: string; started_at: string; ended_at: string }[]>(
      'interviewer_id',
      'started_at',
      'ended_at',
    );
  const overlaps = attempts.filter((attempt, place) => {
    const next = attempts[place + 1];
    return next?.interviewer_id === attempt.interviewer_id && attempt.ended_at > next.started_at;
  });
  expect(overlaps).toEqual([]);
}

async function hasWorkForTheInterviewer(app: Application, study: Study): Promise<void> {
  const interviewer = await findAccount(app, 'enqueteur@example.org');
  const record = await takeNextCase(app, study, interviewer?.id ?? '');
  if (record === null) throw new Error('there is no case for the interviewer');
  const [file] = await loadCaseFiles(app, app.database.read, study, [record]);
  if (file === undefined) throw new Error('the case has no file');
  const waiting = { ...file.state, heldBy: null };
  expect(explain(waiting, study.rules.calling, app.clock()).mayBeCalledNow).toBe(true);
}

/** Case numbers, states and answers: all that must not differ from build to build. */
async function fingerprintOf(app: Application): Promise<string> {
  const db = app.database.read;
  const cases: unknown = await db('cases')
    .orderBy('id')
    .select('id', 'case_number', 'attempt_count', 'due_at');
  const answers: unknown = await db('answers')
    .orderBy(['response_id', 'question_id', 'item'])
    .select('response_id', 'question_id', 'item', 'number');
  return JSON.stringify({ cases, answers });
}
