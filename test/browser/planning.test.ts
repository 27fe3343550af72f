import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { addMinutes, instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { accountOf } from './main-job/cast.js';
import { click, type Desk, look, openDesk, openPart, said, signIn } from './support/desk.js';
import { press, tabTo } from './support/keyboard.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const isPictured = process.env['VELDWERK_PICTURES'] === '1';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A supervisor and an interviewer at their desks, with a study of two children in fieldwork. */
async function twoDesks(app: TestApplication): Promise<{ leader: Desk; mila: Desk; path: string }> {
  const { slug } = await studyInFieldwork(app, [{ bornOn: '2018-02-01' }, { bornOn: '2018-02-02' }]);
  app.setClock(EVENING);
  for (const role of ['veldwerkleider', 'enqueteur'] as const) {
    const name = role === 'enqueteur' ? 'Mila Belt' : 'Sam Leidt';
    await addUser(app, COMMAND, { ...accountOf(role), name, roles: [role] });
  }
  const server = await serve(createWebApp(app));
  endings.push(server.close);
  const deskOf = async (name: 'veldwerkleider' | 'enqueteur'): Promise<Desk> => {
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    await signIn(desk, accountOf(name));
    return desk;
  };
  return {
    leader: await deskOf('veldwerkleider'),
    mila: await deskOf('enqueteur'),
    path: `/studies/${slug}`,
  };
}

/** Somebody picks up and wants to be called at another time. */
async function agreeOnHalfPastSeven(page: Page): Promise<void> {
  await tabTo(page, /Volgende casus/);
  await press(page, 'Enter');
  await press(page, 'Enter');
  await tabTo(page, /^\s*Afspraak, vast/);
  await press(page, 'Enter');
  await page.getByLabel('Datum', { exact: true }).fill('2026-04-14');
  await page.getByLabel('Tijd', { exact: true }).fill('19:30');
  await tabTo(page, /Vastleggen/);
  await press(page, 'Enter');
}

/** Somebody rang back: the supervisor moves the appointment without a mouse. */
async function moveToNextDay(page: Page, casePath: string): Promise<void> {
  await page.goto(`${casePath}/appointment`);
  await tabTo(page, /^Tijd/);
  await page.getByLabel('Datum', { exact: true }).fill('2026-04-15');
  await page.getByLabel('Tijd', { exact: true }).fill('19:00');
  await tabTo(page, /^Waarom/);
  await page.keyboard.type('Belde terug.');
  await tabTo(page, /^\s*Afspraak vastleggen/);
  await press(page, 'Enter');
}

describeOnEachDatabase('the planning of the fieldwork in a browser', ({ openDatabase, engine }) => {
  const see = (page: Page, name: string) => look(page, isPictured ? `${name}-${engine}` : undefined);

  it('has shifts, appointments, an agenda of one’s own and their delays', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { leader, mila, path } = await twoDesks(app);
    await leader.page.goto(`${path}/fieldwork`);
    await click(leader.page, 'Diensten');
    await leader.page.getByLabel('Enquêteur', { exact: true }).selectOption({ label: 'Mila Belt' });
    await leader.page.getByLabel('Dag', { exact: true }).fill('2026-04-14');
    await leader.page.getByLabel('Van', { exact: true }).fill('20:00');
    await leader.page.getByLabel('Tot', { exact: true }).fill('17:00');
    await tabTo(leader.page, /^\s*Toevoegen/);
    await press(leader.page, 'Enter');
    expect(await leader.page.getByRole('alert').count()).toBe(1);
    await see(leader.page, 'diensten-fout');
    await leader.page.getByLabel('Van', { exact: true }).fill('17:00');
    await leader.page.getByLabel('Tot', { exact: true }).fill('20:30');
    await click(leader.page, 'Toevoegen');
    expect(await said(leader.page)).toContain('De dienst is toegevoegd.');
    await see(leader.page, 'diensten');
    await click(leader.page, /^Mila Belt$/);
    await leader.page.getByLabel('Turks').check();
    await see(leader.page, 'enqueteur');
    await click(leader.page, 'Wijzigen');
    expect(await said(leader.page)).toContain('Wat Mila Belt kan, is vastgelegd.');

    await agreeOnHalfPastSeven(mila.page);
    expect(await said(mila.page)).toContain('C001');
    await click(mila.page, 'Mijn afspraken');
    expect(await mila.page.getByRole('table').first().textContent()).toContain('19:30');
    await see(mila.page, 'mijn-afspraken');
    await click(mila.page, 'In mijn eigen agenda');
    await click(mila.page, 'Link maken');
    await see(mila.page, 'agendalink');
    const address = (await mila.page.locator('.veldwerk-secret').textContent())?.trim() ?? '';
    const calendar = await (await fetch(address)).text();
    expect(calendar).toContain('DTSTART:20260414T173000Z');
    expect(calendar).not.toMatch(/Noor|C001|612345678/);
    await click(mila.page, 'Link intrekken');
    expect((await fetch(address)).status).toBe(404);

    await leader.page.goto(`${path}/fieldwork`);
    await click(leader.page, 'Afspraken');
    expect(await leader.page.getByRole('main').textContent()).toContain('19.30 C001');
    await see(leader.page, 'agenda');
    app.setClock(addMinutes(instant('2026-04-14T19:30:00+02:00'), 16));
    await leader.page.reload();
    expect(await leader.page.getByRole('table').first().textContent()).toContain('C001');
    await see(leader.page, 'agenda-te-laat');
    await moveToNextDay(leader.page, `${path}/cases/C001`);
    await see(leader.page, 'afspraak-verzet');
    await mila.page.goto('/fieldwork/appointments');
    expect(await mila.page.getByRole('table').first().textContent()).toContain('15-04-2026 19:00');
    expect([...leader.complaints, ...mila.complaints]).toEqual([]);
  });

  it('is played beforehand with invented people, and practised', { timeout: 180_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const { leader, mila, path } = await twoDesks(app);
    const { page } = leader;
    await page.goto(`${path}/fieldwork`);
    await click(page, 'Simulatie');
    await page.getByLabel('Enquêteurs').fill('0');
    await click(page, 'Simulatie starten');
    expect(await page.getByRole('alert').textContent()).toContain('een heel getal');
    await see(page, 'simulatie-fout');
    await page.getByLabel('Enquêteurs').fill('1');
    await page.getByLabel('Beldagen').fill('2');
    await page.getByLabel('Hoe vaak spelen').fill('1');
    await tabTo(page, /^\s*Simulatie starten/);
    await press(page, 'Enter');
    await see(page, 'simulatie-loopt');
    const forecast = page.getByRole('table').filter({ hasText: 'Tot en met' });
    await expect
      .poll(async () => (await page.reload(), forecast.count()), { timeout: 60_000, interval: 500 })
      .toBe(1);
    await see(page, 'simulatie');
    expect(await app.database.read('calls')).toEqual([]);

    await openPart(page, 'Telefonie');
    await see(page, 'telefonie');
    await page.goto('/studies');
    await click(page, 'Oefenstudie maken');
    await see(page, 'oefenstudie-maken');
    await tabTo(page, /^\s*Oefenstudie maken/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('De oefenstudie is klaar');
    await see(page, 'oefenstudie');
    await mila.page.goto('/fieldwork');
    await see(mila.page, 'bellen-oefenen');
    await click(page, 'Opnieuw beginnen');
    expect(await said(page)).toContain('met andere verzonnen mensen');
    expect([...leader.complaints, ...mila.complaints]).toEqual([]);
  });
});
