import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { describeNote } from '../domain/tables/notes.js';
import type { Procedure, Totals } from '../domain/tables/table-input.js';
import { tableJson } from '../domain/tables/table-json.js';
import { PROCEDURES, TABLE_FORMATS, type TableFormat } from '../features/tables/tables.forms.js';
import { exportTable } from '../features/tables/table-files.js';
import { makeTable, type StudyTable } from '../features/tables/tables.service.js';
import { formatDecimal, formatPercentage } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly question?: readonly string[];
  readonly columns: string;
  readonly unknown: 'column' | 'left-out';
  readonly totals: Totals;
  readonly procedure: Procedure;
  readonly with?: readonly string[];
  readonly format?: TableFormat;
  readonly output?: string;
}

/** `tables`: figures with bases and letters, after disclosure control. */
export function tablesCommand(): Command {
  return command('tables', 'comparison tables of the complete interviews of a study')
    .requiredOption('--study <slug>', 'the study')
    .option('--question <code...>', 'questions, statements or whole grids; all when left out')
    .option(
      '--columns <axis,axis>',
      'what stands beside each other: domain, year, segment, measure, respondent, age_band or the code of a question; two are crossed',
      'domain',
    )
    .addOption(
      new Option('--unknown <unknown>', 'people of whom this is not known')
        .choices(['column', 'left-out'])
        .default('column'),
    )
    .addOption(
      new Option('--totals <totals>', 'totals with JB/JR, with and without, or everything without')
        .choices(['all', 'both', 'without'])
        .default('all'),
    )
    .addOption(
      new Option('--procedure <procedure>', 'how differences are tested')
        .choices(PROCEDURES)
        .default('design'),
    )
    .option('--with <slug...>', 'studies of other years beside this one; the earlier ones when left out')
    .addOption(
      new Option('--format <format>', 'write a file of this kind instead of printing').choices(TABLE_FORMATS),
    )
    .option('--output <file>', 'the file to write; needed with --format')
    .action(async (options: Options, own: Command) => {
      const { format, output } = options;
      if ((format === undefined) !== (output === undefined)) own.error('--format and --output go together');
      await run(options, async (app, actor) => {
        const made = await makeTable(app, {
          study: options.study,
          questions: options.question ?? null,
          columns: options.columns.split(',').map((axis) => axis.trim()),
          procedure: options.procedure,
          beside: options.with ?? null,
          options: { unknown: options.unknown, totals: options.totals },
        });
        if (format === undefined || output === undefined) {
          return { json: tableJson(made.table), text: describe(made) };
        }
        const { bytes } = await exportTable(app, actor, { made, format });
        await writeFile(output, bytes, { mode: 0o600 });
        return {
          json: { file: output, rows: made.table.rows.length },
          text: `Tabellen geschreven naar ${output}`,
        };
      });
    });
}

function describe({ table }: StudyTable): string {
  const rows = table.rows.flatMap((row) => [
    `${row.question} ${row.label}`,
    ...row.cells.flatMap((cell, at) => {
      const label = table.columns[at]?.label ?? cell.column;
      if (cell.suppressed) return [`  ${label}: verborgen`];
      if (cell.value === null) return [];
      const value = row.statistic === 'mean' ? formatDecimal(cell.value) : formatPercentage(cell.value);
      return [`  ${label}: ${value} ${cell.letters} (n = ${String(cell.base)})`];
    }),
  ]);
  return [...rows, '', ...table.notes.map(describeNote)].join('\n');
}
