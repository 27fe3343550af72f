import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { studyRulesProblems } from '../../../src/domain/study/study-rules.js';
import { PRACTICE_STUDY_RULES } from '../../../src/domain/study/practice-rules.js';
import { checkCounts, foldCounts } from '../../../src/features/case-counts/case-counts.service.js';
import { KEPT_TABLES, OWNED_TABLES } from '../../../src/features/practice/practice.queries.js';
import { makePracticeStudy, resetPracticeStudy } from '../../../src/features/practice/practice.service.js';
import { changePause } from '../../../src/features/field-pauses/field-pauses.service.js';
import { getStudy } from '../../../src/features/studies/studies.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { answerOnPage, hiddenField } from '../../support/interview-form.js';
import { describeSchema } from '../../support/schema.js';
import { expectValidHtml } from '../../support/valid-html.js';

const MARK = 'Oefenen: alle personen zijn verzonnen';
const SUNDAY_NIGHT = instant('2026-04-12T23:10:00+02:00');
const QUESTIONNAIRE = { questionnaireId: 'ceo-jeugd-2016' };

it('has rules that the scheduler can work with', () => {
  expect(studyRulesProblems(PRACTICE_STUDY_RULES)).toEqual([]);
});

/** Takes cases until somebody answers; every other outcome is written down as it is heard. */
async function reachSomebody(
  app: TestApplication,
  interviewer: BrowserSession,
  slug: string,
): Promise<string> {
  for (let tries = 0; tries < 40; tries += 1) {
    const next = await interviewer.post('/fieldwork/next', { study: slug });
    const path = next.headers['location'] ?? '';
    expect(path).toMatch(/^\/fieldwork\/cases\//);
    await interviewer.post(`${path}/call`);
    const call = await app.database
      .read('calls')
      .orderBy('dialled_at', 'desc')
      .whereNotIn('id', app.database.read('outcomes').whereNotNull('call_id').select('call_id'))
      .first<{ line_result: string; driver: string; scene: string } | undefined>(
        'line_result',
        'driver',
        'scene',
      );
    expect(call?.driver).toBe('simulator');
    if (call?.line_result === 'answered' && call.scene.includes('heeft tijd')) return path;
    expect((await record(interviewer, path, 'no_answer')).status).toBe(303);
  }
  throw new Error('nobody answered in 40 calls');
}

async function record(
  interviewer: BrowserSession,
  path: string,
  code: string,
  more: Record<string, string> = {},
): ReturnType<BrowserSession['post']> {
  const page = await interviewer.get(path);
  return interviewer.post(`${path}/outcome`, {
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
    ...more,
  });
}

describeOnEachDatabase('a practice study', ({ openDatabase }) => {
  it('is made in one step by a supervisor, and an interviewer practises the whole call on a Sunday night', async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(SUNDAY_NIGHT);
    const web = createWebApp(app);
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const form = await supervisor.get('/studies/practice');
    await expectValidHtml(form.text);
    const made = await supervisor.post('/studies/practice', QUESTIONNAIRE);
    const studyPath = made.headers['location'] ?? '';
    const slug = studyPath.split('/').at(-1) ?? '';
    expect((await supervisor.get(studyPath)).text).toContain('enquêteurs kunnen er nu mee bellen');

    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.get('/fieldwork')).text).toContain('Oefenonderzoek');
    const path = await reachSomebody(app, interviewer, slug);
    const page = await interviewer.get(path);
    expect(page.text).toContain(MARK);
    const choice = page.text.includes('value="permit"') ? 'instead' : 'agree';
    expect((await interviewer.post(`${path}/consent`, { choice })).status).toBe(303);
    expect((await interviewer.post(`${path}/interview`)).status).toBe(303);
    let at = (await interviewer.get(`${path}/interview`)).headers['location'] ?? '';
    for (let count = 0; count < 120 && !at.endsWith('/end'); count += 1) {
      const question = await interviewer.get(at);
      expect(question.text).toContain(MARK);
      at = (await interviewer.post(at, answerOnPage(question.text))).headers['location'] ?? '';
    }
    expect(at).toMatch(/\/end$/);
    expect((await interviewer.get(at)).text).toContain(MARK);
    expect((await interviewer.post(`${path}/interview/complete`)).status).toBe(303);
    const done = await app.database.read('cases').where({ status: 'completed' });
    expect(done).toHaveLength(1);
  });

  it('is marked on every page about it, and no real study is', async () => {
    const app = createTestApplication(await openDatabase());
    const real = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const practice = await makePracticeStudy(app, COMMAND, QUESTIONNAIRE);
    const web = createWebApp(app);
    const everybody = await signInAs(app, web, 'onderzoeker', 'veldwerkleider', 'analist', 'enqueteur');
    const parts = ['', '/settings', '/frames', '/samples', '/fieldwork', '/cases', '/response', '/responses'];
    for (const part of [...parts, '/tables', '/weights', '/telephony', '/withdrawals', '/concerns']) {
      const marked = await everybody.get(`/studies/${practice.slug}${part}`);
      expect({ part, status: marked.status, has: marked.text.includes(MARK) }).toEqual({
        part,
        status: 200,
        has: true,
      });
      expect((await everybody.get(`/studies/${real.slug}${part}`)).text).not.toContain(MARK);
    }
    const wrong = await everybody.post(`/studies/${practice.slug}/targets`, { 'target-jb_jr': 'veel' });
    expect(wrong.text).toContain(MARK);
    expect((await everybody.get('/studies')).text).not.toContain(MARK);
  });

  it('begins again in one action, with nothing left of what was practised and other people', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug, id } = await makePracticeStudy(app, COMMAND, QUESTIONNAIRE);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    const path = await reachSomebody(app, interviewer, slug);
    await record(interviewer, path, 'refusal_hard', { neverAgain: 'yes' });
    expect(await app.database.read('objections')).toEqual([]);
    expect((await interviewer.get('/fieldwork/last-outcome')).text).toContain(MARK);
    await interviewer.post('/fieldwork/next', { study: slug });
    await changePause(app, COMMAND, { slug, domain: null, kind: 'paused', reason: 'Pauze om te oefenen.' });
    const before = await app.database.read('vault_persons').orderBy('id').pluck<string[]>('id');

    const researcher = await signInAs(app, web, 'onderzoeker');
    const reset = await researcher.post(`/studies/${slug}/practice/reset`);
    expect(reset.headers['location']).toBe(`/studies/${slug}`);
    expect(await getStudy(app.database.read, slug)).toMatchObject({
      id,
      status: 'fieldwork',
      isPractice: true,
    });
    for (const table of ['attempts', 'calls', 'outcomes', 'consents', 'responses', 'answers']) {
      expect(await app.database.read(table)).toEqual([]);
    }
    const after = await app.database.read('vault_persons').orderBy('id').pluck<string[]>('id');
    expect(after.filter((person) => before.includes(person))).toEqual([]);
    expect(new Set(await app.database.read('cases').pluck<string[]>('status'))).toContain('fresh');
    expect(await checkCounts(app, COMMAND)).toEqual({ cases: 0, dials: 0 });
    await foldCounts(app);
    const log = await app.database.read('audit_log').where({ action: 'practice.reset', object_id: id });
    expect(log).toHaveLength(1);
    // And it can be used again at once.
    expect((await interviewer.post('/fieldwork/next', { study: slug })).headers['location']).toMatch(/cases/);
  });

  it('leaves a real study as it is, whoever asks', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    const web = createWebApp(app);
    const refused = await (await signInAs(app, web, 'onderzoeker')).post(`/studies/${slug}/practice/reset`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Dit is een echt onderzoek');
    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.post(`/studies/${slug}/practice/reset`)).status).toBe(403);
    expect(await app.database.read('cases')).toHaveLength(1);
  });

  it('is filled once at a time', async () => {
    const app = createTestApplication(await openDatabase());
    const { slug } = await makePracticeStudy(app, COMMAND, QUESTIONNAIRE);
    const both = await Promise.allSettled([
      resetPracticeStudy(app, COMMAND, slug),
      resetPracticeStudy(app, COMMAND, slug),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses a questionnaire that is not there, and offers the one that was asked for', async () => {
    const app = createTestApplication(await openDatabase());
    const researcher = await signInAs(app, createWebApp(app), 'onderzoeker');
    const wrong = await researcher.post('/studies/practice', { questionnaireId: 'weg' });
    expect(wrong.status).toBe(422);
    await expectValidHtml(wrong.text);
    expect(wrong.text).toContain('Kies een vragenlijst die in de lijst staat');
    const asked = await researcher.get('/studies/practice?questionnaire=voorbeeld-turks');
    expect(asked.text).toMatch(/<option value="voorbeeld-turks"\s+selected/);
    const version = await researcher.get('/questionnaires/voorbeeld-turks');
    expect(version.text).toContain('href="/studies/practice?questionnaire=voorbeeld-turks"');
  });

  it('empties every table that leads to a study', async () => {
    const { foreignKeys } = await describeSchema(await openDatabase());
    const within = new Set(['studies']);
    for (let grown = true; grown;) {
      const found = foreignKeys.filter(({ table, target }) => within.has(target) && !within.has(table));
      for (const { table } of found) within.add(table);
      grown = found.length > 0;
    }
    within.delete('studies');
    const emptied = OWNED_TABLES.map(([table]) => table);
    expect([...emptied, ...KEPT_TABLES].toSorted()).toEqual([...within].toSorted());
  });
});
