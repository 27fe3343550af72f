import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { describeNote } from '../domain/tables/notes.js';
import type { Procedure } from '../domain/tables/table-input.js';
import { tableJson } from '../domain/tables/table-json.js';
import {
  COLUMN_WORD_LIST,
  COLUMN_WORDS,
  type ColumnWord,
  PROCEDURES,
  TABLE_FORMATS,
  type TableFormat,
} from '../features/tables/tables.forms.js';
import { exportTable } from '../features/tables/table-files.js';
import { makeTable, type StudyTable } from '../features/tables/tables.service.js';
import { formatDecimal, formatPercentage } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly question?: readonly string[];
  readonly columns: ColumnWord;
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
    .addOption(
      new Option('--columns <columns>', 'what stands beside each other')
        .choices(COLUMN_WORD_LIST)
        .default('domain'),
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
          columns: COLUMN_WORDS[options.columns],
          procedure: options.procedure,
          beside: options.with ?? null,
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
