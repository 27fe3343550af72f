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
import { download, look, openDesk, openPart, signIn } from './support/desk.js';
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

    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    await signIn(desk, accountOf('veldwerkleider'));
    const { page } = desk;
    const picture = (name: string): string | undefined => (isPictured ? `${name}-${engine}` : undefined);
    await page.goto(`/studies/${study.slug}/response`);
    await openPart(page, 'Belpatroon');
    await look(page, picture('patterns'));
    expect(await page.getByRole('img', { name: /percentage contact/ }).count()).toBe(1);
    expect(await download(page, 'CSV van Telefoontjes naar dagdeel en dag')).toContain('avond;');
    const domain = page.getByLabel('Domein', { exact: true });
    await domain.selectOption({ index: 1 });
    await domain.focus();
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(page.url()).toContain('domain=');

    await openPart(page, 'Wie ontbreekt');
    await look(page, picture('non-response'));
    expect(await page.getByRole('table', { name: 'Lijken de respondenten op iedereen?' }).count()).toBe(1);

    await openPart(page, 'Gesprekken');
    await look(page, picture('conversations'));
    expect(
      await page.getByRole('table', { name: 'Uitkomsten die niet passen bij de telefoon' }).count(),
    ).toBe(1);
    expect(desk.complaints).toEqual([]);
  });
});
