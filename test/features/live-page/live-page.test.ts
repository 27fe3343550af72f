import { afterEach, expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { openDatabase as open } from '../../../src/database/open-database.js';
import { randomId } from '../../../src/database/ids.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { addShifts } from '../../../src/features/interviewers/interviewers.service.js';
import { endStreams } from '../../../src/features/live-page/live-stream.js';
import { setTargets } from '../../../src/features/studies/studies.service.js';
import { changeUser } from '../../../src/features/users/users.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { serve, type Served } from '../../browser/support/serve.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type EventStream, openEventStream } from '../../support/event-stream.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01', firstName: 'Evelien' };
const TWO_SECONDS = 2000;

const opened: { close(): void | Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function served(app: TestApplication): Promise<Served> {
  const server = await serve(createWebApp(app));
  opened.push(server);
  return server;
}

async function stream({ url }: Served, slug: string, { cookie }: BrowserSession): Promise<EventStream> {
  const line = await openEventStream(`${url}/studies/${slug}/fieldwork/events`, cookie);
  opened.push(line);
  return line;
}

function partsOf({ data }: { data: string }): Record<string, string> {
  return (JSON.parse(data) as { parts: Record<string, string> }).parts;
}

/** The interviewer calls the case in hand and records what came of it. */
async function record(
  interviewer: BrowserSession,
  path: string,
  code: string,
  more: Record<string, string> = {},
): Promise<void> {
  await interviewer.post(`${path}/call`);
  const page = await interviewer.get(path);
  const answer = await interviewer.post(`${path}/outcome`, {
    ...more,
    code,
    attemptId: hiddenField(page.text, 'attemptId') ?? '',
    callId: hiddenField(page.text, 'callId') ?? '',
  });
  expect(answer.status).toBe(303);
}

async function take(interviewer: BrowserSession, slug: string): Promise<string> {
  return String((await interviewer.post('/fieldwork/next', { study: slug })).headers['location']);
}

describeOnEachDatabase('the live page', ({ openDatabase, makeDatabase }) => {
  it('shows who does what since when, what was dialled and how far it is, without names of people', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    await setTargets(app, COMMAND, study.slug, { basishulp: 2 });
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const path = `/studies/${study.slug}/fieldwork`;
    expect((await leader.get(path)).text).toContain('Er is nu niemand aan het werk.');

    const first = await take(interviewer, study.slug);
    expect((await leader.get(path)).text).toContain('heeft casus voor zich');
    app.setClock(addMinutes(EVENING, 3));
    await interviewer.post(`${first}/call`);
    const calling = await leader.get(path);
    expect(calling.text).toContain('aan het bellen');
    expect(calling.text).toContain('Nog zonder uitkomst');
    await interviewer.post(`${first}/consent`, { choice: 'agree' });
    app.setClock(addMinutes(EVENING, 5));
    await interviewer.post(`${first}/interview`);
    const interviewing = await leader.get(path);
    expect(interviewing.text).toContain('in interview');
    expect(interviewing.text).toContain('18:05');
    const number = first.split('/').at(-1) ?? '';
    expect(interviewing.text).toContain(`href="/studies/${study.slug}/cases/${number}"`);

    const other = await signInAs(app, web, 'enqueteur');
    await record(other, await take(other, study.slug), 'no_answer');
    const page = await leader.get(path);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Geen gehoor');
    expect(page.text).toMatch(/>\s*vrij\s*</);
    expect(page.text).toContain('0% van het doel');
    expect(page.text).not.toContain('Evelien');
    expect(page.text).not.toContain('Verzonnen');
    expect(page.text).not.toContain('+316');
  });

  it('sets interviews against a target of the whole only when each domain has a target', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const path = `/studies/${study.slug}/fieldwork`;
    await setTargets(app, COMMAND, study.slug, { basishulp: 2 });
    const some = await leader.get(path);
    expect(some.text).toContain('nog geen doel voor elk domein');
    expect(some.text).toContain('Een totaal staat hier zodra elk domein een doel heeft');
    expect((await leader.get(`${path}/files/doelen.csv`)).text).not.toContain('Totaal');

    const every = Object.fromEntries(study.domains.map(({ code }) => [code, 2]));
    await setTargets(app, COMMAND, study.slug, every);
    expect((await leader.get(path)).text).toContain(`van ${String(2 * study.domains.length)} (0%)`);
    expect((await leader.get(`${path}/files/doelen.csv`)).text).toContain('Totaal');
  });

  it('knows who is on shift and waits', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const { user } = await signInAs(app, web, 'enqueteur');
    const shift = { interviewerId: user.id, worksOn: '2026-04-14' as never };
    await addShifts(app, COMMAND, [{ ...shift, fromMinute: 16 * 60 + 30, untilMinute: 20 * 60 }]);
    const page = await leader.get(`/studies/${study.slug}/fieldwork`);
    expect(page.text).toMatch(/>\s*vrij\s*</);
    expect(page.text).toContain('16:30');
    app.setClock(instant('2026-04-14T20:00:00+02:00'));
    expect((await leader.get(`/studies/${study.slug}/fieldwork`)).text).toContain(
      'Er is nu niemand aan het werk.',
    );
  });

  it(
    'sends what changed within two seconds, in pieces that no proxy keeps back',
    { timeout: 60_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [CHILD, CHILD]);
      app.setClock(EVENING);
      const web = createWebApp(app);
      const server = await served(app);
      const leader = await signInAs(app, web, 'veldwerkleider');
      const interviewer = await signInAs(app, web, 'enqueteur');
      const watching = await stream(server, study.slug, leader);
      expect(watching.status).toBe(200);
      expect(watching.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      });
      expect(watching.headers['content-encoding']).toBeUndefined();
      const whole = await watching.waitFor(({ event }) => event === 'change');
      expect(Object.keys(partsOf(whole))).toEqual([
        'figures',
        'targets',
        'people',
        'today',
        'decisions',
        'cases',
      ]);

      const seen = watching.events.length;
      const before = performance.now();
      const path = await take(interviewer, study.slug);
      const taken = await watching.waitFor((one) => 'people' in partsOf(one), seen);
      expect(taken.at - before).toBeLessThan(TWO_SECONDS);
      // Nobody was called yet: the other parts are as they were.
      expect(Object.keys(partsOf(taken))).not.toContain('cases');

      await record(interviewer, path, 'refusal_hard');
      const at = performance.now();
      const refused = await watching.waitFor((one) => one.data.includes('Weigering, hard'), seen);
      expect(refused.at - at).toBeLessThan(TWO_SECONDS);
      expect(refused.data).not.toContain('Evelien');
    },
  );

  it('shows a concern within two seconds that an interviewer reports', { timeout: 60_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const path = await take(interviewer, study.slug);
    await interviewer.post(`${path}/call`);
    const form = await interviewer.get(`${path}/concern`);
    const watching = await stream(await served(app), study.slug, leader);
    await watching.waitFor(({ event }) => event === 'change');
    const seen = watching.events.length;
    const at = performance.now();
    await interviewer.post(`${path}/concern`, {
      concern: hiddenField(form.text, 'concern') ?? '',
      urgent: 'no',
      text: 'Er werd geschreeuwd',
    });
    const shown = await watching.waitFor(({ data }) => data.includes('Er is een nieuw zorgsignaal'), seen);
    expect(shown.at - at).toBeLessThan(TWO_SECONDS);
    expect(shown.data).not.toContain('geschreeuwd');
  });

  it('counts as decisions the cases that its link leads to', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD, CHILD]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    const refused = await take(interviewer, study.slug);
    await record(interviewer, refused, 'refusal_soft');
    // Nobody speaks the language: the case waits, but not for a decision.
    await record(interviewer, await take(interviewer, study.slug), 'language_barrier', { language: 'ar' });
    const page = (await leader.get(`/studies/${study.slug}/fieldwork`)).text;
    expect(page).toContain('Wacht op een enquêteur die de taal spreekt.');
    const [, href = '', count] = /<a href="([^"]+)">Besluiten<\/a><\/dt>\s*<dd[^>]*>(\d+)</.exec(page) ?? [];
    expect(count).toBe('1');
    const listed = (await leader.get(href)).text;
    expect(listed).toContain('1 casus met deze keuze');
    expect(listed).toContain(refused.split('/').at(-1));
  });

  it('shows in one process what another one wrote', { timeout: 60_000 }, async () => {
    const location = await makeDatabase();
    const databases = [open(location), open(location)];
    opened.push(...databases);
    const [one, two] = databases.map((database) => createTestApplication(database, { location })) as [
      TestApplication,
      TestApplication,
    ];
    const study = await studyInFieldwork(one, [CHILD]);
    one.setClock(EVENING);
    two.setClock(EVENING);
    const leader = await signInAs(one, createWebApp(one), 'veldwerkleider');
    const interviewer = await signInAs(one, createWebApp(one), 'enqueteur');
    const watching = await stream(await served(two), study.slug, leader);
    await watching.waitFor(({ event }) => event === 'change');
    const seen = watching.events.length;
    const at = performance.now();
    await takeNextCase({ ...one, newId: randomId }, study, interviewer.user.id);
    const taken = await watching.waitFor((event) => 'people' in partsOf(event), seen);
    expect(taken.at - at).toBeLessThan(TWO_SECONDS);
  });

  it(
    'ends at sign-out, after two idle hours, and when the role is taken away',
    { timeout: 120_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [CHILD]);
      app.setClock(EVENING);
      const web = createWebApp(app);
      const server = await served(app);
      const ends: [string, (session: BrowserSession) => Promise<unknown>][] = [
        ['sign-out', (session) => session.post('/sign-out')],
        [
          'role',
          ({ user }) =>
            changeUser(app, COMMAND, user.id, { name: user.name, roles: ['enqueteur'], isActive: true }),
        ],
        // Watching is no sign of life.
        [
          'idle',
          () => {
            app.setClock(addMinutes(EVENING, 121));
            return Promise.resolve();
          },
        ],
      ];
      // Administrators must stay.
      await signInAs(app, web, 'beheerder');
      for (const [, end] of ends) {
        const leader = await signInAs(app, web, 'veldwerkleider');
        const watching = await stream(server, study.slug, leader);
        await watching.waitFor(({ event }) => event === 'change');
        await end(leader);
        const ended = await watching.waitFor(({ event }) => event === 'ended');
        expect(ended.data).toBe('{"reason":"signed_out"}');
        await expect.poll(() => watching.isOpen()).toBe(false);
      }
    },
  );

  it(
    'refuses whoever may not see it, lets the oldest of many tabs go, and ends when the server stops',
    { timeout: 60_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [CHILD]);
      app.setClock(EVENING);
      const web = createWebApp(app);
      const server = await served(app);
      for (const role of ['enqueteur', 'onderzoeker', 'analist', 'beheerder'] as const) {
        expect((await stream(server, study.slug, await signInAs(app, web, role))).status).toBe(403);
      }
      const leader = await signInAs(app, web, 'veldwerkleider');
      expect((await stream(server, 'er-niet', leader)).status).toBe(404);
      expect((await stream(server, study.slug, { ...leader, cookie: '' })).status).toBe(303);
      const tabs: EventStream[] = [];
      for (let tab = 0; tab < 7; tab += 1) tabs.push(await stream(server, study.slug, leader));
      const oldest = await tabs[0]?.waitFor(({ event }) => event === 'ended');
      expect(oldest?.data).toBe('{"reason":"elsewhere"}');
      expect(tabs.slice(1).every((tab) => tab.isOpen())).toBe(true);
      endStreams(app);
      for (const tab of tabs) await expect.poll(() => tab.isOpen()).toBe(false);
      expect(tabs[6]?.events.some(({ event }) => event === 'ended')).toBe(false);
    },
  );
});
