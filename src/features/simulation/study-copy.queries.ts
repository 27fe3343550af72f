import { insertRows, pieces } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LedgerCall } from '../../domain/simulation/ledger-rates.js';

type Row = Record<string, unknown>;

/** Stands in for the name, the address and the number of everybody in a copy. */
export interface Placeholders {
  /** Sealed for one contact. */
  readonly sealedNumber: (contactId: string) => string;
}

/** Tables with what happened to the cases, in the order in which rows can be added. */
const HISTORY = ['attempts', 'calls', 'outcomes', 'appointments', 'consents'] as const;

/**
 * Copies one study into an empty database, with its cases and their history. Of the contact vault only what the rules
 * need goes along: birth dates, families, and which numbers there are. No name, no number, no note and no answer.
 */
export async function copyStudy(
  from: Reader,
  to: Transaction,
  studyId: string,
  { sealedNumber }: Placeholders,
): Promise<void> {
  await copyRows({ from, to }, 'users', {}, (row) => ({ ...row, ...withoutAccount(row) }));
  await copyRows({ from, to }, 'studies', { id: studyId }, (row) => ({ ...row, is_practice: 0 }));
  // As if pauses were over and cases were there for everybody: who they are assigned to is not in the copy.
  await copyRows({ from, to }, 'domains', { study_id: studyId }, (row) => ({ ...row, is_paused: 0 }));
  const domainIds = (await from('domains')
    .where({ study_id: studyId })
    .orderBy('id')
    .pluck('id')) as string[];
  await copyWhere(from, to, { table: 'segments', column: 'domain_id', values: domainIds });
  await copyRows({ from, to }, 'draws', { study_id: studyId });
  await copyRows({ from, to }, 'cases', { study_id: studyId }, (row) => ({
    ...row,
    lease_interviewer_id: null,
    lease_until: null,
    assigned_to: null,
  }));
  const caseIds = (await from('cases').where({ study_id: studyId }).orderBy('id').pluck('id')) as string[];
  await copyPersons(from, to, caseIds, sealedNumber);
  for (const table of HISTORY) await copyWhere(from, to, { table, column: 'case_id', values: caseIds });
  await copyWhere(from, to, { table: 'case_events', column: 'case_id', values: caseIds }, (row) => ({
    ...row,
    // An assignment becomes the end of one, so that nobody is waited for.
    ...(row['kind'] === 'case_assigned' ? { detail: JSON.stringify({ interviewerId: null }) } : {}),
    action_id: null,
  }));
}

function withoutAccount({ id }: Row): Row {
  return { email: `${String(id)}@example.org`, name: 'Enquêteur', password_hash: '', is_active: 0 };
}

async function copyPersons(
  from: Reader,
  to: Transaction,
  caseIds: readonly string[],
  sealedNumber: Placeholders['sealedNumber'],
): Promise<void> {
  const links: { case_id: string; person_id: string | null }[] = [];
  for (const piece of pieces(caseIds)) {
    const rows: typeof links = await from('vault_case_links')
      .whereIn('case_id', [...piece])
      .orderBy('case_id')
      .select('case_id', 'person_id');
    links.push(...rows);
  }
  const personIds = [...new Set(links.flatMap(({ person_id }) => person_id ?? []))];
  await copyWhere(from, to, { table: 'vault_persons', column: 'id', values: personIds }, onlyWhatRulesNeed);
  const contacts = { table: 'vault_contacts', column: 'person_id', values: personIds };
  await copyWhere(from, to, contacts, ({ id, person_id, kind, position, number_sealed, problem }) => ({
    id,
    person_id,
    kind,
    position,
    problem,
    number_sealed: number_sealed === null ? null : sealedNumber(String(id)),
  }));
  await insertRows(
    to,
    'vault_case_links',
    links.map((link) => ({ ...link, response_id: null })),
  );
}

function onlyWhatRulesNeed(row: Row): Row {
  const { id, study_id, domain_id, person_number, family_id, birth_date_sealed } = row;
  return { id, study_id, domain_id, person_number, family_id, birth_date_sealed };
}

async function copyRows(
  { from, to }: { from: Reader; to: Transaction },
  table: string,
  where: Row,
  change: (row: Row) => Row = (row) => row,
): Promise<void> {
  const rows = (await from(table).where(where).orderBy('id')) as Row[];
  await insertRows(to, table, rows.map(change));
}

async function copyWhere(
  from: Reader,
  to: Transaction,
  { table, column, values }: { table: string; column: string; values: readonly string[] },
  change: (row: Row) => Row = (row) => row,
): Promise<void> {
  for (const piece of pieces(values)) {
    const rows = (await from(table).whereIn(column, [...piece])) as Row[];
    await insertRows(to, table, rows.map(change));
  }
}

/** Interviewers of a simulation, who have no account anywhere else. */
export async function insertInterviewers(
  to: Transaction,
  ids: readonly string[],
  createdAt: Instant,
): Promise<void> {
  await insertRows(
    to,
    'users',
    ids.map((id, index) => ({
      id,
      email: `simulatie-${String(index + 1)}@example.org`,
      name: `Enquêteur ${String(index + 1)}`,
      password_hash: '',
      is_active: 1,
      created_at: createdAt,
    })),
  );
  await insertRows(
    to,
    'user_roles',
    ids.map((id) => ({ user_id: id, role: 'enqueteur' })),
  );
}

/** The ledger of calls of a study, for the rates of a later one. */
export async function listLedger(db: Reader, studyId: string): Promise<readonly LedgerCall[]> {
  const rows: LedgerCall[] = await db('calls')
    .join('cases', 'cases.id', 'calls.case_id')
    .join('domains', 'domains.id', 'cases.domain_id')
    .leftJoin('outcomes', (on) => {
      on.on('outcomes.call_id', 'calls.id').andOnVal('outcomes.is_undone', 0);
    })
    .where('cases.study_id', studyId)
    .orderBy(['calls.dialled_at', 'calls.id'])
    .select({
      caseId: 'calls.case_id',
      group: 'domains.code',
      dialledAt: 'calls.dialled_at',
      outcome: 'outcomes.code',
    });
  return rows;
}
