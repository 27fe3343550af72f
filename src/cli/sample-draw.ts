import { type Command, Option } from 'commander';
import { parseSeed, type Seed } from '../domain/sampling/random.js';
import { UserProblem } from '../errors.js';
import { parseShares, parseSizes } from '../features/samples/samples.forms.js';
import { drawStudySample } from '../features/samples/samples.service.js';
import { type SamplingReport, samplingReport } from '../features/samples/sampling-report.service.js';
import { getStudy } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly size: string;
  readonly seed?: string;
  readonly reason?: string;
  readonly method: string;
  readonly replicates?: string;
  readonly leaveOutSince?: string;
}

/** `sample draw`: the stratified sample of a study. */
export function sampleDrawCommand(): Command {
  return command('draw', 'draw the sample; the same seed and sizes on the same frame give the same sample')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption(
      '--size <sizes>',
      'sample size per domain or segment: basishulp=356,specialistisch/jeugd_ggz=395,jb_jr=136',
    )
    .option('--seed <number>', 'whole number of 0 to 4294967295; made and kept when left out')
    .addOption(
      new Option('--method <method>', 'simple, or systematic over organisation, segment and age')
        .choices(['simple', 'systematic'])
        .default('simple'),
    )
    .option('--replicates <percentages>', 'shares of the replicates: 70,15,15; one replicate when left out')
    .option('--leave-out-since <year>', 'leave out who was interviewed on this report year or a later one')
    .option('--reason <text>', 'why this draw replaces an earlier one; kept in the report')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const wanted = {
          sizes: sizesOf(options.size),
          method: options.method === 'systematic' ? ('systematic' as const) : ('simple' as const),
          replicateShares: sharesOf(options.replicates),
          leaveOutSince: yearOf(options.leaveOutSince),
          seed: options.seed === undefined ? null : seedOf(options.seed),
          // A script need not give one: that the command was used is then what the report says.
          reason: options.reason ?? 'Opnieuw getrokken met de opdrachtregel, zonder opgegeven reden.',
        };
        const draw = await drawStudySample(app, actor, options.study, wanted);
        const db = app.database.read;
        const report = await samplingReport(db, await getStudy(db, options.study), draw);
        return { json: report, text: reportText(report) };
      });
    });
}

function sizesOf(text: string): Readonly<Record<string, number>> {
  const sizes = parseSizes(text);
  if (sizes !== null) return sizes;
  throw new UserProblem('invalid_input', 'Schrijf --size als basishulp=356,specialistisch=395,jb_jr=136.');
}

function sharesOf(text: string | undefined): readonly number[] {
  const shares = text === undefined ? [1] : parseShares(text);
  if (shares !== null) return shares.length === 1 ? [1] : shares;
  throw new UserProblem(
    'invalid_input',
    'Schrijf --replicates als percentages die samen 100 zijn: 70,15,15.',
  );
}

function yearOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{4}$/.test(text)) return Number(text);
  throw new UserProblem('invalid_input', 'Schrijf --leave-out-since als een jaartal, zoals 2023.');
}

function seedOf(text: string): Seed {
  const seed = parseSeed(text);
  if (seed !== null) return seed;
  throw new UserProblem('invalid_input', 'Kies voor --seed een heel getal van 0 tot en met 4294967295.');
}

function reportText(report: SamplingReport): string {
  return [
    `Trekking met startgetal ${String(report.seed)} (${report.algorithm})`,
    `Steekproefkader ${report.frame_hash}`,
    ...Object.entries(report.per_domain).map(
      ([code, domain]) =>
        `${code}: ${String(domain.sample_size)} van ${String(domain.frame_size)} personen ` +
        `(kans ${domain.probability.toFixed(4).replace('.', ',')})`,
    ),
    `Getrokken: ${String(report.ids.length)} personen`,
  ].join('\n');
}
