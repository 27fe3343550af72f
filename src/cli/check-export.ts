import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Application } from '../application.js';
import { UserProblem } from '../errors.js';
import { listOrganisationChecks, type OrganisationCheck } from '../features/checks/checks.service.js';
import {
  exportCheckList,
  type ListFile,
  LIST_FORMATS,
  type ListFormat,
} from '../features/checks/lists-out.service.js';
import { getDomain, getStudy } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly organisation?: string;
  readonly domain?: string;
  readonly folder?: string;
  readonly format: ListFormat;
}

/** `check export`: lists for the organisations, on standard output or as files. */
export function checkExportCommand(): Command {
  return command('export', 'print the list of one organisation, or write the lists of all to a folder')
    .requiredOption('--study <slug>', 'the study')
    .option('--organisation <name>', 'whose list; all organisations when left out')
    .option('--domain <code>', 'which one, when two organisations have the same name')
    .option('--folder <path>', 'write files there instead of printing')
    .addOption(
      new Option('--format <format>', 'csv; or xlsx, which needs a folder')
        .choices(LIST_FORMATS)
        .default('csv'),
    )
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const { study: slug, format, folder } = options;
        if (format === 'xlsx' && folder === undefined) {
          throw new UserProblem('invalid_input', 'Kies voor Excel een map (--folder): het is geen tekst.');
        }
        const lists: ListFile[] = [];
        for (const { organisationId } of await wantedOrganisations(app, options)) {
          lists.push(await exportCheckList(app, actor, { slug, organisationId, format }));
        }
        const files = folder === undefined ? [] : await writeLists(folder, lists, format);
        const texts = lists.map(({ bytes }) => (folder === undefined ? bytes.toString('utf8') : ''));
        return {
          json: lists.map(({ organisation, clientCount }, place) => ({
            organisation: organisation.name,
            clients: clientCount,
            ...(files[place] === undefined ? { csv: texts[place] } : { file: files[place] }),
          })),
          text: files.length > 0 ? files.join('\n') : texts.map((csv) => csv.trimEnd()).join('\n'),
        };
      });
    });
}

async function wantedOrganisations(
  app: Application,
  options: Options,
): Promise<readonly OrganisationCheck[]> {
  if (options.organisation !== undefined) {
    return [await organisationNamed(app, { ...options, organisation: options.organisation })];
  }
  if (options.folder === undefined) {
    throw new UserProblem('invalid_input', 'Kies een organisatie (--organisation) of een map (--folder).');
  }
  const db = app.database.read;
  return listOrganisationChecks(db, await getStudy(db, options.study));
}

/**
 * The organisation with this name that has drawn clients.
 * @throws UserProblem `invalid_input` that says which names there are
 */
export async function organisationNamed(
  app: Application,
  options: { readonly study: string; readonly organisation: string; readonly domain?: string },
): Promise<OrganisationCheck> {
  const db = app.database.read;
  const study = await getStudy(db, options.study);
  const domainId = options.domain === undefined ? null : getDomain(study, options.domain).id;
  const checks = await listOrganisationChecks(db, study);
  const named = checks.filter(
    (check) => check.name === options.organisation && (domainId === null || check.domainId === domainId),
  );
  const [only, other] = named;
  if (only === undefined) {
    const names = checks.map(({ name }) => name).join(', ');
    throw new UserProblem(
      'invalid_input',
      names === ''
        ? 'Er is nog geen steekproef getrokken.'
        : `Van ${options.organisation} is niemand getrokken. Kies uit: ${names}.`,
    );
  }
  if (other !== undefined) {
    throw new UserProblem(
      'invalid_input',
      `Twee organisaties heten ${options.organisation}. Kies ook het domein (--domain).`,
    );
  }
  return only;
}

/** The lists hold names: nobody else on this machine may read the files. */
async function writeLists(
  folder: string,
  lists: readonly ListFile[],
  format: ListFormat,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = listFileNames(
    lists.map(({ organisation }) => organisation.name),
    format,
  );
  const files = names.map((name) => path.join(folder, name));
  for (const [place, file] of files.entries()) {
    await writeFile(file, lists[place]?.bytes ?? '', { mode: 0o600 });
  }
  return files;
}

/**
 * A file name for each organisation, all different: organisations of several domains may have one name, and some
 * disks take capitals for small letters.
 */
export function listFileNames(organisations: readonly string[], format: ListFormat): readonly string[] {
  const taken = new Set<string>();
  return organisations.map((organisation) => {
    const plain = organisation.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-');
    for (let number = 1; ; number += 1) {
      const name = `${plain}${number === 1 ? '' : ` (${String(number)})`}.${format}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
