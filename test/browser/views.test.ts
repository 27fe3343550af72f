import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appShowing } from '../web/views-app.js';
import { VIEW_EXAMPLES } from '../web/views-examples.js';
import { expectAccessible, expectNoSidewaysScrolling } from './support/page-checks.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
let page: Page;
let served: Served | null = null;

beforeEach(async () => {
  page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
});

afterEach(async () => {
  await page.context().close();
  await served?.close();
});

describe.each(
  VIEW_EXAMPLES.map(({ view, state, model }) => ({ name: `${view.name} ${state}`.trim(), view, model })),
)('$name', ({ view, model }) => {
  it('meets WCAG 2.2 AA, fits in small windows and loads nothing that is not there', async () => {
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    served = await serve(appShowing(view, model));
    await page.goto(served.url);
    await expectAccessible(page);
    // 320 px wide is a window of 1280 px at 400% zoom.
    for (const width of [1280, 400, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoSidewaysScrolling(page);
    }
    expect(problems).toEqual([]);
  });
});
