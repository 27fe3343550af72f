/**
 * A set of cases that a number stands for. `all` is the sample; `in_field` is released and eligible. Whoever withdrew is
 * in none of them.
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
] as const;

export type CaseSet = (typeof CASE_SETS)[number];
