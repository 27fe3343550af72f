/** What names a program accepts. */
export interface NameRule {
  /** Makes a name acceptable. */
  readonly legal: (name: string) => string;
  /** In characters. */
  readonly maxLength: number;
  /** Words that are no name, in capitals. */
  readonly reserved: ReadonlySet<string>;
}

/**
 * Gives each variable a name that a program accepts. Capitals do not tell names apart; the second of two equal
 * names gets a number.
 * @param names in the order of the file
 * @example legalNames(['A2.1', 'A2_1'], stataRule) // ['A2_1', 'A2_1_2']
 */
export function legalNames(names: readonly string[], rule: NameRule): string[] {
  const taken = new Set(rule.reserved);
  return names.map((name) => {
    const legal = rule.legal(name).slice(0, rule.maxLength);
    let chosen = legal;
    for (let number = 2; taken.has(chosen.toUpperCase()); number += 1) {
      const ending = `_${String(number)}`;
      chosen = legal.slice(0, rule.maxLength - ending.length) + ending;
    }
    taken.add(chosen.toUpperCase());
    return chosen;
  });
}
