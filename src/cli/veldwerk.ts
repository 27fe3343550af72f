import { Command } from 'commander';
import { userAddCommand } from './user-add.js';

const program = new Command('veldwerk')
  .description('Veldwerk: telephone survey fieldwork')
  .showHelpAfterError();

program.command('user').description('accounts').addCommand(userAddCommand());

await program.parseAsync();
