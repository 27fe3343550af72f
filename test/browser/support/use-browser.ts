import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.js';

const START_TIMEOUT_MILLISECONDS = 120_000;

/** Starts a Chromium for the tests of a file and closes it behind them; gives it once they run. */
export function useBrowser(): () => Browser {
  let browser: Browser | null = null;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, START_TIMEOUT_MILLISECONDS);
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (browser === null) throw new Error('the browser starts with the first test');
    return browser;
  };
}
