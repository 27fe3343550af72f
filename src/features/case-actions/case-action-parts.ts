import type { Role } from '../../domain/access/role.js';
import type { Breadcrumb, Cell, SelectField, SubNavigation, TextField } from '../../web/components.js';
import { formatCount } from '../../web/dutch-format.js';
import { type FieldErrors, fieldError } from '../../web/form-errors.js';
import { studyNavigation, studyPath } from '../studies/study-navigation.js';
import type { Study } from '../studies/studies.service.js';

/** What stands at the top of each of these pages. */
export interface Top {
  readonly title: string;
  readonly studyName: string;
  readonly subNavigation: SubNavigation;
  readonly breadcrumb: Breadcrumb;
}

/** The address of the actions of a study, or of one of them. */
export function actionsPath(slug: string, last = ''): string {
  const path = `${studyPath(slug)}/case-actions`;
  return last === '' ? path : `${path}/${last}`;
}

export function top(study: Study, roles: readonly Role[], title: string): Top {
  return {
    title,
    studyName: study.name,
    subNavigation: studyNavigation(study.slug, roles, 'cases'),
    breadcrumb: {
      items: [{ label: 'Casussen', href: studyPath(study.slug, 'cases') }],
      current: title,
    },
  };
}

export function reasonText(value: string, errors: FieldErrors): TextField {
  return {
    name: 'reason',
    label: 'Waarom?',
    description: 'Komt in de geschiedenis. Noem geen namen of telefoonnummers.',
    value,
    width: 'full',
    maxLength: 200,
    autocomplete: 'off',
    ...fieldError(errors, 'reason'),
  };
}

/** @param whose `casus`, or `casussen` when it is about more than one */
export function interviewerField(
  interviewers: readonly { readonly id: string; readonly name: string }[],
  value: string,
  { whose, errors }: { readonly whose: string; readonly errors: FieldErrors },
): SelectField {
  return {
    name: 'interviewer',
    label: 'Enquêteur',
    description: `Alleen bij toewijzen. Niemand anders krijgt de ${whose} dan.`,
    optional: true,
    value,
    options: [
      { value: '', label: 'geen' },
      ...interviewers.map(({ id, name }) => ({ value: id, label: name })),
    ],
    ...fieldError(errors, 'interviewer'),
  };
}

export function countText(caseNumbers: readonly unknown[]): string {
  return caseNumbers.length === 1 ? '1 casus' : `${formatCount(caseNumbers.length)} casussen`;
}

/** So many numbers are written out in a row of a table. */
export const MOST_NAMED = 20;

export function namedCases(caseNumbers: readonly string[]): string {
  const named = caseNumbers.slice(0, MOST_NAMED).join(', ');
  const rest = caseNumbers.length - MOST_NAMED;
  return rest > 0 ? `${named} en nog ${formatCount(rest)}` : named;
}

export function reasonRows(impossible: ReadonlyMap<string, readonly string[]>, label: string): Cell[][] {
  return [...impossible].map(([why, numbers]) => [
    { text: `${label}: ${why}` },
    { text: formatCount(numbers.length) },
    { text: namedCases(numbers) },
  ]);
}
