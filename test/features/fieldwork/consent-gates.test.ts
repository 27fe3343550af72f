import { expect, it } from 'vitest';
import { type Instant, instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication, type TestApplication } from '../../support/application.js';
import { type BrowserSession, signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';

const CASE = '/fieldwork/cases/C001';
const PARENT_NUMBER = '12\u00a034\u00a056\u00a078';
const YOUTH_NUMBER = '87\u00a065\u00a043\u00a021';
const EVENING = instant('2026-04-14T18:00:00+02:00');

async function fieldwork(app: TestApplication, client: InventedCase, at: Instant = EVENING) {
  const study = await studyInFieldwork(app, [client]);
  app.setClock(at);
  const interviewer = await signInAs(app, createWebApp(app), 'enqueteur');
  return { study, interviewer };
}

async function take(interviewer: BrowserSession, slug: string): Promise<string> {
  return String((await interviewer.post('/fieldwork/next', { study: slug })).headers['location']);
}

/** Goes on being signed in while the clock moves. */
async function laterOn(
  app: TestApplication,
  session: BrowserSession,
  moments: readonly string[],
): Promise<void> {
  for (const moment of moments) {
    app.setClock(instant(moment));
    await session.get('/account');
  }
}

describeOnEachDatabase('the rule of who may be asked', ({ openDatabase }) => {
  // The fieldwork begins before the birthday; the day itself decides, in Amsterdam.
  it.each([
    {
      what: 'the last evening at 11',
      bornOn: '2014-04-15',
      at: '2026-04-14T18:00:00+02:00',
      asked: 'parent',
    },
    { what: 'the day of 12', bornOn: '2014-04-14', at: '2026-04-14T18:00:00+02:00', asked: 'parent' },
    {
      what: 'the last evening at 15',
      bornOn: '2010-04-15',
      at: '2026-04-14T18:00:00+02:00',
      asked: 'parent',
    },
    { what: 'the day of 16', bornOn: '2010-04-14', at: '2026-04-14T18:00:00+02:00', asked: 'youth' },
    {
      what: 'the day of 16 after the night of summer time',
      bornOn: '2010-03-30',
      at: '2026-03-30T18:00:00+02:00',
      asked: 'youth',
    },
    {
      what: 'the day of 16 after the night of winter time',
      bornOn: '2010-10-26',
      at: '2026-10-26T18:00:00+01:00',
      asked: 'youth',
    },
    {
      what: '29 February at 16 in a common year: not on 28 February',
      bornOn: '2012-02-29',
      at: '2028-02-28T18:00:00+01:00',
      asked: 'parent',
    },
    {
      what: '29 February at 16 in a leap year',
      bornOn: '2012-02-29',
      at: '2028-02-29T18:00:00+01:00',
      asked: 'youth',
    },
  ])('decides about queue, number and call on $what', async ({ bornOn, at, asked }) => {
    const app = createTestApplication(await openDatabase());
    app.setClock(instant('2026-03-01T12:00:00+01:00'));
    const { study, interviewer } = await fieldwork(app, { bornOn }, instant(at));
    expect(await take(interviewer, study.slug)).toBe(CASE);
    await interviewer.post(`${CASE}/call`);
    const page = (await interviewer.get(CASE)).text;
    expect({ parent: page.includes(PARENT_NUMBER), youth: page.includes(YOUTH_NUMBER) }).toEqual({
      parent: asked === 'parent',
      youth: asked === 'youth',
    });
    expect(await app.database.read('calls').pluck('asked_for')).toEqual([asked]);
  });

  it('keeps a case out of the queue when nobody who may be asked has a number', async () => {
    const app = createTestApplication(await openDatabase());
    const contacts = [{ kind: 'youth', number: '+31687654321' }] as const;
    const { study, interviewer } = await fieldwork(app, { bornOn: '2014-04-01', contacts });
    expect(await take(interviewer, study.slug)).toBe(`/fieldwork/waiting/${study.slug}`);
  });

  it('stops interview, answers and call at the midnight on which permission is void, and logs it', async () => {
    const app = createTestApplication(await openDatabase());
    const { study, interviewer } = await fieldwork(app, { bornOn: '2010-04-15' });
    await take(interviewer, study.slug);
    await interviewer.post(`${CASE}/call`);
    await interviewer.post(`${CASE}/consent`, { choice: 'instead' });
    expect((await interviewer.post(`${CASE}/interview`)).status).toBe(303);
    await laterOn(app, interviewer, [
      '2026-04-14T19:00:00+02:00',
      '2026-04-14T20:00:00+02:00',
      '2026-04-14T21:00:00+02:00',
      '2026-04-14T22:00:00+02:00',
      '2026-04-14T22:30:00+02:00',
      '2026-04-14T23:10:00+02:00',
      '2026-04-14T23:59:00+02:00',
    ]);
    expect((await interviewer.get(`${CASE}/interview/S5`)).status).toBe(200);
    app.setClock(instant('2026-04-15T00:00:00+02:00'));
    expect((await interviewer.get(`${CASE}/interview/S5`)).status).toBe(403);
    const saved = await interviewer.post(`${CASE}/interview/S5`, { answer: '1', version: '0' });
    expect(saved.status).toBe(403);
    expect(await app.database.read('answers')).toEqual([]);
    expect((await interviewer.get(CASE)).text).not.toContain(PARENT_NUMBER);
    const refusals = await app.database.read('audit_log').where({ action: 'consent.refuse' });
    expect(refusals.length).toBeGreaterThanOrEqual(2);
  });

  it.each(['/call', '/by-hand', '/interview', '/interview/S5', '/interview/complete'])(
    'cannot be gone around by posting to %s without consent or a case in hand',
    async (path) => {
      const app = createTestApplication(await openDatabase());
      const { study, interviewer } = await fieldwork(app, { bornOn: '2012-01-01' });
      const stranger = await signInAs(app, createWebApp(app), 'enqueteur');
      expect((await stranger.post(`${CASE}${path}`, { answer: '1', version: '0' })).status).toBe(409);
      await take(interviewer, study.slug);
      if (path !== '/call') {
        const refused = await interviewer.post(`${CASE}${path}`, { answer: '1', version: '0' });
        expect([403, 409]).toContain(refused.status);
      }
      expect(await app.database.read('responses')).toEqual([]);
      expect(await app.database.read('answers')).toEqual([]);
    },
  );
});
