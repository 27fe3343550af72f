import { afterEach, expect, it } from 'vitest';
import { setTargets } from '../../src/features/studies/studies.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyWithGroups } from '../support/response-cases.js';
import { accountOf } from './main-job/cast.js';
import { click, download, look, openDesk, openPart, signIn } from './support/desk.js';
import { tabTo } from './support/keyboard.js';
import { expectFitsPaper } from './support/page-checks.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const isPictured = process.env['VELDWERK_PICTURES'] === '1';

const GROUPS = {
  basishulp: { I: 21, P: 2, R: 6, NC: 5, NE: 3, open: 9, excluded: 3, withdrawn: 2, unreleased: 8 },
  specialistisch: { I: 61, R: 11, NC: 4, open: 5 },
  jb_jr: { I: 7, R: 3, open: 2 },
};

describeOnEachDatabase('the response in a browser', ({ openDatabase, engine }) => {
  it(
    'is followed from the total to the cases, along the growth, the funnel and the definitions',
    { timeout: 240_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const year = { fieldworkStartsOn: '2026-04-01', fieldworkEndsOn: '2026-04-30' } as never;
      await studyWithGroups(app, GROUPS, year);
      await setTargets(app, COMMAND, 'ceo-2025', { basishulp: 46, specialistisch: 69, jb_jr: 23 });
      await addUser(app, COMMAND, {
        ...accountOf('veldwerkleider'),
        name: 'leider',
        roles: ['veldwerkleider'],
      });
      const server = await serve(createWebApp(app));
      endings.push(server.close);
      const desk = await openDesk(browser(), server.url);
      endings.push(desk.close);
      const { page } = desk;
      const see = async (name: string): Promise<void> => {
        await look(page, isPictured ? `response-${name}-${engine}` : undefined);
        await expectFitsPaper(page);
      };
      await signIn(desk, accountOf('veldwerkleider'));
      await page.goto('/studies/ceo-2025/response');
      await page.getByLabel('Uitsplitsen naar').selectOption('age');
      await click(page, 'Tonen');
      await see('breakdown');

      await openPart(page, 'Verloop');
      expect(await page.getByText(/89 interviews\./).count()).toBe(1);
      expect(await page.getByRole('img', { name: /Lijnen per veldwerkdag/ }).count()).toBe(4);
      await tabTo(page, /De getallen achter deze grafiek/);
      await page.keyboard.press('Enter');
      await page.getByRole('table', { name: 'Alle domeinen: interviews per veldwerkdag' }).waitFor();
      await see('curve');
      expect(await download(page, /CSV van Stand na/)).toContain('Totaal;89;');
      expect(await download(page, 'Dagrapport')).toContain('Respons per domein');

      await openPart(page, 'Trechter');
      await see('funnel');
      const places = page.getByRole('table', { name: 'Waar de casussen bleven' });
      await Promise.all([
        page.waitForEvent('load'),
        places
          .getByRole('row', { name: /Voltooid/ })
          .getByRole('link', { name: '61', exact: true })
          .click(),
      ]);
      expect(await page.getByText('61 casussen: Interviews, Specialistische hulp.').count()).toBe(1);
      await see('cases');

      await openPart(page, 'Trechter');
      await Promise.all([
        page.waitForURL(/definitions#trechter-contacted/),
        page.getByRole('link', { name: 'Gesproken' }).click(),
      ]);
      await see('definitions');
      expect(await page.locator('#RR1').isVisible()).toBe(true);
      expect(desk.complaints).toEqual([]);
    },
  );
});
