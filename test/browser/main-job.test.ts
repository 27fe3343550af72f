import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type SyntheticFile, syntheticClientFiles } from '../../src/demo/synthetic-clients.js';
import { instant } from '../../src/domain/calendar/instant.js';
import type { Seed } from '../../src/domain/sampling/random.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { launchBrowser } from './support/browser.js';
import { click, type Desk, download, look, openDesk, openPart, said, signIn } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve } from './support/serve.js';

const TUESDAY_EVENING = instant('2026-04-14T18:00:00+02:00');
const STUDY = 'CEO jeugd, verslagjaar 2025';
const EARLIER = 'CEO jeugd, verslagjaar 2016';
const SLUG = 'ceo-jeugd-verslagjaar-2025';
const FILES = syntheticClientFiles({ seed: 5 as Seed, reportYear: 2025, familyCount: 60 });
const DOMAINS = {
  basishulp: 'Basishulp',
  specialistisch: 'Specialistische hulp',
  jb_jr: 'Jeugdbescherming en jeugdreclassering',
} as const;
const STAFF = [
  { name: 'onderzoeker', role: 'Onderzoeker' },
  { name: 'veldwerkleider', role: 'Veldwerkleider' },
  { name: 'enqueteur', role: 'Enquêteur' },
  { name: 'collega', role: 'Enquêteur' },
  { name: 'analist', role: 'Analist' },
] as const;

type Name = (typeof STAFF)[number]['name'] | 'beheerder';

const accountOf = (name: Name) => ({ email: `${name}@example.org`, password: TEST_PASSWORD });

let browser: Browser;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

afterAll(() => browser.close());

/** Looks at the page, with pictures named after the step. */
type See = (page: Page, step: string) => Promise<void>;

describeOnEachDatabase('the main job in the browser', ({ openDatabase, engine }) => {
  const see: See = (page, step) => look(page, `main-${step}-${engine}`);

  it('goes from an empty program to tables beside an earlier year', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(TUESDAY_EVENING);
    await addUser(app, COMMAND, { ...accountOf('beheerder'), name: 'beheerder', roles: ['beheerder'] });
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const at = async (name: Name): Promise<Desk> => {
      const desk = await openDesk(browser, server.url);
      endings.push(desk.close);
      await signIn(desk, accountOf(name));
      return desk;
    };

    const administrator = await at('beheerder');
    await addStaff(administrator.page, see);
    const researcher = await at('onderzoeker');
    await makeStudies(researcher.page, see);
    await importClients(researcher.page, see);
    await drawSample(researcher.page, see);
    await checkWithOrganisation(researcher.page, see);

    const supervisor = await at('veldwerkleider');
    await startFieldwork(supervisor.page, see);
    const interviewer = await at('enqueteur');
    const done = await interview(interviewer.page, see);
    const colleague = await at('collega');
    await expectOthersStayOut(interviewer.page, colleague.page, see);
    await superviseFieldwork(supervisor.page, see, done);

    const analyst = await at('analist');
    await compareYears(analyst.page, see);
    await readLog(administrator.page, see);

    for (const desk of [administrator, researcher, supervisor, interviewer, colleague, analyst]) {
      expect(desk.complaints).toEqual([]);
    }
  });
});

/** The administrator gives everybody an account. */
async function addStaff(page: Page, see: See): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/users');
  for (const { name, role } of STAFF) {
    await click(page, 'Gebruiker toevoegen');
    if (name === 'onderzoeker') await see(page, '01-gebruiker');
    await page.getByLabel('Naam').fill(name);
    await page.getByLabel('E-mailadres').fill(accountOf(name).email);
    await page.getByLabel('Eerste wachtwoord').fill(TEST_PASSWORD);
    if (name === 'onderzoeker') {
      await click(page, 'Toevoegen');
      expect(await page.getByText('Kies ten minste één rol.').count()).toBeGreaterThan(0);
      await see(page, '02-gebruiker-fout');
      await page.getByLabel('Eerste wachtwoord').fill(TEST_PASSWORD);
    }
    await page.getByLabel(role, { exact: true }).check();
    await click(page, 'Toevoegen');
    expect(await said(page)).toContain('toegevoegd');
  }
  await see(page, '03-gebruikers');
}

/** The researcher makes the study, and one for the answers of an earlier year. */
async function makeStudies(page: Page, see: See): Promise<void> {
  await see(page, '04-geen-onderzoeken');
  for (const [name, reportYear] of [
    [EARLIER, '2016'],
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
  expect(new URL(page.url()).pathname).toBe(`/studies/${SLUG}`);
  await page.getByLabel('Basishulp').fill('220');
  await click(page, 'Doelen bewaren');
  await see(page, '06-onderzoek');
}

/** Client files of the three domains come in; what could not be read is shown per row. */
async function importClients(page: Page, see: See): Promise<void> {
  await openPart(page, 'Steekproefkader');
  await see(page, '07-kader-leeg');
  await click(page, 'Inlezen');
  expect(await page.getByText('Kies een of meer bestanden.').count()).toBeGreaterThan(0);
  await see(page, '08-kader-fout');
  for (const [domain, label] of Object.entries(DOMAINS)) {
    await page.getByLabel('Domein', { exact: true }).selectOption(label);
    await page
      .getByLabel('Cliëntbestanden')
      .setInputFiles(FILES.filter((file) => file.domain === domain).map(asFile));
    await click(page, 'Inlezen');
    expect(await said(page)).toContain('ingelezen');
  }
  await see(page, '09-kader');
  expect(await page.getByRole('table', { name: 'Ingelezen bestanden' }).getByRole('row').count()).toBe(
    FILES.length + 2,
  );
  await click(page, 'wijkteams-2025.csv');
  await see(page, '10-bestand');
  expect(await download(page, /Opmerkingen downloaden/)).toContain('afgekeurd');
}

function asFile({ fileName, text }: SyntheticFile) {
  return { name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
}

async function drawSample(page: Page, see: See): Promise<void> {
  await openPart(page, 'Trekking');
  await see(page, '11-trekking-leeg');
  const fillIn = async (size: string): Promise<void> => {
    await page.getByLabel(DOMAINS.basishulp).fill(size);
    await page.getByLabel(DOMAINS.specialistisch).fill('8');
    await page.getByLabel(DOMAINS.jb_jr).fill('5');
    await page.getByLabel('Startgetal').fill('42');
    await click(page, /trekken$/i);
  };
  await fillIn('4000');
  expect(await page.getByLabel(DOMAINS.basishulp).inputValue()).toBe('4000');
  await see(page, '12-trekking-fout');
  await fillIn('9');
  expect(await said(page)).toContain('getrokken');
  await see(page, '13-trekking');
  expect(JSON.parse(await download(page, /Steekproefverslag/))).toMatchObject({ seed: 42 });
}

/** One organisation gets its list, marks two clients, and what it marked is confirmed before it counts. */
async function checkWithOrganisation(page: Page, see: See): Promise<void> {
  await openPart(page, 'Controle');
  await see(page, '14-controle-begin');
  await click(page, 'Controle starten');
  await see(page, '15-controle');
  await click(page, 'Wijkteams');
  await see(page, '16-organisatie');
  const list = await download(page, /Lijst downloaden/);
  const send = async (text: string): Promise<void> => {
    await page
      .getByLabel('Ingevulde lijst')
      .setInputFiles({ name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
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

async function startFieldwork(page: Page, see: See): Promise<void> {
  await see(page, '20-onderzoeken');
  await click(page, STUDY);
  await see(page, '21-onderzoek-veldwerkleider');
  await openPart(page, 'Veldwerk');
  await see(page, '22-veldwerk-voor-start');
  await click(page, 'Veldwerk starten');
  await see(page, '23-veldwerk-starten');
  await click(page, /Veldwerk starten/);
  expect(await said(page)).toMatch(/gestart met \d+ casussen/);
  await see(page, '24-veldwerk-gestart');
}

/**
 * The interviewer works with the keyboard only: nobody answers, then an appointment, then a whole interview.
 * @returns the number of the case with the interview
 */
async function interview(page: Page, see: See): Promise<string> {
  await see(page, '25-bellen');
  await takeAndCall(page);
  await see(page, '26-aan-de-lijn');
  await tabTo(page, /^Geen gehoor/);
  await press(page, 'Enter');
  await see(page, '27-uitkomst-vastgelegd');

  await takeAndCall(page);
  await tabTo(page, /^Afspraak, vast/);
  await press(page, 'Enter');
  await see(page, '28-afspraak');
  await page.getByLabel(/^Datum/).fill('2026-04-15');
  await page.getByLabel(/^Tijd/).fill('19:00');
  await tabTo(page, /Vastleggen/);
  await press(page, 'Enter');
  expect(await said(page)).toContain('is vastgelegd');

  const caseNumber = await takeAndCall(page);
  await askConsent(page, see);
  await press(page, 'Enter');
  let questions = 0;
  while (!page.url().endsWith('/end')) {
    if (questions === 0 || questions % 15 === 5) await see(page, `30-vraag-${String(questions)}`);
    if (questions === 6) await goBackAndOnAgain(page);
    await answerByKeyboard(page);
    questions += 1;
  }
  expect(questions).toBeGreaterThan(30);
  await see(page, '31-einde');
  await press(page, 'Enter');
  expect(await said(page)).toContain('is voltooid');
  await see(page, '32-voltooid');
  return caseNumber;
}

/** Takes the next case and calls. @returns its number */
async function takeAndCall(page: Page): Promise<string> {
  await tabTo(page, /Volgende casus/);
  await press(page, 'Enter');
  await press(page, 'Enter');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Identity first, then consent, of the parent and of the young person as the age asks. */
async function askConsent(page: Page, see: See): Promise<void> {
  for (let step = 0; step < 8; step += 1) {
    await see(page, `29-gesprek-${String(step)}`);
    if ((await page.locator('[data-key-next]').count()) > 0) return;
    await press(page, (await page.locator('[data-key="j"]').count()) > 0 ? 'j' : '1');
  }
  throw new Error('nobody consented');
}

/** Back with the browser, and the answer again: it is asked once more and nothing is lost. */
async function goBackAndOnAgain(page: Page): Promise<void> {
  const here = page.url();
  await page.goBack();
  await answerByKeyboard(page);
  expect(page.url()).toBe(here);
}

async function expectOthersStayOut(page: Page, colleague: Page, see: See): Promise<void> {
  await tabTo(page, /Volgende casus/);
  await press(page, 'Enter');
  const own = page.url();
  const refused = await colleague.goto(own);
  expect(refused?.status()).toBe(409);
  await see(colleague, '33-casus-van-ander');
  const forbidden = await colleague.goto(`/studies/${SLUG}/frames`);
  expect(forbidden?.status()).toBe(403);
  await see(colleague, '34-verboden');
}

async function superviseFieldwork(page: Page, see: See, caseNumber: string): Promise<void> {
  await page.goto(`/studies/${SLUG}/fieldwork`);
  await see(page, '35-veldwerk');
  await openPart(page, 'Respons');
  await see(page, '36-respons');
  expect(caseNumber).not.toBe('');
}

/** The analyst reads the answers of an earlier year in, and sets the years beside each other. */
async function compareYears(page: Page, see: See): Promise<void> {
  await click(page, EARLIER);
  await openPart(page, 'Antwoorden');
  await page
    .getByLabel('Bestand met antwoorden')
    .setInputFiles({
      name: '2016.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('domain;B1\nbasishulp;5\n'),
    });
  await click(page, 'Antwoorden inlezen');
  await see(page, '37-antwoorden-fout');
  await page
    .getByLabel('Bestand met antwoorden')
    .setInputFiles({ name: '2016.csv', mimeType: 'text/csv', buffer: Buffer.from(answersOf2016()) });
  await click(page, 'Antwoorden inlezen');
  expect(await said(page)).toContain('Ingelezen: 90 respondenten');
  await see(page, '38-antwoorden');
  await openPart(page, 'Tabellen');
  await see(page, '39-tabellen-2016');
  await page.goto(`/studies/${SLUG}/tables`);
  await see(page, '40-tabellen');
  await page.getByLabel('Domeinen en jaren').check();
  await click(page, 'Toon de tabellen');
  await see(page, '41-tabellen-jaren');
  const csv = await download(page, 'Csv');
  expect(csv).toContain('2016');
  await openPart(page, 'Respons');
  await openPart(page, 'Antwoorden');
  await see(page, '42-antwoorden-uitvoer');
  expect((await download(page, 'Download de antwoorden')).trimEnd().split('\r\n')).toHaveLength(2);
}

/** Thirty respondents per domain; users of basic help are satisfied more often. */
function answersOf2016(): string {
  const satisfied = { basishulp: 27, specialistisch: 12, jb_jr: 10 };
  const rows = Object.entries(satisfied).flatMap(([domain, count]) =>
    Array.from(
      { length: 30 },
      (_, index) => `${domain};${index < count ? '1' : '2'};${String(6 + (index % 4))}`,
    ),
  );
  return ['domain;B1;B2', ...rows, ''].join('\n');
}

async function readLog(page: Page, see: See): Promise<void> {
  await page.goto('/audit');
  await see(page, '43-logboek');
}
