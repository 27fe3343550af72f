import { hiddenByLevels } from './breakdown-disclosure.js';
import { partKey, place } from './disclosure-rules.js';
import { hiddenByDomain } from './domain-disclosure.js';
import type { DisclosureRules, GroupSums, TableInput } from './table-input.js';

/** What may not be shown, per row (by position) and line of sums that a column adds up. */
export interface DisclosurePlan {
  /** `isWhole`: the column counts the whole domain, whatever the levels; otherwise one level of each breakdown. */
  hidesValue(row: number, part: GroupSums, isWhole: boolean): boolean;
  hidesBase(row: number, part: GroupSums, isWhole: boolean): boolean;
}

/**
 * Decides which figures stay hidden, so that nothing about a few people can be read or computed back. It judges
 * the smallest parts (a domain within a year, and each level of it), always the same whatever columns are asked
 * for. A column is hidden as soon as it holds a hidden part, so that subtracting columns gives no hidden figure.
 * @param input with all rows of the questionnaire that readers may see, not only those of one table
 * @param rules the limits
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, ch. 4; docs/methods.md, "Disclosure control".
 * @example planDisclosure(table 25, rules).hidesValue(0, partOfJbJr, true) // true
 */
export function planDisclosure(
  input: Pick<TableInput, 'rows' | 'breakdowns'>,
  rules: DisclosureRules,
): DisclosurePlan {
  const { rows, breakdowns } = input;
  const whole = hiddenByDomain(rows, rules);
  const single = breakdowns.map((_, at) =>
    hiddenByLevels({ rows, breakdowns, rules, axes: [at], whole, margins: [] }),
  );
  const [first] = single;
  const split =
    single.length < 2
      ? (first ?? whole)
      : hiddenByLevels({ rows, breakdowns, rules, axes: [0, 1], whole, margins: single });
  const at = (row: number, { year, domain, levels }: GroupSums, isWhole: boolean): string =>
    place(row, partKey(year, domain, isWhole ? [] : levels));
  return {
    hidesValue: (row, part, isWhole) => (isWhole ? whole : split).values.has(at(row, part, isWhole)),
    hidesBase: (row, part, isWhole) => (isWhole ? whole : split).bases.has(at(row, part, isWhole)),
  };
}
