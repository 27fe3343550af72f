import { type Transaction, transaction } from '../../src/database/database.js';
import { insertRows } from '../../src/database/batches.js';
import { addMinutes, type Instant, instant } from '../../src/domain/calendar/instant.js';
import type { DuePlan } from '../../src/domain/calling/call-plan.js';
import { DEFAULT_CALLING_RULES } from '../../src/domain/calling/calling-rules.js';
import { nextDue } from '../../src/domain/calling/next-due.js';
import { caseStateOf } from '../../src/domain/contact/case-state-of.js';
import { createStudy, getStudy, type Study } from '../../src/features/studies/studies.service.js';
import { contactPlace, personPlace } from '../../src/vault/sealed-places.js';
import { COMMAND, type TestApplication } from '../support/application.js';

/** A Tuesday evening, in the day-part of a first attempt. */
export const EVENING = instant('2026-04-14T18:00:00+02:00');

const RELEASED_AT = instant('2026-04-01T09:00:00+02:00');
/** Each case belongs to one of these; a million sealed persons would measure the making of them. */
const PERSONS = 500;
const TRIED_EVERY = 5;

/** When somebody was tried for the first time: the next call is then in the evening, in the morning, and so on. */
const FIRST_TRIES = [
  '2026-04-01T11:00:00+02:00',
  '2026-04-01T19:00:00+02:00',
  '2026-04-02T12:30:00+02:00',
  '2026-04-02T14:45:00+02:00',
  '2026-04-03T19:00:00+02:00',
].map((at) => instant(at));

/**
 * A study in fieldwork with any number of cases, made by the database itself: four of five were never called, and
 * one of five was not at home the day before, with its next call in one of the day-parts.
 */
export async function seedLargeStudy(
  app: TestApplication,
  { cases, people }: { cases: number; people: number },
): Promise<{ study: Study; interviewerIds: readonly string[] }> {
  const { slug } = await createStudy(app, COMMAND, {
    name: 'Groot onderzoek',
    reportYear: 2025,
    questionnaireId: 'ceo-jeugd-2016',
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  const study = await getStudy(app.database.read, slug);
  const interviewerIds = Array.from({ length: people }, () => app.newId());
  await transaction(app.database, async (trx) => {
    await trx('studies').where({ id: study.id }).update({ status: 'fieldwork' });
    await trx('domains').where({ study_id: study.id }).update({ target_interviews: cases });
    await insertPeople(trx, interviewerIds);
    await insertPersons(app, trx, study);
    await insertCases(trx, study, { cases, engine: app.database.engine, dialledBy: interviewerIds[0] ?? '' });
  });
  return { study: await getStudy(app.database.read, slug), interviewerIds };
}

async function insertPeople(trx: Transaction, ids: readonly string[]): Promise<void> {
  await insertRows(
    trx,
    'users',
    ids.map((id) => ({
      id,
      email: `${id}@example.org`,
      name: id,
      password_hash: '',
      is_active: 1,
      created_at: RELEASED_AT,
    })),
  );
}

async function insertPersons(app: TestApplication, trx: Transaction, study: Study): Promise<void> {
  const numbers = Array.from({ length: PERSONS }, (_, index) => index);
  await insertRows(
    trx,
    'vault_persons',
    numbers.map((number) => ({
      id: `p${String(number)}`,
      study_id: study.id,
      domain_id: study.domains[0]?.id,
      person_number: number + 1,
      birth_date_sealed: app.vault.seal('2016-05-01', personPlace('birth_date', `p${String(number)}`)),
    })),
  );
  await insertRows(
    trx,
    'vault_contacts',
    numbers.map((number) => ({
      id: `n${String(number)}`,
      person_id: `p${String(number)}`,
      kind: 'parent',
      position: 0,
      number_sealed: app.vault.seal('+31612345678', contactPlace('number', `n${String(number)}`)),
    })),
  );
}

interface Seeding {
  readonly cases: number;
  readonly engine: 'sqlite' | 'postgres';
  readonly dialledBy: string;
}

async function insertCases(
  trx: Transaction,
  study: Study,
  { cases, engine, dialledBy }: Seeding,
): Promise<void> {
  await trx('draws').insert({
    id: 'draw',
    study_id: study.id,
    is_current: 1,
    seed: '1',
    algorithm: 'test',
    frame_hash: '',
    settings: '{}',
    drawn_at: RELEASED_AT,
  });
  const [one, two, three] = study.domains.map(({ id }) => id);
  const numbers =
    engine === 'postgres'
      ? `with numbers(n) as (select generate_series(1, ${String(cases)}))`
      : `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${String(cases)})`;
  const id = `'c' || n`;
  const isTried = `n % ${String(TRIED_EVERY)} = 0`;
  const plans = FIRST_TRIES.map(planAfterNoAnswer);
  // Spread over the days before, so that the queue has an order.
  const minute = `'2026-04-0' || (1 + n % 9) || 'T1' || (n / 9 % 4) || ':' || (10 + n / 36 % 50) || ':00.000Z'`;
  await trx.raw(
    into(
      'cases',
      'id, study_id, domain_id, draw_id, case_number, inclusion_probability, design_weight, replicate, released_at, status, rate_group, attempt_count, due_kind, due_rank, due_slot, due_at',
      `${numbers} select ${id}, '${study.id}', case n % 3 when 0 then '${one ?? ''}' when 1 then '${two ?? ''}' else '${three ?? ''}' end, 'draw', 'C' || n, 0.5, 2, 1, '${RELEASED_AT}',
        case when ${isTried} then 'retry' else 'fresh' end, 'open', case when ${isTried} then 1 else 0 end,
        case when ${isTried} then 'retry' else 'fresh' end, case when ${isTried} then 5 else 6 end,
        case when ${isTried} then ${ofTry(plans.map(({ slot }) => slot))} else 'first' end,
        case when ${isTried} then ${ofTry(plans.map(({ dueAt }) => dueAt))} else ${minute} end from numbers`,
    ),
  );
  await trx.raw(
    into(
      'vault_case_links',
      'case_id, person_id',
      `${numbers} select ${id}, 'p' || (n % ${String(PERSONS)}) from numbers`,
    ),
  );
  const listed = `'{"numbers":[{"numberId":"n' || (n % ${String(PERSONS)}) || '","reaches":"parent"}]}'`;
  await trx.raw(
    into(
      'case_events',
      'id, case_id, kind, detail, occurred_at',
      `${numbers} select 'e' || n, ${id}, 'numbers_listed', ${listed}, '${RELEASED_AT}' from numbers`,
    ),
  );
  await insertFirstTries(trx, { numbers, isTried, dialledBy });
}

/** Which of the first tries a case had. */
function ofTry(values: readonly string[]): string {
  const cases = values.map((value, index) => `when ${String(index)} then '${value}'`).join(' ');
  return `case (n / ${String(TRIED_EVERY)}) % ${String(values.length)} ${cases} end`;
}

function planAfterNoAnswer(at: Instant): DuePlan {
  const plan = nextDue(
    caseStateOf([
      { kind: 'case_released', at: RELEASED_AT },
      { kind: 'numbers_listed', at: RELEASED_AT, numbers: [{ numberId: 'n', reaches: 'parent' }] },
      { kind: 'attempt_started', at, attemptId: 'a', interviewerId: 'i' },
      { kind: 'call_placed', at, attemptId: 'a', callId: 'k', numberId: 'n' },
      {
        kind: 'outcome_recorded',
        at: addMinutes(at, 2),
        outcomeId: 'o',
        attemptId: 'a',
        callId: 'k',
        code: 'no_answer',
        interviewerId: 'i',
        appointment: null,
        language: null,
      },
    ]),
    DEFAULT_CALLING_RULES,
  );
  if (!plan.isDue) throw new Error('whoever was not at home is called again');
  return plan;
}

/** Nobody was at home. */
async function insertFirstTries(
  trx: Transaction,
  {
    numbers,
    isTried,
    dialledBy,
  }: Pick<Seeding, 'dialledBy'> & {
    readonly numbers: string;
    readonly isTried: string;
  },
): Promise<void> {
  const at = ofTry(FIRST_TRIES);
  const until = ofTry(FIRST_TRIES.map((one) => addMinutes(one, 2)));
  await trx.raw(
    into(
      'attempts',
      'id, case_id, interviewer_id, started_at, ended_at',
      `${numbers} select 'a' || n, 'c' || n, '${dialledBy}', ${at}, ${until} from numbers where ${isTried}`,
    ),
  );
  await trx.raw(
    into(
      'calls',
      'id, attempt_id, case_id, contact_id, asked_for, driver, dialled_at',
      `${numbers} select 'k' || n, 'a' || n, 'c' || n, 'n' || (n % ${String(PERSONS)}), 'parent', 'manual', ${at} from numbers where ${isTried}`,
    ),
  );
  await trx.raw(
    into(
      'outcomes',
      'id, case_id, attempt_id, call_id, code, recorded_at, recorded_by',
      `${numbers} select 'o' || n, 'c' || n, 'a' || n, 'k' || n, 'no_answer', ${until}, '${dialledBy}' from numbers where ${isTried}`,
    ),
  );
}

function into(table: string, columns: string, selection: string): string {
  return `insert into ${table} (${columns}) ${selection}`;
}
