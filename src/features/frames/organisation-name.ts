import { UserProblem } from '../../errors.js';

const LONGEST_NAME = 120;

/** @throws UserProblem `invalid_input` without a name, or with one that no organisation has */
export function organisationName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= LONGEST_NAME) return trimmed;
  throw new UserProblem(
    'invalid_input',
    `Vul de naam van de organisatie in, van ten hoogste ${String(LONGEST_NAME)} tekens.`,
  );
}
