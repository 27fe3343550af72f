import { expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { answerHistoryPlace } from '../../../src/vault/sealed-places.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { answerOnPage, hiddenField } from '../../support/interview-form.js';
import { answerOn, CASE, EVENING, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

interface HistoryRow {
  readonly response_id: string;
  readonly sequence: number;
  readonly answer_sealed: string;
}

describeOnEachDatabase('an interview', ({ openDatabase }) => {
  it('goes from the first question to the end, and is stored without a trace of the case', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    const begin = await interviewer.post(`${CASE}/interview`);
    expect(begin.headers['location']).toBe(`${CASE}/interview/recap`);
    expect((await interviewer.get(`${CASE}/interview/recap`)).headers['location']).toBe(
      `${CASE}/interview/S5`,
    );
    const first = await interviewer.get(`${CASE}/interview/S5`);
    expect(first.text).toContain('Wat bent u van Noor?');
    await expectValidHtml(first.text);

    expect(await answerOn(interviewer)).toBe(`${CASE}/interview/end`);
    await expectValidHtml((await interviewer.get(`${CASE}/interview/end`)).text);
    expect((await interviewer.post(`${CASE}/interview/complete`)).headers['location']).toBe('/fieldwork');

    const db = app.database.read;
    expect(await db('cases').first('status', 'rate_group', 'lease_interviewer_id', 'due_at')).toEqual({
      status: 'completed',
      rate_group: 'I',
      lease_interviewer_id: null,
      due_at: null,
    });
    expect(await db('responses').first()).toMatchObject({
      status: 'complete',
      respondent: 'parent',
      age_band: '0-11',
      design_weight: 2,
      started_on: '2026-04-14',
      finished_on: '2026-04-14',
    });
    const open = await db('answers').where({ question_id: 'B3' }).first<{ text_sealed: string }>();
    expect(open.text_sealed).toMatch(/^v1\./);
    expect(await db('answers').where({ question_id: 'K2' }).pluck('item')).toEqual(['asked']);
    expect(await db('consents').where({ subject: 'follow_up' }).pluck('decision')).toEqual(['given']);
    const kept = await db('answer_history').where({ question_id: 'K2' }).first<HistoryRow>();
    const place = answerHistoryPlace(kept.response_id, kept.sequence);
    expect(JSON.parse(app.vault.open(kept.answer_sealed, place))).toEqual({ kind: 'asked' });
  });

  it('asks the database little for an answer and the question after it', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    const at = await answerOn(interviewer, 4);
    const page = await interviewer.get(at);
    const statements: string[] = [];
    for (const connection of new Set([app.database.read, app.database.write])) {
      connection.on('query', ({ sql }: { readonly sql: string }) => statements.push(sql));
    }
    const saved = await interviewer.post(at, answerOnPage(page.text));
    const next = await interviewer.get(saved.headers['location'] ?? '');
    expect(next.status).toBe(200);
    // Each statement is a wait for the interviewer with somebody on the line: think before raising this.
    expect(statements.length).toBeLessThanOrEqual(19);
  });

  it('goes on at the same question after it broke off', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    const at = await answerOn(interviewer, 6);
    const page = await interviewer.get(`${CASE}/outcome/broken_off`);
    await expectValidHtml(page.text);
    const outcome = {
      code: 'broken_off',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
      date: '2026-04-16',
      time: '19:00',
      askFor: 'parent',
    };
    expect((await interviewer.post(`${CASE}/outcome`, outcome)).headers['location']).toBe('/fieldwork');
    expect(await app.database.read('cases').first('status', 'due_kind')).toEqual({
      status: 'broken_off',
      due_kind: 'hard_appointment',
    });

    app.setClock(instant('2026-04-16T19:00:00+02:00'));
    const again = await signInAs(app, createWebApp(app), 'enqueteur');
    const slug = await app.database.read('studies').first<{ slug: string }>('slug');
    app.setClock(instant('2026-04-16T19:06:00+02:00'));
    expect((await again.post('/fieldwork/next', { study: slug.slug })).headers['location']).toBe(CASE);
    await again.post(`${CASE}/call`);
    const recap = await again.get(`${CASE}?identity=parent`);
    expect(recap.text).toContain('Interview hervatten');
    expect(recap.text).toContain('brak af bij vraag A5_2; 6 van 40 vragen zijn beantwoord');
    expect((await again.post(`${CASE}/interview`)).headers['location']).toBe(`${CASE}/interview/recap`);
    const looking = await again.get(`${CASE}/interview/recap`);
    await expectValidHtml(looking.text);
    expect(looking.text).toContain('6 van 40 vragen zijn beantwoord');
    expect(looking.text).toContain(`href="${at}"`);
    expect((await again.get(`${CASE}/interview`)).headers['location']).toBe(at);
  });

  it('saves the same answer once when it is sent twice, and refuses a page that is not the last', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    const page = await interviewer.get(`${CASE}/interview/S5`);
    const mother = { ...answerOnPage(page.text), answer: '1' };
    const [one, two] = await Promise.all([
      interviewer.post(`${CASE}/interview/S5`, mother),
      interviewer.post(`${CASE}/interview/S5`, mother),
    ]);
    expect([one.status, two.status].filter((status) => status === 303).length).toBeGreaterThan(0);
    expect(await app.database.read('answer_history').pluck('change')).toEqual(['given']);

    const stale = await interviewer.post(`${CASE}/interview/S5`, { ...mother, answer: '2' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('niet opgeslagen');
    expect(stale.text).toContain('>A1<');
    await expectValidHtml(stale.text);
    expect(await app.database.read('answers').where({ question_id: 'S5' }).pluck('number')).toEqual([1]);
  });

  it('refuses a question further on, and sends the interviewer to the current one', async () => {
    const { interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    expect((await interviewer.get(`${CASE}/interview/B1`)).headers['location']).toBe(`${CASE}/interview/S5`);
    expect((await interviewer.post(`${CASE}/interview/B1`, { answer: '1', version: '0' })).status).toBe(409);
  });

  it('says what is wrong with an answer, asks about an unusual one, and keeps what was typed', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 3);
    const page = await interviewer.get(`${CASE}/interview/A3`);
    const wrong = await interviewer.post(`${CASE}/interview/A3`, {
      ...answerOnPage(page.text),
      answer: 'drie',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="drie"');
    await expectValidHtml(wrong.text);

    const unusual = await interviewer.post(`${CASE}/interview/A3`, {
      ...answerOnPage(page.text),
      answer: '24',
    });
    expect(unusual.status).toBe(422);
    expect(unusual.text).toContain('24 is ongewoon');
    expect(await app.database.read('answers').where({ question_id: 'A3' })).toEqual([]);
    const confirmed = { ...answerOnPage(unusual.text), answer: '24' };
    expect((await interviewer.post(`${CASE}/interview/A3`, confirmed)).status).toBe(303);
    const other = await interviewer.post(`${CASE}/interview/A3`, { ...confirmed, answer: '25' });
    expect(other.status).toBe(409);
  });

  it('drops answers that a change takes off the route only after confirmation, and keeps them in the history', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    let at = '';
    while (!at.endsWith('/F1')) at = await answerOn(interviewer, 1);
    const db = app.database.read;
    expect(await db('answers').where({ question_id: 'E2' }).pluck('number')).toEqual([1]);
    const page = await interviewer.get(`${CASE}/interview/E1`);
    const no = { ...answerOnPage(page.text), answer: '2' };
    const asked = await interviewer.post(`${CASE}/interview/E1`, no);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('vervalt het antwoord op vraag E2');
    const confirmed = await interviewer.post(`${CASE}/interview/E1`, {
      ...answerOnPage(asked.text),
      answer: '2',
    });
    expect(confirmed.headers['location']).toBe(`${CASE}/interview/F1`);
    expect(await db('answers').where({ question_id: 'E2' })).toEqual([]);
    const history = await db('answer_history')
      .orderBy('sequence', 'desc')
      .limit(2)
      .select('question_id', 'change');
    expect(history).toEqual([
      { question_id: 'E2', change: 'removed' },
      { question_id: 'E1', change: 'changed' },
    ]);
  });

  it('leaves out of the finished interview what is not on its route', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer);
    const db = app.database.read;
    const { id } = await db('responses').first<{ id: string }>('id');
    // C1 is asked under JB/JR only; a file that was changed between two calls can leave such an answer behind.
    await app.database
      .write('answers')
      .insert({ response_id: id, question_id: 'C1', item: 'value', number: 1 });
    await interviewer.post(`${CASE}/interview/complete`);
    expect(await db('responses').pluck('status')).toEqual(['complete']);
    expect(await db('answers').where({ question_id: 'C1' })).toEqual([]);
    expect(await db('answer_history').where({ question_id: 'C1' }).pluck('change')).toEqual(['removed']);
  });

  it('writes down how long each question took', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    const page = await interviewer.get(`${CASE}/interview/S5`);
    app.setClock(addMinutes(EVENING, 0.5));
    await interviewer.post(`${CASE}/interview/S5`, answerOnPage(page.text));
    expect(await app.database.read('answer_history').pluck('seconds_on_question')).toEqual([30]);
  });

  it('stops an interview when the consent behind it is gone, and logs the refusal', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, { bornOn: '2014-04-15' });
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 2);
    for (const time of ['19:30', '21:00', '22:30']) {
      app.setClock(instant(`2026-04-14T${time}:00+02:00`));
      await interviewer.get('/account');
    }
    // Midnight: the child is twelve now, and the parent's own agreement no longer counts.
    app.setClock(instant('2026-04-15T00:00:30+02:00'));
    const refused = await interviewer.get(`${CASE}/interview`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('mag nu niet');
    const log = await app.database.read('audit_log').where({ action: 'consent.refuse' }).pluck('result');
    expect(log).toEqual(['refused']);
  });

  it('asks the young person in their own words, after permission', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, { bornOn: '2012-01-01' }, ['permit', 'agree']);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 1);
    expect(await app.database.read('responses').pluck('respondent')).toEqual(['youth']);
    expect((await interviewer.get(`${CASE}/interview/A2`)).text).toContain('ben jij bij de hulpverlener');
  });
});
