import type { DatasetWeighting } from '../../domain/export/dataset-remarks.js';
import type { SharedWeights, WeightToShow } from '../../domain/privacy/shared-weights.js';
import { howWeighted, type WeightSet } from '../weights/weights.service.js';

/**
 * What a file says of its weights.
 * @param set the weights that were made, or `null` for those of the draw
 * @param weights of each respondent as they are, and as the file shows them
 */
export function weightingOf(
  set: WeightSet | null,
  { people, shown, averaged }: SharedWeights & { readonly people: readonly WeightToShow[] },
): DatasetWeighting {
  return {
    made: set === null ? null : { ...described(set), ...countsWithout(people, shown) },
    averaged,
  };
}

function described(set: WeightSet): { name: string; version: number; how: string } {
  return { name: set.name, version: set.version, how: howWeighted(set) };
}

function countsWithout(
  people: readonly WeightToShow[],
  shown: readonly (number | null)[],
): { readonly without: number; readonly withoutAveraged: number } {
  const without = people.filter(({ weight }) => weight === null).length;
  return { without, withoutAveraged: without - shown.filter((weight) => weight === null).length };
}
