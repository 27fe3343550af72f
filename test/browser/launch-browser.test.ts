import { afterEach, expect, it, vi } from 'vitest';
import { launchBrowser } from './support/browser.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('says how to mend it when the named browser is not there', async () => {
  vi.stubEnv('VELDWERK_BROWSER', 'no/such/browser');
  await expect(launchBrowser()).rejects.toThrow(
    /no\/such\/browser.*does not exist.*npm ci.*VELDWERK_BROWSER/,
  );
});

it('says how to mend it when the named browser does not start', async () => {
  vi.stubEnv('VELDWERK_BROWSER', process.execPath);
  await expect(launchBrowser()).rejects.toThrow(/did not start.*npm ci.*VELDWERK_BROWSER/);
});

it('starts the browser of the npm package when none is installed', async () => {
  vi.stubEnv('VELDWERK_BROWSER', '');
  vi.stubEnv('PATH', '');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p>Dag</p>');
    expect(await page.textContent('p')).toBe('Dag');
  } finally {
    await browser.close();
  }
}, 120_000);
