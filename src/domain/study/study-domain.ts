/** One explicit stratum of a study: a kind of help with its own sample and its own column in the tables. */
export interface StudyDomain {
  /** Stored in files and URLs, lower case: `jb_jr`. */
  readonly code: string;
  readonly label: string;
  /** Whoever is found in several domains is sampled in the one with the lowest number. */
  readonly priority: number;
  /** Parts of the domain that may be substrata; empty when it has none. */
  readonly segments: readonly StudySegment[];
}

/** A part of a domain, for example one kind of specialist help. */
export interface StudySegment {
  readonly code: string;
  readonly label: string;
}

/** The three domains of the Rotterdam study, in the order of its tables. */
export const DEFAULT_STUDY_DOMAINS: readonly StudyDomain[] = [
  { code: 'basishulp', label: 'Basishulp', priority: 3, segments: [] },
  {
    code: 'specialistisch',
    label: 'Specialistische hulp',
    priority: 2,
    segments: [
      { code: 'jeugd_ggz', label: 'Jeugd-GGZ' },
      { code: 'jeugd_en_opvoedhulp', label: 'Jeugd- en opvoedhulp' },
      { code: 'jeugd_met_beperking', label: 'Jeugd met een beperking' },
    ],
  },
  { code: 'jb_jr', label: 'Jeugdbescherming en jeugdreclassering', priority: 1, segments: [] },
];

/**
 * The domain in which a person is sampled who was found in several.
 * @param domains the domains of the study
 * @param found codes of the domains in which the person was found, at least one
 * @returns the code of the domain with the lowest priority number
 * @throws RangeError when no code is one of the study
 * @example domainOfPerson(DEFAULT_STUDY_DOMAINS, ['basishulp', 'jb_jr']) // 'jb_jr'
 */
export function domainOfPerson(domains: readonly StudyDomain[], found: readonly string[]): string {
  const candidates = domains.filter(({ code }) => found.includes(code));
  const [first, ...others] = candidates;
  if (first === undefined) throw new RangeError('the person is in no domain of the study');
  return others.reduce((best, domain) => (domain.priority < best.priority ? domain : best), first).code;
}
