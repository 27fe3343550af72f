import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { syntheticClientFiles } from '../../../src/domain/invented/synthetic-clients.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import { click, csvFile, download, openPart, said } from '../support/desk.js';
import { accountOf, EARLIER_STUDY, type See, STAFF, STUDY, STUDY_PATH } from './cast.js';

const FILES = syntheticClientFiles({ seed: 5 as Seed, reportYear: 2025, familyCount: 60 });
const DOMAINS = {
  basishulp: 'Basishulp',
  specialistisch: 'Specialistische hulp',
  jb_jr: 'Jeugdbescherming en jeugdreclassering',
} as const;

/** The administrator gives everybody an account. */
export async function addStaff(page: Page, see: See): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/users');
  for (const { name, role } of STAFF) {
    await click(page, 'Gebruiker toevoegen');
    if (name === 'onderzoeker') await see(page, '01-gebruiker');
    await page.getByLabel('Naam').fill(name);
    await page.getByLabel('E-mailadres').fill(accountOf(name).email);
    await page.getByLabel('Eerste wachtwoord').fill(accountOf(name).password);
    if (name === 'onderzoeker') {
      await click(page, 'Toevoegen');
      expect(await page.getByText('Kies ten minste één rol.').count()).toBeGreaterThan(0);
      await see(page, '02-gebruiker-fout');
      await page.getByLabel('Eerste wachtwoord').fill(accountOf(name).password);
    }
    await page.getByLabel(role, { exact: true }).check();
    await click(page, 'Toevoegen');
    expect(await said(page)).toContain('toegevoegd');
  }
  await see(page, '03-gebruikers');
}

/** The researcher makes the study, and one for the answers of an earlier year. */
export async function makeStudies(page: Page, see: See): Promise<void> {
  await see(page, '04-geen-onderzoeken');
  for (const [name, reportYear] of [
    [EARLIER_STUDY, '2016'],
    [STUDY, '2025'],
  ] as const) {
    await page.goto('/studies');
    await click(page, 'Nieuw onderzoek');
    await page.getByLabel('Naam').fill(name);
    await page.getByLabel('Verslagjaar').fill(reportYear);
    await page.getByLabel('Vragenlijst').selectOption('ceo-jeugd-2016');
    if (name === STUDY) {
      await page.getByLabel('Veldwerk vanaf').fill('2026-04-13');
      await page.getByLabel('Veldwerk tot en met').fill('2026-07-05');
      await see(page, '05-nieuw-onderzoek');
    }
    await click(page, 'Onderzoek maken');
  }
  expect(new URL(page.url()).pathname).toBe(STUDY_PATH);
  await page.getByLabel('Basishulp').fill('220');
  await click(page, 'Doelen bewaren');
  await see(page, '06-onderzoek');
}

/** Client files of the three domains come in; what could not be read is shown per row. */
export async function importClients(page: Page, see: See): Promise<void> {
  await openPart(page, 'Steekproefkader');
  await see(page, '07-kader-leeg');
  await click(page, 'Versturen en nakijken');
  expect(await page.getByText('Kies een of meer bestanden.').count()).toBeGreaterThan(0);
  await see(page, '08-kader-fout');
  await page
    .getByLabel('Cliëntbestanden')
    .setInputFiles(FILES.map(({ fileName, text }) => csvFile(fileName, text)));
  await click(page, 'Versturen en nakijken');
  await see(page, '08-ontvangen');
  await agreeWithColumns(page, see);
  await page.getByText('Er wordt nu niets ingelezen.').waitFor();
  await see(page, '08-ingelezen');
  await openPart(page, 'Steekproefkader');
  await see(page, '09-kader');
  expect(await page.getByRole('table', { name: 'Ingelezen bestanden' }).getByRole('row').count()).toBe(
    FILES.length + 2,
  );
  await click(page, 'wijkteams-2025.csv');
  await see(page, '10-bestand');
  expect(await download(page, /Opmerkingen als csv/)).toContain('afgekeurd');
}

/** Looks at each file of which the program is not sure, and has the others read at once. */
async function agreeWithColumns(page: Page, see: See): Promise<void> {
  const asked = page.getByRole('row').filter({ hasText: 'bevestigen' });
  while ((await asked.count()) > 0) {
    const name = await asked.first().getByRole('link').innerText();
    await click(page, name);
    await see(page, '08-kolommen');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await click(page, /^Inlezen$/);
    expect(await said(page)).toContain(`${name} wordt ingelezen`);
    await page.goto(`${STUDY_PATH}/frames/uploads`);
  }
  await click(page, /bestand(en)? inlezen$/);
}

/** A draw with a seed and a size per domain; a size that cannot be is said so. */
export async function drawSample(page: Page, see: See): Promise<void> {
  await openPart(page, 'Trekking');
  await see(page, '11-trekking-leeg');
  const fillIn = async (size: string): Promise<void> => {
    await page.getByLabel(DOMAINS.basishulp).fill(size);
    await page.getByLabel(DOMAINS.specialistisch).fill('8');
    await page.getByLabel(DOMAINS.jb_jr).fill('5');
    await page.getByLabel('Startgetal').fill('42');
    await click(page, /^Trekken$/);
  };
  await fillIn('4000');
  expect(await page.getByLabel(DOMAINS.basishulp).inputValue()).toBe('4000');
  await see(page, '12-trekking-fout');
  await fillIn('9');
  expect(await said(page)).toContain('getrokken');
  await see(page, '13-trekking');
  await click(page, 'Steekproefverslag');
  await see(page, '13-steekproefverslag');
  expect(JSON.parse(await download(page, 'JSON'))).toMatchObject({ seed: 42 });
}

/** One organisation gets its list, marks two clients, and what it marked is confirmed before it counts. */
export async function checkWithOrganisation(page: Page, see: See): Promise<void> {
  await openPart(page, 'Controle');
  await see(page, '14-controle-begin');
  await click(page, 'Controle starten');
  await see(page, '15-controle');
  await click(page, 'Wijkteams');
  await see(page, '16-organisatie');
  const list = await download(page, /Lijst downloaden/);
  const send = async (text: string): Promise<void> => {
    await page.getByLabel('Ingevulde lijst').setInputFiles(csvFile('lijst.csv', text));
    await click(page, 'Bekijken wat er gebeurt');
  };
  await send(marked(list, ['zomaar']));
  await see(page, '17-controle-fout');
  expect(await page.getByText('Deze lijst kan zo niet worden verwerkt').count()).toBe(1);
  await click(page, 'Terug');
  await send(marked(list, ['bezwaar', 'verhuisd_buiten_regio']));
  await see(page, '18-controle-voorbeeld');
  await click(page, '2 cliënten uitsluiten en gegevens wissen');
  expect(await said(page)).toContain('2 cliënten zijn uitgesloten');
  await see(page, '19-controle-verwerkt');
}

/** The list with these reasons on its first rows. */
function marked(list: string, reasons: readonly string[]): string {
  const [header = '', ...rows] = list.trimEnd().split('\r\n');
  return [
    header,
    ...rows.map((row, index) => `${row.replace(/;[^;]*$/, '')};${reasons[index] ?? ''}`),
    '',
  ].join('\r\n');
}
