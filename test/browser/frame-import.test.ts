import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { runImports } from '../../src/features/frames/import-runs.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { exampleFile, makeStudy } from '../support/frames.js';
import {
  click,
  csvFile,
  type ChosenFile,
  download,
  look,
  openDesk,
  openPart,
  said,
  signIn,
} from './support/desk.js';
import { press, tabTo } from './support/keyboard.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const ACCOUNT = { email: 'onderzoeker@example.org', password: TEST_PASSWORD };
const STUDY = 'CEO jeugd, verslagjaar 2025';
/** With `VELDWERK_PICTURES=1` pictures are made of every step, for people to look at. */
const isPictured = process.env['VELDWERK_PICTURES'] === '1';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function clientFile(file: string): ChosenFile {
  const { name, bytes } = exampleFile(file);
  return { name: name.split('/').at(-1) ?? name, mimeType: 'text/csv', buffer: bytes };
}

/** The same file without its last lines, as an organisation would send it again. */
function shortened(file: string, name: string): ChosenFile {
  const lines = exampleFile(file).bytes.toString('latin1').trimEnd().split('\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.slice(0, -2).join('\n')}\n`, 'latin1') };
}

describeOnEachDatabase('client files in the browser', ({ openDatabase, engine }) => {
  const see = (page: Page, step: string) => look(page, isPictured ? `frames-${step}-${engine}` : undefined);

  async function start() {
    const app = createTestApplication(await openDatabase());
    await addUser(app, COMMAND, { ...ACCOUNT, name: 'onderzoeker', roles: ['onderzoeker'] });
    await makeStudy(app, STUDY);
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const stopping = new AbortController();
    const reading = runImports(app, stopping.signal);
    endings.push(async () => {
      stopping.abort();
      await reading;
    });
    return { app, server };
  }

  it('are looked at, read, corrected and withdrawn', { timeout: 240_000 }, async () => {
    const { app, server } = await start();
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    const { page } = desk;
    await signIn(desk, ACCOUNT);
    await click(page, STUDY);
    await openPart(page, 'Steekproefkader');
    await see(page, '01-leeg');

    await page
      .getByLabel('Cliëntbestanden')
      .setInputFiles([
        csvFile('brief.csv', 'Geachte heer, mevrouw'),
        clientFile('specialistisch/aanbieder-08.csv'),
      ]);
    await click(page, 'Versturen en nakijken');
    expect(await page.getByText('Er is geen kopregel gevonden').count()).toBe(1);
    await see(page, '02-geweigerd');

    await page
      .getByLabel('Cliëntbestanden')
      .setInputFiles([
        clientFile('specialistisch/aanbieder-12.csv'),
        clientFile('specialistisch/aanbieder-14.csv'),
        clientFile('basishulp/wijkteams-2025.csv'),
      ]);
    await click(page, 'Versturen en nakijken');
    await see(page, '03-ontvangen');
    expect(await page.getByRole('row').filter({ hasText: 'bevestigen' }).count()).toBe(2);

    // One column is corrected with nothing but the keyboard.
    await click(page, 'aanbieder-14.csv');
    await see(page, '04-kolommen');
    await tabTo(page, /Wat is ‘Tel 1’/);
    await tabTo(page, /Ja, ‘Tel 1’ is telefoon ouder/);
    await page.keyboard.press('Space');
    await tabTo(page, /Wat is ‘Tel 2’/);
    await page.keyboard.type('telefoon andere');
    await tabTo(page, /^Inlezen$/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('aanbieder-14.csv wordt ingelezen');

    await page.goto(new URL(page.url()).pathname.replace('imports', 'uploads'));
    await click(page, 'aanbieder-08.csv');
    await click(page, /^Inlezen$/);
    expect(await page.getByText('Bevestig dat ‘Tel 1’ telefoon ouder is').count()).toBeGreaterThan(0);
    await see(page, '05-kolommen-fout');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await click(page, /^Inlezen$/);
    await page.goto(new URL(page.url()).pathname.replace('imports', 'uploads'));
    await click(page, '2 bestanden inlezen');
    await see(page, '06-bezig');
    await page.getByText('Er wordt nu niets ingelezen.').waitFor();
    await see(page, '07-klaar');
    expect(await page.getByRole('row').filter({ hasText: 'ingelezen' }).count()).toBe(4);

    await click(page, 'wijkteams-2025.csv');
    await see(page, '08-levering');
    expect(await download(page, 'Opmerkingen als csv')).toContain('Kijk dag en maand na');
    expect(await workbookText(page)).toContain('Kijk dag en maand na');

    await openPart(page, 'Steekproefkader');
    await click(page, 'aanbieder-12.csv');
    await page
      .getByLabel('Verbeterd bestand')
      .setInputFiles([shortened('specialistisch/aanbieder-12.csv', 'aanbieder-12-beter.csv')]);
    await click(page, 'Versturen en nakijken');
    await click(page, 'Bekijk wat er verandert');
    await see(page, '09-wat-verandert');
    await click(page, 'Levering vervangen');
    await page.getByText('Er wordt nu niets ingelezen.').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'aanbieder-12-beter.csv' }).count()).toBe(1);

    await openPart(page, 'Steekproefkader');
    await see(page, '10-kader');
    await click(page, 'aanbieder-08.csv');
    await click(page, 'Deze levering intrekken');
    await click(page, 'Levering intrekken');
    await see(page, '11-intrekken');
    await page.getByLabel('Waarom trekt u deze levering in?').fill('De verkeerde gemeente');
    await click(page, 'Levering intrekken');
    expect(await said(page)).toContain('is ingetrokken');
    const names = await app.database
      .read('vault_deliveries')
      .orderBy('file_name')
      .pluck<string[]>('file_name');
    expect(names).toEqual(['aanbieder-12-beter.csv', 'aanbieder-14.csv', 'wijkteams-2025.csv']);
    expect(desk.complaints).toEqual([]);
  });

  it('are read without scripts too', { timeout: 120_000 }, async () => {
    const { server } = await start();
    const context = await browser().newContext({ baseURL: server.url, javaScriptEnabled: false });
    endings.push(() => context.close());
    const page = await context.newPage();
    await signIn({ page, complaints: [], close: () => context.close() }, ACCOUNT);
    await click(page, STUDY);
    await openPart(page, 'Steekproefkader');
    await page.getByLabel('Cliëntbestanden').setInputFiles([clientFile('specialistisch/aanbieder-15.csv')]);
    await click(page, 'Versturen en nakijken');
    await click(page, /^Inlezen$/);
    for (let times = 0; (await page.getByText('Er wordt nu niets ingelezen.').count()) === 0; times++) {
      expect(times).toBeLessThan(40);
      if ((await page.getByRole('link', { name: 'Ververs deze pagina' }).count()) > 0) {
        await click(page, 'Ververs deze pagina');
      }
      await page.waitForTimeout(250);
    }
    await click(page, 'aanbieder-15.csv');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('aanbieder-15.csv');
  });
});

/** The texts of the workbook that the page offers. */
async function workbookText(page: Page): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Opmerkingen als Excel' }).click(),
  ]);
  const parts = unzipSync(await readFile(await file.path()));
  return Object.values(parts)
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('\n');
}
