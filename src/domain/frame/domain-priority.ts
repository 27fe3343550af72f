/** The domain that wins comes first: JB/JR, then specialist, then basic help. A setting of the study. */
export const defaultDomainPriority = ['jb_jr', 'specialistisch', 'basishulp'] as const;

/**
 * The one domain in which a person found in several domains is sampled.
 * @param domains the domains of the person's records, at least one
 * @param priority all domains of the study, the winner first
 * @throws RangeError when none of the domains is in the priority: a broken assumption
 * @example domainByPriority(['basishulp', 'jb_jr'], ['jb_jr', 'specialistisch', 'basishulp']) // 'jb_jr'
 */
export function domainByPriority(domains: Iterable<string>, priority: readonly string[]): string {
  const found = new Set(domains);
  const winner = priority.find((domain) => found.has(domain));
  if (winner === undefined) throw new RangeError('a person has no domain of the study');
  return winner;
}
