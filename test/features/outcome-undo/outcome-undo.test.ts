import { expect, it } from 'vitest';
import { addMinutes, epochMilliseconds, instant, instantOf } from '../../../src/domain/calendar/instant.js';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { doAction } from '../../../src/features/case-actions/case-actions.service.js';
import {
  checkCounts,
  foldCounts,
  tallyFromCounts,
} from '../../../src/features/case-counts/case-counts.service.js';
import { changePause } from '../../../src/features/field-pauses/field-pauses.service.js';
import { getStudyById } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { answerOn, CASE, EVENING, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

const CHILD: InventedCase = { bornOn: '2016-05-01' };
const UNDO = '/fieldwork/last-outcome';
const WHY = 'Verkeerde knop.';

/** Everything that must be as it was: the case, the places in the targets, and what reports count. */
async function standing(app: TestApplication): Promise<object> {
  const db = app.database.read;
  await foldCounts(app);
  const studyId = await db('studies').pluck<string[]>('id');
  return {
    cases: await db('cases')
      .orderBy('case_number')
      .select('case_number', 'status', 'rate_group', 'attempt_count', 'attention', 'holds_seat')
      .select('lease_interviewer_id', 'last_asked_role', 'first_called_at', 'last_called_at'),
    seats: await db('domains').orderBy('id').pluck<number[]>('seats_taken'),
    tally: await tallyFromCounts(db, studyId[0] ?? ''),
    dials: await db('dial_counts')
      .where('dials', '<>', 0)
      .orderBy(['half_hour', 'domain_id', 'outcome'])
      .select('half_hour', 'outcome', 'dials'),
    responses: await db('responses').orderBy('id').select('id', 'status', 'finished_on'),
    interviewed: await db('interviewed_persons').pluck<string[]>('person_key'),
    answers: await db('answers').orderBy(['question_id', 'item']).select('question_id', 'item', 'number'),
  };
}

async function record(
  interviewer: BrowserSession,
  path: string,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const page = await interviewer.get(`${path}/outcome/${code}`);
  const answer = await interviewer.post(`${path}/outcome`, {
    ...more,
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect({ code, status: answer.status }).toEqual({ code, status: 303 });
}

async function undo(session: BrowserSession, path = UNDO): ReturnType<BrowserSession['post']> {
  const page = await session.get(path);
  return session.post(path, { outcomeId: hiddenField(page.text, 'outcomeId') ?? '', reason: WHY });
}

const APPOINTMENT = { date: '2026-04-16', time: '16:30', askFor: 'parent' };

/** Each outcome of a call with somebody who was not asked yet. */
const OUTCOMES_OF_A_CALL: readonly (readonly [OutcomeCode, Readonly<Record<string, string>>?])[] = [
  ['no_answer'],
  ['busy'],
  ['voicemail'],
  ['call_failed'],
  ['other_person', APPOINTMENT],
  ['appointment_hard', APPOINTMENT],
  ['appointment_soft', APPOINTMENT],
  ['refusal_soft', { note: 'Komt niet uit.' }],
  ['refusal_hard'],
  ['language_barrier', { language: 'pl' }],
  ['unable', { note: 'Te ziek.' }],
  ['deceased', { note: 'Zei de moeder.' }],
  ['wrong_number'],
  ['not_in_service'],
  ['not_client_in_year', { note: 'Nooit hulp gehad.' }],
  ['duplicate', { note: 'Ook als C002.' }],
];

describeOnEachDatabase('taking back a wrong outcome', ({ openDatabase }) => {
  it('leaves everything as before the outcome, whatever it was, and goes on with the same call', async () => {
    const app = createTestApplication(await openDatabase());
    await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const [slug = ''] = await app.database.read('studies').pluck<string[]>('slug');
    await interviewer.post('/fieldwork/next', { study: slug });
    await interviewer.post(`${CASE}/call`);
    const before = await standing(app);
    for (const [code, more] of OUTCOMES_OF_A_CALL) {
      app.setClock(addMinutes(app.clock(), 1));
      await record(interviewer, CASE, code, more);
      expect(await standing(app)).not.toEqual(before);
      app.setClock(addMinutes(app.clock(), 1));
      expect((await undo(interviewer)).headers['location']).toBe(CASE);
      expect({ code, ...(await standing(app)) }).toEqual({ code, ...before });
    }
    const db = app.database.read;
    expect(await db('calls')).toHaveLength(1);
    expect(await db('attempts').whereNull('ended_at')).toHaveLength(1);
    // Nothing was removed: each wrong outcome stands there, and so does each undo with its reason.
    expect(await db('outcomes').where({ is_undone: 1 })).toHaveLength(OUTCOMES_OF_A_CALL.length);
    expect(await db('outcomes').whereNotNull('undoes_outcome_id').pluck('reason')).toEqual(
      OUTCOMES_OF_A_CALL.map(() => WHY),
    );
    expect(await db('audit_log').where({ action: 'case.undo_outcome' })).toHaveLength(
      OUTCOMES_OF_A_CALL.length,
    );
    // The call that is open again ends as any other.
    await record(interviewer, CASE, 'no_answer');
    expect(await db('cases').first('status', 'attempt_count')).toEqual({ status: 'retry', attempt_count: 1 });
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
  });

  it('opens a held interview again with all its answers, off the list of who was interviewed', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer);
    const before = await standing(app);
    await interviewer.post(`${CASE}/interview/complete`);
    const db = app.database.read;
    expect(await db('cases').first('rate_group')).toEqual({ rate_group: 'I' });
    const [response] = await db('responses').select<{ id: string; study_id: string }[]>('id', 'study_id');
    await app.database.write('coded_answers').insert({
      id: app.newId(),
      response_id: response?.id,
      study_id: response?.study_id,
      question_id: 'B3',
      state: 'to_code',
    });
    app.setClock(addMinutes(app.clock(), 2));
    expect((await undo(interviewer)).status).toBe(303);
    expect(await standing(app)).toEqual(before);
    // What was coded may become another answer.
    expect(await db('coded_answers')).toEqual([]);
    expect(await app.database.read('consents').whereNotNull('undone_at')).toEqual([]);
    await interviewer.post(`${CASE}/interview/complete`);
    expect(await app.database.read('cases').first('status', 'rate_group')).toEqual({
      status: 'completed',
      rate_group: 'I',
    });
  });

  it('takes the refusal of the same call back, when the supervisor does it, and calls the case again', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer, slug, web } = await inConversation(app, { bornOn: '2012-05-01' }, ['decline']);
    await record(interviewer, CASE, 'refusal_parent');
    const db = app.database.read;
    expect(await db('cases').first('status', 'due_at')).toEqual({ status: 'refused', due_at: null });

    app.setClock(addMinutes(app.clock(), 90));
    const leader = await signInAs(app, web, 'veldwerkleider');
    const casePage = `/studies/${slug}/cases/C001`;
    expect((await leader.get(casePage)).text).toContain(`href="${casePage}/undo"`);
    const form = await leader.get(`${casePage}/undo`);
    await expectValidHtml(form.text);
    expect(form.text).toContain('De weigering waarmee dit gesprek eindigde, vervalt.');
    const empty = await leader.post(`${casePage}/undo`, {
      outcomeId: hiddenField(form.text, 'outcomeId') ?? '',
      reason: ' ',
    });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Schrijf op waarom de uitkomst niet klopt.');
    expect((await undo(leader, `${casePage}/undo`)).headers['location']).toBe(casePage);

    expect(await db('cases').first('status', 'due_kind', 'due_at', 'lease_until')).toEqual({
      status: 'fresh',
      due_kind: 'retry',
      due_at: app.clock(),
      lease_until: null,
    });
    const history = await leader.get(casePage);
    await expectValidHtml(history.text);
    expect(history.text).toContain(WHY);
    expect(history.text.match(/teruggedraaid<\/span>/g)?.length).toBeGreaterThanOrEqual(2);
    expect(history.text).toContain('eerst de ouder');
    // Taken back once is taken back.
    expect((await leader.get(`${casePage}/undo`)).status).toBe(409);
    expect((await interviewer.post('/fieldwork/next', { study: slug })).headers['location']).toBe(CASE);
  });

  it('wakes the family that a wrong death put to rest, and no case that was paused before', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    const db = app.database.read;
    await app.database.write('vault_persons').update({ family_id: 'gezin' });
    await app.database.write('case_events').insert({
      id: app.newId(),
      case_id: (await db('cases').where({ case_number: 'C003' }).first<{ id: string }>('id')).id,
      kind: 'case_paused',
      detail: '{}',
      occurred_at: app.clock(),
    });
    app.setClock(EVENING);
    // A clock that runs, as outside of tests: no two looks at it show the same moment.
    let looks = 0;
    const running = {
      ...app,
      clock: () => instantOf(epochMilliseconds(app.clock()) + (looks += 1)),
    };
    const interviewer = await signInAs(app, createWebApp(running), 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const [held] = await db('cases').whereNotNull('lease_until').pluck<string[]>('case_number');
    const path = `/fieldwork/cases/${held ?? ''}`;
    await interviewer.post(`${path}/call`);
    app.setClock(addMinutes(app.clock(), 1));
    await record(interviewer, path, 'deceased', { note: 'Zei de moeder.' });
    expect(await db('cases').where({ attention: 'paused' })).toHaveLength(held === 'C003' ? 1 : 2);
    app.setClock(addMinutes(app.clock(), 1));
    await undo(interviewer);
    expect(await db('cases').where({ attention: 'paused' }).pluck('case_number')).toEqual(['C003']);
  });

  it('takes no refusal back but the one with which the conversation ended', async () => {
    const app = createTestApplication(await openDatabase());
    // Permission, a young person who declines, and a parent who does not answer instead.
    const { interviewer } = await inConversation(app, { bornOn: '2012-05-01' }, ['permit']);
    const db = app.database.read;
    for (let decliner = 0; decliner < 2; decliner += 1) {
      app.setClock(addMinutes(app.clock(), 1));
      await interviewer.post(`${CASE}/consent`, { choice: 'decline' });
    }
    const refusals = (): Promise<string[]> =>
      db('consents').where({ decision: 'refused', undone_at: null }).orderBy('given_at').pluck('given_by');
    expect(await refusals()).toEqual(['youth', 'parent']);
    await record(interviewer, CASE, 'refusal_hard');
    expect((await undo(interviewer)).status).toBe(303);
    expect(await refusals()).toEqual(['youth']);
  });

  it('leaves what was refused when an interview broke off: it was said all the same', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, { bornOn: '2012-05-01' }, ['instead']);
    await interviewer.post(`${CASE}/interview`);
    await record(interviewer, CASE, 'broken_off');
    expect((await undo(interviewer)).status).toBe(303);
    expect(await app.database.read('consents').where({ decision: 'refused' }).pluck('undone_at')).toEqual([
      null,
    ]);
  });

  it('gives the case back to no interviewer from whom the queue would keep it', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug, ...study } = await studyInFieldwork(app, [CHILD, CHILD]);
    await app.database.write('vault_persons').update({ family_id: 'gezin' });
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const other = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: slug });
    const db = app.database.read;
    const [caseNumber = ''] = await db('cases').whereNotNull('lease_until').pluck<string[]>('case_number');
    const path = `/fieldwork/cases/${caseNumber}`;
    await interviewer.post(`${path}/call`);
    await record(interviewer, path, 'no_answer');
    const about = { slug, caseNumbers: [caseNumber], reason: WHY, seenAt: EVENING };
    const refusals: readonly [() => Promise<unknown>, string, () => Promise<unknown>][] = [
      [
        () => doAction(app, COMMAND, { ...about, action: 'pause', interviewerId: null }),
        'heeft deze casus gepauzeerd',
        () => doAction(app, COMMAND, { ...about, action: 'resume', interviewerId: null }),
      ],
      [
        () => doAction(app, COMMAND, { ...about, action: 'assign', interviewerId: other.user.id }),
        'aan een andere enquêteur toegewezen',
        () => doAction(app, COMMAND, { ...about, action: 'unassign', interviewerId: null }),
      ],
      ...[study.domains[0]?.code ?? null, null].map((domain): (typeof refusals)[number] => [
        () => changePause(app, COMMAND, { slug, domain, kind: 'paused', reason: WHY }),
        domain === null ? 'het hele veldwerk gepauzeerd' : 'dit domein gepauzeerd',
        () => changePause(app, COMMAND, { slug, domain, kind: 'resumed', reason: WHY }),
      ]),
      [
        () => other.post('/fieldwork/next', { study: slug }),
        'een ander kind van dit gezin',
        () => app.database.write('cases').update({ lease_interviewer_id: null, lease_until: null }),
      ],
    ];
    const outcomeId = (await db('outcomes').first<{ id: string }>('id')).id;
    for (const [happens, why, ends] of refusals) {
      app.setClock(addMinutes(app.clock(), 1));
      await happens();
      expect((await interviewer.get(UNDO)).text).toContain(why);
      const refused = await interviewer.post(UNDO, { outcomeId, reason: WHY });
      expect({ why, status: refused.status, told: refused.text.includes(why) }).toEqual({
        why,
        status: 409,
        told: true,
      });
      app.setClock(addMinutes(app.clock(), 1));
      await ends();
    }
    expect((await interviewer.post(UNDO, { outcomeId, reason: WHY })).headers['location']).toBe(path);
  });

  it('finds the last outcome of an interviewer by its moment, not by reading them all', async () => {
    const app = createTestApplication(await openDatabase());
    if (app.database.engine !== 'sqlite') return;
    const plan = await app.database.read.raw<{ detail: string }[]>(
      `explain query plan select id from outcomes where recorded_by = 'e' and is_undone = 0
        and undoes_outcome_id is null and recorded_at >= '2026' order by recorded_at desc limit 1`,
    );
    expect(plan.map(({ detail }) => detail).join()).toMatch(/recorded_by=\? AND recorded_at>\?/);
  });

  it('is refused for what is final, decided or too late, and for anybody else', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const other = await signInAs(app, web, 'enqueteur');
    const leader = await signInAs(app, web, 'veldwerkleider');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const db = app.database.read;
    const [number = ''] = await db('cases').whereNotNull('lease_until').pluck<string[]>('case_number');
    const path = `/fieldwork/cases/${number}`;
    const casePage = `/studies/${study.slug}/cases/${number}`;
    await interviewer.post(`${path}/call`);
    await record(interviewer, path, 'refusal_hard', { neverAgain: 'yes' });
    const page = await interviewer.get(UNDO);
    const outcomeId = (await db('outcomes').first<{ id: string }>('id')).id;
    expect(page.text).toContain('staat sindsdien op de bezwaarlijst');
    const form = { outcomeId, reason: WHY };
    expect((await interviewer.post(UNDO, form)).status).toBe(409);
    expect((await other.post(UNDO, form)).status).toBe(409);
    expect((await other.get(casePage + '/undo')).status).toBe(403);
    expect((await leader.post(`${casePage}/undo`, form)).status).toBe(409);
    await app.database.write('objections').delete();

    // With the next case in hand the interviewer is busy; the supervisor can still do it.
    await interviewer.post('/fieldwork/next', { study: study.slug });
    expect((await interviewer.post(UNDO, form)).text).toContain('al een andere casus in handen');
    await app.database.write('studies').where({ id: study.id }).update({ status: 'closed' });
    expect((await leader.post(`${casePage}/undo`, form)).text).toContain('gesloten');
    await app.database.write('studies').where({ id: study.id }).update({ status: 'fieldwork' });
    app.setClock(addMinutes(app.clock(), 61));
    expect((await interviewer.post(UNDO, form)).status).toBe(409);
    expect((await leader.post(`${casePage}/undo`, { ...form, outcomeId: 'another' })).status).toBe(409);
    expect((await leader.post(`${casePage}/undo`, form)).status).toBe(303);
    expect((await leader.post(`${casePage}/undo`, form)).status).toBe(409);
    expect(await db('outcomes').whereNotNull('undoes_outcome_id')).toHaveLength(1);
    expect((await getStudyById(db, study.id)).status).toBe('fieldwork');
  });

  it('is offered on the page from which calling goes on', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, CHILD, []);
    expect((await interviewer.get('/fieldwork')).text).not.toContain(UNDO);
    expect((await interviewer.get(UNDO)).status).toBe(409);
    await record(interviewer, CASE, 'busy');
    const page = await interviewer.get('/fieldwork');
    await expectValidHtml(page.text);
    expect(page.text).toContain('casus C001, Bezet');
    expect(page.text).toContain(`href="${UNDO}"`);
    app.setClock(instant('2026-04-14T19:30:00+02:00'));
    expect((await interviewer.get('/fieldwork')).text).not.toContain(UNDO);
  });
});
