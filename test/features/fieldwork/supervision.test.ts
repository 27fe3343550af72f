import type { Knex } from 'knex';
import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import { lateBefore } from '../../../src/domain/calling/appointment-grid.js';
import { DEFAULT_CALLING_RULES } from '../../../src/domain/calling/calling-rules.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import {
  countWaiting,
  listWaiting,
  WAITING_REASONS,
  type WaitingSearch,
} from '../../../src/features/cases/waiting-cases.queries.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { drawnStudy, type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CASE = '/fieldwork/cases/C001';
const DECISION = (slug: string): string => `/studies/${slug}/cases/C001/decision`;
const CHILD: InventedCase = { bornOn: '2016-05-01' };

async function record(
  interviewer: BrowserSession,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await interviewer.post(`${CASE}/call`);
  const page = await interviewer.get(CASE);
  const answer = await interviewer.post(`${CASE}/outcome`, {
    ...more,
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect(answer.status).toBe(303);
}

describeOnEachDatabase('supervising fieldwork', ({ openDatabase }) => {
  it('says what is missing before fieldwork can start', async () => {
    const app = createTestApplication(await openDatabase());
    const empty = await drawnStudy(app, []);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const page = await leader.get(`/studies/${empty.slug}/fieldwork/start`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('de steekproef heeft er geen');
    const refused = await leader.post(`/studies/${empty.slug}/fieldwork/start`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('de steekproef heeft er geen');
  });

  it('starts fieldwork for the supervisor and for the researcher, without whoever was excluded', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    for (const role of ['veldwerkleider', 'onderzoeker'] as const) {
      const study = await drawnStudy(app, [CHILD, CHILD, CHILD]);
      await app.database.write('cases').where({ study_id: study.id, case_number: 'C002' }).update({
        exclusion_reason: 'geheim_adres',
        excluded_at: EVENING,
        status: 'excluded',
        rate_group: 'excluded',
      });
      const session = await signInAs(app, web, role);
      const start = `/studies/${study.slug}/fieldwork/start`;
      expect((await session.get(`/studies/${study.slug}`)).text).toContain(`href="${start}"`);
      expect((await session.get(start)).text).toContain('niet gecontroleerd');
      expect((await session.post(`/studies/${study.slug}/fieldwork/start`)).status).toBe(303);
      const statuses = await app.database
        .read('cases')
        .where({ study_id: study.id })
        .orderBy('case_number')
        .pluck('status');
      expect(statuses).toEqual(['fresh', 'excluded', 'fresh']);
      expect((await session.post(`/studies/${study.slug}/fieldwork/start`)).status).toBe(409);
    }
  });

  it('shows counts, who has a case, and lets it go', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, { ...CHILD, domain: 'jb_jr' }]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const leader = await signInAs(app, web, 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/fieldwork`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('nog niet gebeld');
    expect(page.text).toContain('heeft casus voor zich');
    expect(page.text).not.toContain('Noor');
    const held = await interviewer.get('/fieldwork');
    await expectValidHtml(held.text);
    const number = /Verder met casus (C00\d)/.exec(held.text)?.[1] ?? '';
    const path = `/studies/${study.slug}/cases/${number}/decision`;
    expect(page.text).toContain(`href="${path}?action=release"`);
    const seenAt = hiddenField((await leader.get(path)).text, 'seenAt') ?? '';
    await leader.post(path, { action: 'release', reason: 'Naar huis.', seenAt });
    expect((await interviewer.get(`/fieldwork/cases/${number}`)).status).toBe(409);
  });

  it('decides about a soft refusal, after which another interviewer gets the case a week later', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    await record(interviewer, 'refusal_soft');
    expect(await app.database.read('cases').first('status', 'due_at', 'rate_group')).toEqual({
      status: 'conversion_asked',
      due_at: null,
      rate_group: 'R',
    });
    const leader = await signInAs(app, web, 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/fieldwork`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('href="' + DECISION(study.slug) + '"');
    app.setClock(instant('2026-04-14T18:30:00+02:00'));
    const decision = { action: 'allow', reason: 'Het gezin verhuisde.' };
    expect((await leader.post(DECISION(study.slug), decision)).status).toBe(303);
    expect((await leader.post(DECISION(study.slug), decision)).status).toBe(409);

    app.setClock(instant('2026-04-21T18:30:00+02:00'));
    expect(await takeNextCase(app, study, interviewer.user.id)).toBeNull();
    const other = await signInAs(app, web, 'enqueteur');
    expect((await other.post('/fieldwork/next', { study: study.slug })).headers['location']).toBe(CASE);
  });

  it('shows a conversion whose days are over among the cases without a next call', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    await record(interviewer, 'refusal_soft');
    const leader = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${study.slug}/fieldwork`;
    await leader.post(DECISION(study.slug), { action: 'allow', reason: 'Het gezin verhuisde.' });
    expect((await leader.get(path)).text).toContain('Elke open casus heeft een volgende belpoging,');

    app.setClock(instant('2026-05-14T18:00:00+02:00'));
    expect((await (await signInAs(app, web, 'veldwerkleider')).get(path)).text).toContain(
      'de dagen waarin na een zachte weigering nog gebeld mocht worden, zijn voorbij',
    );
  });

  it('shows a case that waits for a language, and promises its call to nobody', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    await record(interviewer, 'language_barrier', { language: 'pl' });
    const leader = await signInAs(app, web, 'veldwerkleider');
    const page = await leader.get(`/studies/${study.slug}/fieldwork`);
    expect(page.text).toContain('Wacht op een enquêteur die de taal spreekt.');
    expect((await interviewer.get(`/fieldwork/waiting/${study.slug}`)).text).toContain(
      'Er staat geen volgende belpoging gepland.',
    );
  });

  it('finds what waits by indexes of few cases, not by reading every case', async () => {
    const { database } = createTestApplication(await openDatabase());
    if (database.engine !== 'sqlite') return;
    const search: WaitingSearch = {
      studyId: 's',
      now: EVENING,
      unspoken: ['pl', 'tr'],
      notCalling: ['u', 'v'],
      late: lateBefore(EVENING, DEFAULT_CALLING_RULES),
    };
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    database.read.on('query', (query: (typeof asked)[number]) => asked.push(query));
    await countWaiting(database.read, search);
    for (const reason of WAITING_REASONS) await listWaiting(database.read, reason, search, 10);
    for (const { sql, bindings } of [...asked]) {
      const plan = await database.read.raw<{ detail: string }[]>(`explain query plan ${sql}`, bindings);
      const indexes = plan.flatMap(({ detail }) => /cases USING INDEX (\w+)/.exec(detail)?.[1] ?? detail);
      for (const ofMany of ['cases_by_moment', 'cases_study_id_case_number_unique', 'SCAN cases']) {
        expect(indexes, sql).not.toContain(ofMany);
      }
    }
    expect(asked.length).toBeGreaterThan(WAITING_REASONS.length);
  });
});
