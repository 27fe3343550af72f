import type { Application } from '../../src/application.js';
import type { FieldworkLog, LoggedCase, LoggedEvent, LoggedPause } from './log.js';

type Row = Record<string, string | null>;

/** Reads the log straight from the tables; only the birth dates are opened with the vault. */
export async function readLog(app: Application): Promise<FieldworkLog> {
  const db = app.database.read;
  const all = async (table: string): Promise<Row[]> => {
    const rows: Row[] = await db(table);
    return rows;
  };
  const written = await all('outcomes');
  const takenBack = new Set(written.map((row) => row['undoes_outcome_id']));
  const outcomes = written.filter(
    (row) => row['undoes_outcome_id'] === null && !takenBack.has(row['id'] ?? ''),
  );
  const appointments = await all('appointments');
  const languages: Record<string, string[]> = {};
  for (const row of await all('user_languages')) {
    (languages[text(row['user_id'])] ??= []).push(text(row['language']));
  }
  return {
    cases: await readCases(app, all),
    attempts: (await all('attempts')).map((row) => ({
      id: text(row['id']),
      caseId: text(row['case_id']),
      interviewer: text(row['interviewer_id']),
      from: text(row['started_at']),
      until: row['ended_at'] ?? null,
    })),
    calls: (await all('calls')).map((row) => ({
      id: text(row['id']),
      attemptId: text(row['attempt_id']),
      caseId: text(row['case_id']),
      number: text(row['contact_id']),
      askedFor: row['asked_for'] as 'parent',
      at: text(row['dialled_at']),
    })),
    outcomes: outcomes.map((row) => {
      const agreed = appointments.find(({ outcome_id }) => outcome_id === row['id']);
      return {
        caseId: text(row['case_id']),
        callId: row['call_id'] ?? null,
        code: text(row['code']),
        at: text(row['recorded_at']),
        by: text(row['recorded_by']),
        language: row['language'] ?? null,
        appointment:
          agreed === undefined
            ? null
            : {
                kind: agreed['kind'] as 'hard',
                at: text(agreed['due_at']),
                own: text(agreed['interviewer_id']),
              },
      };
    }),
    events: standing(
      (await all('case_events')).map((row) => ({
        caseId: text(row['case_id']),
        kind: text(row['kind']),
        at: text(row['occurred_at']),
        detail: JSON.parse(text(row['detail'])) as Record<string, unknown>,
      })),
    ),
    pauses: pausesOf(await all('field_pauses')),
    consents: (await all('consents'))
      .map((row) => ({
        caseId: text(row['case_id']),
        by: row['given_by'] as 'parent',
        subject: text(row['subject']),
        given: row['decision'] === 'given',
        at: text(row['given_at']),
      }))
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
    languages,
    shifts: (await all('shifts')).map((row) => ({
      interviewer: text(row['interviewer_id']),
      on: text(row['works_on']),
      fromMinute: Number(row['from_minute']),
      untilMinute: Number(row['until_minute']),
    })),
    targets: Object.fromEntries(
      (await all('domains')).flatMap((row) =>
        row['target_interviews'] === null ? [] : [[text(row['id']), Number(row['target_interviews'])]],
      ),
    ),
  };
}

/** Without what a supervisor took back. */
function standing(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const takenBack = new Set(
    events.filter(({ kind }) => kind === 'action_undone').map(({ caseId, detail }) => key(caseId, detail)),
  );
  return events.filter(
    ({ caseId, detail }) => detail['actionId'] === undefined || !takenBack.has(key(caseId, detail)),
  );
}

function key(caseId: string, detail: LoggedEvent['detail']): string {
  return `${caseId} ${String(detail['actionId'])}`;
}

function pausesOf(rows: readonly Row[]): readonly LoggedPause[] {
  const inOrder = [...rows].sort((a, b) => (text(a['occurred_at']) < text(b['occurred_at']) ? -1 : 1));
  return inOrder
    .filter((row) => row['kind'] === 'paused')
    .map((row) => {
      const from = text(row['occurred_at']);
      const end = inOrder.find(
        (one) =>
          one['kind'] === 'resumed' &&
          one['domain_id'] === row['domain_id'] &&
          text(one['occurred_at']) > from,
      );
      return { domain: row['domain_id'] ?? null, from, until: end?.['occurred_at'] ?? null };
    });
}

async function readCases(
  app: Application,
  all: (table: string) => Promise<Row[]>,
): Promise<readonly LoggedCase[]> {
  const persons = new Map((await all('vault_persons')).map((row) => [row['id'], row]));
  const contacts = await all('vault_contacts');
  const links = new Map((await all('vault_case_links')).map((row) => [row['case_id'], row['person_id']]));
  return (await all('cases')).map((row) => {
    const person = persons.get(links.get(row['id']) ?? null) ?? {};
    const personId = text(person['id']);
    const place = { column: 'vault_persons.birth_date', rowId: personId };
    return {
      id: text(row['id']),
      domain: text(row['domain_id']),
      bornOn: app.vault.open(text(person['birth_date_sealed']), place),
      hasGuardian: row['measure'] === 'voogdij',
      family: person['family_id'] ?? null,
      numbers: Object.fromEntries(
        contacts
          .filter(({ person_id }) => person_id === personId)
          .map((contact) => [text(contact['id']), contact['kind'] as 'parent']),
      ),
    };
  });
}

function text(value: string | null | undefined): string {
  return value ?? '';
}
