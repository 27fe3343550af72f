/** What a researcher decided of two persons who look alike. */
export const matchDecisions = ['same', 'different'] as const;
export type MatchDecision = (typeof matchDecisions)[number];

/** A decision about two persons, each by a key that stays the same when a file is delivered again. */
export interface DecidedPair {
  readonly first: string;
  readonly second: string;
  readonly decision: MatchDecision;
}

/** Why a decision cannot stand beside earlier ones. */
export interface Contradiction {
  /** The two of whom it is said that they differ. */
  readonly different: DecidedPair;
  /** Decisions that together make them one person, one after the other. */
  readonly same: readonly DecidedPair[];
}

function neighboursOf(decisions: readonly DecidedPair[]): ReadonlyMap<string, readonly DecidedPair[]> {
  const neighbours = new Map<string, DecidedPair[]>();
  for (const pair of decisions) {
    if (pair.decision !== 'same') continue;
    for (const key of [pair.first, pair.second]) {
      const known = neighbours.get(key);
      if (known === undefined) neighbours.set(key, [pair]);
      else known.push(pair);
    }
  }
  return neighbours;
}

function otherOf(pair: DecidedPair, key: string): string {
  return pair.first === key ? pair.second : pair.first;
}

/** Everybody who is the same person as `start`, each with the decision that led there. */
function reachedFrom(
  start: string,
  neighbours: ReadonlyMap<string, readonly DecidedPair[]>,
): ReadonlyMap<string, DecidedPair | null> {
  const reached = new Map<string, DecidedPair | null>([[start, null]]);
  // A map that grows while it is walked: whoever is found is visited in turn, the nearest first.
  for (const key of reached.keys()) {
    for (const pair of neighbours.get(key) ?? []) {
      const other = otherOf(pair, key);
      if (!reached.has(other)) reached.set(other, pair);
    }
  }
  return reached;
}

function chainTo(end: string, reached: ReadonlyMap<string, DecidedPair | null>): DecidedPair[] {
  const chain: DecidedPair[] = [];
  let key = end;
  for (let pair = reached.get(key); pair; pair = reached.get(key)) {
    chain.unshift(pair);
    key = otherOf(pair, key);
  }
  return chain;
}

/**
 * Looks whether decisions contradict each other: A is B and B is C, but A is not C.
 * @param decisions all that count, the new one among them
 * @returns the first pair that is said to differ and yet is one person, with the shortest chain that makes them
 * one; `null` when all can be true
 * @example findContradiction([{ first: 'a', second: 'b', decision: 'same' },
 *   { first: 'a', second: 'b', decision: 'different' }])?.same.length // 1
 */
export function findContradiction(decisions: readonly DecidedPair[]): Contradiction | null {
  const neighbours = neighboursOf(decisions);
  for (const different of decisions) {
    if (different.decision !== 'different') continue;
    const reached = reachedFrom(different.first, neighbours);
    if (reached.has(different.second)) return { different, same: chainTo(different.second, reached) };
  }
  return null;
}

/**
 * The persons that are one according to the decisions, also through a third.
 * @param decisions all that count
 * @returns groups of two or more keys; keys and groups in alphabetical order
 * @example mergedGroups([{ first: 'b', second: 'c', decision: 'same' },
 *   { first: 'a', second: 'b', decision: 'same' }]) // [['a', 'b', 'c']]
 */
export function mergedGroups(decisions: readonly DecidedPair[]): string[][] {
  const neighbours = neighboursOf(decisions);
  const seen = new Set<string>();
  const groups: string[][] = [];
  for (const key of [...neighbours.keys()].sort()) {
    if (seen.has(key)) continue;
    const group = [...reachedFrom(key, neighbours).keys()].sort();
    for (const member of group) seen.add(member);
    groups.push(group);
  }
  return groups;
}
