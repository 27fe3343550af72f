/** Something wrong with a questionnaire: where, why, and what to do about it. */
export interface Finding {
  /** An `error` keeps the questionnaire from being used; a `warning` wants a look. */
  readonly severity: 'error' | 'warning';
  readonly rule: FindingRule;
  /** Where in the file: keys and positions from the top, as in `['blocks', 0, 'questions', 2]`. */
  readonly path: FilePath;
  /** Where, in words: the codes of block, question and statement, or the path. */
  readonly place: string;
  /** Line of the file, from 1; `null` when the questionnaire does not come from a text. */
  readonly line: number | null;
  readonly reason: FindingText;
  readonly remedy: FindingText;
}

/** A sentence for the researcher in the two languages of the interface. */
export interface FindingText {
  readonly nl: string;
  readonly en: string;
  /** The Dutch sentence for who works in the editor and not in the file, where the words of the file mean nothing. */
  readonly editor?: string;
}

/** Keys and positions from the top of the file. */
export type FilePath = readonly (string | number)[];

/** What was checked. */
export type FindingRule =
  | 'yaml'
  | 'shape'
  | 'duplicate_id'
  | 'unknown_reference'
  | 'forward_reference'
  | 'not_comparable'
  | 'unknown_code'
  | 'duplicate_code'
  | 'missing_text'
  | 'unknown_fill'
  | 'unused_fill'
  | 'incomplete_fill'
  | 'unreachable'
  | 'always_holds'
  | 'mixed_scale'
  | 'wrong_statistic'
  | 'wrong_range'
  | 'unknown_theme'
  | 'unknown_value'
  | 'never_holds'
  | 'contradictory_checks'
  | 'rotated_reference'
  | 'wrong_option'
  | 'wrong_threshold'
  | 'long_text'
  | 'many_options'
  | 'repeated_text'
  | 'unfilled_text'
  | 'changed_meaning';

/** Whether a questionnaire with these findings may be used. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}
