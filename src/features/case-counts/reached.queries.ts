import { pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import { OUTCOME_LIST } from '../../domain/contact/outcome-table.js';

const CONTACTS = OUTCOME_LIST.filter(({ isContact }) => isContact).map(({ code }) => `'${code}'`);

/** How far a case came, from what happened to it: the same as the triggers of migration 27 keep in `reached`. */
const REACHED = `case
  when exists (select 1 from case_events where case_events.case_id = cases.id
    and case_events.kind = 'interview_started') then 'started'
  when exists (select 1 from consents where consents.case_id = cases.id and consents.decision = 'given'
    and consents.withdrawn_at is null
    and consents.subject in ('own_participation', 'parent_instead')) then 'permitted'
  when exists (select 1 from outcomes where outcomes.case_id = cases.id and outcomes.code in (${CONTACTS.join(', ')})
    and outcomes.is_undone = 0 and outcomes.undoes_outcome_id is null) then 'contacted'
  else 'none' end`;

/** Cases of which it is stored wrongly how far they came. */
export async function listWrongReached(db: Reader): Promise<readonly string[]> {
  return db('cases').whereRaw(`reached <> (${REACHED})`).orderBy('id').pluck<string[]>('id');
}

/** Stores how far these cases came; their counts move with them. */
export async function mendReached(trx: Transaction, caseIds: readonly string[]): Promise<void> {
  for (const piece of pieces(caseIds)) {
    await trx('cases')
      .whereIn('id', [...piece])
      .update({ reached: trx.raw(REACHED) });
  }
}
