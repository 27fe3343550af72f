import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';

/** The case that an interviewer had last and that left their hands since a moment; of one number when that is given. */
export async function findLastLeft(
  db: Reader,
  interviewerId: string,
  { since, caseNumber }: { readonly since: Instant; readonly caseNumber: string | null },
): Promise<string | null> {
  const query = db('attempts')
    .join('cases', 'cases.id', 'attempts.case_id')
    .where('attempts.interviewer_id', interviewerId)
    .where('attempts.ended_at', '>=', since)
    .orderBy([{ column: 'attempts.ended_at', order: 'desc' }, { column: 'attempts.id' }]);
  if (caseNumber !== null) void query.where('cases.case_number', caseNumber);
  const row = await query.first<{ id: string } | undefined>('cases.id');
  return row?.id ?? null;
}
