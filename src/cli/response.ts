import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { BREAKDOWNS, type Breakdown } from '../domain/response/breakdown.js';
import { breakDownResponse, type StudyBreakdown } from '../features/response-rates/breakdown.service.js';
import {
  FIGURE_FORMATS,
  type FigureFormat,
  writeFigures,
} from '../features/figure-files/figure-files.service.js';
import { breakdownJson } from '../features/response-rates/response-json.js';
import { caseLinkOf } from '../features/response-rates/response-paths.js';
import { responseTables } from '../features/response-rates/response-tables.js';
import { formatPercentage } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly by: Breakdown;
  readonly domain?: string;
  readonly format?: FigureFormat;
  readonly output?: string;
}

/** `response`: who was approached and what came of it, in parts and in total. */
export function responseCommand(): Command {
  return command(
    'response',
    'the response of a study: counts per group, all AAPOR rates with e, the own rate',
  )
    .requiredOption('--study <slug>', 'the study')
    .addOption(new Option('--by <part>', 'in which parts').choices(BREAKDOWNS).default('domain'))
    .option('--domain <code>', 'only this domain')
    .addOption(
      new Option('--format <format>', 'write the tables to a file instead of printing').choices(
        FIGURE_FORMATS,
      ),
    )
    .option('--output <file>', 'the file to write; needed with --format')
    .action(async (options: Options, own: Command) => {
      const { format, output } = options;
      if ((format === undefined) !== (output === undefined)) own.error('--format and --output go together');
      await run(options, async (app, actor) => {
        const found = await breakDownResponse(app, {
          slug: options.study,
          by: options.by,
          domain: options.domain ?? null,
        });
        if (format === undefined || output === undefined) {
          return { json: breakdownJson(found), text: describe(found) };
        }
        const tables = responseTables(found, caseLinkOf(options.study, []));
        const { bytes } = await writeFigures(app, actor, {
          study: found.study,
          tables,
          format,
          name: 'respons',
        });
        await writeFile(output, bytes, { mode: 0o600 });
        return {
          json: { file: output, tables: tables.length },
          text: `De respons staat in ${output}`,
        };
      });
    });
}

function describe({ parts, total }: StudyBreakdown): string {
  return [...parts, total]
    .map(({ label, summary: { counts, approached, municipalRate } }) => {
      const rate = municipalRate === null ? 'geen respons' : `respons ${formatPercentage(municipalRate)}`;
      return `${label}: benaderd ${String(approached)}, interviews ${String(counts.I)} (${rate}), weigeringen ${String(counts.R)}, geen contact ${String(counts.NC)}, open ${String(counts.open)}`;
    })
    .join('\n');
}
