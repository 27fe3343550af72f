import type { Reader } from '../../database/database.js';
import type { DatasetWeighting } from '../../domain/export/dataset-remarks.js';
import {
  type Background,
  backgroundKey,
  coarsen,
  sharedBackgrounds,
} from '../../domain/privacy/k-anonymity.js';
import { shareWeights, type WeightToShow } from '../../domain/privacy/shared-weights.js';
import type { Study } from '../studies/studies.service.js';
import { type WeightSet, weightsOf } from '../weights/weights.service.js';
import { backgroundOf } from './backgrounds.js';
import { weightingOf } from './exported-weights.js';
import { ResponseNumbers } from './response-numbers.js';
import { type Respondent, respondentPages } from './responses.queries.js';
import { StateOfResponses } from './snapshots.service.js';

/** Who is in a file of answers, and what it shows of each beside the answers. */
export interface ExportedRespondents {
  readonly numbers: ResponseNumbers;
  readonly state: StateOfResponses;
  /** By place among the numbers. */
  readonly backgrounds: readonly Background[];
  /** By place among the numbers; not a number for an interview of after the weights were made. */
  readonly weights: Float64Array;
  readonly weighting: DatasetWeighting;
}

/**
 * Reads who is in a file page by page, and keeps little of each: a number, and places in the lists of backgrounds and
 * weights that occur. Fewer than k nowhere stand out by either.
 * @param input the weights that were made, or `null` for those of the draw
 */
export async function readRespondents(
  db: Reader,
  study: Study,
  { set, k }: { readonly set: WeightSet | null; readonly k: number },
): Promise<ExportedRespondents> {
  const numbers = new ResponseNumbers();
  const state = new StateOfResponses();
  const shared = sharedBackgrounds();
  const backgrounds: Background[] = [];
  const weights: (number | null)[] = [];
  for await (const page of respondentPages(db, study.id)) {
    const weightFor = await weightsToShow(db, set, page);
    for (const respondent of page) {
      numbers.add(respondent.id);
      state.add(respondent);
      backgrounds.push(shared(backgroundOf(respondent)));
      weights.push(weightFor(respondent));
    }
  }
  const { shown } = coarsen(backgrounds, k);
  const people = sharedPeople(shown, weights);
  const { shown: shownWeights, averaged } = shareWeights(people, k);
  return {
    numbers,
    state,
    backgrounds: shown,
    weights: Float64Array.from(shownWeights, (weight) => weight ?? NaN),
    weighting: weightingOf(set, { people, shown: shownWeights, averaged }),
  };
}

/** What a file shows of one respondent beside the answers. */
export interface Shown {
  readonly background: Background;
  readonly weight: number | null;
}

/** @param place among the numbers */
export function shownOf({ backgrounds, weights }: ExportedRespondents, place: number): Shown {
  const background = backgrounds[place];
  const weight = weights[place];
  if (background === undefined || weight === undefined) throw new Error('a response is not of this file');
  return { background, weight: Number.isNaN(weight) ? null : weight };
}

async function weightsToShow(
  db: Reader,
  set: WeightSet | null,
  page: readonly Respondent[],
): Promise<(respondent: Respondent) => number | null> {
  if (set === null) return ({ designWeight }) => designWeight;
  const made = await weightsOf(
    db,
    set,
    page.map(({ id }) => id),
  );
  return ({ id }) => made.get(id) ?? null;
}

/** Who has the same background and weight is one object. */
function sharedPeople(
  shown: readonly Background[],
  weights: readonly (number | null)[],
): readonly WeightToShow[] {
  const known = new Map<Background, Map<number | null, WeightToShow>>();
  return shown.map((background, place) => {
    const weight = weights[place] ?? null;
    const own = known.get(background) ?? new Map<number | null, WeightToShow>();
    known.set(background, own);
    const person = own.get(weight) ?? { background: backgroundKey(background), weight };
    own.set(weight, person);
    return person;
  });
}
