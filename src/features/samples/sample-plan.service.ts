import type { Application } from '../../application.js';
import {
  type PlanDomain,
  type PlanPart,
  type PlanRule,
  planSample,
  type SamplePlan,
} from '../../domain/sampling/sample-plan.js';
import { frameSizes } from '../frames/frame-report.service.js';
import { segmentSizes } from '../frames/frame-strata.service.js';
import type { Domain, Study } from '../studies/studies.service.js';
import type { DomainChoices, PlanChoices } from './plan.forms.js';
import {
  type DomainBasis,
  planBasis,
  type PlanBasis,
  type PlanQuestion,
  type SourcedFigure,
} from './plan-basis.service.js';
import { stratumCode } from '../../domain/sampling/stratum-code.js';

/** The figures that a domain was planned with. */
export interface DomainAssumptions {
  readonly exclusionRate: SourcedFigure;
  readonly responseRate: SourcedFigure;
  readonly callsPerCase: SourcedFigure;
  readonly deviation: number | null;
  readonly mean: number | null;
}

/** A plan with all that it rests on. */
export interface StudyPlan {
  readonly study: Study;
  readonly basis: PlanBasis;
  readonly choices: PlanChoices;
  readonly assumptions: Readonly<Record<string, DomainAssumptions>>;
  readonly plan: SamplePlan;
  /** How many to draw per stratum, for the draw. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** A plan, or which fields keep it from being made. */
export type PlanOutcome =
  | { readonly ok: true; readonly plan: StudyPlan }
  | { readonly ok: false; readonly basis: PlanBasis; readonly errors: Readonly<Record<string, string>> };

/** Works out what is set on the planning page against the frame and the earlier year. */
export async function planStudySample(
  app: Application,
  study: Study,
  choices: PlanChoices,
): Promise<PlanOutcome> {
  const basis = await planBasis(app, study, choices.earlier);
  const question = basis.questions.find(({ key }) => key === choices.question) ?? null;
  const assumptions = Object.fromEntries(
    study.domains.map((domain) => [domain.code, assumptionsOf(domain, { basis, choices, question })]),
  );
  const sizes = await frameSizes(app.database.read, study);
  const errors = errorsOf(study, { choices, assumptions, sizes });
  if (Object.keys(errors).length > 0) return { ok: false, basis, errors };
  const parts = choices.hasSubstrata ? await segmentSizes(app.database.read, study) : null;
  const domains = study.domains.map((domain) =>
    planDomain(domain, {
      choices: choices.domains[domain.code],
      basis: basis.domains[domain.code],
      assumed: assumptions[domain.code],
      parts: partsOf(domain, sizes[domain.code] ?? 0, { choices, parts }),
    }),
  );
  const plan = planSample(domains, {
    rule: ruleOf(choices),
    counts: choices.counts,
    confidence: choices.confidence,
    proportion: choices.proportion,
    power: choices.detectionPower,
    significance: choices.significance,
  });
  return {
    ok: true,
    plan: { study, basis, choices, assumptions, plan, sizes: drawSizes(plan, choices.hasSubstrata) },
  };
}

interface Chosen {
  readonly basis: PlanBasis;
  readonly choices: PlanChoices;
  readonly question: PlanQuestion | null;
}

function assumptionsOf({ code }: Domain, { basis, choices, question }: Chosen): DomainAssumptions {
  const own = basis.domains[code];
  const typed = choices.domains[code];
  if (own === undefined || typed === undefined) throw new Error('a plan covers every domain of the study');
  const orTyped = (value: number | null, otherwise: SourcedFigure): SourcedFigure =>
    value === null ? otherwise : { value, source: 'zelf ingevuld' };
  const spread = question?.spread[code];
  return {
    exclusionRate: orTyped(typed.exclusionRate, own.exclusionRate),
    responseRate: orTyped(typed.responseRate, own.responseRate),
    callsPerCase: orTyped(typed.callsPerCase, own.callsPerCase),
    deviation: typed.deviation ?? spread?.deviation ?? null,
    mean: typed.mean ?? spread?.mean ?? null,
  };
}

interface Checked {
  readonly choices: PlanChoices;
  readonly assumptions: Readonly<Record<string, DomainAssumptions>>;
  readonly sizes: Readonly<Record<string, number>>;
}

/** What the rule misses, and rates that nobody accounts for. */
function errorsOf(study: Study, { choices, assumptions, sizes }: Checked): Record<string, string> {
  const errors: Record<string, string> = {};
  const needsDeviation = ['neyman', 'power', 'cost'].includes(choices.rule);
  for (const { code, label } of study.domains.filter((domain) => (sizes[domain.code] ?? 0) > 0)) {
    const { deviation, mean } = assumptions[code] ?? { deviation: null, mean: null };
    if (needsDeviation && deviation === null) {
      errors[`deviation-${code}`] =
        `Vul de standaarddeviatie voor ${label} in, of kies een vraag van een eerder jaar.`;
    }
    if (choices.rule === 'power' && !(mean !== null && mean > 0)) {
      errors[`mean-${code}`] =
        `Vul een gemiddelde boven 0 in voor ${label}, of kies een vraag van een eerder jaar.`;
    }
  }
  const isTyped = Object.values(choices.domains).some(
    ({ exclusionRate, responseRate }) => exclusionRate !== null || responseRate !== null,
  );
  if (isTyped && choices.reason === '') {
    errors['reason'] = 'Schrijf op waar de ingevulde percentages vandaan komen.';
  }
  return errors;
}

function ruleOf(choices: PlanChoices): PlanRule {
  const { rule, total, power, margin, proportions } = choices;
  switch (rule) {
    case 'fixed':
      return { kind: rule };
    case 'power':
      return { kind: rule, total, power };
    case 'margin':
      return { kind: rule, margin };
    case 'difference':
      return { kind: rule, proportions };
    case 'proportional':
    case 'equal':
    case 'neyman':
    case 'cost':
      return { kind: rule, total };
  }
}

/** The segments of a domain and whoever has none; the whole domain when segments are not apart. */
function partsOf(
  { code, segments }: Domain,
  frameSize: number,
  { choices, parts }: { choices: PlanChoices; parts: Awaited<ReturnType<typeof segmentSizes>> | null },
): readonly PlanPart[] {
  if (parts === null || segments.length === 0) return [{ segment: null, frameSize, floor: 0 }];
  const minima = choices.domains[code]?.minima ?? {};
  return [...segments.map((segment) => segment.code), ''].map((segment) => ({
    segment,
    frameSize: parts[code]?.[segment] ?? 0,
    floor: minima[segment] ?? 0,
  }));
}

function planDomain(
  { code }: Domain,
  known: {
    choices: DomainChoices | undefined;
    basis: DomainBasis | undefined;
    assumed: DomainAssumptions | undefined;
    parts: readonly PlanPart[];
  },
): PlanDomain {
  const { choices, basis, assumed, parts } = known;
  if (choices === undefined || basis === undefined || assumed === undefined) {
    throw new Error('a plan covers every domain of the study');
  }
  return {
    code,
    parts,
    fixed: choices.fixed,
    floor: choices.floor,
    cap: choices.cap,
    exclusionRate: assumed.exclusionRate.value,
    responseRate: assumed.responseRate.value,
    callsPerCase: assumed.callsPerCase.value,
    ...(assumed.deviation === null ? {} : { deviation: assumed.deviation }),
    ...(assumed.mean === null ? {} : { mean: assumed.mean }),
    lastYear: basis.lastYear,
  };
}

function drawSizes({ domains }: SamplePlan, hasSubstrata: boolean): Readonly<Record<string, number>> {
  return Object.fromEntries(
    domains.flatMap(({ code, parts }) =>
      parts.map(({ segment, drawn }) => [
        stratumCode(code, hasSubstrata && parts.length > 1 ? segment : null),
        drawn,
      ]),
    ),
  );
}
