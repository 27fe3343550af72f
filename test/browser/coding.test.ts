import { expect, it } from 'vitest';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyWithWords } from '../support/open-answers.js';
import { click, type Desk, look, openDesk, said, signIn } from './support/desk.js';
import { press } from './support/keyboard.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const WORDS = ['Juf Anna luisterde goed', 'Het begon snel', 'Weet er veel van', 'Luistert, en snel'] as const;

const browser = useBrowser();

/** Makes a quote with the keyboard: chooses an answer, decides on the name, reads it once more. */
async function quoteAnna({ page }: Desk, quotes: string): Promise<void> {
  await page.goto(quotes);
  await page.getByRole('link', { name: 'Kies een antwoord bij B3' }).focus();
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Toon de antwoorden' }).focus();
  await press(page, 'Enter');
  await look(page, 'antwoord-kiezen');
  await page.getByRole('listitem').filter({ hasText: 'Anna' }).getByRole('link').focus();
  await press(page, 'Enter');
  await look(page, 'citaat-maken');
  await page.getByRole('button', { name: 'Bekijk het citaat' }).focus();
  await press(page, 'Enter');
  await look(page, 'citaat-niet-beslist');
  await page.getByLabel('Woord 2: “Anna”').focus();
  await page.keyboard.type('vervang');
  await page.getByRole('button', { name: 'Bekijk het citaat' }).focus();
  await press(page, 'Enter');
  await look(page, 'citaat-nakijken');
  await page.getByLabel(/Ik heb elk woord/).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Bewaar het citaat' }).focus();
  await press(page, 'Enter');
  expect(await page.locator('main').textContent()).toContain('Juf [naam] luisterde goed');
  await look(page, 'citaten');
}

describeOnEachDatabase('open answers in a browser', ({ openDatabase }) => {
  it('are coded with the keyboard by two people, who then decide where they differ', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const slug = await studyWithWords(
      app,
      WORDS.map((content) => ({ content })),
    );
    for (const name of ['sem', 'noor']) {
      const email = `${name}@example.org`;
      await addUser(app, COMMAND, { email, name, roles: ['analist'], password: TEST_PASSWORD });
    }
    const served = await serve(createWebApp(app));
    const overview = `/studies/${slug}/coding`;

    const sem = await openDesk(browser(), served.url);
    await signIn(sem, { email: 'sem@example.org', password: TEST_PASSWORD });
    await sem.page.goto(overview);
    await look(sem.page);
    await sem.page.getByRole('button', { name: 'Maak een codeerschema voor B3' }).focus();
    await press(sem.page, 'Enter');
    await sem.page.getByLabel('Percentage voor een tweede codeur').fill('100');
    await press(sem.page, 'Enter');
    expect(await said(sem.page)).toContain('gewijzigd');
    await look(sem.page, 'codeerschema');
    await click(sem.page, 'Naar het overzicht');
    await sem.page.getByRole('button', { name: /Deel antwoorden in/ }).focus();
    await press(sem.page, 'Enter');
    await look(sem.page, 'antwoord-indelen');

    // Searching by name: the first Enter takes the code, the second saves it.
    await sem.page.keyboard.type('betrok');
    expect(await sem.page.locator('[data-code-list] li:visible').count()).toBe(1);
    await sem.page.keyboard.press('Enter');
    expect(await sem.page.inputValue('[name=codes]')).toBe('1 ');
    expect(await sem.page.textContent('[data-chosen-codes]')).toBe('luistert en is betrokken');
    await press(sem.page, 'Enter');
    // Back to it in the empty field, and on again with another code.
    await press(sem.page, 'Backspace');
    expect(await sem.page.inputValue('[name=codes]')).toBe('1');
    await sem.page.keyboard.type(' 5');
    await press(sem.page, 'Enter');
    for (const codes of ['44', '3?', '1']) {
      await sem.page.fill('[name=codes]', codes);
      await press(sem.page, 'Enter');
      if (codes === '44') {
        expect(await sem.page.inputValue('[name=codes]')).toBe('44');
        await look(sem.page);
      }
    }
    await sem.page.fill('[name=codes]', '10');
    await press(sem.page, 'Enter');
    expect(await said(sem.page)).toContain('niets meer voor u');
    await look(sem.page, 'open-antwoorden');

    const noor = await openDesk(browser(), served.url);
    await signIn(noor, { email: 'noor@example.org', password: TEST_PASSWORD });
    await noor.page.goto(overview);
    await click(noor.page, /Deel antwoorden in/);
    for (const word of WORDS) {
      expect(await noor.page.inputValue('[name=codes]'), `before ${word}`).toBe('');
      await noor.page.keyboard.type('1');
      await press(noor.page, 'Enter');
    }
    await click(noor.page, /Beslis over/);
    await look(noor.page, 'beslissen');
    while (!noor.page.url().endsWith('/coding')) {
      await noor.page.keyboard.type('1');
      await press(noor.page, 'Enter');
    }
    expect(await noor.page.locator('main').textContent()).toContain('Alles is ingedeeld.');
    await click(noor.page, 'Overeenstemming');
    await look(noor.page, 'overeenstemming');
    await noor.page.goto(`${overview}/B3/frame/codes/1`);
    await look(noor.page, 'code');
    await quoteAnna(noor, `/studies/${slug}/quotes`);
    expect([...sem.complaints, ...noor.complaints]).toEqual([]);
    await sem.close();
    await noor.close();
    await served.close();
  }, 240_000);

  it('are coded without scripts', async () => {
    const app = createTestApplication(await openDatabase(), { isDemo: true });
    const slug = await studyWithWords(app, [{ content: WORDS[0] }, { content: WORDS[1] }]);
    const email = 'sem@example.org';
    await addUser(app, COMMAND, { email, name: 'sem', roles: ['analist'], password: TEST_PASSWORD });
    const served = await serve(createWebApp(app));
    const context = await browser().newContext({ javaScriptEnabled: false, baseURL: served.url });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', TEST_PASSWORD);
    await page.click('main button[type=submit]');
    await page.goto(`/studies/${slug}/coding`);
    await page.getByRole('button', { name: 'Maak een codeerschema voor B3' }).click();
    await page.goto(`/studies/${slug}/coding`);
    await page.getByRole('button', { name: /Deel antwoorden in/ }).click();
    for (const codes of ['1', '5']) {
      await page.fill('[name=codes]', codes);
      await page.getByRole('button', { name: 'Opslaan en volgende' }).click();
    }
    expect(await page.locator('main').textContent()).toContain('niets meer voor u');
    await context.close();
    await served.close();
  }, 120_000);
});
