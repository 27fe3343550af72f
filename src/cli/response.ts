import type { Command } from 'commander';
import {
  responseJson,
  responseOfStudy,
  type StudyResponse,
} from '../features/response-rates/response-rates.service.js';
import { formatPercentage } from '../web/dutch-format.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
}

/** `response`: who was approached and what came of it, per domain and in total. */
export function responseCommand(): Command {
  return command('response', 'the response of a study: counts per group, all AAPOR rates, the own rate')
    .requiredOption('--study <slug>', 'the study')
    .action(async (options: Options) => {
      await run(options, async (app) => {
        const found = await responseOfStudy(app, options.study);
        return { json: responseJson(found), text: describe(found) };
      });
    });
}

function describe({ domains, total }: StudyResponse): string {
  const parts = [
    ...domains.map(({ domain, summary }) => ({ name: domain.label, summary })),
    { name: 'Totaal', summary: total },
  ];
  return parts
    .map(({ name, summary: { counts, approached, municipalRate } }) => {
      const rate = municipalRate === null ? 'geen respons' : `respons ${formatPercentage(municipalRate)}`;
      return `${name}: benaderd ${String(approached)}, interviews ${String(counts.I)} (${rate}), weigeringen ${String(counts.R)}, geen contact ${String(counts.NC)}, open ${String(counts.open)}`;
    })
    .join('\n');
}
