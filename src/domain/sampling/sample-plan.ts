import { allocate, type AllocationStratum, allocationWeights, type SizeBounds } from './allocation.js';
import {
  detectableDifference,
  type DetectionDemand,
  designEffectOfRates,
  type InterviewedStratum,
  stratifiedMargin,
  stratifiedVariance,
} from './precision.js';
import { type ExpectedYield, sizeForDifference, sizeForMargin, sizeWithLosses } from './sample-size.js';

/** How the sizes of a plan come about. */
export type PlanRule =
  /** A number for each domain. */
  | { readonly kind: 'fixed' }
  /** A total, divided over the domains. */
  | { readonly kind: 'equal' | 'proportional' | 'neyman' | 'cost'; readonly total: number }
  | { readonly kind: 'power'; readonly total: number; readonly power: number }
  /** The interviews that a margin of error takes in each domain. */
  | { readonly kind: 'margin'; readonly margin: number }
  /** The interviews in each of two years that finding a difference takes, in each domain. */
  | { readonly kind: 'difference'; readonly proportions: readonly [number, number] };

/** A part of a domain that is drawn from by itself: a segment, or the whole domain. */
export interface PlanPart {
  /** Code of the segment; `null` for the whole domain, or for who has no segment. */
  readonly segment: string | null;
  readonly frameSize: number;
  /** Smallest number to draw, whole. */
  readonly floor: number;
}

/** What a plan must know of a domain. */
export interface PlanDomain extends ExpectedYield {
  readonly code: string;
  /** At least one; several when segments are strata of their own. */
  readonly parts: readonly PlanPart[];
  /** With the rule `fixed`: how many, in the unit of the plan. */
  readonly fixed: number;
  /** Smallest number in the unit of the plan, whole; 0 for none. */
  readonly floor: number;
  /** Largest number in the unit of the plan; `null` for no other limit than the frame. */
  readonly cap: number | null;
  /** Standard deviation and mean of the question that the allocation looks at. */
  readonly deviation?: number;
  readonly mean?: number;
  /** Calls that a case takes on average, 0 or more. */
  readonly callsPerCase: number;
  /** Interviews and frame of the year to compare with; a frame that is not known counts as endless. */
  readonly lastYear: { readonly interviews: number; readonly frameSize: number | null } | null;
}

/** All that is set in a plan. */
export interface PlanSettings extends DetectionDemand {
  readonly rule: PlanRule;
  /** What the sizes of the rule, the floors and the caps count. */
  readonly counts: 'interviews' | 'drawn';
  readonly confidence: number;
}

/** What a plan comes to, in a part, a domain or in total. Expected numbers are not rounded. */
export interface PlannedNumbers {
  readonly frameSize: number;
  /** Whole. */
  readonly drawn: number;
  readonly excluded: number;
  readonly interviews: number;
  readonly calls: number;
}

/** How precise the interviews are expected to be. */
export interface PlannedPrecision {
  /** Half the width of the interval, 0–1; `null` when it cannot be said. */
  readonly margin: number | null;
  /** Difference with the earlier year that would be found, 0–1; `null` without an earlier year. */
  readonly detectable: number | null;
}

/** What is expected of a part of a domain. */
export interface PlannedPart extends PlannedNumbers {
  readonly segment: string | null;
}

/** What is expected of a domain, and of each of its parts. */
export interface PlannedDomain extends PlannedNumbers, PlannedPrecision {
  readonly code: string;
  readonly parts: readonly PlannedPart[];
}

/** A plan carried out on paper. */
export interface SamplePlan {
  readonly domains: readonly PlannedDomain[];
  readonly total: PlannedNumbers & PlannedPrecision & { readonly designEffect: number | null };
  /** What did not fit: above 0 when the frame or the caps are full, below 0 when the floors ask more than the total. */
  readonly unplaced: number;
  /** Codes of the domains that the detectable difference of the total is about. */
  readonly compared: readonly string[];
}

/**
 * Works out a sample: sizes per domain and part, and what may be expected of them in interviews, precision and calls.
 * Sources: `allocate`, `sizeForMargin`, `sizeForDifference`, `sizeWithLosses` and `precision.ts`.
 * @param domains with at least one unit in the frame of one of them
 * @param settings rule and demands
 * @throws RangeError when a rule misses a deviation or mean, or when no interviews can be expected
 * @example planSample([{ code: 'a', parts: [{ segment: null, frameSize: 100, floor: 0 }], fixed: 10, … }],
 *   { rule: { kind: 'fixed' }, counts: 'drawn', … }).total.drawn // 10
 */
export function planSample(domains: readonly PlanDomain[], settings: PlanSettings): SamplePlan {
  const { sizes, unplaced } = sizesOf(domains, settings);
  const planned = domains.map((domain, place) => planDomain(domain, sizes[place] ?? 0, settings));
  const strata = planned.flatMap(({ parts }) => strataOf(parts));
  const compared = domains.filter(
    ({ lastYear }, place) => lastYear !== null && (planned[place]?.interviews ?? 0) > 0,
  );
  return {
    domains: planned,
    total: {
      ...addUp(planned),
      margin: stratifiedMargin(strata, settings),
      detectable: detectableIn(compared, planned, settings),
      designEffect: designEffectOfRates(strata),
    },
    unplaced,
    compared: compared.map(({ code }) => code),
  };
}

function frameSizeOf({ parts }: PlanDomain): number {
  return parts.reduce((sum, { frameSize }) => sum + frameSize, 0);
}

function yieldOf({ exclusionRate, responseRate }: ExpectedYield): number {
  return (1 - exclusionRate) * responseRate;
}

/** Sizes in the unit of the plan. */
function sizesOf(
  domains: readonly PlanDomain[],
  settings: PlanSettings,
): { readonly sizes: readonly number[]; readonly unplaced: number } {
  const bounds = domains.map((domain) => boundsOf(domain, settings));
  const { rule } = settings;
  if ('total' in rule) return allocate(rule.total, allocationWeights(rule, domains.map(stratumOf)), bounds);
  const wanted = domains.map((domain) => wantedIn(domain, settings));
  const sizes = wanted.map((size, place) => {
    const { floor, cap } = bounds[place] ?? { floor: 0, cap: 0 };
    return Math.min(Math.max(size, floor), cap);
  });
  const short = wanted.reduce((sum, size, place) => sum + Math.max(0, size - (sizes[place] ?? 0)), 0);
  return { sizes, unplaced: short };
}

/** How many interviews, or drawn, a domain can give at most. */
function boundsOf(domain: PlanDomain, { counts }: PlanSettings): SizeBounds {
  const frameSize = frameSizeOf(domain);
  const most = counts === 'drawn' ? frameSize : Math.floor(frameSize * yieldOf(domain) + 1e-9);
  const cap = Math.min(most, domain.cap ?? most);
  return { floor: Math.min(domain.floor, cap), cap };
}

function stratumOf(domain: PlanDomain): AllocationStratum {
  const { deviation, mean, callsPerCase, responseRate } = domain;
  return {
    frameSize: frameSizeOf(domain),
    ...(deviation === undefined ? {} : { deviation }),
    ...(mean === undefined ? {} : { mean }),
    ...(responseRate > 0 ? { unitCost: callsPerCase / responseRate } : {}),
  };
}

function wantedIn(domain: PlanDomain, settings: PlanSettings): number {
  const { rule, proportion, confidence, power, significance, counts } = settings;
  const frameSize = frameSizeOf(domain);
  if (rule.kind === 'fixed') return domain.fixed;
  if (frameSize === 0) return 0;
  const interviews =
    rule.kind === 'margin'
      ? sizeForMargin(frameSize, { margin: rule.margin, confidence, proportion })
      : rule.kind === 'difference'
        ? Math.ceil(sizeForDifference({ proportions: rule.proportions, power, significance }))
        : 0;
  return counts === 'drawn' ? sizeWithLosses(interviews, domain) : interviews;
}

function planDomain(domain: PlanDomain, size: number, settings: PlanSettings): PlannedDomain {
  const frameSize = frameSizeOf(domain);
  const isDrawn = settings.counts === 'drawn' || size === 0;
  const wanted = isDrawn ? size : Math.min(frameSize, sizeWithLosses(size, domain));
  const { sizes } = allocate(
    wanted,
    domain.parts.map((part) => part.frameSize),
    domain.parts.map((part) => ({
      floor: wanted === 0 ? 0 : Math.min(part.floor, part.frameSize),
      cap: part.frameSize,
    })),
  );
  const parts = domain.parts.map((part, place) => planPart(domain, part, sizes[place] ?? 0));
  const numbers = addUp(parts);
  return {
    code: domain.code,
    ...numbers,
    margin: stratifiedMargin(strataOf(parts), settings),
    detectable: detectableIn([domain], [{ code: domain.code, ...numbers, parts }], settings),
    parts,
  };
}

function planPart(domain: PlanDomain, { segment, frameSize }: PlanPart, drawn: number): PlannedPart {
  const excluded = drawn * domain.exclusionRate;
  return {
    segment,
    frameSize,
    drawn,
    excluded,
    interviews: drawn * yieldOf(domain),
    calls: (drawn - excluded) * domain.callsPerCase,
  };
}

function addUp(numbers: readonly PlannedNumbers[]): PlannedNumbers {
  const sum = (of: (one: PlannedNumbers) => number): number =>
    numbers.reduce((total, one) => total + of(one), 0);
  return {
    frameSize: sum(({ frameSize }) => frameSize),
    drawn: sum(({ drawn }) => drawn),
    excluded: sum(({ excluded }) => excluded),
    interviews: sum(({ interviews }) => interviews),
    calls: sum(({ calls }) => calls),
  };
}

function strataOf(parts: readonly PlannedPart[]): InterviewedStratum[] {
  return parts.filter(({ frameSize }) => frameSize > 0);
}

/** Over the domains of both years, each weighing as much as its frame of this year. */
function detectableIn(
  compared: readonly PlanDomain[],
  planned: readonly Pick<PlannedDomain, 'code' | 'frameSize' | 'parts'>[],
  settings: PlanSettings,
): number | null {
  const now = planned.filter(({ code }) => compared.some((domain) => domain.code === code));
  const variance = stratifiedVariance(
    now.flatMap(({ parts }) => strataOf(parts)),
    settings.proportion,
  );
  const before = varianceBefore(compared, settings.proportion);
  return variance === null || before === null ? null : detectableDifference([variance, before], settings);
}

function varianceBefore(compared: readonly PlanDomain[], proportion: number): number | null {
  const total = compared.reduce((sum, domain) => sum + frameSizeOf(domain), 0);
  if (total === 0) return null;
  let variance = 0;
  for (const domain of compared) {
    const { lastYear } = domain;
    if (lastYear === null) return null;
    // A frame that is not known, or smaller than its own interviews, is as good as endless.
    const { interviews, frameSize: known } = lastYear;
    const frameSize = known === null || known < interviews ? Number.MAX_SAFE_INTEGER : known;
    const own = stratifiedVariance([{ frameSize, interviews }], proportion);
    if (own === null) return null;
    variance += (frameSizeOf(domain) / total) ** 2 * own;
  }
  return variance;
}
