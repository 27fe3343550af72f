import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command } from 'commander';
import type { Application } from '../application.js';
import { UserProblem } from '../errors.js';
import {
  exportCheckList,
  listOrganisationChecks,
  type OrganisationCheck,
} from '../features/checks/checks.service.js';
import { getDomain, getStudy } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly organisation?: string;
  readonly domain?: string;
  readonly folder?: string;
}

/** `check export`: lists for the organisations, on standard output or as files. */
export function checkExportCommand(): Command {
  return command('export', 'print the list of one organisation as CSV, or write the lists of all to a folder')
    .requiredOption('--study <slug>', 'the study')
    .option('--organisation <name>', 'whose list; all organisations when left out')
    .option('--domain <code>', 'which one, when two organisations have the same name')
    .option('--folder <path>', 'write files there instead of printing')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const organisations = await wantedOrganisations(app, options);
        const lists = [];
        for (const { organisationId } of organisations) {
          lists.push(await exportCheckList(app, actor, { slug: options.study, organisationId }));
        }
        const files = options.folder === undefined ? [] : await writeLists(options.folder, lists);
        return {
          json: lists.map(({ organisation, clientCount, csv }, place) => ({
            organisation: organisation.name,
            clients: clientCount,
            ...(files[place] === undefined ? { csv } : { file: files[place] }),
          })),
          text: files.length > 0 ? files.join('\n') : lists.map(({ csv }) => csv.trimEnd()).join('\n'),
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
  lists: readonly { organisation: OrganisationCheck; csv: string }[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = listFileNames(lists.map(({ organisation }) => organisation.name));
  const files = names.map((name) => path.join(folder, name));
  for (const [place, file] of files.entries()) {
    await writeFile(file, lists[place]?.csv ?? '', { mode: 0o600 });
  }
  return files;
}

/**
 * A file name for each organisation, all different: organisations of several domains may have one name, and some
 * disks take capitals for small letters.
 */
export function listFileNames(organisations: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return organisations.map((organisation) => {
    const plain = organisation.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-');
    for (let number = 1; ; number += 1) {
      const name = `${plain}${number === 1 ? '' : ` (${String(number)})`}.csv`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
