import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { type Role, ROLES } from '../domain/access/role.js';
import { UserProblem } from '../errors.js';
import { newUserForm } from '../features/users/users.forms.js';
import { addUser } from '../features/users/users.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordStdin?: boolean;
}

/** `user add`: the way to make the first administrator of a new installation. */
export function userAddCommand(): Command {
  return command('add', 'make an account; prints a first password unless one is given on standard input')
    .requiredOption('--email <address>', 'the address to sign in with')
    .requiredOption('--name <name>', 'the name as others see it')
    .addOption(new Option('--role <role>', 'what this person does').choices(ROLES).makeOptionMandatory())
    .option('--password-stdin', 'read the password from standard input')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const password =
          options.passwordStdin === true ? (await text(process.stdin)).trim() : firstPassword();
        const form = newUserForm.safeParse({ ...options, roles: [options.role], password });
        if (!form.success) {
          throw new UserProblem('invalid_input', form.error.issues.map(({ message }) => message).join(' '));
        }
        const user = await addUser(app, actor, form.data);
        const shown = options.passwordStdin === true ? {} : { password };
        return {
          json: { id: user.id, email: user.email, roles: user.roles, ...shown },
          text: [
            `Account gemaakt: ${user.email}`,
            ...Object.values(shown).map((one) => `Wachtwoord: ${one}`),
          ].join('\n'),
        };
      });
    });
}

function firstPassword(): string {
  return randomBytes(12).toString('base64url');
}
