import express from 'express';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INTERVIEW_EXAMPLE, STYLE_GUIDE_EXAMPLE } from '../../src/web/style-guide-example.js';
import { interviewExamplePage, styleGuidePage } from '../../src/web/style-guide.js';
import { render } from '../../src/web/views.js';
import { appShowing } from '../web/views-app.js';
import { expectAccessible, expectNoSidewaysScrolling, hasFocus, screenshot } from './support/page-checks.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
let served: Served;
let page: Page;
let problems: string[];
let sentForms: unknown[];

beforeAll(async () => {
  const app = appShowing(styleGuidePage, STYLE_GUIDE_EXAMPLE);
  app.get('/interview', (_request, response) => {
    render(response, interviewExamplePage, INTERVIEW_EXAMPLE);
  });
  app.get('/style-guide/chart.svg', (_request, response) => {
    response.type('svg').send('<svg xmlns="http://www.w3.org/2000/svg"/>');
  });
  app.post('/style-guide', express.urlencoded({ extended: false }), (request, response) => {
    sentForms.push(request.body);
    setTimeout(() => {
      response.redirect(303, '/');
    }, 300);
  });
  served = await serve(app);
}, 120_000);

afterAll(async () => {
  await served.close();
});

beforeEach(async () => {
  problems = [];
  sentForms = [];
  page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', (message) => problems.push(message.text()));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${String(response.status())} ${response.url()}`);
  });
  await page.goto(served.url);
});

afterEach(async () => {
  await page.context().close();
});

describe('the style guide', () => {
  it('meets WCAG 2.2 AA on a desk and on a telephone', async () => {
    await expectAccessible(page);
    await page.setViewportSize({ width: 400, height: 800 });
    await expectAccessible(page);
  });

  // 320 px wide is a window of 1280 px at 400% zoom.
  it.each([1280, 400, 320])('fits in a window of %i px wide', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScrolling(page);
  });

  it('loads all its files and nothing that the security policy refuses', () => {
    expect(problems).toEqual([]);
  });

  it('is photographed on both', async () => {
    expect(await screenshot(page, 'style-guide')).toHaveLength(2);
  });

  it('begins with a link to the content, that shows when it has the focus', async () => {
    await page.keyboard.press('Tab');
    const skipLink = page.getByRole('link', { name: 'Naar de inhoud' });
    expect(await hasFocus(skipLink)).toBe(true);
    expect((await skipLink.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  });

  it('has targets of at least 24 by 24 px', async () => {
    const tooSmall =
      await page.evaluate(`[...document.querySelectorAll('button, input, select, textarea, summary, nav a')]
      .map((target) => [target, target.getBoundingClientRect()])
      .filter(([target, { width, height }]) => target.type !== 'hidden' && width > 0 && (width < 24 || height < 24))
      .map(([target]) => target.outerHTML)`);
    expect(tooSmall).toEqual([]);
  });

  it('shows the same on paper without the menu', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Hoofdmenu' }).count()).toBe(0);
    expect(await page.getByRole('table').first().isVisible()).toBe(true);
  });
});

describe('the keys of the interviewer', () => {
  const chosen = () => page.locator('input[name="B3"]:checked').getAttribute('value');

  beforeEach(async () => {
    await page.evaluate('document.activeElement.blur()');
  });

  it('choose the answer with that number', async () => {
    await page.keyboard.press('4');
    expect(await chosen()).toBe('4');
  });

  it('choose an answer that is not read aloud by its letter', async () => {
    await page.keyboard.press('w');
    expect(await chosen()).toBe('B3-dk');
  });

  it('send the answer with Enter', async () => {
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect.poll(() => sentForms).toMatchObject([{ B3: '2', _csrf: 'a-token' }]);
  });

  it('go back with Backspace', async () => {
    await page.keyboard.press('Backspace');
    await page.waitForURL('**/#gesprek');
  });

  it('leave alone what is typed in a field', async () => {
    await page.getByLabel('Toelichting').pressSequentially('1 w');
    expect(await page.getByLabel('Toelichting').inputValue()).toBe('1 w');
    expect(await chosen()).toBe('3');
  });

  it('can be switched off, and stay off on the next page', async () => {
    await page.getByRole('button', { name: 'Sneltoetsen uitzetten' }).click();
    await page.keyboard.press('1');
    expect(await chosen()).toBe('3');
    await page.reload();
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('1');
    expect(await chosen()).toBe('3');
    await page.getByRole('button', { name: 'Sneltoetsen aanzetten' }).click();
    await page.keyboard.press('1');
    expect(await chosen()).toBe('1');
  });
});

describe('the screen of one question', () => {
  beforeEach(async () => {
    await page.goto(`${served.url}/interview`);
  });

  it('meets WCAG 2.2 AA', async () => {
    await expectAccessible(page);
    await screenshot(page, 'interview');
  });

  it('has the cursor in the field when the answer is typed', async () => {
    expect(await hasFocus(page.getByLabel('Welk rapportcijfer geeft u de hulp'))).toBe(true);
  });

  it('lets what is typed take the place of "weet niet"', async () => {
    const notKnown = page.getByRole('radio', { name: 'Weet niet' });
    await page.keyboard.press('w');
    expect(await notKnown.isChecked()).toBe(true);
    await page.getByLabel('Welk rapportcijfer geeft u de hulp').fill('8');
    expect(await notKnown.isChecked()).toBe(false);
  });

  it.each([
    { width: 1280, height: 700 },
    { width: 400, height: 800 },
  ])('keeps the ways out at the bottom of a window of $width by $height', async (size) => {
    await page.setViewportSize(size);
    const bar = await page.locator('.veldwerk-interview-bar').boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(size.height);
  });
});

describe('a form', () => {
  it('is sent once when the button is pressed twice', async () => {
    const nextPage = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Volgende vraag' }).dblclick();
    await nextPage;
    expect(sentForms).toHaveLength(1);
  });

  it('leads from the summary of errors to the field', async () => {
    await page.getByRole('link', { name: 'Vul een naam voor het onderzoek in' }).click();
    expect(await hasFocus(page.getByLabel('Naam van het onderzoek'))).toBe(true);
  });
});
