import type { OutcomeCode } from './outcome.js';
import { OUTCOMES } from './outcome-table.js';

/**
 * Whether somebody's last word was no: with such an outcome goes the refusal that stands in the consent records.
 * @example isFinalRefusal('refusal_soft') // false
 */
export function isFinalRefusal(code: OutcomeCode): boolean {
  const { group, followUp } = OUTCOMES[code];
  return group === 'R' && followUp === 'close';
}
