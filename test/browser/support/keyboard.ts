import type { Page } from 'playwright-core';

/** The list of a draft has more than a hundred places to stop. */
const MOST_TABS = 150;

/** Presses a key that leads to another page, and waits for that page. */
export async function press(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Moves the focus with Tab to the button, link or field with this name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string | null>(
      '(() => { const it = document.activeElement; return it === document.body ? null : (it.labels?.[0] ?? it).textContent; })()',
    );
    if (focused !== null && name.test(focused)) return;
  }
  throw new Error(`the keyboard does not reach ${String(name)} on ${page.url()}`);
}

/** Answers the question on the screen as the keyboard allows: a number key, or typing. */
export async function answerByKeyboard(page: Page): Promise<void> {
  const typed = page.locator('[data-typed-answer]');
  if ((await typed.count()) > 0) {
    const isOpen = (await page.locator('textarea[data-typed-answer]').count()) > 0;
    await page.keyboard.type(isOpen ? 'Zij luisteren goed' : '7');
  } else if ((await page.locator('[data-key="1"]').count()) > 0) {
    await page.keyboard.press('1');
  }
  await press(page, 'Enter');
}
