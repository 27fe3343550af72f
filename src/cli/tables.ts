import { type Command, Option } from 'commander';
import { describeNote } from '../domain/tables/notes.js';
import type { Procedure } from '../domain/tables/table-input.js';
import { tableJson } from '../domain/tables/table-json.js';
import {
  COLUMN_WORD_LIST,
  COLUMN_WORDS,
  type ColumnWord,
  PROCEDURES,
} from '../features/tables/tables.forms.js';
import { makeTable, type StudyTable } from '../features/tables/tables.service.js';
import { formatDecimal, formatPercentage } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly question?: readonly string[];
  readonly columns: ColumnWord;
  readonly procedure: Procedure;
  readonly with?: readonly string[];
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
    .action(async (options: Options) => {
      await run(options, async (app) => {
        const made = await makeTable(app, {
          study: options.study,
          questions: options.question ?? null,
          columns: COLUMN_WORDS[options.columns],
          procedure: options.procedure,
          beside: options.with ?? null,
        });
        return { json: tableJson(made.table), text: describe(made) };
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
