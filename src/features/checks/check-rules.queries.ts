import type { Reader, Transaction } from '../../database/database.js';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { CheckRules } from '../../domain/checks/check-rules.js';

interface CheckRulesRow {
  readonly study_id: string;
  readonly closes_on: string | null;
  readonly link_days: number;
}

export async function findCheckRules(db: Reader, studyId: string): Promise<CheckRules | null> {
  const row = await db<CheckRulesRow>('check_rules').where({ study_id: studyId }).first();
  return row === undefined ? null : { closesOn: row.closes_on as CivilDate | null, linkDays: row.link_days };
}

export async function saveCheckRules(trx: Transaction, studyId: string, rules: CheckRules): Promise<void> {
  const values = { closes_on: rules.closesOn, link_days: rules.linkDays };
  await trx<CheckRulesRow>('check_rules')
    .insert({ study_id: studyId, ...values })
    .onConflict('study_id')
    .merge(values);
}
