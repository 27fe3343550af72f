/**
 * What a stratum is called in a draw: a domain as a whole, or one of its segments.
 * @param domain its code, such as `jb_jr`
 * @param segment its code, `''` for who has none, `null` for the whole domain
 * @example stratumCode('specialistisch', 'jeugd_ggz') // 'specialistisch/jeugd_ggz'
 */
export function stratumCode(domain: string, segment: string | null): string {
  return segment === null ? domain : `${domain}/${segment}`;
}

/**
 * The domain and segment that a stratum of a draw is made of.
 * @param stratum text from `stratumCode`
 * @example partsOfStratum('specialistisch/') // { domain: 'specialistisch', segment: '' }
 */
export function partsOfStratum(stratum: string): {
  readonly domain: string;
  readonly segment: string | null;
} {
  const at = stratum.indexOf('/');
  return at === -1
    ? { domain: stratum, segment: null }
    : { domain: stratum.slice(0, at), segment: stratum.slice(at + 1) };
}
