import { partsOfStratum, stratumCode } from '../../domain/sampling/stratum-code.js';
import { UserProblem } from '../../errors.js';
import { type Domain, getDomain, type Study } from '../studies/studies.service.js';

/** A stratum of a draw, as people know it. */
export interface StudyStratum {
  /** As `stratumCode` makes it. */
  readonly code: string;
  readonly domain: Domain;
  /** `''` for who has no segment, `null` for the whole domain. */
  readonly segment: string | null;
  readonly label: string;
}

/** The strata of a study: its domains, or the segments of every domain that has them. */
export function studyStrata(study: Study, { bySegment }: { bySegment: boolean }): readonly StudyStratum[] {
  return study.domains.flatMap((domain) => {
    const segments = bySegment && domain.segments.length > 0 ? segmentsOf(domain) : [null];
    return segments.map((segment) => stratumOf(domain, segment));
  });
}

function segmentsOf({ segments }: Domain): string[] {
  return [...segments.map(({ code }) => code), ''];
}

function stratumOf(domain: Domain, segment: string | null): StudyStratum {
  const own = domain.segments.find(({ code }) => code === segment)?.label ?? 'zonder segment';
  return {
    code: stratumCode(domain.code, segment),
    domain,
    segment,
    label: segment === null ? domain.label : `${domain.label}, ${own}`,
  };
}

/** @throws UserProblem `invalid_input` for a domain or segment that the study does not have */
export function getStratum(study: Study, code: string): StudyStratum {
  const { domain: domainCode, segment } = partsOfStratum(code);
  const domain = getDomain(study, domainCode);
  if (segment === null || segmentsOf(domain).includes(segment)) return stratumOf(domain, segment);
  const known = segmentsOf(domain).map((one) => stratumCode(domainCode, one));
  throw new UserProblem(
    'invalid_input',
    `Het segment ${code} hoort niet bij dit onderzoek. Kies uit: ${known.join(', ')}.`,
  );
}

/**
 * The codes of the domains of which segments are drawn apart.
 * @throws UserProblem `invalid_input` when a domain is named both as a whole and by segment
 */
export function splitDomains(study: Study, sizes: Readonly<Record<string, number>>): ReadonlySet<string> {
  const named = Object.keys(sizes).map((code) => getStratum(study, code));
  const split = new Set(named.filter(({ segment }) => segment !== null).map(({ domain }) => domain.code));
  const both = named.find(({ domain, segment }) => segment === null && split.has(domain.code));
  if (both === undefined) return split;
  throw new UserProblem(
    'invalid_input',
    `${both.label} heeft een aantal als geheel en per segment. Kies een van de twee.`,
  );
}
