import { expect, it } from 'vitest';
import type { Seed } from '../../../src/domain/sampling/random.js';
import {
  findSimulationRun,
  startSimulation,
} from '../../../src/features/simulation/simulation-runs.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyForSimulation } from '../../support/simulated-study.js';

describeOnEachDatabase('the page of the simulation', ({ openDatabase }) => {
  it('runs one in the background, shows how far it is and what to expect, and refuses a second', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyForSimulation(app, { seed: 3 as Seed, cases: 9, target: 8 });
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const path = `/studies/${study.slug}/fieldwork/simulation`;

    const wrong = await supervisor.post(path, { interviewers: '0', days: '1', runs: '1', seed: 'x' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Vul bij enquêteurs een heel getal in van 1 tot en met 64.');

    const plan = { slug: study.slug, seed: 5 as Seed, interviewers: 2, days: 1, runs: 1, earlier: null };
    const { ended } = await startSimulation(app, COMMAND, plan);
    expect((await supervisor.get(path)).text).toContain('0 van 1 dagen gespeeld');
    const second = await supervisor.post(path, { interviewers: '2', days: '1', runs: '1', seed: '1' });
    expect(second.status).toBe(409);
    await ended;

    const page = (await supervisor.get(path)).text;
    expect(page).toContain('Verwachte interviews tot en met de dag');
    expect(page).toContain('15-04-2026');
    expect(page).toContain('614 interviews op 886 benaderde personen');
  });

  it('stops when the supervisor says so', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyForSimulation(app, { seed: 3 as Seed, cases: 6, target: 8 });
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const plan = { slug: study.slug, seed: 5 as Seed, interviewers: 1, days: 9, runs: 1, earlier: null };
    const { ended } = await startSimulation(app, COMMAND, plan);
    const path = `/studies/${study.slug}/fieldwork/simulation`;
    expect((await supervisor.post(`${path}/stop`)).status).toBe(303);
    await ended;
    expect(findSimulationRun(app, study.slug)?.status).toBe('stopped');
    expect((await supervisor.get(path)).text).toContain('De simulatie is gestopt.');
  });
});
