import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../support/fieldwork.js';
import { look } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');

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

  it('breaks off by appointment from the bar under the question', { timeout: 90_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { page } = await atTheDesk(app, [{ bornOn: '2008-02-01', domain: 'jb_jr', measure: 'OTS' }]);
    await tabTo(page, /Volgende casus/);
    await press(page, 'Enter');
    await press(page, 'Enter');
    await press(page, 'j');
    await press(page, '1');
    await press(page, 'Enter');
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
});
