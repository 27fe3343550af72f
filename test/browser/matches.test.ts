import { afterEach, expect, it } from 'vitest';
import { importDelivery } from '../../src/features/frames/frames.service.js';
import { countMatches } from '../../src/features/frames/matches.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { makeStudy } from '../support/frames.js';
import { accountOf } from './main-job/cast.js';
import { look, openDesk, said, signIn } from './support/desk.js';
import { press, tabTo } from './support/keyboard.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const isPictured = process.env['VELDWERK_PICTURES'] === '1';

const ROWS = [
  'clientnummer;voornaam;achternaam;geboortedatum;postcode;telefoon_ouder;naam_ouder',
  'W1;Mo;El Amrani;01-02-2012;3011AA;0612345678;Salma El Amrani',
  'W2;Mohammed;El Amrani;01-02-2012;3011AA;0612345678;Salma El Amrani',
  'W3;Liv;Smit;05-06-2010;3012BB;0623456781;Tess Smit',
  'W4;Liv;Smit;05-06-2010;3012ZZ;;',
  'W5;Noor;Bakker;07-08-2014;3013CC;0634567812;Nora Bakker',
  'W6;Noor;de Wit;07-08-2014;3013CC;;Nora de Wit',
];

describeOnEachDatabase('deciding who is the same person', ({ openDatabase, engine }) => {
  it('goes by keyboard alone, from pair to pair and back', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    await addUser(app, COMMAND, { ...accountOf('onderzoeker'), name: 'onderzoeker', roles: ['onderzoeker'] });
    const study = await makeStudy(app);
    const bytes = Buffer.from(ROWS.join('\n'));
    await importDelivery(app, COMMAND, study, {
      name: 'team.csv',
      bytes,
      domain: 'basishulp',
      organisation: 'Team',
    });
    const counts = async () => countMatches(app.database.read, study);
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    const { page } = desk;
    const see = (step: string) => look(page, isPictured ? `matches-${step}-${engine}` : undefined);
    const heading = () => page.getByRole('heading', { level: 1 }).textContent();

    await signIn(desk, accountOf('onderzoeker'));
    await page.goto(`/studies/${study.slug}/frames/matches`);
    await see('list');
    await tabTo(page, /Beginnen met beslissen/);
    await press(page, 'Enter');
    expect(await heading()).toBe('Cliënt 1 en 2');
    await see('pair');

    await press(page, '1');
    expect(await heading()).toBe('Cliënt 3 en 4');
    expect(await page.getByText('Net besloten: Cliënt 1 en 2: zelfde persoon.').count()).toBe(1);
    await see('next');
    await press(page, '2');
    expect(await heading()).toBe('Cliënt 5 en 6');
    await tabTo(page, /Besluit ongedaan maken/);
    await press(page, 'Enter');
    expect(await heading()).toBe('Cliënt 3 en 4');
    expect(await said(page)).toContain('ongedaan gemaakt');
    expect(await counts()).toMatchObject({ open: 2, decided: 1 });

    // With the keys switched off, the buttons still work.
    await tabTo(page, /Sneltoetsen uitzetten/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    expect(await counts()).toMatchObject({ open: 2 });
    await page.reload();
    await tabTo(page, /Zelfde persoon/);
    await press(page, 'Enter');
    await tabTo(page, /Twee personen/);
    await press(page, 'Enter');
    expect(await said(page)).toContain('Over alle paren is besloten.');
    await see('done');
    expect(await counts()).toMatchObject({ open: 0, decided: 3 });
    expect(desk.complaints).toEqual([]);
  });
});
