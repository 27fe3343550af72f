import { z } from 'zod';
import { checkForm, type CheckedForm } from '../../web/form-errors.js';
import type { Domain } from '../studies/studies.service.js';

/** The rules of allocation that can be chosen, in the order of the page. */
export const PLAN_RULES = [
  'proportional',
  'equal',
  'fixed',
  'neyman',
  'power',
  'cost',
  'margin',
  'difference',
] as const;

export type PlanRuleName = (typeof PLAN_RULES)[number];

/** What is typed for one domain; `null` where the program's own figure counts. */
export interface DomainChoices {
  readonly fixed: number;
  readonly floor: number;
  readonly cap: number | null;
  /** 0–1. */
  readonly exclusionRate: number | null;
  /** 0–1. */
  readonly responseRate: number | null;
  readonly callsPerCase: number | null;
  readonly deviation: number | null;
  readonly mean: number | null;
  /** Smallest number to draw per code of a segment. */
  readonly minima: Readonly<Record<string, number>>;
}

/** Everything that is set on the planning page. */
export interface PlanChoices {
  readonly rule: PlanRuleName;
  readonly counts: 'interviews' | 'drawn';
  readonly total: number;
  readonly power: number;
  /** 0–1, as all shares here. */
  readonly margin: number;
  readonly proportions: readonly [number, number];
  readonly confidence: number;
  readonly proportion: number;
  readonly detectionPower: number;
  readonly significance: number;
  /** Slug of the year to compare with; `null` for none, `undefined` for the latest there is. */
  readonly earlier: string | null | undefined;
  /** Key of the question that the allocation looks at; `null` when deviations are typed. */
  readonly question: string | null;
  readonly hasSubstrata: boolean;
  /** Where typed rates of exclusion and response come from. */
  readonly reason: string;
  readonly domains: Readonly<Record<string, DomainChoices>>;
}

/** What a field holds before anybody typed: the usual demands. */
export const PLAN_DEFAULTS: Readonly<Record<string, string>> = {
  rule: 'proportional',
  counts: 'interviews',
  total: '600',
  power: '0,5',
  margin: '5',
  p1: '50',
  p2: '60',
  confidence: '95',
  proportion: '50',
  detectionPower: '80',
  significance: '5',
};

const HIGHEST_SIZE = 1_000_000;
const LONGEST_REASON = 300;

/** The fields of one domain, by what they are about. */
export const DOMAIN_FIELDS = [
  'fixed',
  'floor',
  'cap',
  'exclusion',
  'response',
  'calls',
  'deviation',
  'mean',
] as const;

export type DomainField = (typeof DOMAIN_FIELDS)[number];

export function domainField(field: DomainField, code: string): string {
  return `${field}-${code}`;
}

export function minimumField(code: string, segment: string): string {
  return `minimum-${code}-${segment}`;
}

/** The last one when an address names a field twice. */
function text(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

function typed(name?: string) {
  const field = z.string('Vul dit veld opnieuw in.').trim().max(LONGEST_REASON, 'Maak dit korter.');
  return z.preprocess(text, field.default(name === undefined ? '' : (PLAN_DEFAULTS[name] ?? '')));
}

const WHOLE = 'Vul een heel aantal in van 0 tot en met 1.000.000.';

function wholeOf(content: string): number | null {
  const digits = content.replaceAll('.', '');
  return /^\d{1,7}$/.test(digits) && Number(digits) <= HIGHEST_SIZE ? Number(digits) : null;
}

/** A whole number, or nothing. */
function whole<Empty extends number | null>(empty: Empty, name?: string) {
  return typed(name).transform((content, context) => {
    if (content === '') return empty;
    const size = wholeOf(content);
    if (size === null) context.addIssue({ code: 'custom', message: WHOLE });
    return size ?? empty;
  });
}

interface Range {
  readonly lowest: number;
  readonly highest: number;
  /** What the message calls the number: `een percentage`. */
  readonly what: string;
}

function numberWithin(content: string, { lowest, highest }: Range): number | null {
  if (!/^\d{1,6}([.,]\d{1,6})?$/.test(content)) return null;
  const value = Number(content.replace(',', '.'));
  return value >= lowest && value <= highest ? value : null;
}

function within(range: Range, name: string) {
  return typed(name).transform((content, context) => {
    const value = numberWithin(content, range);
    if (value === null) context.addIssue({ code: 'custom', message: messageOf(range) });
    return value ?? range.lowest;
  });
}

function optionalWithin(range: Range) {
  return typed().transform((content, context) => {
    if (content === '') return null;
    const value = numberWithin(content, range);
    if (value === null)
      context.addIssue({ code: 'custom', message: `${messageOf(range)} Of laat het leeg.` });
    return value;
  });
}

function messageOf({ lowest, highest, what }: Range): string {
  const written = [lowest, highest].map((limit) => String(limit).replace('.', ','));
  return `Vul ${what} in van ${written.join(' tot en met ')}.`;
}

const PERCENTAGE = { lowest: 0, highest: 100, what: 'een percentage' };
const DEVIATION = { lowest: 0, highest: 100_000, what: 'een getal' };

const general = {
  rule: z.preprocess(text, z.enum(PLAN_RULES, 'Kies een verdeling.').default('proportional')),
  counts: z.preprocess(
    text,
    z.enum(['interviews', 'drawn'], 'Kies wat de aantallen tellen.').default('interviews'),
  ),
  total: whole(0, 'total'),
  power: within({ lowest: 0, highest: 1, what: 'een getal' }, 'power'),
  margin: within({ ...PERCENTAGE, lowest: 0.5, highest: 50 }, 'margin'),
  p1: within({ ...PERCENTAGE, lowest: 1, highest: 99 }, 'p1'),
  p2: within({ ...PERCENTAGE, lowest: 1, highest: 99 }, 'p2'),
  confidence: within({ ...PERCENTAGE, lowest: 50, highest: 99.9 }, 'confidence'),
  proportion: within({ ...PERCENTAGE, lowest: 1, highest: 99 }, 'proportion'),
  detectionPower: within({ ...PERCENTAGE, lowest: 50, highest: 99.9 }, 'detectionPower'),
  significance: within({ ...PERCENTAGE, lowest: 0.1, highest: 20 }, 'significance'),
  earlier: z.preprocess(text, z.string().trim().max(120).optional()),
  question: typed(),
  substrata: typed(),
  reason: typed(),
};

const domainSchemas = {
  fixed: whole(0),
  floor: whole(0),
  cap: whole(null),
  exclusion: optionalWithin({ ...PERCENTAGE, highest: 95 }),
  response: optionalWithin({ ...PERCENTAGE, lowest: 1 }),
  calls: optionalWithin({ lowest: 0, highest: 100, what: 'een getal' }),
  deviation: optionalWithin(DEVIATION),
  mean: optionalWithin(DEVIATION),
} as const satisfies Readonly<Record<DomainField, z.ZodType>>;

/** Reads the planning page. What is not in the address has its usual value; what makes no sense is a mistake. */
export function readPlan(domains: readonly Domain[], fields: unknown): CheckedForm<PlanChoices> {
  const own = domains.flatMap(({ code, segments }) => [
    ...DOMAIN_FIELDS.map((field) => [domainField(field, code), domainSchemas[field]] as const),
    ...['', ...segments.map((segment) => segment.code)].map(
      (segment) => [minimumField(code, segment), whole(0)] as const,
    ),
  ]);
  const form = z
    .object({ ...general, ...Object.fromEntries<z.ZodType>(own) })
    .superRefine(({ rule, p1, p2, total }, context) => {
      if (rule === 'difference' && p1 === p2) {
        context.addIssue({
          code: 'custom',
          path: ['p2'],
          message: 'Kies een ander percentage dan nu verwacht.',
        });
      }
      const needsTotal = !['fixed', 'margin', 'difference'].includes(rule);
      if (needsTotal && total === 0) {
        context.addIssue({ code: 'custom', path: ['total'], message: 'Vul een aantal in van 1 of meer.' });
      }
    });
  const checked = checkForm(form, fields);
  return checked.ok ? { ok: true, values: choicesOf(domains, checked.values) } : checked;
}

type Checked = z.infer<z.ZodObject<typeof general>> & Readonly<Record<string, unknown>>;

function choicesOf(domains: readonly Domain[], values: Checked): PlanChoices {
  const share = (percentage: number): number => percentage / 100;
  return {
    rule: values.rule,
    counts: values.counts,
    total: values.total,
    power: values.power,
    margin: share(values.margin),
    proportions: [share(values.p1), share(values.p2)],
    confidence: share(values.confidence),
    proportion: share(values.proportion),
    detectionPower: share(values.detectionPower),
    significance: share(values.significance),
    earlier: values.earlier === '' ? null : values.earlier,
    question: values.question === '' ? null : values.question,
    hasSubstrata: values.substrata === 'yes',
    reason: values.reason,
    domains: Object.fromEntries(domains.map((domain) => [domain.code, domainChoices(domain, values)])),
  };
}

function domainChoices({ code, segments }: Domain, values: Readonly<Record<string, unknown>>): DomainChoices {
  const of = (field: DomainField): number | null =>
    (values[domainField(field, code)] ?? null) as number | null;
  const shareOf = (field: DomainField): number | null => {
    const percentage = of(field);
    return percentage === null ? null : percentage / 100;
  };
  return {
    fixed: of('fixed') ?? 0,
    floor: of('floor') ?? 0,
    cap: of('cap'),
    exclusionRate: shareOf('exclusion'),
    responseRate: shareOf('response'),
    callsPerCase: of('calls'),
    deviation: of('deviation'),
    mean: of('mean'),
    minima: Object.fromEntries(
      ['', ...segments.map((segment) => segment.code)].map((segment) => [
        segment,
        (values[minimumField(code, segment)] ?? 0) as number,
      ]),
    ),
  };
}

/** The settings as one address can hold them, without what is empty or does not belong here. */
export function planQuery(domains: readonly Domain[], fields: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const name of fieldNames(domains)) {
    const content = text(fields[name]);
    if (typeof content === 'string' && content !== '') query.set(name, content);
  }
  return String(query);
}

function fieldNames(domains: readonly Domain[]): readonly string[] {
  return [
    ...Object.keys(general),
    ...domains.flatMap(({ code, segments }) => [
      ...DOMAIN_FIELDS.map((field) => domainField(field, code)),
      ...['', ...segments.map((segment) => segment.code)].map((segment) => minimumField(code, segment)),
    ]),
  ];
}
