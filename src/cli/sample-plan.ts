import { type Command } from 'commander';
import type { PlannedNumbers, PlannedPrecision } from '../domain/sampling/sample-plan.js';
import { UserProblem } from '../errors.js';
import { PLAN_RULES, readPlan } from '../features/samples/plan.forms.js';
import { planStudySample, type StudyPlan } from '../features/samples/sample-plan.service.js';
import { getStudy } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly rule: string;
  readonly total?: string;
  readonly drawn?: boolean;
  readonly earlier?: string;
  readonly question?: string;
  readonly segments?: boolean;
  readonly set: readonly string[];
}

/** `sample plan`: what a sample of a study would come to, without drawing it. */
export function samplePlanCommand(): Command {
  return command('plan', 'work out sizes, expected interviews, precision and calls; draws nothing')
    .requiredOption('--study <slug>', 'the study')
    .option('--rule <rule>', `how sizes are divided: ${PLAN_RULES.join(', ')}`, 'proportional')
    .option('--total <number>', 'over all domains together, for the rules that divide a total')
    .option('--drawn', 'sizes are of clients to draw instead of interviews')
    .option('--earlier <slug>', 'the study to compare with; empty for none, the latest when left out')
    .option('--question <key>', 'question of the earlier study that gives deviations and means, such as C1')
    .option('--segments', 'make the segments of a domain strata of their own')
    .option('--set <field=value...>', 'any other field of the planning page, such as floor-jb_jr=100', [])
    .action(async (options: Options) => {
      await run(options, async (app) => {
        const study = await getStudy(app.database.read, options.study);
        const read = readPlan(study.domains, fieldsOf(options));
        if (!read.ok) throw mistakes(read.errors);
        const outcome = await planStudySample(app, study, read.values);
        if (!outcome.ok) throw mistakes(outcome.errors);
        return { json: planJson(outcome.plan), text: planText(outcome.plan) };
      });
    });
}

function fieldsOf(options: Options): Readonly<Record<string, string>> {
  const pairs = options.set.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UserProblem('invalid_input', `Schrijf --set als veld=waarde, niet als ${pair}.`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const { rule, total, earlier, question } = options;
  return {
    ...Object.fromEntries(pairs),
    rule,
    ...(total === undefined ? {} : { total }),
    ...(earlier === undefined ? {} : { earlier }),
    ...(question === undefined ? {} : { question }),
    ...(options.drawn === true ? { counts: 'drawn' } : {}),
    ...(options.segments === true ? { substrata: 'yes' } : {}),
  };
}

function mistakes(errors: Readonly<Record<string, string>>): UserProblem {
  const lines = Object.entries(errors).map(([field, message]) => `${field}: ${message}`);
  return new UserProblem('invalid_input', lines.join(' '));
}

interface NumbersJson {
  readonly frame_size: number;
  readonly sample_size: number;
  readonly expected_excluded: number;
  readonly expected_interviews: number;
  readonly expected_calls: number;
  readonly margin_of_error: number | null;
  readonly detectable_difference: number | null;
}

function numbersJson(planned: PlannedNumbers & PlannedPrecision): NumbersJson {
  return {
    frame_size: planned.frameSize,
    sample_size: planned.drawn,
    expected_excluded: planned.excluded,
    expected_interviews: planned.interviews,
    expected_calls: planned.calls,
    margin_of_error: planned.margin,
    detectable_difference: planned.detectable,
  };
}

function planJson({ study, choices, plan, sizes, assumptions, basis }: StudyPlan): object {
  return {
    study: study.slug,
    rule: choices.rule,
    counts: choices.counts,
    compared_with: basis.earlier?.slug ?? null,
    compared_domains: plan.compared,
    unplaced: plan.unplaced,
    sizes,
    per_domain: Object.fromEntries(
      plan.domains.map((planned) => [
        planned.code,
        { ...numbersJson(planned), assumptions: assumptions[planned.code] },
      ]),
    ),
    total: { ...numbersJson(plan.total), design_effect: plan.total.designEffect },
  };
}

function planText({ plan, sizes }: StudyPlan): string {
  const share = (value: number | null): string =>
    value === null ? 'onbekend' : `${(value * 100).toFixed(1).replace('.', ',')} procentpunt`;
  const line = (name: string, numbers: PlannedNumbers & PlannedPrecision): string =>
    `${name}: ${String(numbers.drawn)} van ${String(numbers.frameSize)} trekken, ` +
    `${String(Math.round(numbers.interviews))} interviews, foutmarge ${share(numbers.margin)}, ` +
    `${String(Math.round(numbers.calls))} telefoontjes`;
  return [
    ...plan.domains.map((planned) => line(planned.code, planned)),
    line('totaal', plan.total),
    ...(plan.unplaced === 0 ? [] : [`Let op: ${String(plan.unplaced)} passen niet.`]),
    `Om zo te trekken: --size ${Object.entries(sizes)
      .map(([stratum, size]) => `${stratum}=${String(size)}`)
      .join(',')}`,
  ].join('\n');
}
