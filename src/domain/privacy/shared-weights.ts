/** The weight of one respondent, with what else a file shows of the background. */
export interface WeightToShow {
  /** Whoever has the same shows the same backgrounds. */
  readonly background: string;
  /** `null` for somebody without a weight. */
  readonly weight: number | null;
}

/** Weights as a file may show them. */
export interface SharedWeights {
  /** One for each respondent, in the order in which they were given. */
  readonly shown: readonly (number | null)[];
  /** How many respondents show the mean of a group. */
  readonly averaged: number;
}

/**
 * Averages weights that few share. A weight follows from where somebody was drawn and what the weights were fitted
 * to: a rare one gives back the segment or age band that was left out (`coarsen`). Among those who show the same
 * backgrounds, weights that fewer than k have are put together with the next ones up, until at least k are together,
 * and each gets the mean of its group (microaggregation of one variable: Domingo-Ferrer & Mateo-Sanz 2002). The sum of the
 * weights of everybody with those backgrounds stays. Where fewer than k show the same backgrounds, they share one weight.
 * Somebody without a weight counts for nobody: where fewer than k have none, they go up together as a weight of 0 would.
 * @param people one for each respondent
 * @param k how many at least show the same backgrounds and weight; 1 changes nothing
 * @example shareWeights([{ background: 'a', weight: 1 }, { background: 'a', weight: 3 }], 2).shown // [2, 2]
 */
export function shareWeights(people: readonly WeightToShow[], k: number): SharedWeights {
  const shown = people.map(({ weight }) => weight);
  if (k <= 1) return { shown, averaged: 0 };
  let averaged = 0;
  for (const places of placesPerBackground(people).values()) {
    for (const group of groupsOfAtLeast(levelsOf(places, people), k)) {
      const weight = weightOf(group);
      // Everybody of a group shows the same digits, also who differed in the last ones only.
      for (const place of group.flatMap((level) => level.places)) shown[place] = weight;
      if (group.length > 1) averaged += sizeOf(group);
    }
  }
  return { shown, averaged };
}

/** Those who have the same weight. */
interface Level {
  readonly weight: number | null;
  readonly places: readonly number[];
}

/** The mean of a group, `null` when nobody in it has a weight. */
function weightOf(group: readonly Level[]): number | null {
  const [only] = group;
  if (group.length === 1 && only !== undefined) return only.weight;
  return group.reduce((sum, { weight, places }) => sum + (weight ?? 0) * places.length, 0) / sizeOf(group);
}

function placesPerBackground(people: readonly WeightToShow[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { background }] of people.entries()) {
    const own = places.get(background);
    if (own === undefined) places.set(background, [place]);
    else own.push(place);
  }
  return places;
}

/** Weights that differ in the last digits only, by the order of a sum, are one. */
const DIGITS = 12;

function levelsOf(places: readonly number[], people: readonly WeightToShow[]): Level[] {
  const levels = new Map<string, { weight: number | null; places: number[] }>();
  for (const place of places) {
    const weight = people[place]?.weight ?? null;
    const key = weight?.toPrecision(DIGITS) ?? '';
    const level = levels.get(key);
    if (level === undefined) levels.set(key, { weight, places: [place] });
    else level.places.push(place);
  }
  return [...levels.values()].sort((one, other) => (one.weight ?? 0) - (other.weight ?? 0));
}

/** Levels that are common stay alone; rare ones go up together. Who is left at the end joins the nearest group. */
function groupsOfAtLeast(levels: readonly Level[], k: number): Level[][] {
  const isCommon = ({ places }: Level): boolean => places.length >= k;
  const pools: Level[][] = [];
  let pool: Level[] = [];
  for (const level of levels.filter((one) => !isCommon(one))) {
    pool.push(level);
    if (sizeOf(pool) < k) continue;
    pools.push(pool);
    pool = [];
  }
  const groups = [...levels.filter(isCommon).map((level) => [level]), ...pools];
  if (pool.length === 0) return groups;
  const weight = pool[0]?.weight ?? 0;
  const [nearest] = groups.toSorted((one, other) => distance(one, weight) - distance(other, weight));
  if (nearest === undefined) return [pool];
  nearest.push(...pool);
  return groups;
}

function distance(group: readonly Level[], weight: number): number {
  return Math.min(...group.map((level) => Math.abs((level.weight ?? 0) - weight)));
}

function sizeOf(group: readonly Level[]): number {
  return group.reduce((sum, { places }) => sum + places.length, 0);
}
