import { expect, it } from 'vitest';
import { instant } from '../../../src/domain/calendar/instant.js';
import type { Seed } from '../../../src/domain/sampling/random.js';
import {
  findSimulationRun,
  startSimulation,
} from '../../../src/features/simulation/simulation-runs.service.js';
import { getRates } from '../../../src/features/simulation/simulation.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { studyInFieldwork } from '../../support/fieldwork.js';
import { plantCalls } from '../../support/planted-calls.js';
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

  it('counts the interviews that were held already, and takes rates of a study without contact data', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 3 }, () => ({ bornOn: '2016-05-01' })),
    );
    app.setClock(instant('2026-04-14T18:00:00+02:00'));
    const supervisor = await signInAs(app, web, 'veldwerkleider');
    const interviewerId = (await signInAs(app, web, 'enqueteur')).user.id;
    const call = { caseNumber: 'C001', interviewerId, at: '2026-04-14T17:00', minutes: 20 };
    await plantCalls(app, study, [{ ...call, outcome: 'complete' }]);
    await app.database
      .write('cases')
      .where({ study_id: study.id, case_number: 'C001' })
      .update({ status: 'completed', rate_group: 'I' });
    const plan = { slug: study.slug, seed: 5 as Seed, interviewers: 1, days: 1, runs: 2, earlier: null };
    await (
      await startSimulation(app, COMMAND, plan)
    ).ended;
    const lines = findSimulationRun(app, study.slug)?.result?.lines ?? [];
    const [line] = lines.filter(({ domain }) => domain === 'basishulp');
    expect(line?.held).toBe(1);
    expect(line?.low).toBeGreaterThanOrEqual(1);
    const path = `/studies/${study.slug}/fieldwork/simulation`;
    const page = (await supervisor.get(path)).text;
    expect(page).toContain('Waarvan al gehouden');
    expect(page).toContain('de laagste en de hoogste van 2 keer');

    await app.database.write('studies').where({ id: study.id }).update({ status: 'destroyed' });
    expect((await supervisor.get(path)).text).toContain(`<option value="${study.slug}"`);
    expect((await getRates(app, study.slug)).source).toContain(study.name);
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
