import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { click, openPart, said } from '../support/desk.js';
import { answerByKeyboard, press, tabTo } from '../support/keyboard.js';
import { type See, STUDY, STUDY_PATH } from './cast.js';

/** The supervisor starts the fieldwork, warned that lists did not come back. */
export async function startFieldwork(page: Page, see: See): Promise<void> {
  await see(page, '20-onderzoeken');
  await click(page, STUDY);
  await see(page, '21-onderzoek-veldwerkleider');
  await openPart(page, 'Veldwerk');
  await see(page, '22-veldwerk-voor-start');
  await click(page, 'Veldwerk starten');
  await see(page, '23-veldwerk-starten');
  await click(page, /Veldwerk starten/);
  expect(await said(page)).toMatch(/gestart met \d+ casussen/);
  await see(page, '24-veldwerk-gestart');
}

/** The interviewer works with the keyboard only: nobody answers, then an appointment, then a whole interview. */
export async function interview(page: Page, see: See): Promise<void> {
  await see(page, '25-bellen');
  await takeAndCall(page);
  await see(page, '26-aan-de-lijn');
  await recordNoAnswerTwice(page);
  await see(page, '27-uitkomst-vastgelegd');

  await takeAndCall(page);
  await tabTo(page, /^Afspraak, vast/);
  await press(page, 'Enter');
  await see(page, '28-afspraak');
  await page.getByLabel(/^Datum/).fill('2026-04-15');
  await page.getByLabel(/^Tijd/).fill('19:00');
  await tabTo(page, /Vastleggen/);
  await press(page, 'Enter');
  expect(await said(page)).toContain('is vastgelegd');

  await takeAndCall(page);
  await askConsent(page, see);
  await press(page, 'Enter');
  let questions = 0;
  let isStaleTabTried = false;
  while (!page.url().endsWith('/end')) {
    if (questions === 0 || questions % 15 === 5) await see(page, `30-vraag-${String(questions)}`);
    if (questions === 6) await goBackAndOnAgain(page);
    if (!isStaleTabTried && questions >= 7 && (await hasTwoChoices(page))) {
      await expectStaleTabToSaySo(page, see);
      isStaleTabTried = true;
    } else await answerByKeyboard(page);
    questions += 1;
  }
  expect(questions).toBeGreaterThan(30);
  expect(isStaleTabTried).toBe(true);
  await see(page, '31-einde');
  await press(page, 'Enter');
  expect(await said(page)).toContain('is voltooid');
  await see(page, '32-voltooid');
}

/** Nobody answers; a second tab with the same call says so too, and the way back does not lead to the case. */
async function recordNoAnswerTwice(page: Page): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  const ofCase = page.url();
  for (const one of [page, tab]) {
    await tabTo(one, /^Geen gehoor/);
    await press(one, 'Enter');
    expect(new URL(one.url()).pathname).toBe('/fieldwork');
  }
  await tab.close();
  expect((await page.goto(ofCase))?.status()).toBe(409);
  await page.goto('/fieldwork');
}

/** Which questions come depends on who was drawn; not all of them have keys to choose by. */
async function hasTwoChoices(page: Page): Promise<boolean> {
  return (
    (await page.locator('[data-key="1"]').count()) > 0 && (await page.locator('[data-key="2"]').count()) > 0
  );
}

/**
 * An answer from a tab that stood still while another changed it is not taken, and the page says what is asked now.
 * The other answers otherwise: the same answer twice is one answer, and nothing to complain of.
 */
async function expectStaleTabToSaySo(page: Page, see: See): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await answerByKeyboard(page);
  await page.goBack();
  await page.keyboard.press('2');
  await press(page, 'Enter');
  // The script asks first, and then has the browser show the page that says why.
  const [refused] = await Promise.all([
    tab.waitForResponse((one) => one.request().isNavigationRequest() && one.request().method() === 'POST'),
    answerByKeyboard(tab),
  ]);
  expect(refused.status()).toBe(409);
  await see(tab, '30-vraag-verouderd');
  await tab.close();
}

/** Takes the next case and calls the number that the rules name. */
async function takeAndCall(page: Page): Promise<void> {
  await tabTo(page, /Volgende casus/);
  await press(page, 'Enter');
  await press(page, 'Enter');
}

/** Identity first, then consent, of the parent and of the young person as the age asks. */
async function askConsent(page: Page, see: See): Promise<void> {
  for (let step = 0; step < 8; step += 1) {
    await see(page, `29-gesprek-${String(step)}`);
    if ((await page.locator('[data-key-next]').count()) > 0) return;
    await press(page, (await page.locator('[data-key="j"]').count()) > 0 ? 'j' : '1');
  }
  throw new Error('nobody consented');
}

/** Back with the browser, and the answer again: it is asked once more and nothing is lost. */
async function goBackAndOnAgain(page: Page): Promise<void> {
  const here = page.url();
  await page.goBack();
  await answerByKeyboard(page);
  expect(page.url()).toBe(here);
}

/** A case in hand is of one interviewer; other pages are of other roles. */
export async function expectOthersStayOut(page: Page, colleague: Page, see: See): Promise<void> {
  await takeAndCall(page);
  const refused = await colleague.goto(page.url());
  expect(refused?.status()).toBe(409);
  await see(colleague, '33-casus-van-ander');
  const token = await colleague.locator('input[name=_csrf]').first().inputValue();
  for (const action of ['call', 'interview', 'give-back']) {
    const url = `${page.url()}/${action}`;
    expect((await colleague.request.post(url, { form: { _csrf: token } })).status()).toBe(409);
    expect((await page.request.post(url, { form: { _csrf: token } })).status()).toBe(403);
  }
  for (const part of ['frames', 'samples', 'checks', 'fieldwork', 'response', 'tables', 'responses']) {
    expect((await colleague.request.get(`${STUDY_PATH}/${part}`)).status()).toBe(403);
  }
  expect((await colleague.goto('/users'))?.status()).toBe(403);
  await see(colleague, '34-verboden');
}

/** The supervisor sees where the cases are, and the response. */
export async function superviseFieldwork(page: Page, see: See): Promise<void> {
  await page.goto(`${STUDY_PATH}/fieldwork`);
  await see(page, '35-veldwerk');
  await openPart(page, 'Respons');
  await see(page, '36-respons');
  expect(await page.getByText('1 interview van 4 benaderde personen').count()).toBe(1);
  expect((await page.request.get(`${STUDY_PATH}/tables`)).status()).toBe(403);
}

/** Whoever sits down at the desk after somebody signed out, finds no name or number with the way back. */
export async function expectNothingLeftAfterSignOut(page: Page): Promise<void> {
  await page.reload();
  expect(await page.getByText('Vraag naar').count()).toBe(1);
  await Promise.all([page.waitForURL('**/sign-in'), page.getByRole('button', { name: 'Afmelden' }).click()]);
  await page.goBack();
  expect(await page.getByText('Vraag naar').count()).toBe(0);
  expect(await page.getByLabel('Wachtwoord').count()).toBe(1);
}
