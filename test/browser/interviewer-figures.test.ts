import { afterEach, expect, it } from 'vitest';
import { addUser } from '../../src/features/users/users.service.js';
import { createWebApp } from '../../src/web/app.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { studyInFieldwork } from '../support/fieldwork.js';
import { plantCalls } from '../support/planted-calls.js';
import { accountOf } from './main-job/cast.js';
import { look, openDesk, signIn } from './support/desk.js';
import { serve } from './support/serve.js';
import { useBrowser } from './support/use-browser.js';

const browser = useBrowser();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const isPictured = process.env['VELDWERK_PICTURES'] === '1';

describeOnEachDatabase('the figures of interviewers in a browser', ({ openDatabase, engine }) => {
  it('are read by the supervisor, and by an interviewer of themselves', { timeout: 120_000 }, async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [{ bornOn: '2016-05-01' }]);
    await addUser(app, COMMAND, {
      ...accountOf('veldwerkleider'),
      name: 'leider',
      roles: ['veldwerkleider'],
    });
    const own = await addUser(app, COMMAND, {
      ...accountOf('enqueteur'),
      name: 'Eigen',
      roles: ['enqueteur'],
    });
    for (const [at, name] of ['Ann', 'Bea', 'Cas', 'Dik', 'Eva', null].entries()) {
      const email = `e${String(at)}@example.org`;
      const account = { ...accountOf('enqueteur'), email, roles: ['enqueteur'] as const };
      const { id } = name === null ? own : await addUser(app, COMMAND, { ...account, name });
      await plantCalls(
        app,
        study,
        Array.from({ length: 30 + at * 5 }, (_, call) => ({
          caseNumber: 'C001',
          interviewerId: id,
          at: `2026-04-14T${String(12 + Math.floor(call / 10))}:${String((call % 10) * 6).padStart(2, '0')}`,
          minutes: 4,
          outcome: call % 3 === 0 ? 'complete' : call % 4 === 0 ? 'refusal_hard' : 'no_answer',
        })),
      );
    }
    const server = await serve(createWebApp(app));
    endings.push(server.close);
    const leader = await openDesk(browser(), server.url);
    endings.push(leader.close);
    await signIn(leader, accountOf('veldwerkleider'));
    await leader.page.goto(`/studies/${study.slug}/quality/interviewers`);
    await look(leader.page, isPictured ? `interviewer-figures-${engine}` : undefined);
    expect(await leader.page.getByRole('img', { name: /Trechtergrafiek van medewerking/ }).count()).toBe(1);
    expect(await leader.page.getByRole('table', { name: 'Uren en telefoontjes' }).isVisible()).toBe(true);

    const desk = await openDesk(browser(), server.url);
    endings.push(desk.close);
    await signIn(desk, accountOf('enqueteur'));
    await desk.page.goto('/fieldwork');
    await desk.page.getByRole('link', { name: 'Mijn cijfers' }).click();
    await desk.page.getByRole('table', { name: 'Uw cijfers en die van de anderen' }).waitFor();
    await look(desk.page, isPictured ? `my-figures-${engine}` : undefined);
    expect(await desk.page.getByText('Ann').count()).toBe(0);
  });
});
