import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] as const;

/** Fails with a list of what axe found, unless the page meets WCAG 2.2 AA as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const options: axe.RunOptions = { runOnly: { type: 'tag', values: [...WCAG_2_2_AA] } };
  const results: axe.AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  if (results.violations.length === 0) return;
  throw new Error(`${page.url()} is not accessible:\n${results.violations.map(describe).join('\n')}`);
}

function describe({ id, help, nodes }: axe.Result): string {
  const places = nodes.map(({ target, html, failureSummary }) => {
    return `    ${target.join(' ')}\n    ${html}\n    ${failureSummary?.replaceAll('\n', '\n    ') ?? ''}`;
  });
  return `  ${id}: ${help}\n${places.join('\n')}`;
}

/** The page is as wide as the window: what is wider scrolls inside its own region. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const [content, window] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  if (content > window) {
    throw new Error(`${page.url()} is ${String(content)} px wide in a window of ${String(window)} px`);
  }
}

/** Between the margins of A4, in CSS pixels. */
const PAPER_WIDTH = 673;

/** On paper everything is there at once: no table is cut off, and nothing stands there that can only be clicked. */
export async function expectFitsPaper(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PAPER_WIDTH, height: 900 });
  const [widest, controls] = await page.evaluate<[number, number]>(`[
    Math.max(...[...document.querySelectorAll('main table, main')].map((one) => one.getBoundingClientRect().right)),
    [...document.querySelectorAll('main button, main .veldwerk-files')].filter((one) => one.checkVisibility()).length,
  ]`);
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
  if (widest > PAPER_WIDTH + 1) throw new Error(`${page.url()} is ${String(widest)} px wide on paper`);
  if (controls > 0) throw new Error(`${page.url()} has ${String(controls)} buttons or files on paper`);
}

/** Whether the keyboard works on this element now. */
export async function hasFocus(element: Locator): Promise<boolean> {
  return (await element.and(element.page().locator(':focus')).count()) === 1;
}

/** Pictures of the whole page on a desk and on a telephone, for people to look at. Answers with the files. */
export async function screenshot(page: Page, name: string): Promise<readonly string[]> {
  const folder = path.join(tmpdir(), 'veldwerk-screenshots');
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  const files: string[] = [];
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 900 });
    const file = path.join(folder, `${name}-${String(width)}.png`);
    await page.screenshot({ path: file, fullPage: true });
    files.push(file);
  }
  if (before) await page.setViewportSize(before);
  return files;
}
