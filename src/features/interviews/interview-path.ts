/** Where the interview of a case is. */
export function interviewPath(caseNumber: string): string {
  return `/fieldwork/cases/${caseNumber}/interview`;
}
