/** What is known of a respondent beside the answers, and could be known to others too. */
export const BACKGROUND_FIELDS = [
  'domain',
  'respondent',
  'segment',
  'measure',
  'ageBand',
  'sex',
  'firstTime',
  'lvb',
  'migration',
] as const;

export type BackgroundField = (typeof BACKGROUND_FIELDS)[number];

/** The backgrounds of one respondent; `null` is not known, or left out. */
export type Background = Readonly<Record<BackgroundField, string | null>>;

/** How well respondents hide behind each other. A class: those with the same combination of backgrounds. */
export interface AnonymityReport {
  /** Respondents in the smallest class; 0 when there is nobody. */
  readonly smallestClass: number;
  /** Respondents whose combination nobody else has. */
  readonly unique: number;
  /** Respondents in a class smaller than k. */
  readonly exposed: number;
}

/** The backgrounds to show instead, so that as many as possible are in a class of at least k. */
export interface Coarsening {
  /** One for each respondent, in the order in which they were given. */
  readonly shown: readonly Background[];
  readonly after: AnonymityReport;
  /** In how many respondents each field was emptied. */
  readonly emptied: Readonly<Record<BackgroundField, number>>;
}

/** The domain is the stratum of every estimate and stays; what tells most about a child goes first. */
const EMPTIED_IN_ORDER = [
  'migration',
  'lvb',
  'measure',
  'firstTime',
  'sex',
  'segment',
  'ageBand',
  'respondent',
] as const;

/**
 * Counts how many respondents share their combination of backgrounds (k-anonymity: Samarati & Sweeney 1998).
 * @param backgrounds one for each respondent
 * @param k the size from which a class protects those in it, a whole number from 1
 * @example reportAnonymity([background], 5) // { smallestClass: 1, unique: 1, exposed: 1 }
 */
export function reportAnonymity(backgrounds: readonly Background[], k: number): AnonymityReport {
  const sizes = new Map<string, number>();
  for (const background of backgrounds) {
    const key = backgroundKey(background);
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  const counts = [...sizes.values()];
  return {
    smallestClass: counts.reduce((least, count) => Math.min(least, count), backgrounds.length),
    unique: counts.filter((count) => count === 1).length,
    exposed: counts.reduce((sum, count) => (count < k ? sum + count : sum), 0),
  };
}

/**
 * Leaves out little, but enough for classes of at least k: first migration background and limitation of whoever is in a smaller class, then
 * the measure, whether it is the first time, sex, the segment, the age band and who answered, each time of those who are still in too small a class (local
 * suppression). When the last of a domain are fewer than k, some of its largest class join them.
 * A domain with fewer than k respondents cannot be helped: `after.exposed` counts them.
 * @param backgrounds one for each respondent, in an order that tells nothing, such as that of random numbers
 * @param k the size from which a class protects those in it; 1 changes nothing
 * @example coarsen([], 5).shown // []
 */
export function coarsen(backgrounds: readonly Background[], k: number): Coarsening {
  const shared = sharedBackgrounds();
  // Who shows the same has the same object: a class is an object, and a respondent takes no more than its place.
  const shown = backgrounds.map((background) => shared(background));
  const counts = new Map<Background, number>();
  let small = backgrounds.map((_, place) => place);
  for (let emptied = 0; emptied <= EMPTIED_IN_ORDER.length && small.length > 0; emptied++) {
    for (const place of small) shown[place] = shared(without(shown[place] ?? NOTHING_KNOWN, emptied));
    const groups = groupBy(small, (place) => shown[place] ?? NOTHING_KNOWN);
    small = [];
    for (const [background, places] of groups) {
      const count = places.length + (counts.get(background) ?? 0);
      if (count < k) small.push(...places);
      else counts.set(background, count);
    }
  }
  for (const rest of groupBy(small, (place) => shown[place]?.domain).values()) fillUp(shown, rest, k);
  return { shown, after: reportAnonymity(shown, k), emptied: countEmptied(backgrounds, shown) };
}

/**
 * Gives equal backgrounds as one object, so that a list of those of many respondents takes little memory.
 * @example const shared = sharedBackgrounds(); shared({ ...one }) === shared({ ...one }) // true
 */
export function sharedBackgrounds(): (background: Background) => Background {
  const known = new Map<string, Background>();
  return (background) => {
    const key = backgroundKey(background);
    const first = known.get(key);
    if (first !== undefined) return first;
    known.set(key, background);
    return background;
  };
}

/** Empties others of the domain until the rest are k together, and leaves no class smaller than k behind. */
function fillUp(shown: Background[], rest: readonly number[], k: number): void {
  const [first = 0] = rest;
  const { domain } = shown[first] ?? NOTHING_KNOWN;
  const own = shown.map((_, place) => place).filter((place) => shown[place]?.domain === domain);
  const classes = [...groupBy(own, (place) => backgroundKey(shown[place] ?? NOTHING_KNOWN)).values()]
    .filter((places) => !places.includes(first))
    .sort((one, other) => other.length - one.length);
  const missing = k - rest.length;
  const [largest = []] = classes;
  const joining = largest.length >= k + missing ? largest.slice(0, missing) : (classes.at(-1) ?? []);
  for (const place of joining) {
    shown[place] = without(shown[place] ?? NOTHING_KNOWN, EMPTIED_IN_ORDER.length);
  }
}

function countEmptied(
  before: readonly Background[],
  after: readonly Background[],
): Readonly<Record<BackgroundField, number>> {
  const emptiedIn = (field: BackgroundField): number =>
    before.reduce(
      (count, background, place) =>
        background[field] !== null && after[place]?.[field] === null ? count + 1 : count,
      0,
    );
  return {
    domain: 0,
    respondent: emptiedIn('respondent'),
    segment: emptiedIn('segment'),
    measure: emptiedIn('measure'),
    ageBand: emptiedIn('ageBand'),
    sex: emptiedIn('sex'),
    firstTime: emptiedIn('firstTime'),
    lvb: emptiedIn('lvb'),
    migration: emptiedIn('migration'),
  };
}

const NOTHING_KNOWN: Background = {
  domain: null,
  respondent: null,
  segment: null,
  measure: null,
  ageBand: null,
  sex: null,
  firstTime: null,
  lvb: null,
  migration: null,
};

function without(background: Background, emptied: number): Background {
  const empty = EMPTIED_IN_ORDER.slice(0, emptied).map((field) => [field, null] as const);
  return { ...background, ...Object.fromEntries(empty) };
}

/**
 * What two respondents have in common exactly when they show the same backgrounds.
 * @example backgroundKey(one) === backgroundKey(other)
 */
export function backgroundKey(background: Background): string {
  return JSON.stringify(BACKGROUND_FIELDS.map((field) => background[field]));
}

function groupBy<Item, Key>(items: readonly Item[], keyFor: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyFor(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
