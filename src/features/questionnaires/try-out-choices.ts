import { listComparisons } from '../../domain/questionnaire/condition.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listConditions } from '../../domain/questionnaire/placed-conditions.js';
import { DEFAULT_STUDY_DOMAINS } from '../../domain/study/study-domain.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The usual domains, each with its segments: `specialistisch/jeugd_ggz`. */
export const DOMAIN_CHOICES: readonly Choice[] = DEFAULT_STUDY_DOMAINS.flatMap(
  ({ code, label, segments }) => [
    { value: code, label },
    ...segments.map((segment) => ({
      value: `${code}/${segment.code}`,
      label: `${label}: ${segment.label}`,
    })),
  ],
);

/** The usual domains, and those that only this questionnaire asks about. */
export function domainChoices(questionnaire: Questionnaire): readonly Choice[] {
  const asked = listConditions(questionnaire).flatMap(({ condition }) =>
    listComparisons(condition).flatMap((comparison) =>
      'sample' in comparison && comparison.sample === 'domain'
        ? [comparison.is, ...(comparison.in ?? [])]
        : [],
    ),
  );
  const known = new Set(DOMAIN_CHOICES.map(({ value }) => value));
  const others = [...new Set(asked)].filter(
    (value): value is string => typeof value === 'string' && !known.has(value),
  );
  return [...DOMAIN_CHOICES, ...others.map((value) => ({ value, label: value }))];
}
