import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScrolling, screenshot } from './page-checks.js';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 400, height: 900 };

/** Somebody with a browser of their own, and what that browser complained about. */
export interface Desk {
  readonly page: Page;
  /** Errors of scripts, what the content security policy stopped, and files of a page that did not come. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** A browser without history or cookies, on the first page of the program at `url`. */
export async function openDesk(browser: Browser, url: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: WIDE, baseURL: url, locale: 'nl-NL' });
  const complaints: string[] = [];
  context.on('console', (message) => {
    // A refused page is an answer like any other; what does not come with a page is counted below.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document';
    if (response.status() >= 500 || (response.status() >= 400 && !isPage)) {
      complaints.push(`${String(response.status())} ${response.url()}`);
    }
  });
  const page = await context.newPage();
  return { page, complaints, close: () => context.close() };
}

/** Signs in with nothing but the keyboard. */
export async function signIn({ page }: Desk, account: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mailadres').focus();
  await page.keyboard.type(account.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.keyboard.press('Enter')]);
}

/** Checks the page as it stands, wide and narrow. With `pictureName` pictures are made for people to look at. */
export async function look(page: Page, pictureName?: string): Promise<void> {
  await expectAccessible(page);
  if (pictureName !== undefined) await screenshot(page, pictureName);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize(WIDE);
}

/** Presses the button or link with this name, and waits for the page that follows. */
export async function click(page: Page, name: string | RegExp): Promise<void> {
  const control = page
    .getByRole('main')
    .getByRole('button', { name })
    .or(page.getByRole('main').getByRole('link', { name }));
  await Promise.all([page.waitForEvent('load'), control.first().click()]);
}

/** Opens a page of the study from the rows of links at its top, looking in each group until it is there. */
export async function openPart(page: Page, name: string): Promise<void> {
  const parts = page.getByRole('navigation', { name: 'Onderdelen van dit onderzoek' });
  const follow = (link: Locator) => Promise.all([page.waitForEvent('load'), link.click()]);
  const wanted = parts.getByRole('link', { name, exact: true });
  const groups = parts.getByRole('list').first().getByRole('link');
  for (let group = 0; (await wanted.count()) === 0; group += 1) await follow(groups.nth(group));
  await follow(wanted);
}

/** The text of the file that comes when the button or link with this name is pressed. */
export async function download(page: Page, name: string | RegExp): Promise<string> {
  const control = page.getByRole('button', { name }).or(page.getByRole('link', { name }));
  const [file] = await Promise.all([page.waitForEvent('download'), control.first().click()]);
  return readFile(await file.path(), 'utf8');
}

/** What the program said after the last action. */
export async function said(page: Page): Promise<string> {
  return (await page.locator('main [role=status]').first().textContent())?.trim() ?? '';
}

/** A file as somebody would choose it from their disk. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csvFile(name: string, text: string): ChosenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
}
