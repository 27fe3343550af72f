import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { publishedAnswerFile } from '../../src/demo/published-answers.js';
import type { Role } from '../../src/domain/access/role.js';
import { createWebApp } from '../../src/web/app.js';
import { addUser } from '../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { importPublishedStudies } from '../support/published-studies.js';
import { shippedQuestionnaire } from '../support/questionnaires.js';
import { expectAccessible, expectNoSidewaysScrolling, screenshot } from './support/page-checks.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();

/** Invented numbers of clients. */
const SIZES = [
  ['basishulp', '2000'],
  ['specialistisch', '1000'],
  ['jb_jr', '600'],
] as const;

async function signedInAnalyst(
  app: TestApplication,
  served: Served,
  roles: readonly Role[] = ['analist'],
): Promise<Page> {
  const email = 'analist@example.org';
  await addUser(app, COMMAND, { email, name: 'Sem', roles, password: TEST_PASSWORD });
  const page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${served.url}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', TEST_PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

async function expectGoodPage(page: Page, name: string): Promise<void> {
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await screenshot(page, name);
}

describeOnEachDatabase('an analyst in a browser', ({ openDatabase }) => {
  it('makes a table with the keyboard, sees it at once, looks at tests and chart, saves it and takes it away', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    await importPublishedStudies(app);
    const served = await serve(createWebApp(app));
    const page = await signedInAnalyst(app, served);
    await page.goto(`${served.url}/studies/ceo-2016/tables`);
    await expectGoodPage(page, 'tabellen');

    // No button is pressed: every choice shows the table again.
    await page.focus('[name=part][value=B]');
    await page.keyboard.press('Space');
    await page.waitForURL(/part=B/);
    await page.selectOption('[name=columns]', 'year');
    await page.waitForSelector('th:text-is("CEO 2015")');
    expect(await page.textContent('[data-live-status]')).toBe('De tabel is bijgewerkt.');
    expect(page.url()).toContain('columns=year');
    expect(await page.textContent('.veldwerk-finding')).toBe('CEO 2016 minder vaak dan CEO 2015.');
    await page.check('[name=intervals]');
    await page.waitForSelector('[data-live-result] td:has-text(" – ")');
    await page.check('[name=chart]');
    await page.waitForSelector('figure img');
    await page.locator('figure img').first().scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    const drawn = await page.locator('figure img').first().boundingBox();
    expect(drawn?.height).toBeGreaterThan(80);

    await page.focus('.veldwerk-tests > summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('td:text-is("significant")');
    await expectGoodPage(page, 'tabel-met-toetsen-en-grafiek');

    await page.fill('[name=name]', 'Kerncijfers');
    await page.keyboard.press('Enter');
    await page.waitForURL(/reports\/./);
    await expectGoodPage(page, 'opgeslagen-opzet');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a:text-is("Excel")')]);
    expect(file.suggestedFilename()).toBe('ceo-2016-rapport.xlsx');

    await page.goto(`${served.url}/studies/ceo-2016/reports`);
    await expectGoodPage(page, 'opzetten');
    await page.click('a:text-is("Rapport CEO jeugd")');
    await page.waitForSelector('text=Tabel 30');
    await expectGoodPage(page, 'rapport');
    await page.close();
    await served.close();
  }, 180_000);

  it('goes from a new study to its report: reads answers in, makes weights, and sees them in a table', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const served = await serve(createWebApp(app));
    const page = await signedInAnalyst(app, served, ['onderzoeker', 'analist']);
    await page.goto(`${served.url}/studies/new`);
    await page.fill('[name=name]', 'CEO jeugd 2016');
    await page.fill('[name=reportYear]', '2016');
    await page.selectOption('[name=questionnaireId]', 'ceo-jeugd-2016');
    await page.click('button:has-text("Onderzoek maken")');
    await page.waitForURL(/\/studies\/(?!new)/);
    const study = `${served.url}/studies/ceo-jeugd-2016`;

    await page.goto(`${study}/responses`);
    const text = publishedAnswerFile(shippedQuestionnaire('ceo-jeugd-2016'), 2016);
    await page.setInputFiles('[name=file]', {
      name: 'antwoorden.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    });
    for (const [domain, size] of SIZES) await page.fill(`[name=population_${domain}]`, size);
    await page.click('button:has-text("Antwoorden inlezen")');
    await page.waitForSelector('text=614');
    await expectGoodPage(page, 'antwoorden-ingelezen');

    await page.goto(`${study}/weights`);
    await page.check('[name=by][value=domain]');
    await page.click('button:has-text("Gebruik deze kenmerken")');
    for (const [domain, size] of SIZES) await page.fill(`[name=total_domain_${domain}]`, size);
    await page.fill('[name=name]', 'aantallen');
    await expectGoodPage(page, 'gewichten-maken');
    await page.click('button:has-text("Maak de gewichten")');
    await page.waitForURL(/weights\/./);
    await expectGoodPage(page, 'gewichten-gemaakt');

    await page.goto(`${study}/tables?part=B`);
    await page.click('details:has([name=weights]) > summary');
    await page.selectOption('[name=weights]', 'aantallen');
    await page.waitForURL(/weights=aantallen/);
    await page.waitForSelector('[data-live-result] >> text=aantallen');
    await expectGoodPage(page, 'tabel-met-gewichten');

    await page.goto(`${study}/reports`);
    await page.click('a:text-is("Rapport CEO jeugd")');
    await page.waitForSelector('text=Tabel 30');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a:text-is("Word")')]);
    expect(file.suggestedFilename()).toBe('ceo-jeugd-2016-rapport.docx');
    await page.close();
    await served.close();
  }, 180_000);

  it('shows the table by the button when scripts are off', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    await importPublishedStudies(app);
    const served = await serve(createWebApp(app));
    const signedIn = await signedInAnalyst(app, served);
    const context = await browser().newContext({
      javaScriptEnabled: false,
      storageState: await signedIn.context().storageState(),
    });
    const page = await context.newPage();
    await page.goto(`${served.url}/studies/ceo-2016/tables`);
    await page.selectOption('[name=columns]', 'respondent');
    await page.click('button:has-text("Toon de tabellen")');
    await page.waitForSelector('th:text-is("Jongere")');
    await context.close();
    await signedIn.close();
    await served.close();
  }, 120_000);
});
