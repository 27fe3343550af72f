import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exportResponses } from '../features/responses/responses.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly output: string;
  readonly withTexts?: true;
}

/** `responses export`: the complete interviews of a study as CSV, without contact data. */
export function responsesExportCommand(): Command {
  return command('export', 'write the complete answers of a study to a CSV file, one line per respondent')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--output <file>', 'the file to write')
    .option('--with-texts', 'also open answers, which can tell who somebody is')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const { study, output } = options;
        const lines = await exportResponses(app, actor, { study, withTexts: options.withTexts === true });
        let written = -1;
        const counted = Readable.from(lines).map((line: string) => {
          written += 1;
          return line;
        });
        await pipeline(counted, createWriteStream(output, { mode: 0o600 }));
        return {
          json: { file: output, responses: written },
          text: `${String(written)} respondenten geschreven naar ${output}`,
        };
      });
    });
}
