import { readFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import { addToList, countObjections, importObjections } from '../features/objections/objections.service.js';
import { checkSubjects } from '../features/objections/objections.forms.js';
import { command, type CommonOptions, run } from './run.js';

interface AddOptions extends CommonOptions {
  readonly number?: string;
  readonly given?: string;
  readonly last?: string;
  readonly born?: string;
}

/** `objection add`: a number or a person that no study approaches any more. */
export function objectionAddCommand(): Command {
  return command('add', 'put a telephone number or a person on the objection list')
    .option('--number <number>', 'a telephone number')
    .option('--given <name>', 'first name of a person')
    .option('--last <name>', 'last name of a person')
    .option('--born <date>', 'birth date of a person, as 19-09-2012')
    .action(async (options: AddOptions) => {
      await run(options, async (app, actor) => {
        const { number = '', given = '', last = '', born = '' } = options;
        const form = checkSubjects({ number, given, last, born });
        if (!form.ok) throw new UserProblem('invalid_input', Object.values(form.errors).join(' '));
        return addedResult(await addToList(app, actor, form.values, 'by_hand'));
      });
    });
}

/** `objection import`: a file with numbers and people. */
export function objectionImportCommand(): Command {
  return command('import', 'put the numbers and people of a CSV file on the objection list, all or none')
    .argument('<file>', 'with the columns telefoon, geboortedatum, voornaam, tussenvoegsel, achternaam')
    .action(async (file: string, options: CommonOptions) => {
      await run(options, async (app, actor) => {
        const result = await importObjections(app, actor, await bytesOf(file));
        if (result.ok) return addedResult(result.added);
        const lines = result.faults.map(({ line, message }) => `regel ${String(line)}: ${message}`);
        throw new UserProblem('invalid_input', lines.join('\n'));
      });
    });
}

/** `objection count`: how much is on the list; the list itself cannot be read. */
export function objectionCountCommand(): Command {
  return command('count', 'count what is on the objection list').action(async (options: CommonOptions) => {
    await run(options, async (app) => {
      const counts = await countObjections(app.database.read);
      const sum = (kind: 'number' | 'person'): number =>
        counts.filter((one) => one.kind === kind).reduce((total, { count }) => total + count, 0);
      const json = { numbers: sum('number'), persons: sum('person') };
      return { json, text: `${String(json.numbers)} telefoonnummers, ${String(json.persons)} personen` };
    });
  });
}

function addedResult({ added, known }: { added: number; known: number }) {
  return { json: { added, known }, text: `${String(added)} toegevoegd, ${String(known)} stonden er al op` };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const problem = new UserProblem('upload_missing', `${file} is er niet, of mag niet worden gelezen.`);
    problem.cause = cause;
    throw problem;
  }
}
