import { afterEach, expect, it } from 'vitest';
import { civilDate } from '../../src/domain/calendar/civil-date.js';
import { instant } from '../../src/domain/calendar/instant.js';
import type { Seed } from '../../src/domain/sampling/random.js';
import { DEFAULT_SIMULATION_RATES } from '../../src/domain/simulation/simulation-rates.js';
import { playFieldwork } from '../../src/features/simulation/virtual-fieldwork.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyForSimulation } from '../support/simulated-study.js';
import { accountOf } from './main-job/cast.js';
import { click, download, look, openDesk, openPart, said, signIn } from './support/desk.js';
import { tabTo } from './support/keyboard.js';
import { expectFitsPaper } from './support/page-checks.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const isPictured = process.env['VELDWERK_PICTURES'] === '1';
const SEED = 20260401 as Seed;

describeOnEachDatabase('a simulated fieldwork in a browser', ({ openDatabase, engine }) => {
  it('shows when people are called, how it went and who is missing', { timeout: 400_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(instant('2026-03-31T12:00:00+02:00'));
    const study = await studyForSimulation(app, { seed: SEED, cases: 36, target: 12 });
    await addUser(app, COMMAND, {
      ...accountOf('veldwerkleider'),
      name: 'leider',
      roles: ['veldwerkleider'],
    });
    const interviewerIds: string[] = [];
    for (const at of [1, 2]) {
      const account = {
        ...accountOf('enqueteur'),
        email: `e${String(at)}@example.org`,
        name: `E${String(at)}`,
      };
      interviewerIds.push((await addUser(app, COMMAND, { ...account, roles: ['enqueteur'] })).id);
    }
    const field = {
      app,
      interviewerIds,
      setClock: (now: Parameters<typeof app.setClock>[0]) => {
        app.setClock(now);
      },
      close: () => Promise.resolve(),
    };
    const firstDay = civilDate('2026-04-01');
    await playFieldwork({ field, study, rates: DEFAULT_SIMULATION_RATES, seed: SEED, firstDay, days: 2 });

    // A Tuesday within calling hours, after Easter.
    app.setClock(instant('2026-04-07T16:00:00+02:00'));
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    await signIn(desk, accountOf('veldwerkleider'));
    const { page } = desk;
    const see = async (name: string): Promise<void> => {
      await look(page, isPictured ? `${name}-${engine}` : undefined);
      await expectFitsPaper(page);
    };
    await page.goto(`/studies/${study.slug}/response`);
    await openPart(page, 'Belpatroon');
    await see('patterns');
    expect(await page.getByRole('img', { name: /percentage contact/ }).count()).toBe(1);
    expect(await download(page, 'CSV van Telefoontjes naar dagdeel en dag')).toContain('avond;');
    const domain = page.getByLabel('Domein', { exact: true });
    await domain.selectOption({ index: 1 });
    await domain.focus();
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(page.url()).toContain('domain=');

    await openPart(page, 'Wie ontbreekt');
    await see('non-response');
    expect(await page.getByRole('table', { name: 'Lijken de respondenten op iedereen?' }).count()).toBe(1);

    await openPart(page, 'Gesprekken');
    await see('conversations');
    expect(
      await page.getByRole('table', { name: 'Uitkomsten die niet passen bij de telefoon' }).count(),
    ).toBe(1);

    await openPart(page, 'Controlegesprekken');
    await page.getByLabel('Welk deel van de interviews wordt gecontroleerd?').fill('100');
    await click(page, 'Vastleggen');
    await look(page);
    const waiting = page.getByRole('table', { name: 'Nog te bellen' });
    await Promise.all([page.waitForEvent('load'), waiting.getByRole('link').first().click()]);
    expect(await page.getByText('Vraag naar').count()).toBe(0);
    await tabTo(page, /^\s*Bellen\s*$/);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await look(page, isPictured ? `verification-${engine}` : undefined);
    await page.getByLabel('Bevestigd', { exact: true }).focus();
    await page.keyboard.press('Space');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await said(page)).toContain('is vastgelegd');
    expect(await download(page, 'CSV van Wat de controle opleverde')).toContain('Bevestigd;1;');
    expect(desk.complaints).toEqual([]);
  });
});
