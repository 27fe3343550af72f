import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { startFieldwork } from '../../src/features/fieldwork/fieldwork-start.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { importExamples, makeStudy } from '../support/frames.js';
import { accountOf } from './main-job/cast.js';
import { look, openDesk, said, signIn } from './support/desk.js';
import { press, tabTo } from './support/keyboard.js';
import { expectAccessible, screenshot } from './support/page-checks.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const isPictured = process.env['VELDWERK_PICTURES'] === '1';

describeOnEachDatabase('planning and drawing a sample', ({ openDatabase, engine }) => {
  it('goes by keyboard alone, from a plan to a replicate in the field', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    await addUser(app, COMMAND, { ...accountOf('onderzoeker'), name: 'onderzoeker', roles: ['onderzoeker'] });
    const study = await makeStudy(app);
    await importExamples(app, study, ['specialistisch/aanbieder-12.csv', 'jb-jr/jbrr-2025.csv']);
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    const { page } = desk;
    const path = `/studies/${study.slug}/samples`;
    const see = (step: string) => look(page, isPictured ? `sampling-${step}-${engine}` : undefined);

    await signIn(desk, accountOf('onderzoeker'));
    await page.goto(path);
    await tabTo(page, /Steekproef plannen/);
    await press(page, 'Enter');
    await see('plan');
    await typeInto(page, /^Totaal/, 'veel');
    const summary = page.locator('[data-plan-summary]');
    await summary.filter({ hasText: 'Met deze instellingen is er nog geen uitkomst.' }).waitFor();
    await see('plan-mistake');
    await typeOver(page, '40');
    await tabTo(page, /^\s*interviews/);
    await page.keyboard.press('ArrowDown');
    await summary.filter({ hasText: 'Trek 40 cliënten' }).waitFor();
    expect(await page.locator('[data-plan-status]').textContent()).toBe(await summary.textContent());
    await see('plan-changed');

    await tabTo(page, /Met deze aantallen naar de trekking/);
    await press(page, 'Enter');
    expect(await page.getByText('De aantallen komen uit het plan').count()).toBe(1);
    await see('draw-planned');
    await typeInto(page, /^Deelsteekproeven/, '50 25 25');
    await typeInto(page, /^Startgetal/, '42');
    await tabTo(page, /^\s*Trekken\s*$/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('getrokken');
    expect(await page.getByText('40 cliënten zijn getrokken').count()).toBe(1);
    await see('drawn');

    await tabTo(page, /Steekproefverslag/);
    await press(page, 'Enter');
    expect(await page.getByText('De aantallen zijn getrokken zoals ze in het plan stonden.').count()).toBe(1);
    await see('report');
    await page.emulateMedia({ media: 'print' });
    await expectAccessible(page);
    expect(await page.getByRole('button', { name: 'Afdrukken' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByRole('table', { name: 'De steekproef per domein' }).isVisible()).toBe(true);
    if (isPictured) await screenshot(page, `sampling-print-${engine}`);
    await page.emulateMedia({ media: 'screen' });

    await startFieldwork(app, COMMAND, study.slug);
    await page.goto(path);
    await tabTo(page, /^\s*Deelsteekproeven\s*$/);
    await press(page, 'Enter');
    await see('replicates');
    await tabTo(page, /Deel 2 vrijgeven/);
    await press(page, 'Enter');
    expect(
      await page.getByText('Schrijf op waarom u deze deelsteekproef vrijgeeft.').count(),
    ).toBeGreaterThan(0);
    await see('replicates-silent');
    await typeInto(page, /^Waarom geeft u dit deel vrij/, 'Te weinig respons in week 2');
    await tabTo(page, /Deel 2 vrijgeven/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('Deel 2 is vrijgegeven');
    expect(await page.getByText('Te weinig respons in week 2').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Deel 3 vrijgeven' }).count()).toBe(1);
    await see('replicates-released');
    expect(desk.complaints).toEqual([]);
  });
});

/** Moves to the field with this label and types over what stands in it. */
async function typeInto(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await typeOver(page, text);
}

async function typeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
