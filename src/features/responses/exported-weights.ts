import type { Reader } from '../../database/database.js';
import type { DatasetWeighting } from '../../domain/export/dataset-remarks.js';
import { type Background, backgroundKey } from '../../domain/privacy/k-anonymity.js';
import { shareWeights, type WeightToShow } from '../../domain/privacy/shared-weights.js';
import { howWeighted, type WeightSet, weightsOf } from '../weights/weights.service.js';
import { backgroundOf } from './backgrounds.js';
import type { Respondent } from './responses.queries.js';

/** The weights that a file of answers shows, and what it says of them. */
export interface ExportedWeights {
  /** By response; `null` for an interview of after the weights were made. */
  readonly weights: ReadonlyMap<string, number | null>;
  readonly weighting: DatasetWeighting;
}

/**
 * The weights of the draw, or those that were made, so that fewer than k nowhere stand out by theirs.
 * @param input the respondents, the backgrounds that the file shows of each, the weights that were made or `null`
 *   for those of the draw, and k
 */
export async function exportedWeights(
  db: Reader,
  input: {
    readonly respondents: readonly Respondent[];
    readonly shown: readonly Background[];
    readonly set: WeightSet | null;
    readonly k: number;
  },
): Promise<ExportedWeights> {
  const { respondents, shown, set, k } = input;
  const made = set === null ? null : await weightsOf(db, set);
  const people = respondents.map((respondent, place) => ({
    background: backgroundKey(shown[place] ?? backgroundOf(respondent)),
    weight: made === null ? respondent.designWeight : (made.get(respondent.id) ?? null),
  }));
  const { shown: weights, averaged } = shareWeights(people, k);
  return {
    weights: new Map(respondents.map(({ id }, place) => [id, weights[place] ?? null])),
    weighting: {
      made: set === null ? null : { ...described(set), ...countsWithout(people, weights) },
      averaged,
    },
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
