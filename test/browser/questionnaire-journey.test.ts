import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startFieldwork } from '../../src/features/fieldwork/fieldwork-start.service.js';
import { getStudy } from '../../src/features/studies/studies.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { drawInto } from '../support/fieldwork.js';
import { EVENING } from '../support/interviews.js';
import { type Desk, look, openDesk, signIn } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();

async function deskOf(
  app: TestApplication,
  served: Served,
  name: string,
  role: 'onderzoeker' | 'enqueteur',
): Promise<Desk> {
  const account = { email: `${role}@example.org`, password: TEST_PASSWORD };
  await addUser(app, COMMAND, { ...account, name, roles: [role] });
  const desk = await openDesk(browser(), served.url);
  await signIn(desk, account);
  return desk;
}

/** Fills in the field with this name. */
async function type(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Chooses in a menu by the first letters of what it says. */
async function choose(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
  const chosen = await page.evaluate<string>('document.activeElement.selectedOptions[0].textContent');
  expect(chosen.startsWith(text)).toBe(true);
}

async function tick(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Space');
}

async function pressButton(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await press(page, 'Enter');
}

/** The parent and the young person hear this. */
async function texts(page: Page, parent: string, youth: string): Promise<void> {
  await type(page, /^Ouder$/, parent);
  await type(page, /^Jongere$/, youth);
}

async function next(page: Page): Promise<void> {
  await pressButton(page, /^Opslaan en volgende vraag$/);
}

function codeOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const ADDED: readonly (readonly [block: string, kind: string])[] = [
  ['A', 'getal'],
  ['A', 'cijfer'],
  ['A', 'open'],
  ['A', 'meer'],
  ['B', 'stellingen'],
  ['B', 'datum'],
  ['B', 'één antwoord'],
  ['B', 'tekst'],
];

/** Two blocks of five questions, still without words. */
async function makeStructure(page: Page): Promise<void> {
  await pressButton(page, /^Blok toevoegen$/);
  for (const [block, kind] of ADDED) {
    await choose(page, new RegExp(`^Soort vraag in blok ${block}$`), kind);
    await pressButton(page, new RegExp(`^Vraag toevoegen aan blok ${block}$`));
  }
  // A slip, taken back.
  await pressButton(page, /^Verwijderen vraag B5$/);
  await expectQuestions(page, 9);
  await pressButton(page, /^Ongedaan maken: vraag verwijderd \(B5\)$/);
  await expectQuestions(page, 10);
}

async function expectQuestions(page: Page, count: number): Promise<void> {
  expect(await page.locator('.veldwerk-edit-list > li').count()).toBe(count);
}

async function writeFirstBlock(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  await pressButton(page, /A1 Nog geen tekst/);
  await texts(page, 'Krijgt uw kind nu hulp?', 'Krijg je nu hulp?');
  await type(page, /^Antwoord 1$/, 'ja');
  await type(page, /^Antwoord 2$/, 'nee');
  await next(page);

  expect(codeOf(page)).toBe('A2');
  await texts(page, 'Hoeveel maanden duurt de hulp al?', 'Hoeveel maanden duurt de hulp al?');
  await type(page, /^Eenheid/, 'maanden');
  await type(page, /^Grootste getal/, '60');
  await choose(page, /^Wat, voorwaarde 1, Alleen vragen als$/, 'A1: ja');
  await see('getal');
  await next(page);

  await texts(page, 'Welk cijfer geeft u de hulp?', 'Welk cijfer geef je de hulp?');
  await next(page);

  await texts(page, 'Waarom geeft u geen voldoende?', 'Waarom geef je geen voldoende?');
  await choose(page, /^Wat, voorwaarde 1, Alleen vragen als$/, 'A3: hoogstens');
  await type(page, /^Getal, voorwaarde 1, Alleen vragen als$/, '5');
  await next(page);

  expect(codeOf(page)).toBe('A5');
  await texts(page, 'Van wie krijgt u nog meer steun?', 'Van wie krijg je nog meer steun?');
  for (const [place, words] of ['familie', 'vrienden', 'buren', 'niemand'].entries()) {
    await type(page, new RegExp(`^Antwoord ${String(place + 1)}$`), words);
  }
  await pressButton(page, /^Meer regels voor antwoorden$/);
  await page.keyboard.type('een leraar');
  await see('antwoorden');
  await next(page);
}

async function writeSecondBlock(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  expect(codeOf(page)).toBe('B1');
  await texts(page, 'Bent u tevreden over de hulp?', 'Ben je tevreden over de hulp?');
  await type(page, /^Antwoord 1$/, 'ja');
  await type(page, /^Antwoord 2$/, 'nee');
  await next(page);

  await texts(page, 'Hoe vaak …', 'Hoe vaak …');
  for (const [place, words] of ['luistert de hulpverlener?', 'krijgt u uitleg?'].entries()) {
    await type(page, new RegExp(`^Ouder, stelling ${String(place + 1)}$`), words);
    await type(
      page,
      new RegExp(`^Jongere, stelling ${String(place + 1)}$`),
      words.replace('krijgt u', 'krijg je'),
    );
  }
  await type(page, /^Antwoord 1$/, 'nooit');
  await type(page, /^Antwoord 2$/, 'altijd');
  await see('stellingen');
  await next(page);

  await texts(page, 'Wanneer begon de hulp?', 'Wanneer begon de hulp?');
  await next(page);

  await texts(page, 'Wilt u daar iets over zeggen?', 'Wil je daar iets over zeggen?');
  await type(page, /^Antwoord 1$/, 'ja');
  await type(page, /^Antwoord 2$/, 'nee');
  await choose(page, /^Wat, voorwaarde 1, Alleen vragen als$/, 'B2_1: nooit');
  await next(page);

  await texts(page, 'Dat waren de vragen. Dank u wel.', 'Dat waren de vragen. Dank je wel.');
  await pressButton(page, /^Opslaan$/);
  await pressButton(page, /Blok zonder naam/);
  await type(page, /^Naam van het blok/, 'Tevreden');
  await pressButton(page, /^Opslaan$/);
}

/** Answers until the route ends, and tells which questions came. */
async function answerAll(page: Page, keys: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const seen: string[] = [];
  for (;;) {
    const shown = page.locator('.veldwerk-question__code');
    if ((await shown.count()) === 0) return seen;
    const code = (await shown.first().textContent())?.trim() ?? '';
    if (codeOf(page) === 'end' || seen.at(-1) === code) return seen;
    seen.push(code);
    const own = keys[code];
    if (own === undefined) await answerByKeyboard(page);
    else {
      await page.keyboard.type(own);
      await press(page, 'Enter');
    }
  }
}

describeOnEachDatabase('a questionnaire of ten questions', ({ openDatabase, engine }) => {
  it(
    'is built from nothing, tried, published and used, with the keyboard alone',
    { timeout: 600_000 },
    async () => {
      const app = createTestApplication(await openDatabase(), { isDemo: true });
      app.setClock(EVENING);
      const served = await serve(createWebApp(app));
      const desk = await deskOf(app, served, 'Noor', 'onderzoeker');
      const { page } = desk;
      const see = (name: string): Promise<void> => look(page, `opstellen-${name}-${engine}`);

      await page.goto('/questionnaire-drafts');
      await type(page, /^Naam$/, 'Tien vragen');
      await type(page, /^Code$/, 'tien-vragen');
      await press(page, 'Enter');
      await see('leeg');
      await makeStructure(page);
      await writeFirstBlock(page, see);
      await writeSecondBlock(page, see);
      await see('klaar');
      expect(await page.getByText('De controle vindt geen fouten.').count()).toBe(1);

      // A tab that is closed while somebody types gives everything back.
      await pressButton(page, /Welk cijfer geeft u de hulp/);
      const question = page.url();
      await type(page, /^Ouder$/, 'Welk rapportcijfer geeft u de hulp?');
      const again = await page.context().newPage();
      await page.close();
      await again.goto(question);
      expect(await again.locator('[data-kept]').isVisible()).toBe(true);
      expect(await again.getByLabel('Ouder', { exact: true }).first().inputValue()).toContain(
        'rapportcijfer',
      );
      await look(again, `opstellen-teruggekregen-${engine}`);
      await pressButton(again, /^Opslaan$/);

      await pressButton(again, /^Uitproberen$/);
      await tabTo(again, /^Leeftijd/);
      await press(again, 'Enter');
      expect(await answerAll(again, { A1: '2', A3: '4', B2_1: '2', B3: '1-2-2025' })).toEqual([
        'A1',
        'A3',
        'A4',
        'A5',
        'B1',
        'B2_1',
        'B2_2',
        'B3',
        'B5',
      ]);
      await look(again, `opstellen-uitgeprobeerd-${engine}`);

      await again.goto(new URL('..', question).pathname.replace(/\/$/, ''));
      await pressButton(again, /^Publiceren$/);
      expect(app.questionnaires.getVersion('tien-vragen').origin).toBe('published');
      await look(again, `opstellen-gepubliceerd-${engine}`);

      await again.goto('/studies/new');
      await type(again, /^Naam$/, 'Oefenen met tien vragen');
      await type(again, /^Verslagjaar$/, '2025');
      await choose(again, /^Vragenlijst$/, 'Tien vragen');
      await tick(again, /^Om te oefenen/);
      await pressButton(again, /^Onderzoek maken$/);
      expect(desk.complaints).toEqual([]);

      const slug = codeOf(again);
      const study = await getStudy(app.database.read, slug);
      expect([study.isPractice, study.questionnaireId]).toEqual([true, 'tien-vragen']);
      await drawInto(app, study, [{ bornOn: '2018-02-01' }]);
      await startFieldwork(app, COMMAND, slug);

      const interviewer = await deskOf(app, served, 'Sam Belt', 'enqueteur');
      await pressButton(interviewer.page, /Volgende casus/);
      await press(interviewer.page, 'Enter');
      for (const key of ['j', '1', 'Enter']) await press(interviewer.page, key);
      await look(interviewer.page, `opstellen-gesprek-${engine}`);
      expect(
        await answerAll(interviewer.page, { A1: '1', A2: '12', A3: '8', B2_1: '1', B3: '1-2-2025' }),
      ).toEqual(['A1', 'A2', 'A3', 'A5', 'B1', 'B2_1', 'B2_2', 'B3', 'B4', 'B5']);
      await press(interviewer.page, 'Enter');
      expect(await app.database.read('responses').pluck('status')).toEqual(['complete']);
      expect(interviewer.complaints).toEqual([]);
      await interviewer.close();
      await desk.close();
      await served.close();
    },
  );
});
