import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Actor, Application } from '../application.js';
import { describeNote } from '../domain/tables/notes.js';
import type { ChosenOptions, Procedure } from '../domain/tables/table-input.js';
import { tableJson } from '../domain/tables/table-json.js';
import {
  ADJUSTMENTS,
  INTERVALS,
  LETTERS,
  LONELY_UNITS,
  MEAN_TESTS,
  PROCEDURES,
  TABLE_FORMATS,
  type TableFormat,
} from '../features/tables/tables.forms.js';
import { exportReport, missingNote, reportJson } from '../features/tables/report-files.js';
import { makeReport } from '../features/tables/reports.service.js';
import { getSpecificationByName, readSpecification } from '../features/tables/specifications.service.js';
import { exportTable } from '../features/tables/table-files.js';
import { makeTable, type StudyTable } from '../features/tables/tables.service.js';
import { formatDecimal, formatPercentage } from '../web/dutch-format.js';
import { command, type CommandResult, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly spec?: string;
  readonly question?: readonly string[];
  readonly columns: string;
  readonly unknown: ChosenOptions['unknown'];
  readonly totals: ChosenOptions['totals'];
  readonly adjustment: ChosenOptions['adjustment'];
  readonly level: string;
  readonly lonely: ChosenOptions['lonelyUnit'];
  readonly interval: ChosenOptions['interval'];
  readonly means: ChosenOptions['meanTest'];
  readonly letters: ChosenOptions['letters'];
  readonly onlyDifferent?: boolean;
  readonly reference?: string;
  readonly weights?: string;
  readonly procedure: Procedure;
  readonly with?: readonly string[];
  readonly format?: TableFormat;
  readonly output?: string;
}

/** `tables`: figures with bases and letters, after disclosure control. */
export function tablesCommand(): Command {
  return command('tables', 'comparison tables of the complete interviews of a study')
    .requiredOption('--study <slug>', 'the study')
    .option(
      '--spec <name|file>',
      'all tables of a saved specification, of a file with one (.json), or of the report that comes with the program (template)',
    )
    .option('--question <code...>', 'questions, statements or whole grids; all when left out')
    .option(
      '--columns <axis,axis>',
      'what stands beside each other: domain, year, segment, measure, respondent, age_band, sex, first_time, lvb, migration or the code of a question; two are crossed',
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
    .addOption(choice('--adjustment <adjustment>', 'correction for many comparisons', ADJUSTMENTS))
    .option('--level <level>', 'of significance; intervals have confidence 1 - level', '0.05')
    .addOption(choice('--lonely <lonely>', 'a stratum with one interview', LONELY_UNITS))
    .addOption(choice('--interval <interval>', 'of shares', INTERVALS))
    .addOption(choice('--means <means>', 'means with the procedure spss', MEAN_TESTS))
    .addOption(
      choice(
        '--letters <letters>',
        'columns that do not differ share one, or that of smaller columns',
        LETTERS,
      ),
    )
    .option('--only-different', 'letters only where something differs')
    .option('--reference <level>', 'year or level that the others are compared with')
    .option('--weights <name>', 'weights that were made with `weights make`, with the procedure design')
    .option('--with <slug...>', 'studies of other years beside this one; the earlier ones when left out')
    .addOption(
      new Option('--format <format>', 'write a file of this kind instead of printing').choices(TABLE_FORMATS),
    )
    .option('--output <file>', 'the file to write; needed with --format')
    .action(async (options: Options, own: Command) => {
      const { format, output } = options;
      if ((format === undefined) !== (output === undefined)) own.error('--format and --output go together');
      await run(options, async (app, actor) => {
        if (options.spec !== undefined)
          return runSpecification(app, actor, { ...options, spec: options.spec });
        const request = {
          study: options.study,
          questions: options.question ?? null,
          columns: options.columns.split(',').map((axis) => axis.trim()),
          procedure: options.procedure,
          beside: options.with ?? null,
          options: chosenOptions(options, own),
        };
        const make = () => makeTable(app, request);
        if (format === undefined || output === undefined) {
          const made = await make();
          return { json: tableJson(made.table), text: describe(made) };
        }
        const { bytes, rows } = await exportTable(app, actor, { study: request.study, make, format });
        await writeFile(output, bytes, { mode: 0o600 });
        return {
          json: { file: output, rows },
          text: `Tabellen geschreven naar ${output}`,
        };
      });
    });
}

/** An option with fixed values; the first is the usual one. */
function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values).default(values[0]);
}

function chosenOptions(options: Options, own: Command): ChosenOptions {
  const significanceLevel = Number(options.level);
  if (!(significanceLevel > 0 && significanceLevel < 1)) own.error('--level lies between 0 and 1');
  return {
    unknown: options.unknown,
    totals: options.totals,
    adjustment: options.adjustment,
    significanceLevel,
    lonelyUnit: options.lonely,
    interval: options.interval,
    meanTest: options.means,
    letters: options.letters,
    lettersWhen: options.onlyDifferent === true ? 'different' : 'always',
    reference: options.reference ?? null,
    weights: options.weights ?? '',
  };
}

/** Makes every table of a specification: printed, or in one file. */
async function runSpecification(
  app: Application,
  actor: Actor,
  { study, spec, format, output }: Options & { readonly spec: string },
): Promise<CommandResult> {
  const specification = spec.endsWith('.json')
    ? readSpecification(await readFile(spec, 'utf8'))
    : (await getSpecificationByName(app.database.read, spec)).specification;
  const make = () => makeReport(app, { study, specification });
  if (format !== undefined && output !== undefined) {
    const { bytes } = await exportReport(app, actor, { study, make, format });
    await writeFile(output, bytes, { mode: 0o600 });
    const tables = specification.tables.length;
    return { json: { file: output, tables }, text: `${String(tables)} tabellen geschreven naar ${output}` };
  }
  const report = await make();
  const parts = report.tables.map((table) => {
    const heading = [`${table.name}. ${table.title}`, ...missingNote(table)];
    if (table.kind === 'comparison') return [...heading, describe(table.made)].join('\n');
    if (table.kind === 'absent') return heading.join('\n');
    const { columns, rows } = table.section;
    const lines = rows.map(
      ({ label, cells }) =>
        `${label}: ${cells.map(({ text }, at) => `${columns[at] ?? ''} ${text}`).join(', ')}`,
    );
    return [...heading, ...lines].join('\n');
  });
  return { json: reportJson(report), text: parts.join('\n\n') };
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
