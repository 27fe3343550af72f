import { expect, it } from 'vitest';
import { addMinutes } from '../../../src/domain/calendar/instant.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { answerOnPage, hiddenField } from '../../support/interview-form.js';
import { answerAfter, answerOn, CASE, EVENING, inConversation } from '../../support/interviews.js';
import { expectValidHtml } from '../../support/valid-html.js';

const THIRTEEN = { bornOn: '2012-10-01' };

interface Stored {
  readonly respondent: string;
  readonly answered: number;
}

async function stored({ database }: TestApplication): Promise<Stored> {
  const { respondent } = await database.read('responses').first<{ respondent: string }>('respondent');
  const answered = await database.read('answers').distinct('question_id');
  return { respondent, answered: answered.length };
}

async function lastConsents({ database }: TestApplication): Promise<unknown> {
  return database.read('consents').orderBy('given_at').select('given_by', 'subject', 'decision');
}

describeOnEachDatabase('somebody else who goes on with an interview', ({ openDatabase }) => {
  it('keeps the answers of a young person who agrees to that', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()), THIRTEEN, [
      'permit',
      'agree',
    ]);
    const { app, interviewer } = field;
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 5);
    const before = await stored(app);
    expect((await interviewer.get(`${CASE}/interview/stop`)).text).toContain('De ouder gaat verder');
    const page = await interviewer.get(`${CASE}/interview/handover`);
    await expectValidHtml(page.text);
    app.setClock(addMinutes(EVENING, 5));
    expect((await interviewer.post(`${CASE}/interview/handover`, { answers: 'keep' })).status).toBe(303);
    expect(await stored(app)).toEqual({ respondent: 'parent', answered: before.answered });
    expect(await lastConsents(app)).toContainEqual({
      given_by: 'parent',
      subject: 'parent_instead',
      decision: 'given',
    });
    // What only a parent is asked comes first, and then the interview goes on where it was.
    const next = (await interviewer.get(`${CASE}/interview`)).headers['location'];
    expect(next).toBe(`${CASE}/interview/S5`);
    expect(await answerOn(interviewer)).toBe(`${CASE}/interview/end`);
    await interviewer.post(`${CASE}/interview/complete`);
    expect(await app.database.read('responses').pluck('status')).toEqual(['complete']);
    const log = app.database.read('audit_log').where({ action: 'interview.hand_over' });
    expect(JSON.parse((await log.first<{ detail: string }>()).detail)).toEqual({
      from: 'youth',
      to: 'parent',
      answers: 'kept',
    });
  });

  it('deletes the answers of a young person who does not want them to stay', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()), THIRTEEN, [
      'permit',
      'agree',
    ]);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 5);
    app.setClock(addMinutes(EVENING, 5));
    await interviewer.post(`${CASE}/interview/handover`, { answers: 'delete' });
    expect(await stored(app)).toEqual({ respondent: 'parent', answered: 0 });
    expect(await app.database.read('answer_history')).toEqual([]);
    expect(await lastConsents(app)).toContainEqual({
      given_by: 'youth',
      subject: 'own_participation',
      decision: 'refused',
    });
  });

  it('lets a young person go on after the parent, who permits it', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()), THIRTEEN, [
      'instead',
    ]);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 5);
    const before = await stored(app);
    app.setClock(addMinutes(EVENING, 5));
    await interviewer.post(`${CASE}/interview/handover`, { answers: 'keep' });
    expect(await stored(app)).toEqual({ respondent: 'youth', answered: before.answered });
    const page = await interviewer.get(`${CASE}/interview/A5_1`);
    expect(page.text).toContain('Ik weet waar ik terecht kan als ik hulp nodig heb.');
    await answerOn(interviewer);
    await interviewer.post(`${CASE}/interview/complete`);
    // What only the parent was asked is not on the route of a young person.
    expect(await app.database.read('answers').where({ question_id: 'S5' })).toEqual([]);
  });

  it.each([
    ['a child of eight', { bornOn: '2018-02-01' }],
    ['a young person of seventeen', { bornOn: '2008-10-01' }],
  ])('is refused and logged with %s', async (_who, client) => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()), client);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 2);
    const before = await stored(app);
    expect((await interviewer.get(`${CASE}/interview/stop`)).text).not.toContain('Iemand anders gaat verder');
    expect((await interviewer.post(`${CASE}/interview/handover`, { answers: 'keep' })).status).toBe(403);
    expect(await stored(app)).toEqual(before);
    expect(await app.database.read('audit_log').where({ action: 'consent.refuse' })).toHaveLength(1);
  });

  it('refuses a form that does not say what becomes of the answers', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()), THIRTEEN, [
      'permit',
      'agree',
    ]);
    await interviewer.post(`${CASE}/interview`);
    expect((await interviewer.post(`${CASE}/interview/handover`, { answers: 'x' })).status).toBe(422);
    expect((await stored(app)).respondent).toBe('youth');
  });
});

describeOnEachDatabase('an interview in another language', ({ openDatabase }) => {
  it('goes on in it with the answers that were given', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app, { bornOn: '2016-05-01' }, []);
    await interviewer.post(`${CASE}/consent`, { choice: 'agree', language: 'tr' });
    await app.database.write('studies').update({ questionnaire_id: 'voorbeeld-turks' });
    await interviewer.post(`${CASE}/interview`);
    const first = await interviewer.get(`${CASE}/interview/V1`);
    expect(first.text).toContain('Çocuğunuzun aldığı yardımdan memnun musunuz?');
    expect(first.text).toContain('>Nederlands<');
    await answerOn(interviewer, 1);
    const before = await app.database.read('answers').select();
    expect((await interviewer.post(`${CASE}/interview/language`, { language: 'nl' })).status).toBe(303);
    const at = (await interviewer.get(`${CASE}/interview`)).headers['location'] ?? '';
    expect((await interviewer.get(at)).text).toContain('Welk cijfer van 1 tot en met 10 geeft u de hulp?');
    expect(await app.database.read('answers').select()).toEqual(before);
    expect((await interviewer.post(`${CASE}/interview/language`, { language: 'pl' })).status).toBe(422);
    expect(await app.database.read('responses').pluck('language')).toEqual(['nl']);
    expect(await answerOn(interviewer)).toBe(`${CASE}/interview/end`);
  });

  it('waits for somebody who speaks it, and keeps its answers', async () => {
    const app = createTestApplication(await openDatabase());
    const { interviewer } = await inConversation(app);
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 4);
    expect((await interviewer.get(`${CASE}/interview/stop`)).text).toContain('Andere taal nodig');
    const page = await interviewer.get(`${CASE}/outcome/language_barrier`);
    const ended = await interviewer.post(`${CASE}/outcome`, {
      code: 'language_barrier',
      attemptId: hiddenField(page.text, 'attemptId') ?? '',
      callId: hiddenField(page.text, 'callId') ?? '',
      language: 'tr',
    });
    expect(ended.headers['location']).toBe('/fieldwork');
    const db = app.database.read;
    expect(await db('cases').first('status', 'due_language')).toEqual({
      status: 'broken_off',
      due_language: 'tr',
    });
    expect(await db('responses').pluck('status')).toEqual(['in_progress']);
    expect((await stored(app)).answered).toBe(4);
  });
});

describeOnEachDatabase('the length of an interview', ({ openDatabase }) => {
  it('may be forty-five minutes on one question, and an hour and a half in all', async () => {
    const field = await inConversation(createTestApplication(await openDatabase()));
    const { interviewer } = field;
    await interviewer.post(`${CASE}/interview`);
    const next = await answerAfter(field, `${CASE}/interview/S5`, { seconds: 45 * 60 });
    await answerAfter(field, next, { seconds: 45 * 60 });
    expect(await answerOn(interviewer)).toBe(`${CASE}/interview/end`);
  });
});

describeOnEachDatabase('leaving a question', ({ openDatabase }) => {
  it('saves what is clear, and nothing that would need a question', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 3);
    const page = await interviewer.get(`${CASE}/interview/A3`);
    const form = answerOnPage(page.text);
    const unusual = await interviewer.post(`${CASE}/interview/A3`, { ...form, answer: '24', step: 'back' });
    expect(unusual.headers['location']).toBe(`${CASE}/interview/A2`);
    expect(await app.database.read('answers').where({ question_id: 'A3' })).toEqual([]);
    const again = answerOnPage((await interviewer.get(`${CASE}/interview/A3`)).text);
    const stopped = await interviewer.post(`${CASE}/interview/A3`, { ...again, answer: '2', step: 'stop' });
    expect(stopped.headers['location']).toBe(`${CASE}/interview/stop`);
    expect(await app.database.read('answers').where({ question_id: 'A3' }).pluck('number')).toEqual([2]);
    await expectValidHtml((await interviewer.get(`${CASE}/interview/stop`)).text);
  });

  it('does not take a text for read, nor two answers that exclude each other for one', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    await answerOn(interviewer, 2);
    const several = answerOnPage((await interviewer.get(`${CASE}/interview/A2`)).text);
    await interviewer.post(`${CASE}/interview/A2`, { ...several, answer: ['2', 'h99'], step: 'back' });
    expect(await app.database.read('answers').where({ question_id: 'A2' })).toEqual([]);
    let at = '';
    while (!at.endsWith('/K3')) at = await answerOn(interviewer, 1);
    const text = answerOnPage((await interviewer.get(at)).text);
    await interviewer.post(at, { ...text, step: 'back' });
    expect(await app.database.read('answers').where({ question_id: 'K3' })).toEqual([]);
    expect(await app.database.read('answer_history').where({ question_id: 'K3' }).pluck('change')).toEqual([
      'seen',
    ]);
  });

  it('takes the yes to a later conversation once, when its page is sent twice', async () => {
    const { app, interviewer } = await inConversation(createTestApplication(await openDatabase()));
    await interviewer.post(`${CASE}/interview`);
    let at = '';
    while (!at.endsWith('/K2')) at = await answerOn(interviewer, 1);
    const form = answerOnPage((await interviewer.get(at)).text);
    expect((await interviewer.post(at, form)).status).toBe(303);
    expect((await interviewer.post(at, form)).status).toBe(303);
    expect((await interviewer.post(at, { ...form, answer: '2' })).status).toBe(409);
    expect(await app.database.read('consents').where({ subject: 'follow_up' }).pluck('decision')).toEqual([
      'given',
    ]);
  });
});
