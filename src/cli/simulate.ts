import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Application } from '../application.js';
import { parseSeed, type Seed } from '../domain/sampling/random.js';
import { bandText } from '../domain/simulation/forecast.js';
import type { SimulationRates } from '../domain/simulation/simulation-rates.js';
import { parseRatesFile } from '../features/simulation/simulation.forms.js';
import { getRates, simulateFieldwork, type Simulation } from '../features/simulation/simulation.service.js';
import { formatDate } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly seed: Seed;
  readonly interviewers: number;
  readonly days: number;
  readonly runs: number;
  readonly rates?: string;
  readonly ratesFrom?: string;
}

/** `simulate`: plays the fieldwork on a copy of the study, and says what to expect. */
export function simulateCommand(): Command {
  return command('simulate', 'play the fieldwork of a study with invented people, on a copy of it')
    .requiredOption('--study <slug>', 'the study; it is only read')
    .requiredOption('--seed <number>', 'the same seed gives the same forecast', seedOf)
    .option('--interviewers <number>', 'how many people call', countOf(64), 8)
    .option('--days <number>', 'days on which people are called', countOf(200), 20)
    .option('--runs <number>', 'how often it is played, for the bands', countOf(100), 5)
    .option('--rates <file>', 'contact and cooperation rates, as JSON')
    .option('--rates-from <slug>', 'an earlier study whose calls give the rates')
    .action(async (options: Options) => {
      await run(options, async (app) => {
        const simulation = await simulateFieldwork(
          app,
          { ...options, slug: options.study, rates: await ratesOf(app, options) },
          ({ run: played, day }) => {
            process.stderr.write(`run ${String(played)} of ${String(options.runs)}, day ${String(day)}\r`);
            return true;
          },
        );
        process.stderr.write('\n');
        return { json: jsonOf(simulation), text: describe(simulation) };
      });
    });
}

async function ratesOf(app: Application, { rates, ratesFrom }: Options): Promise<SimulationRates> {
  if (rates !== undefined) return parseRatesFile(await readFile(rates, 'utf8'));
  return getRates(app, ratesFrom ?? null);
}

function seedOf(text: string): Seed {
  const seed = parseSeed(text);
  if (seed === null) throw new InvalidArgumentError('must be a whole number from 0 to 4294967295.');
  return seed;
}

function countOf(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`must be a whole number from 1 to ${String(most)}.`);
  };
}

function jsonOf({ study, plan, plays, lines }: Simulation): unknown {
  return {
    study: study.slug,
    seeds: plays.map(({ seed }) => seed),
    interviewers: plan.interviewers,
    days: plan.days,
    rates: plan.rates,
    forecast: lines.map(({ on, domain, held, low, middle, high }) => ({
      date: on,
      domain,
      held,
      low,
      middle,
      high,
    })),
  };
}

function describe({ study, plan, plays, lines }: Simulation): string {
  const last = lines.at(-1)?.on;
  const rows = lines.map(({ on, domain, held, low, middle, high }) => {
    const target = study.domains.find(({ code }) => code === domain)?.targetInterviews;
    const goal = on === last && target !== null && target !== undefined ? `  doel ${String(target)}` : '';
    return `${formatDate(on)}  ${domain.padEnd(16)} ${String(middle).padStart(5)}  (${String(low)} – ${String(high)})  waarvan ${String(held)} al gehouden${goal}`;
  });
  const head = `Verwachte interviews tot en met de dag, van ${String(plays.length)} keer spelen: midden (laag – hoog: ${bandText(plays.length)})`;
  return [head, plan.rates.source, '', ...rows].join('\n');
}
