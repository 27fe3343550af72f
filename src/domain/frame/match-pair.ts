/** Why two persons may be one. */
export const matchPairKinds = ['same_initial', 'no_postcode', 'moved', 'renamed'] as const;
export type MatchPairKind = (typeof matchPairKinds)[number];

/** What is alike in a pair, for the screen. */
export const matchPairKindLabels: Readonly<Record<MatchPairKind, string>> = {
  same_initial: 'andere voornaam, zelfde voorletter',
  no_postcode: 'postcode ontbreekt',
  moved: 'andere postcode',
  renamed: 'andere achternaam',
};

/** More persons than this with one key are no twins or movers but a birth date that somebody filled in for many. */
const MOST_COMPARED_WITH_ALL = 8;

/**
 * The pairs to be decided on among persons who look alike: each with each. Of a large number only the first with
 * each other, so that a file with one birth date for everybody gives a list as long as the file, not its square.
 * @param persons all different, in a fixed order
 * @example pairsAmong([3, 5, 9]) // [[3, 5], [3, 9], [5, 9]]
 */
export function pairsAmong<Person>(persons: readonly Person[]): (readonly [Person, Person])[] {
  const firsts = persons.length > MOST_COMPARED_WITH_ALL ? persons.slice(0, 1) : persons;
  return firsts.flatMap((one, place) => persons.slice(place + 1).map((other) => [one, other] as const));
}
