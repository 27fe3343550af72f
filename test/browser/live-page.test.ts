import { afterEach, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { signInAs, TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { look, openDesk, signIn } from './support/desk.js';
import { hasFocus } from './support/page-checks.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const LEADER = { email: 'leiding@example.org', name: 'Leiding', password: TEST_PASSWORD };

const browser = useBrowser();
let served: Served | null = null;

afterEach(async () => {
  await served?.close();
});

describeOnEachDatabase('the live page in a browser', ({ openDatabase, engine }) => {
  it(
    'changes while an interviewer works, and with the link where there is no script',
    { timeout: 120_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }, { bornOn: '2016-05-02' }]);
      app.setClock(EVENING);
      await addUser(app, COMMAND, { ...LEADER, roles: ['veldwerkleider'] });
      const web = createWebApp(app);
      const interviewer = await signInAs(app, web, 'enqueteur');
      served = await serve(web);
      const path = `/studies/${study.slug}/fieldwork`;
      const desk = await openDesk(browser(), served.url);
      await signIn(desk, LEADER);
      const { page } = desk;
      await page.goto(path);
      await page.getByText('Dit scherm houdt zichzelf bij.').waitFor();
      const plain = await browser().newContext({
        javaScriptEnabled: false,
        baseURL: served.url,
        storageState: await page.context().storageState(),
      });
      const still = await plain.newPage();
      await still.goto(path);

      const link = page.getByRole('link', { name: 'nog niet gebeld' });
      await link.focus();
      const next = await interviewer.post('/fieldwork/next', { study: study.slug });
      await page.getByText('heeft casus voor zich').waitFor({ timeout: 2000 });
      await interviewer.post(`${String(next.headers['location'])}/call`);
      await page.getByText('aan het bellen').first().waitFor({ timeout: 2000 });
      await page.getByText('Nog zonder uitkomst').waitFor({ timeout: 2000 });
      expect(await hasFocus(link)).toBe(true);
      await look(page, `veldwerk-bijgehouden-${engine}`);

      expect(await still.getByText('Nog zonder uitkomst').count()).toBe(0);
      await still.getByRole('link', { name: 'Ververs' }).click();
      expect(await still.getByText('Nog zonder uitkomst').count()).toBe(1);
      expect(await still.getByText('Stand van').count()).toBe(1);

      await still.getByRole('button', { name: 'Afmelden' }).click();
      await page.getByText('U bent afgemeld; dit scherm staat stil.').waitFor({ timeout: 15_000 });
      expect(desk.complaints).toEqual([]);
      await plain.close();
      await desk.close();
    },
  );
});
