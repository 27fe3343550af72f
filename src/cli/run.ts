import os from 'node:os';
import { Command } from 'commander';
import type { Actor, Application } from '../application.js';
import { readConfig } from '../config.js';
import { describeFailure } from '../failure.js';
import { openApplication } from '../start.js';

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** What a command found or did: for programs, and in words. */
export interface CommandResult {
  readonly json: unknown;
  readonly text: string;
}

/** A command with `--json`; commander gives it `--help`. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print the result as JSON, for programs');
}

/**
 * Opens the application of the environment, does the work, and prints its result. A failure is printed on
 * standard error with what to do, and makes the exit code 1.
 */
export async function run(
  options: CommonOptions,
  work: (app: Application, actor: Actor) => Promise<CommandResult>,
): Promise<void> {
  try {
    const config = readConfig();
    const app = await openApplication({
      ...config,
      logLevel: config.logLevel === 'debug' ? 'debug' : 'warn',
    });
    try {
      const result = await work(app, commandActor());
      process.stdout.write(options.json === true ? `${JSON.stringify(result.json)}\n` : `${result.text}\n`);
    } finally {
      await app.close();
    }
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

/** Whoever may run commands on the server: known by the name of their account there. */
function commandActor(): Actor {
  return {
    kind: 'command',
    id: null,
    name: `${os.userInfo().username} (opdrachtregel)`,
    roles: [],
    origin: null,
  };
}
