import type { Option } from '../../domain/questionnaire/model.js';
import { optionsOf, type Variable } from '../../domain/questionnaire/variables.js';
import type { PlannedRow } from './table-rows.js';

const LANGUAGE = 'nl';

/** A question as it was in one year. */
export interface AskedIn {
  readonly variable: Variable;
  /** How the table calls the year. */
  readonly year: string;
}

/**
 * The row of another year that counts the same thing: the same question and statistic, and the option that means the
 * same, whatever its number. A mean of codes is the same only as long as the codes mean the same.
 * @param rows of the other year
 * @param row of the year that the table is about
 */
export function sameRow(rows: readonly PlannedRow[], row: PlannedRow): PlannedRow | null {
  const own = rows.filter(({ variable, kind }) => variable.id === row.variable.id && kind === row.kind);
  if (row.option !== null) {
    const { option } = row;
    return own.find((other) => other.option !== null && meansTheSame(other.option, option)) ?? null;
  }
  return (
    own.find(({ kind, variable }) => kind !== 'mean' || changedCodes(variable, row.variable).length === 0) ??
    null
  );
}

/** Whether two options have the same label, whatever the case and the spaces. */
export function meansTheSame(one: Option, other: Option): boolean {
  return meaningOf(one) === meaningOf(other);
}

function meaningOf(option: Option): string {
  return labelOf(option).trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function labelOf({ code, label }: Option): string {
  return label[LANGUAGE] ?? String(code);
}

/** Numbers that both years use for an option, of which the labels differ. */
function changedCodes(was: Variable, now: Variable): readonly (readonly [was: Option, now: Option])[] {
  return optionsOf(was).flatMap((option) => {
    const same = optionsOf(now).find(({ code }) => code === option.code);
    return same === undefined || meansTheSame(option, same) ? [] : [[option, same] as const];
  });
}

/** What a reader must know of codes that meant something else in an earlier year; `null` when none did. */
export function codesRemark(was: AskedIn, now: AskedIn): string | null {
  const changed = changedCodes(was.variable, now.variable);
  if (changed.length === 0) return null;
  const codes = changed.map(
    ([then, later]) => `${String(then.code)} is “${labelOf(then)}” en nu “${labelOf(later)}”`,
  );
  return `in ${was.year} betekenen antwoordcodes iets anders dan in ${now.year}: ${codes.join(', ')}. Vergeleken is op de woorden van het antwoord, niet op het nummer.`;
}

/** What a reader must know when the answers that a share counts are other ones than in an earlier year. */
export function countedRemark(
  was: PlannedRow,
  now: PlannedRow,
  years: readonly [string, string],
): string | null {
  const then = countedLabels(was);
  const later = countedLabels(now);
  if ([...then.keys()].sort().join('|') === [...later.keys()].sort().join('|')) return null;
  const [yearWas, yearNow] = years;
  const listed = (labels: ReadonlyMap<string, string>): string =>
    [...labels.values()].map((label) => `“${label}”`).join(', ');
  return `in ${yearWas} zijn andere antwoorden geteld (${listed(then)}) dan in ${yearNow} (${listed(later)}).`;
}

/** The answers that a share counts, by their meaning. */
function countedLabels({ variable, statistic }: PlannedRow): ReadonlyMap<string, string> {
  if (statistic.kind !== 'share') return new Map();
  const counted = optionsOf(variable).filter(({ code }) => statistic.positive.includes(code));
  return new Map(counted.map((option) => [meaningOf(option), labelOf(option)]));
}
