/** Where the case in hand is. */
export function casePath(caseNumber: string): string {
  return `/fieldwork/cases/${caseNumber}`;
}
