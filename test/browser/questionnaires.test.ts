import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createWebApp } from '../../src/web/app.js';
import { addUser } from '../../src/features/users/users.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { expectAccessible, expectNoSidewaysScrolling } from './support/page-checks.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();

/** The page of a researcher who has signed in. */
async function signedIn(app: TestApplication, served: Served, name = 'Noor'): Promise<Page> {
  const email = `${name.toLowerCase()}@example.org`;
  await addUser(app, COMMAND, { email, name, roles: ['onderzoeker'], password: TEST_PASSWORD });
  const page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${served.url}/sign-in`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', TEST_PASSWORD);
  await page.click('main button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

async function expectGoodPage(page: Page): Promise<void> {
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

describeOnEachDatabase('questionnaires in a browser', ({ openDatabase }) => {
  it('are read, drawn, compared and tried with the keyboard only', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const served = await serve(createWebApp(app));
    const page = await signedIn(app, served);
    const base = `${served.url}/questionnaires/ceo-jeugd-2016`;
    for (const path of ['', '/route', '/compare?with=ceo-jeugd-2015', '/try']) {
      await page.goto(`${base}${path}`);
      await expectGoodPage(page);
    }
    await page.focus('main button[type=submit]');
    await page.keyboard.press('Enter');
    for (const code of ['S5', 'A1']) {
      await page.waitForSelector(`.veldwerk-question__code:text-is("${code}")`);
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('.veldwerk-question__code:text-is("A2")');
    await expectGoodPage(page);
    await page.keyboard.press('Backspace');
    await page.waitForSelector('.veldwerk-question__code:text-is("A1")');
    expect(await page.isChecked('input[value="1"]')).toBe(true);
    await page.close();
    await served.close();
  }, 120_000);

  it('are written from nothing, keep what is typed in a closed tab, and are published', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const served = await serve(createWebApp(app));
    const page = await signedIn(app, served);
    await page.goto(`${served.url}/questionnaire-drafts`);
    await expectGoodPage(page);
    await page.fill('[name=title]', 'Proef');
    await page.fill('[name=questionnaireId]', 'proef');
    await page.click('button:has-text("Concept maken")');
    await page.waitForURL(/questionnaire-drafts\/./);
    await expectGoodPage(page);
    await page.click('a:has-text("Nog geen tekst")');
    await expectGoodPage(page);
    await page.fill('#text-parent-nl', 'Bent u tevreden?');
    await page.reload();
    expect(await page.inputValue('#text-parent-nl')).toBe('Bent u tevreden?');
    await page.fill('#text-youth-nl', 'Ben je tevreden?');
    await page.fill('#options-0-label-nl', 'ja');
    await page.fill('#options-1-label-nl', 'nee');
    const question = page.url();
    await page.click('button:text-is("Opslaan")');
    await page.waitForSelector('text=De controle vindt geen fouten.');
    expect(await page.evaluate('[localStorage.length, location.search]')).toEqual([0, '']);

    // A save that never arrives, and somebody else who changes the question meanwhile.
    await page.goto(question);
    await page.fill('#text-youth-nl', 'Ben je er blij mee?');
    await page.route(question, (route) => route.abort());
    await page.click('button:text-is("Opslaan")');
    await page.waitForURL(/^chrome-error:/);
    await page.unroute(question);
    const other = await signedIn(app, served, 'Iris');
    await other.goto(question);
    await other.fill('#options-0-label-nl', 'jawel');
    await other.click('button:text-is("Opslaan")');
    await other.waitForSelector('text=De controle vindt geen fouten.');
    await other.context().close();
    await page.goto(question);
    expect(await page.inputValue('#text-youth-nl')).toBe('Ben je tevreden?');
    await page.click('button:has-text("Toon wat ik typte")');
    expect(await page.inputValue('#text-youth-nl')).toBe('Ben je er blij mee?');
    await page.click('button:text-is("Opslaan")');
    await page.waitForSelector('text=De controle vindt geen fouten.');
    await page.click('button:text-is("Publiceren")');
    await page.waitForURL(/questionnaires\/proef/);
    expect(app.questionnaires.getVersion('proef').origin).toBe('published');
    await page.close();
    await served.close();
  }, 120_000);
});
