/**
 * The interviews that a whole study should reach; `null` as long as one of its domains has no target, because interviews of that
 * domain would count towards the targets of others.
 * @example totalTarget([{ targetInterviews: 200 }, { targetInterviews: null }]) // null
 */
export function totalTarget(domains: readonly { readonly targetInterviews: number | null }[]): number | null {
  const targets = domains.flatMap(({ targetInterviews }) => targetInterviews ?? []);
  if (targets.length === 0 || targets.length < domains.length) return null;
  return targets.reduce((sum, target) => sum + target, 0);
}
