import { type Database, transaction } from '../../src/database/database.js';
import type { Study } from '../../src/features/studies/studies.service.js';
import type { TestApplication } from '../support/application.js';
import { fillInBulk } from './bulk.js';
import { seedLargeStudy } from './large-study.js';

const ATTEMPTS = 10;

/**
 * A study far in its fieldwork: every case was called ten times, four of ten were interviewed, and every hundredth has
 * an appointment tonight. Made in bulk, without the triggers; the counts come from the check that recounts everything.
 */
export async function seedWorkedStudy(
  app: TestApplication,
  size: { cases: number; people: number },
): Promise<{ study: Study; interviewerIds: readonly string[] }> {
  return fillInBulk(app, async () => {
    const seeded = await seedLargeStudy(app, size);
    const dialledBy = seeded.interviewerIds[0] ?? '';
    await transaction(app.database, async (trx) => {
      for (const statement of statements(size.cases, app.database.engine, dialledBy))
        await trx.raw(statement);
    });
    return seeded;
  });
}

function statements(cases: number, engine: Database['engine'], dialledBy: string): readonly string[] {
  const numbers = (name: string, from: number, to: number): string =>
    engine === 'postgres'
      ? `${name} as (select generate_series(${String(from)}, ${String(to)}) as ${name.slice(0, 1)})`
      : `${name} as (select ${String(from)} as ${name.slice(0, 1)} union all select ${name.slice(0, 1)} + 1 from ${name} where ${name.slice(0, 1)} < ${String(to)})`;
  const withNumbers = `with recursive ${numbers('numbers', 1, cases)}, ${numbers('times', 2, ATTEMPTS)}`;
  // The last attempt of every thousandth case was today.
  const day = `case when t = ${String(ATTEMPTS)} and n % 1000 = 1 then '14' else '0' || (t - 1) end`;
  const at = (minute: string): string => `'2026-04-' || ${day} || 'T1' || (n % 4) || ':${minute}:00.000Z'`;
  const each = 'from numbers cross join times';
  const code = `case when t < ${String(ATTEMPTS)} then 'no_answer' when n % 10 < 4 then 'complete' when n % 10 < 6 then 'refusal_hard' when n % 100 = 7 then 'appointment_hard' else 'no_answer' end`;
  const id = engine === 'postgres' ? 'substr(id, 2)::integer' : 'cast(substr(id, 2) as integer)';
  const own = (values: readonly [string, string, string, string]): string =>
    `case when ${id} % 10 < 4 then ${values[0]} when ${id} % 10 < 6 then ${values[1]} when ${id} % 100 = 7 then ${values[2]} else ${values[3]} end`;
  return [
    // Cases that were tried once have their first attempt already.
    `${withNumbers} insert into attempts (id, case_id, interviewer_id, started_at, ended_at)
      select 'a' || n || '.' || t, 'c' || n, '${dialledBy}', ${at('20')}, ${at('22')} ${each}`,
    `${withNumbers} insert into calls (id, attempt_id, case_id, contact_id, asked_for, driver, dialled_at)
      select 'k' || n || '.' || t, 'a' || n || '.' || t, 'c' || n, 'n' || (n % 500), 'parent', 'manual', ${at('20')} ${each}`,
    `${withNumbers} insert into outcomes (id, case_id, attempt_id, call_id, code, recorded_at, recorded_by)
      select 'o' || n || '.' || t, 'c' || n, 'a' || n || '.' || t, 'k' || n || '.' || t, ${code}, ${at('22')}, '${dialledBy}' ${each}`,
    `with recursive ${numbers('numbers', 1, cases)} insert into appointments (id, case_id, outcome_id, kind, due_at, ask_for, interviewer_id)
      select 'p' || n, 'c' || n, 'o' || n || '.${String(ATTEMPTS)}', 'hard', '2026-04-' || (14 + n / 100 % 7) || 'T' || (16 + n / 700 % 3) || ':' || (10 + n % 50) || ':00.000Z', 'parent', '${dialledBy}'
      from numbers where n % 100 = 7`,
    `update cases set attempt_count = ${String(ATTEMPTS)},
      first_called_at = (select min(dialled_at) from calls where calls.case_id = cases.id),
      last_called_at = (select max(dialled_at) from calls where calls.case_id = cases.id),
      status = ${own([`'completed'`, `'refused'`, `'appointment'`, `'retry'`])},
      rate_group = ${own([`'I'`, `'R'`, `'open'`, `'open'`])},
      due_kind = ${own(['null', 'null', `'hard_appointment'`, 'due_kind'])},
      due_rank = ${own(['null', 'null', '1', 'due_rank'])},
      due_slot = ${own(['null', 'null', `'always'`, 'due_slot'])},
      appointment_at = (select due_at from appointments where appointments.case_id = cases.id),
      due_at = ${own(['null', 'null', `'2026-04-15T16:00:00.000Z'`, 'due_at'])},
      attention = case when ${id} % 100 = 8 then 'decide' end`,
    // Some wait for somebody who does not call, and some for a language that nobody speaks.
    `update cases set assigned_to = '${dialledBy}' where ${id} % 1000 = 18 and due_at is not null`,
    `update cases set status = 'language_queue', due_language = 'pl' where ${id} % 1000 = 19`,
  ];
}
