/** What is known of a respondent beside the answers, and could be known to others too. */
export const BACKGROUND_FIELDS = ['domain', 'respondent', 'segment', 'measure', 'ageBand'] as const;

export type BackgroundField = (typeof BACKGROUND_FIELDS)[number];

/** The backgrounds of one respondent; `null` is not known, or left out. */
export type Background = Readonly<Record<BackgroundField, string | null>>;

/** A combination of backgrounds and how many respondents have it. */
export interface BackgroundClass {
  readonly background: Background;
  readonly count: number;
}

/** How well respondents hide behind each other. */
export interface AnonymityReport {
  /** Respondents in the smallest class; 0 when there is nobody. */
  readonly smallestClass: number;
  readonly respondents: number;
  /** Respondents whose combination nobody else has. */
  readonly unique: number;
  /** Respondents in a class smaller than k. */
  readonly exposed: number;
}

/** What each combination becomes, so that as many as possible are in a class of at least k. */
export interface Coarsening {
  /** The backgrounds to show instead of these. */
  readonly shown: (background: Background) => Background;
  readonly after: AnonymityReport;
  /** In how many respondents each field was emptied. */
  readonly emptied: Readonly<Record<BackgroundField, number>>;
}

/** The domain is the stratum of every estimate and stays; what tells most about a child goes first. */
const EMPTIED_IN_ORDER = ['measure', 'segment', 'ageBand', 'respondent'] as const;

/**
 * Counts how many respondents share their combination of backgrounds (k-anonymity: Samarati & Sweeney 1998).
 * @param classes each combination once, with its count from 1
 * @param k the size from which a class protects those in it, a whole number from 1
 * @example reportAnonymity([{ background, count: 1 }, { background: other, count: 7 }], 5).unique // 1
 */
export function reportAnonymity(classes: readonly BackgroundClass[], k: number): AnonymityReport {
  const counts = classes.map(({ count }) => count);
  const sumOf = (chosen: readonly number[]): number => chosen.reduce((sum, count) => sum + count, 0);
  return {
    smallestClass: counts.length === 0 ? 0 : Math.min(...counts),
    respondents: sumOf(counts),
    unique: counts.filter((count) => count === 1).length,
    exposed: sumOf(counts.filter((count) => count < k)),
  };
}

/**
 * Leaves out as little as needed for classes of at least k: first the measure of whoever is in a smaller class, then
 * the segment, the age band and who answered, each time among those who are still in too small a class (local
 * suppression). When the last of a domain are still fewer than k, the smallest classes of that domain join them.
 * A domain with fewer than k respondents cannot be helped: `after.exposed` counts them.
 * @param classes each combination once, with its count from 1
 * @param k the size from which a class protects those in it; 1 changes nothing
 * @example coarsen([{ background, count: 9 }], 5).shown(background) // the same background
 */
export function coarsen(classes: readonly BackgroundClass[], k: number): Coarsening {
  const shownBy = new Map<string, Background>();
  let small = [...classes];
  for (let emptied = 0; emptied <= EMPTIED_IN_ORDER.length && small.length > 0; emptied++) {
    const groups = groupBy(small, ({ background }) => keyOf(without(background, emptied)));
    small = [];
    for (const group of groups.values()) {
      if (countOf(group) < k) small.push(...group);
      else for (const { background } of group) shownBy.set(keyOf(background), without(background, emptied));
    }
  }
  for (const rest of groupBy(small, ({ background }) => String(background.domain)).values()) {
    joinSmallest(rest, classes, { k, shownBy });
  }
  return describe(classes, k, shownBy);
}

/** Empties those who are left of a domain, and the smallest shown classes of it until they are k together. */
function joinSmallest(
  rest: readonly BackgroundClass[],
  classes: readonly BackgroundClass[],
  { k, shownBy }: { readonly k: number; readonly shownBy: Map<string, Background> },
): void {
  const domain = rest[0]?.background.domain ?? null;
  const joined = [...rest];
  const own = classes.filter(
    ({ background }) => background.domain === domain && shownBy.has(keyOf(background)),
  );
  const shown = [
    ...groupBy(own, ({ background }) => keyOf(shownBy.get(keyOf(background)) ?? background)).values(),
  ];
  shown.sort((one, other) => countOf(one) - countOf(other));
  for (const group of shown) {
    if (countOf(joined) >= k) break;
    joined.push(...group);
  }
  for (const { background } of joined) {
    shownBy.set(keyOf(background), without(background, EMPTIED_IN_ORDER.length));
  }
}

function describe(
  classes: readonly BackgroundClass[],
  k: number,
  shownBy: ReadonlyMap<string, Background>,
): Coarsening {
  const shown = (background: Background): Background => shownBy.get(keyOf(background)) ?? background;
  const after = [...groupBy(classes, ({ background }) => keyOf(shown(background))).values()].map((group) => ({
    background: shown(group[0]?.background ?? NOTHING_KNOWN),
    count: countOf(group),
  }));
  const emptiedIn = (field: BackgroundField): number =>
    countOf(
      classes.filter(({ background }) => background[field] !== null && shown(background)[field] === null),
    );
  return {
    shown,
    after: reportAnonymity(after, k),
    emptied: {
      domain: 0,
      respondent: emptiedIn('respondent'),
      segment: emptiedIn('segment'),
      measure: emptiedIn('measure'),
      ageBand: emptiedIn('ageBand'),
    },
  };
}

const NOTHING_KNOWN: Background = {
  domain: null,
  respondent: null,
  segment: null,
  measure: null,
  ageBand: null,
};

function without(background: Background, emptied: number): Background {
  const empty = EMPTIED_IN_ORDER.slice(0, emptied).map((field) => [field, null] as const);
  return { ...background, ...Object.fromEntries(empty) };
}

function keyOf(background: Background): string {
  return JSON.stringify(BACKGROUND_FIELDS.map((field) => background[field]));
}

function countOf(classes: readonly BackgroundClass[]): number {
  return classes.reduce((sum, { count }) => sum + count, 0);
}

function groupBy(
  classes: readonly BackgroundClass[],
  keyFor: (one: BackgroundClass) => string,
): Map<string, BackgroundClass[]> {
  const groups = new Map<string, BackgroundClass[]>();
  for (const one of classes) {
    const key = keyFor(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
