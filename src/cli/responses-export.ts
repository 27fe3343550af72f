import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Actor, Application } from '../application.js';
import { DEFAULT_K, type DataFormat } from '../features/responses/responses.forms.js';
import { type ExportedFile, exportResponses } from '../features/responses/responses.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly output: string;
  readonly format: Exclude<DataFormat, 'csv-dutch'>;
  readonly dutch?: true;
  readonly withTexts?: true;
  readonly k: number;
  readonly weights: string;
}

/** `responses export`: the complete interviews of a study as a file, without contact data. */
export function responsesExportCommand(): Command {
  return command('export', 'write the complete answers of a study to a file, one row per respondent')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--output <file>', 'the file to write; a CSV file gets its codebook beside it')
    .addOption(
      new Option('--format <format>', 'kind of file; ddi and codebook describe the CSV file')
        .choices(['csv', 'xlsx', 'sav', 'dta', 'ddi', 'codebook'])
        .default('csv'),
    )
    .option('--dutch', 'CSV for a Dutch spreadsheet: semicolons and decimal commas')
    .option(
      '--k <number>',
      'leave out backgrounds until so many respondents share theirs; 1 leaves out nothing',
      wholeNumber,
      DEFAULT_K,
    )
    .option(
      '--weights <name>',
      'weights that were made with `weights make`, `name:2` for a version; otherwise those of the draw',
      '',
    )
    .option('--with-texts', 'also open answers, which can tell who somebody is')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const { study, output, k, weights } = options;
        const withTexts = options.withTexts === true;
        const format = options.format === 'csv' && options.dutch === true ? 'csv-dutch' : options.format;
        const request = { study, withTexts, k, weights };
        const { respondents, snapshot } = await write(app, actor, { ...request, format, output });
        const files = [output];
        if (options.format === 'csv') {
          const beside = output.replace(/(\.csv)?$/i, '-codeboek.csv');
          await write(app, actor, { ...request, format: 'codebook', output: beside });
          files.push(beside);
        }
        return {
          json: { file: output, files, responses: respondents, snapshot },
          text: `${String(respondents)} respondenten geschreven naar ${files.join(' en ')} (momentopname ${String(snapshot)})`,
        };
      });
    });
}

async function write(
  app: Application,
  actor: Actor,
  { output, ...request }: Parameters<typeof exportResponses>[2] & { readonly output: string },
): Promise<Pick<ExportedFile, 'respondents' | 'snapshot'>> {
  const file = await exportResponses(app, actor, request);
  await pipeline(Readable.from(file.chunks), createWriteStream(output, { mode: 0o600 }));
  return file;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('Give a whole number from 1.');
}
