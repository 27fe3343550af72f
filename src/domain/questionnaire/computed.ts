import { questionsIn } from './condition.js';
import { type Computed } from './model.js';

/**
 * The questions that a computed value follows from.
 * @example sourcesOf({ id: 'SCORE', label: { nl: 'score' }, sum: ['D1', 'D2'] }) // ['D1', 'D2']
 */
export function sourcesOf(computed: Computed): readonly string[] {
  if ('cases' in computed) return computed.cases.flatMap(({ when }) => (when ? questionsIn(when) : []));
  if ('count' in computed) return computed.count.of;
  return 'sum' in computed ? computed.sum : computed.mean;
}
