import type { Instant } from '../calendar/instant.js';
import { dayPartAt } from '../calling/calling-hours.js';
import type { CallingRules } from '../calling/calling-rules.js';
import type { OutcomeCode } from '../contact/outcome.js';
import { OUTCOMES } from '../contact/outcome-table.js';
import { DEFAULT_SIMULATION_RATES, type GroupRates, type SimulationRates } from './simulation-rates.js';

/** One line of the ledger of calls, with what came of it. */
export interface LedgerCall {
  readonly caseId: string;
  readonly group: string;
  readonly dialledAt: Instant;
  readonly outcome: OutcomeCode | null;
}

/** Fewer calls than this say too little about a day-part; the rate of all day-parts is used. */
const LEAST_CALLS = 30;

/**
 * Rates as an earlier study showed them. Contact: answered calls of the calls to numbers that worked and were free,
 * per domain and day-part. Cooperation: cases that ended in an interview of the cases in which somebody was spoken to.
 * @param calls all calls of the earlier study
 * @param rules its calling rules
 * @param source name of the study, for the reader of the forecast
 * @returns rates for each domain with calls; what the ledger does not tell is as in the default
 * @example ratesFromLedger([], DEFAULT_CALLING_RULES, 'CEO 2025').groups['*'] === DEFAULT_SIMULATION_RATES.groups['*'] // true
 */
export function ratesFromLedger(
  calls: readonly LedgerCall[],
  rules: CallingRules,
  source: string,
): SimulationRates {
  const groups: Record<string, GroupRates> = { ...DEFAULT_SIMULATION_RATES.groups };
  for (const group of new Set(calls.map((call) => call.group))) {
    groups[group] = ratesOf(
      calls.filter((call) => call.group === group),
      rules,
    );
  }
  const text = `Uit de belgeschiedenis van ${source}: ${String(calls.length)} telefoontjes. Wat die niet zegt, is als in de standaard.`;
  return { ...DEFAULT_SIMULATION_RATES, groups, source: text };
}

function ratesOf(calls: readonly LedgerCall[], rules: CallingRules): GroupRates {
  const rung = calls.filter(({ outcome }) => outcome !== null && OUTCOMES[outcome].concerns !== 'number');
  const unanswered = calls.filter(({ outcome }) => outcome === 'no_answer' || outcome === 'voicemail');
  const all = shareOf(rung.length, rung.length + unanswered.length);
  const contact: Record<string, number> = { '*': all };
  for (const { code } of rules.dayParts) {
    const isIn = ({ dialledAt }: LedgerCall): boolean => dayPartAt(dialledAt, rules)?.code === code;
    const [answered, not] = [rung.filter(isIn).length, unanswered.filter(isIn).length];
    contact[code] = answered + not < LEAST_CALLS ? all : shareOf(answered, answered + not);
  }
  const spoken = new Set(rung.map(({ caseId }) => caseId));
  const held = new Set(calls.flatMap(({ caseId, outcome }) => (outcome === 'complete' ? caseId : [])));
  return { contact, cooperation: shareOf(held.size, spoken.size) };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
