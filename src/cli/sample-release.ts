import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import { releaseStudyReplicate } from '../features/samples/replicates.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly replicate: string;
  readonly reason?: string;
}

/** `sample release`: gives the next replicate to the field. */
export function sampleReleaseCommand(): Command {
  return command('release', 'give a replicate to the field, during fieldwork and in order')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--replicate <number>', 'which replicate, from 2: the first starts the fieldwork')
    .option('--reason <text>', 'why it is needed; kept in the report')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        if (!/^\d{1,2}$/.test(options.replicate)) {
          throw new UserProblem('invalid_input', 'Schrijf --replicate als een getal, zoals 2.');
        }
        const replicate = Number(options.replicate);
        const released = await releaseStudyReplicate(app, actor, options.study, {
          replicate,
          reason: options.reason ?? 'Vrijgegeven met de opdrachtregel, zonder opgegeven reden.',
          expectedCases: null,
        });
        return {
          json: { study: options.study, replicate, released },
          text: `Deel ${String(replicate)} is vrijgegeven: ${String(released)} casussen.`,
        };
      });
    });
}
