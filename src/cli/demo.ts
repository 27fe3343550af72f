import path from 'node:path';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/accounts.js';
import { buildDemo } from '../demo/build-demo.js';
import { prepareBuildingSite } from '../demo/demo-database.js';
import { describeFailure } from '../failure.js';
import { serve } from '../serve.js';
import { openApplication } from '../start.js';
import { command, type CommonOptions } from './run.js';

interface Options extends CommonOptions {
  readonly buildOnly?: boolean;
}

const DEMO_DATABASE = 'sqlite:data/demo.sqlite';

/** `demo`: builds the demo anew and serves it. */
export function demoCommand(): Command {
  return command('demo', 'build a demo with invented people and serve it; the earlier demo is replaced')
    .option('--build-only', 'build the demo without serving it')
    .addHelpText(
      'after',
      `\nThe demo stands in ${DEMO_DATABASE} unless DATABASE_URL names an empty database or an earlier demo.`,
    )
    .action(async (options: Options) => {
      try {
        await runDemo(options);
      } catch (error) {
        process.stderr.write(`${describeFailure(error)}\n`);
        process.exitCode = 1;
      }
    });
}

async function runDemo(options: Options): Promise<void> {
  const config = demoConfig();
  const clientFilesFolder = path.join(folderOf(config), 'demo-clientbestanden');
  const tell = (line: string): void => {
    (options.json === true ? process.stderr : process.stdout).write(`${line}\n`);
  };
  const startedAt = process.hrtime.bigint();
  await build(config, { clientFilesFolder, tell });
  tell(`Klaar in ${secondsSince(startedAt)} seconden.`);
  const url = options.buildOnly === true ? null : (await serve(await openApplication(config))).url;
  const password = DEMO_PASSWORD;
  const accounts = DEMO_ACCOUNTS.map(({ email, roles }) => ({ email, roles }));
  if (options.json === true) {
    const json = { url, database: databaseName(config), client_files: clientFilesFolder, accounts, password };
    process.stdout.write(`${JSON.stringify(json)}\n`);
    return;
  }
  tell('');
  tell(url === null ? 'Start de demo met: npm run demo' : `De demo staat op ${url}`);
  tell(`Wachtwoord van alle accounts: ${password}`);
  for (const { email, roles } of accounts) tell(`  ${roles.join(', ').padEnd(16)}${email}`);
}

function demoConfig(): Config {
  const config = readConfig(undefined, DEMO_DATABASE);
  return {
    ...config,
    isDemo: true,
    secondStep: 'optional',
    logLevel: config.logLevel === 'debug' ? 'debug' : 'warn',
  };
}

async function build(
  config: Config,
  { clientFilesFolder, tell }: { clientFilesFolder: string; tell: (line: string) => void },
): Promise<void> {
  const site = await prepareBuildingSite(config.database);
  const app = await openApplication({ ...config, database: site.location });
  try {
    // A build that is broken off is done again; the finished file is brought to the disk as a whole.
    if (app.database.engine === 'sqlite') await app.database.write.raw('pragma synchronous = off');
    await buildDemo(app, { clientFilesFolder, tell });
  } finally {
    await app.close();
  }
  await site.finish();
}

function folderOf({ database }: Config): string {
  return database.engine === 'sqlite' ? path.dirname(database.file) : 'data';
}

function databaseName({ database }: Config): string {
  return database.engine === 'sqlite' ? `sqlite:${database.file}` : 'postgres';
}

function secondsSince(startedAt: bigint): string {
  return (Number(process.hrtime.bigint() - startedAt) / 1e9).toFixed(1);
}
