import type { Actor, Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { recordEvent } from '../audit/audit.service.js';
import { getStudy } from '../studies/studies.service.js';
import { getRates, simulateFieldwork, type Simulation, type SimulationPlan } from './simulation.service.js';

/** A simulation that was started from the browser. It lives as long as the program runs. */
export interface SimulationRun {
  readonly plan: Omit<SimulationPlan, 'rates'>;
  status: 'running' | 'done' | 'stopped' | 'failed';
  /** Which play is going on, and how many of its days are done. */
  progress: { readonly run: number; readonly day: number };
  result: Simulation | null;
}

/** The last simulation of each study, per application: a forecast is looked at and forgotten. */
const runsOf = new WeakMap<Application['database'], Map<string, SimulationRun>>();

/** The simulation of a study that runs, or ran last; `null` when there was none. */
export function findSimulationRun(app: Application, slug: string): SimulationRun | null {
  return runsOf.get(app.database)?.get(slug) ?? null;
}

/**
 * Starts a simulation beside the work of the program; it gives way after every step.
 * @param input the plan, and the earlier study whose calls give the rates
 * @returns ends when the simulation has ended; nobody needs to wait for it
 * @throws UserProblem `wrong_state` while one runs, or when the study cannot be played
 */
export async function startSimulation(
  app: Application,
  actor: Actor,
  input: SimulationRun['plan'] & { readonly earlier: string | null },
): Promise<{ readonly ended: Promise<void> }> {
  const { earlier, ...plan } = input;
  const study = await getStudy(app.database.read, plan.slug);
  const rates = await getRates(app, earlier);
  const runs = runsOf.get(app.database) ?? new Map<string, SimulationRun>();
  if ([...runs.values()].some(({ status }) => status === 'running')) {
    throw new UserProblem('wrong_state', 'Er loopt al een simulatie. Wacht tot die klaar is, of stop hem.');
  }
  const run: SimulationRun = { plan, status: 'running', progress: { run: 1, day: 0 }, result: null };
  runsOf.set(app.database, runs.set(plan.slug, run));
  await recordEvent(app, actor, {
    action: 'simulation.start',
    objectKind: 'study',
    objectId: study.id,
    detail: { seed: plan.seed, interviewers: plan.interviewers, days: plan.days, runs: plan.runs },
  });
  return { ended: play(app, run, { ...plan, rates }) };
}

async function play(app: Application, run: SimulationRun, plan: SimulationPlan): Promise<void> {
  // Whoever stops the program need not wait for the end.
  const stop = (): void => {
    run.status = 'stopped';
  };
  process.once('SIGTERM', stop);
  try {
    const result = await simulateFieldwork(app, plan, (progress) => {
      run.progress = progress;
      return run.status === 'running';
    });
    run.result = result;
    if (run.status === 'running') run.status = 'done';
  } catch (error) {
    run.status = 'failed';
    app.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a simulation failed');
  } finally {
    process.removeListener('SIGTERM', stop);
  }
}

/** Stops the simulation of a study at the end of the day that is played now. */
export function stopSimulation(app: Application, slug: string): void {
  const run = findSimulationRun(app, slug);
  if (run?.status === 'running') run.status = 'stopped';
}
