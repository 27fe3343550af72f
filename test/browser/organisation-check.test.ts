import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { createWebApp } from '../../src/web/app.js';
import { addUser } from '../../src/features/users/users.service.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { checkingStudy } from '../support/checks.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { click, type Desk, look, openDesk, said, signIn } from './support/desk.js';
import { press, tabTo } from './support/keyboard.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];
const RESEARCHER = { email: 'onderzoeker@example.org', password: 'een lang testwachtwoord' };

/** With `VELDWERK_PICTURES=1` pictures are made of every step, for people to look at. */
const isPictured = process.env['VELDWERK_PICTURES'] === '1';

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** What is shown once: the address for the mail, and the code for the telephone. */
async function secretsOn(page: Page): Promise<{ address: string; code: string }> {
  const [address = '', code = ''] = await page.locator('code').allTextContents();
  return { address, code };
}

/** The note below the list says this, after a choice was sent without a button. */
async function noted(page: Page, text: RegExp): Promise<void> {
  await page.locator('[data-marks-status]').filter({ hasText: text }).waitFor();
}

describeOnEachDatabase('the check by an organisation in the browser', ({ openDatabase, engine }) => {
  const see = (page: Page, step: string): Promise<void> =>
    look(page, isPictured ? `check-${step}-${engine}` : undefined);

  it('goes from a link and a code to clients who are not called', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const study = await checkingStudy(app);
    await addUser(app, COMMAND, { ...RESEARCHER, name: 'onderzoeker', roles: ['onderzoeker'] });
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const sit = async (): Promise<Desk> => {
      const desk = await openDesk(browser(), server.url);
      endings.push(desk.close);
      return desk;
    };

    const researcher = await sit();
    await signIn(researcher, RESEARCHER);
    const checks = `/studies/${study.slug}/checks`;
    await researcher.page.goto(checks);
    await see(researcher.page, '01-lijst');
    await click(researcher.page, 'Sluitingsdag en links');
    await see(researcher.page, '02-sluitingsdag');
    await researcher.page.getByLabel('Laatste dag').fill('2026-04-30');
    await click(researcher.page, 'Opslaan');
    await click(researcher.page, 'aanbieder-10');
    await click(researcher.page, 'Link maken');
    await see(researcher.page, '03-zonder-naam');
    await researcher.page.getByLabel('Voor wie is de link?').fill('secretariaat');
    await click(researcher.page, 'Link maken');
    await see(researcher.page, '04-nieuwe-link');
    const { address, code } = await secretsOn(researcher.page);
    const mail = await researcher.page.getByRole('link', { name: /E-mail/ }).getAttribute('href');
    expect(decodeURIComponent(mail ?? '')).toContain(address);
    expect(decodeURIComponent(mail ?? '')).not.toContain(code);

    const contact = await sit();
    const { page } = contact;
    await page.goto(address);
    await see(page, '05-code');
    await page.keyboard.press('Tab');
    await tabTo(page, /Code/);
    await page.keyboard.type('2222-2222');
    await press(page, 'Enter');
    expect(await page.getByText('nog 9 keer').count()).toBeGreaterThan(0);
    await see(page, '06-foute-code');
    await page.getByLabel('Code').focus();
    await page.keyboard.type(code.toLowerCase());
    await press(page, 'Enter');
    expect(new URL(page.url()).pathname).toBe('/check/list');
    await see(page, '07-clienten');
    const choices = page.locator('select');
    await choices.nth(0).focus();
    await page.keyboard.press('ArrowDown');
    await noted(page, /Opgeslagen om 12:00 uur/);
    // A closed tab loses nothing: the choice was saved without a button.
    await page.goto('/check/list');
    expect(await page.locator('select').nth(0).inputValue()).toBe('zonder_medeweten_ouders');

    const colleague = await contact.page.context().newPage();
    await colleague.goto('/check/list');
    await page.locator('select').nth(1).selectOption('bezwaar');
    await noted(page, /Opgeslagen/);
    await colleague.locator('select').nth(1).selectOption('overleden');
    await noted(colleague, /een collega koos hier intussen/);
    expect(await colleague.locator('select').nth(1).inputValue()).toBe('bezwaar');
    await colleague.close();

    await page.goto('/check/list?show=marked');
    await see(page, '08-gemarkeerd');
    await click(page, 'Opslaan en afronden');
    await see(page, '09-samenvatting');
    await tabTo(page, /^Klaar: 2 cliënten uitsluiten en gegevens wissen$/);
    await press(page, 'Enter');
    await see(page, '10-klaar');
    expect(await page.getByText('Uw antwoord is ontvangen').count()).toBe(1);
    await click(page, 'Lijst sluiten');
    await see(page, '11-gesloten');
    await page.goto('/check/list');
    expect(await page.getByText('Open uw persoonlijke link opnieuw').count()).toBeGreaterThan(0);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);

    await researcher.page.goto(checks);
    await see(researcher.page, '12-antwoord');
    await click(researcher.page, 'Herinneringen');
    await see(researcher.page, '13-herinneringen');
    expect(await researcher.page.getByRole('table').textContent()).toContain('nog niets verstuurd');
    await researcher.page.goto(checks);
    await click(researcher.page, 'aanbieder-10');
    await see(researcher.page, '14-organisatie');
    await researcher.page.getByRole('button', { name: /^Intrekken/ }).click();
    await researcher.page.waitForLoadState();
    expect(await said(researcher.page)).toContain('ingetrokken');
    await page.goto(address);
    expect(await page.getByText('Deze link werkt niet (meer)').count()).toBeGreaterThan(0);
    await see(page, '15-ingetrokken');

    for (const desk of [researcher, contact]) expect(desk.complaints).toEqual([]);
  });
});
