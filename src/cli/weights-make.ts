import type { Command } from 'commander';
import { readTotals, readTrim, weightName, type WeightSettings } from '../features/weights/weights.forms.js';
import { makeWeights, type WeightSet } from '../features/weights/weights.service.js';
import { UserProblem } from '../errors.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly name: string;
  readonly cells?: string;
  readonly postStratify?: string;
  readonly rake?: readonly string[];
  readonly trim?: string;
}

/** `weights make`: weights for the complete interviews of a study, kept under a name with their report. */
export function weightsMakeCommand(): Command {
  return command('make', 'make weights for the complete interviews of a study and keep them under a name')
    .requiredOption('--study <slug>', 'the study')
    .option('--name <name>', 'what they are called; an existing name gets a next version', 'gewichten')
    .option(
      '--cells <background,background>',
      'raise for non-response within these cells of a stratum: segment, measure, propensity (classes of the chance to respond)',
    )
    .option(
      '--post-stratify <background:level=clients,…>',
      'fit to the known numbers of clients of one background, such as age_band:0-11=5000,12-15=2900,16+=2300',
    )
    .option(
      '--rake <background:level=clients...>',
      'fit to the known numbers of several backgrounds in turn; once for each background',
    )
    .option('--trim <lowest:highest>', 'cut weights off at these limits; one of the two may be left out')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const name = weightName.parse(options.name);
        const set = await makeWeights(app, actor, {
          study: options.study,
          name,
          settings: settingsOf(options),
        });
        return { json: { study: options.study, ...reportOf(set) }, text: describe(set) };
      });
    });
}

function settingsOf({ cells, postStratify, rake, trim }: Options): WeightSettings {
  if (postStratify !== undefined && rake !== undefined) {
    throw new UserProblem('invalid_input', 'Kies --post-stratify of --rake, niet beide.');
  }
  const margins = [...(postStratify === undefined ? [] : [postStratify]), ...(rake ?? [])].map(readTotals);
  const fitted = rake === undefined ? 'post-stratified' : 'raked';
  return {
    cells: cells === undefined ? [] : cells.split(',').map((cell) => cell.trim()),
    method: margins.length === 0 ? 'none' : fitted,
    margins,
    trim: trim === undefined ? null : readTrim(trim),
  };
}

function reportOf({ id, name, version, settings, report }: WeightSet) {
  return { id, name, version, settings, report };
}

function describe({ name, version, report }: WeightSet): string {
  const { cells, margins, trimming, design, raised, final } = report;
  const number = (value: number): string => value.toFixed(2);
  return [
    `Gewichten ${name}, versie ${String(version)}: ${String(report.interviews)} interviews, som ${number(final.sum)}`,
    `Laagste ${number(final.lowest)}, hoogste ${number(final.highest)}`,
    `Ontwerpeffect (Kish): trekking ${number(design.designEffect)}, na non-respons ${number(raised.designEffect)}, aan het eind ${number(final.designEffect)}`,
    ...cells.map(
      ({ stratum, members, cases, interviews, factor }) =>
        `Non-respons ${[stratum, ...members.map((levels) => levels.join(' '))].filter(Boolean).join(', ')}: ${String(interviews)} van ${String(cases)}, factor ${number(factor)}`,
    ),
    ...margins
      .flat()
      .map(
        ({ level, total, before, after }) =>
          `Aantal ${level}: bekend ${number(total)}, ervoor ${number(before)}, erna ${number(after)}`,
      ),
    ...(trimming === null
      ? []
      : [
          `Afgekapt: ${String(trimming.trimmed)} gewichten, verplaatst ${number(trimming.movedWeight)}, rondes ${String(trimming.rounds)}${trimming.isWithinLimits ? '' : '; niet elk gewicht ligt binnen de grenzen'}`,
        ]),
  ].join('\n');
}
