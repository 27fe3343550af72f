import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { FileFault } from '../domain/answer-file/answer-record.js';
import { UserProblem } from '../errors.js';
import {
  importPublished,
  type ImportOutcome,
  importResponses,
} from '../features/responses/responses.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly population?: Readonly<Record<string, number>>;
  readonly aggregates?: true;
  readonly mapping?: string;
  readonly replace?: true;
}

/** `responses import`: answers, or printed results, of a year that was measured elsewhere. */
export function responsesImportCommand(): Command {
  return command('import', 'take over answers of an earlier year, one line per respondent (CSV or SPSS)')
    .argument('<file>', 'the CSV or .sav file')
    .requiredOption('--study <slug>', 'the study of that year')
    .option('--aggregates', 'the file holds published results: question, option, domain, base, value, sd')
    .option(
      '--population <sizes>',
      'clients per domain, for weights and the finite population correction: basishulp=3900,jb_jr=1100',
      sizesOf,
    )
    .option(
      '--mapping <file>',
      'what the columns and codes of the file are here: lines such as "v12 -> B1: 1=1, 9=98"',
    )
    .option('--replace', 'take the place of what was imported before')
    .action(async (path: string, options: Options) => {
      await run(options, async (app, actor) => {
        const file = {
          study: options.study,
          bytes: await readFile(path).catch(unreadable),
          replaces: options.replace === true,
        };
        const outcome =
          options.aggregates === true
            ? await importPublished(app, actor, file)
            : await importResponses(app, actor, {
                ...file,
                population: options.population ?? {},
                mapping:
                  options.mapping === undefined
                    ? ''
                    : await readFile(options.mapping, 'utf8').catch(unreadable),
              });
        return { json: { imported: importedBy(outcome) }, text: describe(importedBy(outcome)) };
      });
    });
}

function unreadable(): never {
  throw new UserProblem('unreadable_file', 'Het bestand is er niet, of mag niet worden gelezen.');
}

function importedBy(outcome: ImportOutcome): Readonly<Record<string, number>> {
  if (outcome.ok) return outcome.imported;
  const proposal =
    outcome.mapping === undefined
      ? []
      : ['', 'Zet dit, verbeterd, in een bestand en geef het mee met --mapping:', outcome.mapping];
  throw new UserProblem('invalid_input', [...outcome.faults.map(describeFault), ...proposal].join('\n'));
}

function describeFault({ line, column, message }: FileFault): string {
  return `Regel ${String(line)}${column === null ? '' : `, kolom ${column}`}: ${message}`;
}

function describe(imported: Readonly<Record<string, number>>): string {
  const lines = Object.entries(imported).map(([domain, count]) => `${domain || 'totaal'}: ${String(count)}`);
  return ['Ingelezen regels per domein', ...lines].join('\n');
}

/** `basishulp=3900,jb_jr=1100`; what is no number is refused by the import, with the name of the domain. */
function sizesOf(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [domain = '', size = ''] = part.split('=').map((one) => one.trim());
      return [domain, size === '' ? NaN : Number(size)];
    }),
  );
}
