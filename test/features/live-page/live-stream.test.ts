import { afterEach, expect, it } from 'vitest';
import { addMinutes, instant } from '../../../src/domain/calendar/instant.js';
import { openDatabase as open } from '../../../src/database/open-database.js';
import { randomId } from '../../../src/database/ids.js';
import { takeNextCase } from '../../../src/features/cases/case-claims.service.js';
import { endStreams } from '../../../src/features/live-page/live-stream.js';
import { changeUser } from '../../../src/features/users/users.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { serve, type Served } from '../../browser/support/serve.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type EventStream, openEventStream } from '../../support/event-stream.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { hiddenField } from '../../support/interview-form.js';
import { record, take } from '../../support/one-call.js';

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

describeOnEachDatabase('the stream of the live page', ({ openDatabase, makeDatabase }) => {
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
        'pauses',
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

  it('shows in one process what another supervisor decides in another one', { timeout: 60_000 }, async () => {
    const location = await makeDatabase();
    const databases = [open(location), open(location)];
    opened.push(...databases);
    const [one, two] = databases.map((database) => createTestApplication(database, { location })) as [
      TestApplication,
      TestApplication,
    ];
    const study = await studyInFieldwork(one, [CHILD, CHILD]);
    one.setClock(EVENING);
    two.setClock(EVENING);
    const web = createWebApp(one);
    const leader = await signInAs(one, web, 'veldwerkleider');
    const other = await signInAs(one, web, 'veldwerkleider');
    const watching = await stream(await served(two), study.slug, leader);
    await watching.waitFor(({ event }) => event === 'change');
    const decide = (action: string) =>
      other.post(`/studies/${study.slug}/cases/C001/decision`, {
        action,
        reason: 'Op verzoek.',
        seenAt: one.clock(),
      });
    const pause = (kind: string) =>
      other.post(`/studies/${study.slug}/fieldwork/pause`, { what: `${kind}:basishulp`, reason: 'Storing' });
    const steps = [
      [() => decide('pause'), 'decisions', 'Beslis over C001'],
      [() => decide('resume'), 'decisions', 'Elke open casus heeft een volgende belpoging'],
      [() => pause('paused'), 'pauses', 'is gepauzeerd'],
      [() => pause('resumed'), 'pauses', ''],
    ] as const;
    for (const [minute, [act, part, text]] of steps.entries()) {
      one.setClock(addMinutes(EVENING, minute));
      const seen = watching.events.length;
      const at = performance.now();
      expect((await act()).status).toBe(303);
      const shown = await watching.waitFor((event) => part in partsOf(event), seen);
      expect(shown.at - at).toBeLessThan(TWO_SECONDS);
      expect(partsOf(shown)[part]).toContain(text);
    }
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
