import type { Command } from 'commander';
import { checkCounts, foldCounts } from '../features/case-counts/case-counts.service.js';
import { command, type CommonOptions, run } from './run.js';

/** `counts check`: recounts the cases and dials behind the live page, and puts right what differs. */
export function countsCheckCommand(): Command {
  return command(
    'check',
    'recounts every case and dial; puts the counts of the live page right where they differ',
  ).action(async (options: CommonOptions) => {
    await run(options, async (app, actor) => {
      const found = await checkCounts(app, actor);
      await foldCounts(app);
      const wrong = found.cases + found.dials;
      const text =
        wrong === 0
          ? 'De tellingen kloppen met de casussen en de telefoontjes.'
          : `Hersteld: ${String(found.cases)} tellingen van casussen en ${String(found.dials)} van telefoontjes. Nu kloppen ze.`;
      return { json: { wrong_case_counts: found.cases, wrong_dial_counts: found.dials }, text };
    });
  });
}
