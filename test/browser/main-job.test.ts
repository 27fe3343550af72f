import { afterEach, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import { runImports } from '../../src/features/frames/import-runs.service.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import {
  expectNothingLeftAfterSignOut,
  expectOthersStayOut,
  interview,
  startFieldwork,
  superviseFieldwork,
} from './main-job/calling.js';
import { accountOf, type Name, type See } from './main-job/cast.js';
import { compareYears, readLog } from './main-job/figures.js';
import {
  addStaff,
  checkWithOrganisation,
  drawSample,
  importClients,
  makeStudies,
} from './main-job/setting-up.js';
import { type Desk, look, openDesk, signIn } from './support/desk.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const TUESDAY_EVENING = instant('2026-04-14T18:00:00+02:00');
const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** With `VELDWERK_PICTURES=1` pictures are made of every step, for people to look at. */
const isPictured = process.env['VELDWERK_PICTURES'] === '1';

describeOnEachDatabase('the main job in the browser', ({ openDatabase, engine }) => {
  const see: See = (page, step) => look(page, isPictured ? `main-${step}-${engine}` : undefined);

  it('goes from an empty program to tables beside an earlier year', { timeout: 240_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    app.setClock(TUESDAY_EVENING);
    await addUser(app, COMMAND, { ...accountOf('beheerder'), name: 'beheerder', roles: ['beheerder'] });
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const stopping = new AbortController();
    const reading = runImports(app, stopping.signal);
    endings.push(async () => {
      stopping.abort();
      await reading;
    });
    const at = async (name: Name): Promise<Desk> => {
      const desk = await openDesk(browser(), server.url);
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
    await interview(interviewer.page, see);
    const colleague = await at('collega');
    await expectOthersStayOut(interviewer.page, colleague.page, see);
    await superviseFieldwork(supervisor.page, see);
    await expectNothingLeftAfterSignOut(interviewer.page);

    const analyst = await at('analist');
    await compareYears(analyst.page, see);
    await readLog(administrator.page, see);

    for (const desk of [administrator, researcher, supervisor, interviewer, colleague, analyst]) {
      expect(desk.complaints).toEqual([]);
    }
  });
});
