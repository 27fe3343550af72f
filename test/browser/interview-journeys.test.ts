import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { answerTextPlace } from '../../src/vault/sealed-places.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../support/fieldwork.js';
import { EVENING } from '../support/interviews.js';
import { SMALL_QUESTIONNAIRE, usable } from '../support/questionnaires.js';
import { look } from './support/desk.js';
import { answerByKeyboard, press, tabTo } from './support/keyboard.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const served: Served[] = [];

afterAll(async () => {
  await Promise.all(served.map((one) => one.close()));
});

async function atTheDesk(app: TestApplication, client: InventedCase): Promise<Page> {
  await studyInFieldwork(app, [client]);
  app.setClock(EVENING);
  await addUser(app, COMMAND, {
    email: 'iemand@example.org',
    name: 'Sam Belt',
    roles: ['enqueteur'],
    password: TEST_PASSWORD,
  });
  const server = await serve(createWebApp(app));
  served.push(server);
  const page = await browser().newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}/sign-in`);
  await signIn(page);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mailadres').focus();
  await page.keyboard.type('iemand@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.type(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fieldwork');
}

/** Takes the case and calls; afterwards the identity is to be confirmed. */
async function call(page: Page): Promise<void> {
  await tabTo(page, /Volgende casus/);
  await press(page, 'Enter');
  await press(page, 'Enter');
}

function codeOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

type Keys = Readonly<Record<string, readonly string[]>>;

/** Answers from here on with the keyboard alone; `keys` says what is pressed where it matters. */
async function interview(page: Page, keys: Keys, until = 'end'): Promise<readonly string[]> {
  const seen: string[] = [];
  while (codeOf(page) !== until) {
    const code = codeOf(page);
    seen.push(code);
    const own = keys[code];
    if (own === undefined) await answerByKeyboard(page);
    else {
      for (const key of own) {
        if (key.length > 1 && key.startsWith('“')) await page.keyboard.type(key.slice(1));
        else await page.keyboard.press(key);
      }
      await press(page, 'Enter');
    }
  }
  return seen;
}

async function numbersOf(app: TestApplication, questionId: string): Promise<unknown> {
  return app.database.read('answers').where({ question_id: questionId }).orderBy('item').pluck('number');
}

describeOnEachDatabase('the CEO 2016 interview by keyboard alone', ({ openDatabase, engine }) => {
  it('with the parent of a child of eight', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const page = await atTheDesk(app, { bornOn: '2018-02-01' });
    await call(page);
    for (const key of ['j', '1', 'Enter']) await press(page, key);

    // Nothing is chosen yet, and the program says so; the list of keys opens and closes with the keyboard.
    await press(page, 'Enter');
    expect(await page.locator('.utrecht-form-field-error-message').textContent()).toContain(
      'Er is nog geen antwoord gekozen',
    );
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await look(page, `vraag-sneltoetsen-${engine}`);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);

    // Several answers: the huisarts, then "anders" with its words; "weet niet meer" takes both away again.
    await interview(page, {}, 'A2');
    for (const key of ['2', '9', '2', '8']) await page.keyboard.press(key);
    await page.keyboard.type('via de kerk');
    await look(page, `vraag-anders-${engine}`);
    await press(page, 'Enter');
    expect(await numbersOf(app, 'A2')).toEqual([2, 8, null]);

    // 24 months is unusual: it is asked, corrected, and asked again.
    await page.keyboard.type('24');
    await press(page, 'Enter');
    expect(await page.getByRole('alert').textContent()).toContain('24 is ongewoon');
    await look(page, `vraag-navragen-${engine}`);
    await press(page, 'Enter');
    expect(await numbersOf(app, 'A3')).toEqual([24]);

    // A grade of ten is a 1 and a 0; "weet niet" to an open question goes with Esc.
    const seen = await interview(page, { B2: ['1', '0'], B4: ['Escape', 'w'], E1: ['1'], F1: ['2'] });
    expect(await numbersOf(app, 'B2')).toEqual([10]);
    expect(await numbersOf(app, 'B4')).toEqual([98]);
    expect(seen).toContain('E2');
    expect(seen).not.toContain('F2');
    expect(seen).not.toContain('C1');

    // Back through the list of answers: without E1 there is no E2, which is asked first.
    await page.getByRole('group').locator('summary').focus();
    await page.keyboard.press('Enter');
    await tabTo(page, /^E1$/);
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('E1');
    await page.keyboard.press('2');
    await press(page, 'Enter');
    expect(await page.getByRole('alert').textContent()).toContain('vervalt het antwoord op vraag E2');
    await look(page, `vraag-vervalt-${engine}`);
    expect(await numbersOf(app, 'E2')).toEqual([1]);
    await press(page, 'Enter');
    expect(await numbersOf(app, 'E2')).toEqual([]);
    expect(codeOf(page)).toBe('end');
    await look(page, `einde-ouder-${engine}`);
    await press(page, 'Enter');
    expect(await app.database.read('responses').select('status', 'respondent')).toEqual([
      { status: 'complete', respondent: 'parent' },
    ]);
    await page.close();
  });

  it('with a young person of seventeen under JB', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const page = await atTheDesk(app, { bornOn: '2008-10-01', domain: 'jb_jr', measure: 'OTS' });
    await call(page);
    for (const key of ['j', '1', 'Enter']) await press(page, key);
    expect(codeOf(page)).toBe('S4');
    expect(await page.locator('.veldwerk-question__text').textContent()).toContain('Krijg of kreeg je');
    const seen = await interview(page, { S4: ['1'], C2: ['8'], H1_1: ['n'], K2: ['1'] });
    expect(seen).toContain('C1');
    expect(seen).not.toContain('A2');
    expect(seen).not.toContain('S5');
    expect(await numbersOf(app, 'C2')).toEqual([8]);
    expect(await numbersOf(app, 'H1_1')).toEqual([97]);
    // The yes to a later conversation stands with the contact data, not with the answers.
    expect(await app.database.read('answers').where({ question_id: 'K2' }).pluck('item')).toEqual(['asked']);
    await press(page, 'Enter');
    expect(await app.database.read('responses').select('status', 'respondent', 'age_band')).toEqual([
      { status: 'complete', respondent: 'youth', age_band: '16+' },
    ]);
    await page.close();
  });

  it('with a young person of thirteen, broken off and resumed', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const page = await atTheDesk(app, { bornOn: '2012-10-01' });
    await call(page);
    // The parent permits; then the young person is on the line, and agrees.
    for (const key of ['j', '1', 'j', '1', 'Enter']) await press(page, key);
    expect(codeOf(page)).toBe('A1');
    await interview(page, {}, 'B3');
    // What is being typed when it breaks off is saved as well.
    await page.keyboard.type('Ze luisteren');
    await page.keyboard.press('Escape');
    await press(page, 's');
    expect(codeOf(page)).toBe('stop');
    await look(page, `stoppen-${engine}`);
    await press(page, '1');
    await look(page, `afspraak-uit-interview-${engine}`);
    await page.getByLabel(/^Datum/).fill('2026-04-16');
    await page.getByLabel(/^Tijd/).fill('19:00');
    await tabTo(page, /Vastleggen/);
    await press(page, 'Enter');
    expect(await app.database.read('cases').pluck('status')).toEqual(['broken_off']);

    app.setClock(instant('2026-04-16T19:01:00+02:00'));
    await page.goto(new URL('/sign-in', page.url()).href);
    await signIn(page);
    await call(page);
    await press(page, 'j');
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('recap');
    expect(await page.getByText('Ze luisteren').count()).toBe(1);
    await look(page, `terugblik-${engine}`);
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('B4');
    await interview(page, {});
    await press(page, 'Enter');
    expect(await app.database.read('responses').select('status', 'respondent', 'age_band')).toEqual([
      { status: 'complete', respondent: 'youth', age_band: '12-15' },
    ]);
    expect(await numbersOf(app, 'B3')).toEqual([null]);
    await page.close();
  });

  it('answers every kind of question', { timeout: 120_000 }, async () => {
    const small = usable(SMALL_QUESTIONNAIRE);
    const base = createTestApplication(await openDatabase());
    const app = { ...base, questionnaires: { ...base.questionnaires, get: () => small } };
    const page = await atTheDesk(app, { bornOn: '2018-02-01' });
    await call(page);
    for (const key of ['j', '1', 'Enter']) await press(page, key);
    // A text to read, one answer, and several of which "niemand" excludes the others.
    await interview(page, { Q1: ['1'], Q2: ['4', '1', '2'], Q2_1: ['“opa'], Q3: ['“6,5'], Q4: ['7'] }, 'Q5');
    await page.keyboard.type('31-13-2016');
    await press(page, 'Enter');
    expect(await page.locator('.utrecht-form-field-error-message').textContent()).toContain('31-12-2016');
    await look(page, `vraag-datum-${engine}`);
    await page.locator('[data-typed-answer]').fill('31-12-2016');
    await press(page, 'Enter');
    await page.keyboard.type('eerste');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('tweede');
    await press(page, 'Enter');
    await interview(page, { Q7_1: ['2'], Q7_2: ['n'] });
    expect(await numbersOf(app, 'Q2')).toEqual([1, 2]);
    expect(await numbersOf(app, 'Q3')).toEqual([6.5]);
    expect(await numbersOf(app, 'Q4')).toEqual([7]);
    expect(await numbersOf(app, 'Q7_1')).toEqual([2]);
    expect(await numbersOf(app, 'Q7_2')).toEqual([97]);
    const texts = await app.database
      .read('answers')
      .whereIn('question_id', ['Q5', 'Q6'])
      .orderBy('question_id')
      .select<{ response_id: string; question_id: string; text_sealed: string }[]>();
    const read = texts.map(({ response_id, question_id, text_sealed }) =>
      app.vault.open(text_sealed, answerTextPlace(response_id, question_id, 'value')),
    );
    expect(read.map((text) => text.replace('\r', ''))).toEqual(['2016-12-31', 'eerste\ntweede']);
    await page.close();
  });

  it('with the keys switched off, which stays so', { timeout: 90_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const page = await atTheDesk(app, { bornOn: '2018-02-01' });
    await call(page);
    for (const key of ['j', '1', 'Enter']) await press(page, key);
    await page.keyboard.press('?');
    await tabTo(page, /Sneltoetsen uitzetten/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.reload();
    await page.keyboard.press('1');
    expect(await page.locator('input:checked').count()).toBe(0);
    // Everything goes with Tab, Space and Enter on the button.
    await tabTo(page, /moeder/);
    await page.keyboard.press('Space');
    await tabTo(page, /Volgende vraag/);
    await press(page, 'Enter');
    expect(codeOf(page)).toBe('A1');
    await page.close();
  });
});
