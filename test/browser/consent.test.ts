import { afterAll, expect, it } from 'vitest';
import { instant } from '../../src/domain/calendar/instant.js';
import type { Role } from '../../src/domain/access/role.js';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../support/application.js';
import { TEST_PASSWORD } from '../support/browser-session.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { click, type Desk, look, openDesk, openPart, said, signIn } from './support/desk.js';
import { serve, type Served } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');

const browser = useBrowser();
const served: Served[] = [];

afterAll(async () => {
  await Promise.all(served.map((one) => one.close()));
});

async function deskOf(app: TestApplication, url: string, role: Role): Promise<Desk> {
  const email = `${role}@example.org`;
  await addUser(app, COMMAND, { email, name: `Robin ${role}`, roles: [role], password: TEST_PASSWORD });
  const desk = await openDesk(browser(), url);
  await signIn(desk, { email, password: TEST_PASSWORD });
  return desk;
}

describeOnEachDatabase('consent in the browser', ({ openDatabase, engine }) => {
  it(
    'leads from parent to young person, takes a concern apart, and lets a supervisor settle it and withdraw',
    { timeout: 240_000 },
    async () => {
      const app = createTestApplication(await openDatabase());
      const study = await studyInFieldwork(app, [{ bornOn: '2012-02-01' }]);
      app.setClock(EVENING);
      const server = await serve(createWebApp(app));
      served.push(server);

      const interviewer = await deskOf(app, server.url, 'enqueteur');
      const { page } = interviewer;
      await click(page, /Volgende casus/);
      await click(page, /Bellen/);
      await click(page, /de ouder is aan de lijn/);
      await look(page, `toestemming-ouder-${engine}`);
      await click(page, 'English');
      expect(await page.getByText('I am calling on behalf of the municipality').count()).toBe(1);
      await click(page, /de jongere mag worden gevraagd/);
      await look(page, `overdragen-${engine}`);
      expect(await page.getByText('without anybody listening in').count()).toBe(1);
      expect(await page.getByText('We ask young people').count()).toBe(0);
      await click(page, /de jongere is aan de lijn/);
      expect(await page.getByText('We ask young people').count()).toBe(1);

      await click(page, 'Zorgsignaal');
      await look(page, `zorgsignaal-melden-${engine}`);
      await click(page, /Naar de veldwerkleider/);
      await look(page, `zorgsignaal-fout-${engine}`);
      await page.getByLabel(/Nee, maar ik maak me zorgen/).check();
      await page.getByLabel(/Wat hoorde of merkte u/).fill('De jongere klonk bang.');
      await click(page, /Naar de veldwerkleider/);
      expect(await said(page)).toContain('Het zorgsignaal is naar de veldwerkleider');

      const leader = await deskOf(app, server.url, 'veldwerkleider');
      const desk = leader.page;
      await desk.goto(`/studies/${study.slug}`);
      await openPart(desk, 'Zorgsignalen');
      await look(desk, `zorgsignalen-${engine}`);
      await click(desk, /14-04-2026/);
      await click(desk, 'In behandeling nemen');
      await desk.getByLabel(/Wat deed of besloot u/).fill('Ouder gebeld, er is hulp.');
      await look(desk, `zorgsignaal-${engine}`);
      await click(desk, 'Afhandelen');

      await openPart(desk, 'Intrekkingen');
      await look(desk, `intrekkingen-${engine}`);
      await desk.getByLabel(/Waarom zoekt u/).selectOption('withdrawal');
      await desk.getByLabel(/Telefoonnummer/).fill('06 12 34 56 78');
      await click(desk, 'Zoeken');
      await look(desk, `gevonden-${engine}`);
      expect(new URL(desk.url()).search).toBe('');
      await click(desk, 'C001');
      await desk.getByLabel(/Wie trekt de toestemming in/).selectOption('parent');
      await desk.getByLabel(/Hoe kwam het verzoek binnen/).selectOption('call');
      await desk.getByLabel(/nooit meer worden benaderd/).check();
      await look(desk, `intrekken-${engine}`);
      await click(desk, /Alles wissen/);
      await look(desk, `bewijs-${engine}`);
      expect(await desk.getByRole('heading', { name: /Bewijs van intrekking/ }).count()).toBe(1);

      await page.reload();
      expect(await page.getByText('Deze casus is niet (meer) van u').count()).toBe(1);
      expect(await app.database.read('vault_concerns')).toEqual([]);
      expect(interviewer.complaints).toEqual([]);
      expect(leader.complaints).toEqual([]);
      await interviewer.close();
      await leader.close();
    },
  );

  it('shows the settings and the objection list to a researcher', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2012-02-01' }]);
    app.setClock(EVENING);
    const server = await serve(createWebApp(app));
    served.push(server);
    const researcher = await deskOf(app, server.url, 'onderzoeker');
    const { page } = researcher;
    await page.goto(`/studies/${study.slug}`);
    await openPart(page, 'Instellingen');
    await look(page, `instellingen-${engine}`);
    await page.getByLabel('Hoogste aantal pogingen').fill('veel');
    await click(page, 'Instellingen bewaren');
    await look(page, `instellingen-fout-${engine}`);
    await page.goto('/objections');
    await look(page, `bezwaarlijst-${engine}`);
    await page.getByLabel(/Telefoonnummer/).fill('06 12 34 56 78');
    await click(page, 'Op de lijst zetten');
    expect(await said(page)).toContain('Toegevoegd aan de bezwaarlijst: 1');
    await page.getByLabel(/Telefoonnummer/).fill('06 12 34 56 78');
    await click(page, 'Opzoeken');
    await look(page, `bezwaar-gevonden-${engine}`);
    expect(researcher.complaints).toEqual([]);
    await researcher.close();
  });
});
