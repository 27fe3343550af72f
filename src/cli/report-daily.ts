import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  DAILY_FORMATS,
  type DailyFormat,
  writeDailyReport,
} from '../features/response-rates/daily-report.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly format: DailyFormat;
  readonly output: string;
}

/** `report daily`: the figures of today, for who follows the fieldwork from outside. */
export function reportDailyCommand(): Command {
  return command(
    'daily',
    'the figures of today: response per domain, growth, calls by outcome, decisions that wait; no personal data',
  )
    .requiredOption('--study <slug>', 'the study')
    .addOption(new Option('--format <format>', 'HTML or Word').choices(DAILY_FORMATS).default('html'))
    .requiredOption('--output <file>', 'the file to write')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const name = `dagrapport.${options.format}`;
        const { bytes } = await writeDailyReport(app, actor, { slug: options.study, name });
        await writeFile(options.output, bytes, { mode: 0o600 });
        return { json: { file: options.output }, text: `Het dagrapport staat in ${options.output}` };
      });
    });
}
