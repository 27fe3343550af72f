/**
 * A set of cases that a number stands for. `all` is the sample; `in_field` is released and eligible; `not_…` got just
 * short of that step. Whoever withdrew is in none of them.
 */
export const CASE_SETS = [
  'all',
  'unreleased',
  'released',
  'approached',
  'I',
  'P',
  'R',
  'NC',
  'O',
  'UH',
  'UO',
  'NE',
  'excluded',
  'open',
  'in_field',
  'contacted',
  'permitted',
  'started',
  'not_contacted',
  'not_permitted',
  'not_started',
  'not_completed',
] as const;

export type CaseSet = (typeof CASE_SETS)[number];
