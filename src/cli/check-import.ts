import { readFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import { applyMarks } from '../features/checks/exclusions.service.js';
import { readReturnedCheck, type ReturnedCheck } from '../features/checks/returned-lists.service.js';
import { organisationNamed } from './check-export.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly organisation: string;
  readonly domain?: string;
  readonly acceptMissing?: boolean;
}

/** What was done, in words. */
function outcomeText(excluded: number, listed: number): string {
  return excluded === 0
    ? `niemand van de ${String(listed)} cliënten is uit de steekproef gehaald.`
    : `${String(excluded)} van de ${String(listed)} cliënten uit de steekproef gehaald; hun contactgegevens zijn gewist.`;
}

/** `check import`: a list that came back from an organisation. */
export function checkImportCommand(): Command {
  return command(
    'import',
    'carry out a returned list: marked clients leave the sample, their data are erased',
  )
    .argument('<file>', 'the list as the organisation returned it, csv or xlsx')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--organisation <name>', 'whose list it is')
    .option('--domain <code>', 'which one, when two organisations have the same name')
    .option('--accept-missing', 'count clients who are not in the file as not marked')
    .action(async (file: string, options: Options) => {
      await run(options, async (app, actor) => {
        const { study: slug } = options;
        const { organisationId } = await organisationNamed(app, options);
        const bytes = await bytesOf(file);
        const returned = await readReturnedCheck(app, actor, { slug, organisationId, bytes });
        ensureUsable(returned, options.acceptMissing === true);
        const { marks } = returned;
        const excluded = await applyMarks(app, actor, { slug, organisationId, marks });
        return {
          json: {
            organisation: returned.organisation.name,
            listed: returned.listedCount,
            marked: marks.length,
            excluded,
            missing: returned.problems.length,
          },
          text: `${returned.organisation.name}: ${outcomeText(excluded, returned.listedCount)}`,
        };
      });
    });
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

function ensureUsable({ problems, isBlocked }: ReturnedCheck, acceptMissing: boolean): void {
  if (!isBlocked && (acceptMissing || problems.length === 0)) return;
  const lines = problems.map(({ line, message }) =>
    line === null ? message : `Regel ${String(line)}: ${message}`,
  );
  const hint = isBlocked ? [] : ['Klopt het dat zij ontbreken? Gebruik --accept-missing.'];
  throw new UserProblem('invalid_input', [...lines, ...hint].join('\n'));
}
