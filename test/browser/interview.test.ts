import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { addMinutes, instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../support/fieldwork.js';
import { click, look, said } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');

/** What the simulator plays behind these numbers at the first call. */
const NOBODY_ANSWERS = '+31612345614';
const HAS_TIME = '+31612345612';

const browser = useBrowser();
const served: Served[] = [];

afterAll(async () => {
  await Promise.all(served.map((one) => one.close()));
});

/** Somebody at a desk, signed in, with a study in fieldwork. */
async function atTheDesk(
  app: TestApplication,
  clients: readonly InventedCase[],
  role: 'enqueteur' | 'veldwerkleider' = 'enqueteur',
): Promise<{ page: Page; slug: string }> {
  const study = await studyInFieldwork(app, clients);
  app.setClock(EVENING);
  await addUser(app, COMMAND, {
    email: 'iemand@example.org',
    name: 'Sam Belt',
    roles: [role],
    password: TEST_PASSWORD,
  });
  const server = await serve(createWebApp(app));
  served.push(server);
  const page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mailadres').fill('iemand@example.org');
  await page.getByLabel('Wachtwoord').fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(role === 'enqueteur' ? '**/fieldwork' : '**/studies');
  return { page, slug: study.slug };
}

describeOnEachDatabase('the interviewer with a keyboard', ({ openDatabase, engine }) => {
  it(
    'takes a case, calls, asks and interviews to the end without a mouse',
    { timeout: 180_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const { page } = await atTheDesk(app, [{ bornOn: '2018-02-01' }, { bornOn: '2018-02-02' }]);
      await look(page, `bellen-${engine}`);
      await tabTo(page, /Volgende casus/);
      await press(page, 'Enter');
      await look(page, `casus-${engine}`);
      await press(page, 'Enter');
      await look(page, `casus-aan-de-lijn-${engine}`);
      await press(page, 'j');
      await look(page, `casus-toestemming-${engine}`);
      await press(page, '1');
      await look(page, `casus-toegestemd-${engine}`);
      await press(page, 'Enter');
      await look(page, `vraag-${engine}`);

      const seen: string[] = [];
      while (!page.url().endsWith('/end')) {
        const code = page.url().split('/').at(-1) ?? '';
        seen.push(code);
        if (['A2', 'A3', 'A5_1', 'B2', 'B3', 'K3', 'K4_1'].includes(code))
          await look(page, `vraag-${code}-${engine}`);
        if (code === 'B1' && seen.filter((one) => one === 'B1').length === 1) {
          await press(page, 'Backspace');
          expect(page.url().endsWith('/A5_3')).toBe(true);
          await press(page, 'Enter');
        }
        await answerByKeyboard(page);
      }
      expect(seen).toContain('K4_2');
      await look(page, `einde-${engine}`);
      await press(page, 'Enter');
      expect(await page.getByRole('status').textContent()).toContain('is voltooid');
      expect(await app.database.read('responses').pluck('status')).toEqual(['complete']);
      await page.close();
    },
  );

  it(
    'practises with people who are played, and takes a wrong outcome back',
    { timeout: 120_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const parent = (number: string): InventedCase => ({
        bornOn: '2018-02-01',
        contacts: [{ kind: 'parent', number }],
      });
      const { page } = await atTheDesk(app, [parent(NOBODY_ANSWERS), parent(HAS_TIME)]);
      await app.database.write('studies').update({ is_practice: 1 });
      await tabTo(page, /Volgende casus/);
      await press(page, 'Enter');
      await press(page, 'Enter');
      await page.getByText('Oefenen: De telefoon gaat over, niemand neemt op.').waitFor();
      await look(page, `oefenen-geen-gehoor-${engine}`);
      // What the line points to stands out; here another is chosen by mistake.
      await click(page, /^Bezet/);
      await tabTo(page, /^Klopt niet: terugdraaien/);
      await press(page, 'Enter');
      await look(page, `uitkomst-terugdraaien-${engine}`);
      await page.getByLabel('Waarom klopt de uitkomst niet?').fill('Verkeerde knop.');
      await tabTo(page, /^Terugdraaien en verder/);
      await press(page, 'Enter');
      expect(await said(page)).toContain('is teruggedraaid. Leg de juiste vast.');
      await click(page, /^Geen gehoor/);

      app.setClock(addMinutes(EVENING, 2));
      await tabTo(page, /Volgende casus/);
      await press(page, 'Enter');
      await press(page, 'Enter');
      await page.getByText('De persoon is het zelf en heeft tijd.').waitFor();
      await press(page, 'j');
      await press(page, '1');
      await press(page, 'Enter');
      await answerByKeyboard(page);
      await look(page, `oefenen-vraag-${engine}`);
      expect(await app.database.read('outcomes').orderBy('recorded_at').orderBy('id').pluck('code')).toEqual(
        expect.arrayContaining(['busy', 'no_answer']),
      );
      expect(await app.database.read('responses').pluck('status')).toEqual(['in_progress']);
      await page.close();
    },
  );

  it('breaks off by appointment from the bar under the question', { timeout: 90_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { page } = await atTheDesk(app, [{ bornOn: '2008-02-01', domain: 'jb_jr', measure: 'OTS' }]);
    await tabTo(page, /Volgende casus/);
    await press(page, 'Enter');
    await press(page, 'Enter');
    await press(page, 'j');
    await press(page, '1');
    await press(page, 'Enter');
    // The time of the interview counts on while a question is on the screen.
    const timer = page.locator('.veldwerk-timer');
    const shown = await timer.textContent();
    await expect.poll(() => timer.textContent(), { timeout: 5000 }).not.toBe(shown);
    expect(await timer.textContent()).toMatch(/^\d+:\d\d$/);
    await answerByKeyboard(page);
    await press(page, 's');
    await press(page, '1');
    await look(page, `afbreken-${engine}`);
    await page.getByLabel(/^Datum/).fill('2026-04-15');
    await tabTo(page, /Vastleggen/);
    await press(page, 'Enter');
    expect(await page.getByText('Vul een tijd in').count()).toBeGreaterThan(0);
    await look(page, `afbreken-fout-${engine}`);
    await page.getByLabel(/^Tijd/).fill('19:00');
    await tabTo(page, /Vastleggen/);
    await press(page, 'Enter');
    expect(await app.database.read('cases').pluck('status')).toEqual(['broken_off']);
    await tabTo(page, /Volgende casus/);
    await press(page, 'Enter');
    await look(page, `geen-casus-${engine}`);
    await page.close();
  });
});

describeOnEachDatabase('the supervisor in the browser', ({ openDatabase, engine }) => {
  it('sees the fieldwork on one accessible page', async () => {
    const app = createTestApplication(await openDatabase());
    const { page, slug } = await atTheDesk(
      app,
      [
        { bornOn: '2018-02-01' },
        { bornOn: '2008-02-01', contacts: [{ kind: 'parent', number: '+31612345678' }] },
      ],
      'veldwerkleider',
    );
    await page.goto(new URL(`/studies/${slug}/fieldwork`, page.url()).href);
    await look(page, `veldwerk-${engine}`);
    await page.goto(new URL(`/studies/${slug}/fieldwork/start`, page.url()).href);
    await look(page, `veldwerk-starten-${engine}`);
    await page.close();
  });

  it('assigns, pauses, decides and takes back, each with a reason', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { page, slug } = await atTheDesk(
      app,
      [{ bornOn: '2018-02-01' }, { bornOn: '2018-02-02' }],
      'veldwerkleider',
    );
    const { id: mila } = await addUser(app, COMMAND, {
      ...{ email: 'mila@example.org', name: 'Mila Belt', roles: ['enqueteur'], password: TEST_PASSWORD },
    });
    const db = app.database.read;
    const path = new URL(`/studies/${slug}`, page.url()).href;
    await page.goto(`${path}/cases`);
    await click(page, 'Iets doen met deze casussen');
    await page.getByLabel('Wat wilt u doen?').selectOption({ label: 'Toewijzen aan een enquêteur' });
    await click(page, 'Bekijken wat er gebeurt');
    expect(await page.getByRole('alert').textContent()).toContain('Kies een enquêteur.');
    await look(page, `casusactie-kiezen-${engine}`);
    await page.getByLabel('Enquêteur').selectOption(mila);
    await page.getByLabel('Waarom?').fill('Zij kent deze buurt.');
    await click(page, 'Bekijken wat er gebeurt');
    await look(page, `casusactie-bekijken-${engine}`);
    expect(await db('cases').whereNotNull('assigned_to')).toEqual([]);
    await click(page, 'Toewijzen: 2 casussen');
    expect(await said(page)).toContain('Gedaan voor 2 casussen.');
    expect(await db('cases').pluck('assigned_to')).toEqual([mila, mila]);
    await look(page, `casusactie-gedaan-${engine}`);
    app.setClock(addMinutes(EVENING, 1));
    await page.getByLabel('Waarom?').fill('Vergissing.');
    await tabTo(page, /^Terugdraaien/);
    await press(page, 'Enter');
    expect(await db('cases').pluck('assigned_to')).toEqual([null, null]);

    await page.goto(`${path}/fieldwork/pause`);
    await page.getByLabel('Wat wilt u doen?').selectOption({ index: 1 });
    await page.getByLabel('Waarom?').fill('De lijnen liggen eruit.');
    await click(page, 'Vastleggen');
    await look(page, `veldwerk-gepauzeerd-${engine}`);

    await page.goto(`${path}/cases/C001/decision`);
    await tabTo(page, /^Toewijzen/);
    await page.keyboard.press('ArrowDown');
    await click(page, 'Besluit vastleggen');
    await look(page, `besluit-${engine}`);
    await page.getByLabel('Waarom?').fill('De familie vraagt om rust.');
    await tabTo(page, /^Besluit vastleggen/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('Het besluit over casus C001 is vastgelegd.');
    expect(await page.getByRole('link', { name: 'Beslis over C001' }).count()).toBe(1);
    await look(page, `besluiten-${engine}`);
    await page.close();
  });
});
