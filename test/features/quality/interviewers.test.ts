import { expect, it } from 'vitest';
import type { OutcomeCode } from '../../../src/domain/contact/outcome.js';
import { NO_CALLS } from '../../../src/domain/quality/outcome-mix.js';
import { interviewersOfStudy } from '../../../src/features/quality/interviewers.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { plantCalls, type PlantedCall } from '../../support/planted-calls.js';
import { expectValidHtml } from '../../support/valid-html.js';

const CHILD = { bornOn: '2016-05-01' };

async function nameUser(app: TestApplication, session: BrowserSession, name: string): Promise<string> {
  await app.database.write('users').where({ id: session.user.id }).update({ name });
  return session.user.id;
}

/** Calls of one evening, a quarter of an hour apart, each of three minutes. */
function evening(
  interviewerId: string,
  day: string,
  outcomes: readonly (readonly [OutcomeCode, number])[],
): PlantedCall[] {
  return outcomes
    .flatMap(([outcome, count]) => Array.from({ length: count }, () => outcome))
    .map((outcome, at) => ({
      caseNumber: 'C001',
      interviewerId,
      at: `${day}T${String(15 + Math.floor(at / 6)).padStart(2, '0')}:${String((at % 6) * 10).padStart(2, '0')}`,
      minutes: 3,
      outcome,
    }));
}

describeOnEachDatabase('the figures of interviewers', ({ openDatabase }) => {
  it('are those that one counts by hand, after corrections and without people who withdrew', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    const ann = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Ann');
    const bea = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Bea');
    const ofAnn = evening(ann, '2026-04-14', [
      ['complete', 8],
      ['refusal_hard', 6],
      ['no_answer', 10],
    ]);
    await plantCalls(app, study, [
      ...ofAnn,
      // A refusal that turned out to be an appointment.
      {
        caseNumber: 'C001',
        interviewerId: ann,
        at: '2026-04-15T18:00',
        minutes: 5,
        outcome: 'refusal_soft',
        correctedTo: 'complete',
      },
      // Nobody wrote down what came of it.
      { caseNumber: 'C001', interviewerId: ann, at: '2026-04-15T19:00', minutes: 0, outcome: null },
      ...evening(bea, '2026-04-14', [
        ['complete', 12],
        ['refusal_soft', 7],
        ['voicemail', 5],
      ]),
      { caseNumber: 'C002', interviewerId: bea, at: '2026-04-15T18:00', minutes: 9, outcome: 'complete' },
    ]);
    await app.database
      .write('cases')
      .where({ study_id: study.id, case_number: 'C002' })
      .update({ rate_group: 'withdrawn' });

    const { team, names } = await interviewersOfStudy(app, study.slug);
    expect(team.rows.map(({ interviewerIds: [id = ''] }) => names.get(id))).toEqual(['Ann', 'Bea']);
    const [first, second] = team.rows;
    expect(first?.mix).toEqual({ ...NO_CALLS, interview: 9, refusal: 6, no_contact: 10 });
    // 15.00 until 18.53 on the first day, 18.00 until 19.00 on the second.
    expect(first?.time).toMatchObject({ days: 2, calls: 26 });
    expect(first?.time.hours).toBeCloseTo((233 + 60) / 60, 6);
    expect(first?.time.shareOnCalls).toBeCloseTo((24 * 3 + 5) / 293, 6);
    expect(first?.shares.contact).toMatchObject({ part: 15, whole: 25, place: 'chance' });
    expect(first?.shares.cooperation).toMatchObject({ part: 9, whole: 15 });
    expect(second?.mix).toEqual({ ...NO_CALLS, interview: 12, refusal: 7, no_contact: 5 });
    expect(second?.time).toMatchObject({ days: 1, calls: 24 });
    expect(team.everybody.shares.cooperation).toEqual({ part: 21, whole: 34 });
  });

  it('hide fewer than five of something, and what would give it away', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD]);
    const ann = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Ann');
    const bea = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Bea');
    const cas = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Cas');
    await plantCalls(app, study, [
      ...evening(ann, '2026-04-14', [
        ['complete', 11],
        ['refusal_hard', 2],
        ['no_answer', 20],
      ]),
      ...evening(bea, '2026-04-14', [
        ['complete', 13],
        ['refusal_hard', 6],
        ['no_answer', 24],
      ]),
      ...evening(cas, '2026-04-14', [['complete', 3]]),
    ]);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${study.slug}/quality/interviewers`;
    const page = await leader.get(path);
    await expectValidHtml(page.text);
    const csv = (await leader.get(`${path}/files/uitkomsten.csv`)).text.split('\r\n');
    expect(csv[0]).toBe(
      '\uFEFFEnquêteur;Interview;Weigering;Afgebroken;Afspraak;Ander contact;Geen contact;Nummer of lijn',
    );
    // Cas made three calls and stands with Ann; their two refusals would follow from Bea's six or from their interviews.
    expect(csv.slice(1, 4)).toEqual([
      'Bea;< 5;< 5;0;0;0;24;0',
      'Overige: Ann, Cas;< 5;< 5;0;0;0;20;0',
      'Samen;27;8;0;0;0;44;0',
    ]);
    const hours = (await leader.get(`${path}/files/uren.csv`)).text.split('\r\n');
    const week = await leader.get(`/studies/${study.slug}/quality/patterns/files/week.csv`);
    expect(hours.at(-2)).toMatch(/^Samen;;[^;]+;[^;]+;79;/);
    expect(week.text.split('\r\n').at(-2)).toMatch(/^alle dagdelen;alle dagen;79;/);
    const shares = (await leader.get(`${path}/files/aandelen.csv`)).text.split('\r\n');
    expect(shares[1]).toMatch(/^1;Bea;0,44\d+;/);
    expect(shares[1]).toContain('< 5;;;;< 5');
    expect((await leader.get(`${path}/files/aandelen.xlsx`)).headers['content-type']).toContain(
      'spreadsheetml',
    );
    expect((await leader.get(`${path}/files/iets.csv`)).status).toBe(404);
    const log = await app.database.read('audit_log').where({ action: 'figures.export' }).pluck('detail');
    expect(log).toContain('{"format":"csv","tables":"uitkomsten"}');
  });

  it('are shown by name and not by size, with a funnel, to the supervisor only', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD]);
    const path = `/studies/${study.slug}/quality/interviewers`;
    const leader = await signInAs(app, web, 'veldwerkleider');
    const empty = await leader.get(path);
    await expectValidHtml(empty.text);
    expect(empty.text).toContain('Er is nog niet gebeld');
    const zoe = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Zoë');
    const ann = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Ann');
    await plantCalls(app, study, [
      ...evening(zoe, '2026-04-14', [
        ['complete', 20],
        ['refusal_hard', 6],
      ]),
      ...evening(ann, '2026-04-14', [
        ['complete', 5],
        ['refusal_hard', 25],
      ]),
    ]);
    const page = await leader.get(path);
    expect(page.text.indexOf('Ann')).toBeLessThan(page.text.indexOf('Zoë'));
    expect(page.text).toContain('lager dan toeval verklaart');
    expect(page.text).toContain('Medewerking: toeval of niet?');
    const chart = await leader.get(`${path}/funnel/cooperation.svg`);
    expect(chart.headers['content-type']).toContain('image/svg+xml');
    expect((await leader.get(`${path}/funnel/rank.svg`)).status).toBe(404);
    for (const role of ['enqueteur', 'onderzoeker', 'analist'] as const) {
      expect((await (await signInAs(app, web, role)).get(path)).status).toBe(403);
    }
  });

  it('are shown to interviewers of themselves only, between what at least five others did', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(app, [CHILD]);
    const own = await signInAs(app, web, 'enqueteur');
    const none = await own.get('/fieldwork/my-figures');
    await expectValidHtml(none.text);
    expect(none.text).toContain('U heeft nog niet gebeld');
    await nameUser(app, own, 'Eigen');
    const calls = evening(own.user.id, '2026-04-14', [
      ['complete', 9],
      ['refusal_hard', 6],
    ]);
    await plantCalls(app, study, calls);
    for (const name of ['Ann', 'Bea', 'Cas', 'Dik']) {
      const other = await nameUser(app, await signInAs(app, web, 'enqueteur'), name);
      await plantCalls(
        app,
        study,
        calls.map((call) => ({ ...call, interviewerId: other })),
      );
    }
    const page = await own.get(`/fieldwork/my-figures?study=${study.slug}`);
    await expectValidHtml(page.text);
    // 9 of 15: Wilson 36% to 80%; four others are too few.
    expect(page.text).toContain('60%');
    expect(page.text).toContain('36% tot 80%');
    expect(page.text).toContain('te weinig');
    const last = await nameUser(app, await signInAs(app, web, 'enqueteur'), 'Eva');
    await plantCalls(
      app,
      study,
      calls.slice(0, 10).map((call) => ({ ...call, interviewerId: last, outcome: 'complete' })),
    );
    const [csv = ''] = /\/fieldwork\/my-figures\/files\/mijn-cijfers\.csv[^"]*/.exec(page.text) ?? [];
    const file = await own.get(csv);
    expect(file.text).toContain('Wat;U;De anderen');
    expect(file.text).toContain('Uren;');
    expect((await own.get(csv.replace('.csv', '.xlsx'))).headers['content-type']).toContain('spreadsheetml');
    expect((await own.get(csv.replace('mijn-cijfers', 'geheim'))).status).toBe(404);
    const more = await own.get('/fieldwork/my-figures?study=elders');
    expect(more.text).toContain('60% tot 100%');
    for (const name of ['Ann', 'Bea', 'Cas', 'Dik', 'Eva']) expect(more.text).not.toContain(name);
  });
});
