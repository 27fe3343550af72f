import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { addMinutes, instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { EVENING } from '../support/interviews.js';
import { look } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const served: Served[] = [];

afterAll(async () => {
  // The one that a test stopped is stopped already.
  await Promise.allSettled(served.map((one) => one.close()));
});

interface Desk {
  readonly app: TestApplication;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly server: Served;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mailadres').fill('iemand@example.org');
  await page.getByLabel('Wachtwoord').fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
}

/** An interviewer at the first question of an interview with the parent of a child of eight. */
async function atFirstQuestion(app: TestApplication): Promise<Desk> {
  await studyInFieldwork(app, [{ bornOn: '2018-02-01' }]);
  app.setClock(EVENING);
  const account = { email: 'iemand@example.org', name: 'Sam Belt', password: TEST_PASSWORD };
  await addUser(app, COMMAND, { ...account, roles: ['enqueteur'] });
  const server = await serve(createWebApp(app));
  served.push(server);
  const context = await browser().newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await signIn(page);
  await page.waitForURL('**/fieldwork');
  await tabTo(page, /Volgende casus/);
  for (const key of ['Enter', 'Enter', 'j', '1', 'Enter']) await press(page, key);
  expect(codeOf(page)).toBe('S5');
  return { app, context, page, server };
}

function codeOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function answerUntil(page: Page, code: string): Promise<void> {
  while (codeOf(page) !== code) await answerByKeyboard(page);
}

/** What the history has of a question, in order. */
async function changesOf(app: TestApplication, questionId: string): Promise<unknown> {
  return app.database
    .read('answer_history')
    .where({ question_id: questionId })
    .orderBy('sequence')
    .pluck('change');
}

describeOnEachDatabase('an interview that is disturbed', ({ openDatabase, engine }) => {
  it('keeps trying without a connection, and goes on when it is back', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await answerUntil(page, 'B3');
    await page.keyboard.type('Zij belden altijd terug');
    await context.setOffline(true);
    await page.keyboard.press('Enter');
    const notice = page.locator('.veldwerk-connection');
    await notice.getByText('De verbinding is weg').waitFor();
    await look(page, `vraag-zonder-verbinding-${engine}`);
    expect(await page.locator('textarea').inputValue()).toBe('Zij belden altijd terug');
    expect(await changesOf(app, 'B3')).toEqual([]);
    // Pressing on does nothing more.
    await page.keyboard.press('Enter');
    await context.setOffline(false);
    await page.waitForURL('**/B4');
    expect(await changesOf(app, 'B3')).toEqual(['given']);
    expect(await page.evaluate<number>('sessionStorage.length + localStorage.length')).toBe(0);
    await context.close();
  });

  it('waits for a server that is started again', { timeout: 90_000 }, async () => {
    const { app, context, page, server } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await server.close();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.locator('.veldwerk-connection').getByText('De verbinding is weg').waitFor();
    served.push(await serve(createWebApp(app), Number(new URL(server.url).port)));
    await page.waitForURL('**/A1');
    expect(await changesOf(app, 'S5')).toEqual(['given']);
    await context.close();
  });

  it('loses and doubles nothing when the answer of the server is lost', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    let isLost = true;
    await context.route('**/interview/S5', async (route) => {
      if (route.request().method() !== 'POST' || !isLost) return route.continue();
      isLost = false;
      // It arrives and is saved; what the server says to it does not come back.
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/A1');
    expect(await changesOf(app, 'S5')).toEqual(['given']);
    await context.close();
  });

  it('saves once when Enter is pressed twice', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await page.keyboard.press('1');
    await page.evaluate(
      `(() => {
        const form = document.querySelector('form[data-save-answer]');
        const next = form.querySelector('[data-key-next]');
        form.requestSubmit(next); form.requestSubmit(next);
      })()`,
    );
    await page.waitForURL('**/A1');
    expect(await changesOf(app, 'S5')).toEqual(['given']);
    expect(await changesOf(app, 'A1')).toEqual([]);
    await context.close();
  });

  it('refuses the older of two tabs, and shows where the interview is', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    const second = await context.newPage();
    await second.goto(page.url());
    await answerByKeyboard(page);
    expect(codeOf(page)).toBe('A1');
    await second.keyboard.press('2');
    await press(second, 'Enter');
    expect(await second.getByRole('alert').textContent()).toContain('Deze vraag was al beantwoord');
    expect(await second.locator('.veldwerk-question__code').textContent()).toBe('A1');
    await look(second, `vraag-oude-pagina-${engine}`);
    expect(await changesOf(app, 'S5')).toEqual(['given']);
    // The page that was shown instead is the current one, and works.
    await answerByKeyboard(second);
    expect(await changesOf(app, 'A1')).toEqual(['given']);
    await context.close();
  });

  it('shows the answer that counts after the back button, and changes it', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await answerByKeyboard(page);
    await answerByKeyboard(page);
    await page.goBack();
    await page.waitForURL('**/A1');
    await page.locator('input[value="1"]:checked').waitFor();
    await page.keyboard.press('2');
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('A2');
    expect(await changesOf(app, 'A1')).toEqual(['given', 'changed']);
    await context.close();
  });

  it('keeps what was typed when the session has ended', { timeout: 90_000 }, async () => {
    const { app, context, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await answerUntil(page, 'B3');
    await page.keyboard.type('Zij belden altijd terug');
    app.setClock(instant('2026-04-14T20:30:00+02:00'));
    await press(page, 'Enter');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(page.url()).not.toContain('terug');
    expect(await changesOf(app, 'B3')).toEqual([]);
    const kept = await app.database.read('kept_forms').first<{ fields_sealed: string }>();
    expect(kept.fields_sealed).toMatch(/^v1\./);
    await signIn(page);
    await page.waitForURL('**/B3/kept');
    expect(await page.getByRole('alert').textContent()).toContain('U bent weer aangemeld');
    expect(await page.locator('textarea').inputValue()).toBe('Zij belden altijd terug');
    await look(page, `vraag-weer-aangemeld-${engine}`);
    expect(await app.database.read('kept_forms')).toEqual([]);
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('B4');
    expect(await changesOf(app, 'B3')).toEqual(['given']);
    await context.close();
  });

  it('keeps what was typed when somebody signed in again in another tab', { timeout: 90_000 }, async () => {
    const { app, context, page, server } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await page.keyboard.press('2');
    app.setClock(instant('2026-04-14T20:30:00+02:00'));
    const other = await context.newPage();
    await other.goto(`${server.url}/sign-in`);
    await signIn(other);
    await other.waitForURL('**/fieldwork');
    await page.bringToFront();
    await press(page, 'Enter');
    expect(page.url()).toContain('/S5/kept');
    await page.locator('input[value="2"]:checked').waitFor();
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('A1');
    expect(await changesOf(app, 'S5')).toEqual(['given']);
    await context.close();
  });

  it('holds the case as long as the page is open, and says so when somebody else has it', async () => {
    const { app, page } = await atFirstQuestion(createTestApplication(await openDatabase()));
    await page.clock.install();
    await page.reload();
    const beat = async (): Promise<void> => {
      const answered = page.waitForResponse('**/hold');
      await page.clock.fastForward(120_000);
      expect((await answered).status()).toBe(200);
    };
    app.setClock(addMinutes(EVENING, 10));
    await beat();
    const held = { lease_until: addMinutes(EVENING, 25) };
    expect(await app.database.read('cases').first('lease_until')).toEqual(held);
    const account = { email: 'ander@example.org', name: 'Elif Belt', password: TEST_PASSWORD };
    const other = await addUser(app, COMMAND, { ...account, roles: ['enqueteur'] });
    await app.database.write('cases').update({ lease_interviewer_id: other.id });
    await beat();
    const notice = page.getByRole('alert').filter({ hasText: 'Iemand anders heeft de casus nu' });
    await notice.waitFor();
    await look(page, `hold-lost-${engine}`);
  });
});
