import type { Command } from 'commander';
import { UserProblem } from '../errors.js';
import { removeSecondFactor } from '../features/second-factors/second-factors.service.js';
import { findAccount } from '../features/users/users.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly email: string;
}

/** `user remove-second-step`: the way back in for the only administrator, whose telephone is lost. */
export function userRemoveSecondStepCommand(): Command {
  return command(
    'remove-second-step',
    'take the second step of signing in away; it is set up anew at the next one',
  )
    .requiredOption('--email <address>', 'of whom')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const account = await findAccount(app, options.email);
        if (account === null) throw new UserProblem('not_found', 'Geen account heeft dit e-mailadres.');
        const removed = await removeSecondFactor(app, actor, account.id);
        return {
          json: { id: account.id, removed },
          text: removed ? 'De tweede stap is weggehaald.' : 'Dit account had geen tweede stap.',
        };
      });
    });
}
