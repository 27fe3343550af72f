import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { click, csvFile, download, openPart, said } from '../support/desk.js';
import { EARLIER_STUDY, type See, STUDY_PATH } from './cast.js';

/** The analyst reads the answers of an earlier year in, and sets the years beside each other. */
export async function compareYears(page: Page, see: See): Promise<void> {
  await click(page, EARLIER_STUDY);
  await openPart(page, 'Antwoorden');
  await page
    .getByLabel('Bestand met antwoorden')
    .setInputFiles(csvFile('2016.csv', 'domain;B1\nbasishulp;5\n'));
  await click(page, 'Antwoorden inlezen');
  await see(page, '37-antwoorden-fout');
  await page.getByLabel('Bestand met antwoorden').setInputFiles(csvFile('2016.csv', answersOf2016()));
  await click(page, 'Antwoorden inlezen');
  expect(await said(page)).toContain('Ingelezen: 90 respondenten');
  await see(page, '38-antwoorden');
  await openPart(page, 'Tabellen');
  await see(page, '39-tabellen-2016');
  expect(await lettersOf(page, 'tevreden over de jeugdhulp')).toEqual(['a', 'b', 'b']);
  await page.goto(`${STUDY_PATH}/tables`);
  await see(page, '40-tabellen');
  // No button is pressed: every choice shows the tables again.
  await page.getByLabel('Kolommen').selectOption('domain');
  await page.getByLabel('Gekruist met').selectOption('year');
  await page.waitForURL(/cross=year/);
  await page.locator('th').filter({ hasText: '2016' }).first().waitFor();
  await see(page, '41-tabellen-jaren');
  const csv = await download(page, 'Csv');
  expect(csv).toContain('2016');
  await openPart(page, 'Respons');
  await openPart(page, 'Antwoorden');
  await see(page, '42-antwoorden-uitvoer');
  expect((await download(page, 'Download de antwoorden')).trimEnd().split('\r\n')).toHaveLength(2);
}

/** The letters in the row of a question. */
async function lettersOf(page: Page, question: string): Promise<string[]> {
  return page.getByRole('row').filter({ hasText: question }).first().locator('sup').allTextContents();
}

/** Thirty respondents per domain; users of basic help are satisfied more often. */
function answersOf2016(): string {
  const satisfied = { basishulp: 24, specialistisch: 12, jb_jr: 10 };
  const rows = Object.entries(satisfied).flatMap(([domain, count]) =>
    Array.from(
      { length: 30 },
      (_, index) => `${domain};${index < count ? '1' : '2'};${String(6 + (index % 4))}`,
    ),
  );
  return ['domain;B1;B2', ...rows, ''].join('\n');
}

/** The administrator finds every step in the log. */
export async function readLog(page: Page, see: See): Promise<void> {
  await page.goto('/audit');
  expect(await page.getByRole('row').filter({ hasText: 'no_answer' }).count()).toBe(1);
  await see(page, '43-logboek');
}
