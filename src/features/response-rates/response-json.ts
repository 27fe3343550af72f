import type { PartResponse } from '../../domain/response/breakdown.js';
import type { ResponseRates } from '../../domain/response/rates.js';
import type { ResponseSummary } from '../../domain/response/response-summary.js';
import type { StudyBreakdown } from './breakdown.service.js';
import { RATE_TEXTS } from './rate-texts.js';
import { E_FORMULA, MUNICIPAL_DEFINITION } from './response-tables.js';

interface ResponseJson {
  readonly counts: ResponseSummary['counts'];
  readonly unreleased: number;
  readonly released: number;
  readonly approached: number;
  readonly interviews: number;
  readonly municipal_rate: number | null;
  readonly rates: ResponseRates;
  /** With each case counted by its design weight. */
  readonly weighted_rates: ResponseRates;
}

/** The response in the form that the command line promises. */
interface BreakdownJson {
  readonly study: string;
  readonly by: string;
  readonly domain: string | null;
  readonly total: ResponseJson;
  readonly parts: readonly (ResponseJson & { readonly part: string; readonly label: string })[];
  /** Only when broken down by domain: the same by its code. */
  readonly per_domain?: Readonly<Record<string, ResponseJson>>;
  readonly definitions: Readonly<Record<string, string>>;
}

/** The response in parts as the command line prints it, each rate with its definition. */
export function breakdownJson({ study, by, domain, parts, total }: StudyBreakdown): BreakdownJson {
  return {
    study: study.slug,
    by,
    domain: domain?.code ?? null,
    total: partJson(total),
    parts: parts.map((part) => ({ part: part.code, label: part.label, ...partJson(part) })),
    ...(by === 'domain'
      ? { per_domain: Object.fromEntries(parts.map((part) => [part.code, partJson(part)])) }
      : {}),
    definitions: {
      municipal_rate: MUNICIPAL_DEFINITION,
      e: `${E_FORMULA} (AAPOR Standard Definitions; CASRO)`,
      ...Object.fromEntries(Object.entries(RATE_TEXTS).map(([name, { formula }]) => [name, formula])),
    },
  };
}

function partJson({ summary, weightedRates }: PartResponse): ResponseJson {
  return {
    counts: summary.counts,
    unreleased: summary.unreleased,
    released: summary.released,
    approached: summary.approached,
    interviews: summary.counts.I,
    municipal_rate: summary.municipalRate,
    rates: summary.rates,
    weighted_rates: weightedRates,
  };
}
