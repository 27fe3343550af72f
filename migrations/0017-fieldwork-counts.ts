import type { Knex } from 'knex';
import { flag, keyReference } from './columns.js';

/*
 * Counts of the fieldwork that are kept with every write, by the database itself: whoever writes a case, a call or an
 * outcome cannot forget them, and a transaction that is lost takes them along. A change is a new row, so that no two
 * interviewers wait for each other; a background task folds the changes into the totals. Decision 10 says why.
 */

/** What cases are counted by, in totals and changes alike. A segment of '' is none. */
const CASE_KEY = [
  'study_id',
  'domain_id',
  'segment',
  'replicate',
  'status',
  'rate_group',
  'is_released',
  'is_attempted',
] as const;

const DIAL_KEY = ['study_id', 'domain_id', 'half_hour', 'outcome'] as const;

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('case_counts', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.text('domain_id').notNullable().references('id').inTable('domains').index();
    addCaseColumns(table);
    table.primary([...CASE_KEY]);
  });
  // Without references: each would lock the row of the study or the domain for every answer on the telephone.
  await db.schema.createTable('case_count_changes', (table) => {
    table.increments('id');
    table.text('study_id').notNullable().index();
    table.text('domain_id').notNullable();
    addCaseColumns(table);
  });
  await db.schema.createTable('dial_counts', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.text('domain_id').notNullable().references('id').inTable('domains').index();
    addDialColumns(table);
    table.primary(['study_id', 'half_hour', 'domain_id', 'outcome']);
  });
  await db.schema.createTable('dial_count_changes', (table) => {
    table.increments('id');
    table.text('study_id').notNullable().index();
    table.text('domain_id').notNullable();
    addDialColumns(table);
  });
  // Since when somebody is free: the end of the last attempt, however many there were before.
  await db.schema.alterTable('attempts', (table) => {
    table.index(['interviewer_id', 'started_at'], 'attempts_of_interviewer');
  });
  await countWhatIsThere(db);
  await (isPostgres(db) ? addPostgresTriggers(db) : addSqliteTriggers(db));
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const [name, table] of TRIGGERS) {
    if (isPostgres(db)) {
      await db.raw(`drop trigger ${name} on ${table}`);
      await db.raw(`drop function ${name}()`);
    } else await db.raw(`drop trigger ${name}`);
  }
  await db.schema.alterTable('attempts', (table) => {
    table.dropIndex([], 'attempts_of_interviewer');
  });
  for (const table of ['dial_count_changes', 'dial_counts', 'case_count_changes', 'case_counts']) {
    await db.schema.dropTable(table);
  }
}

function addCaseColumns(table: Knex.CreateTableBuilder): void {
  table.text('segment').notNullable();
  table.integer('replicate').notNullable();
  table.text('status').notNullable();
  table.text('rate_group').notNullable();
  flag(table, 'is_released');
  flag(table, 'is_attempted');
  table.integer('cases').notNullable();
}

/** The half hour is text in UTC; Amsterdam's days and the day-parts begin at one. The outcome `dial` is the dial itself. */
function addDialColumns(table: Knex.CreateTableBuilder): void {
  table.text('half_hour').notNullable();
  table.text('outcome').notNullable();
  table.integer('dials').notNullable();
}

const TRIGGERS = [
  ['count_new_cases', 'cases'],
  ['count_lost_cases', 'cases'],
  ['count_changed_cases', 'cases'],
  ['count_dials_of_withdrawn', 'cases'],
  ['count_new_calls', 'calls'],
  ['count_lost_calls', 'calls'],
  ['count_new_outcomes', 'outcomes'],
  ['count_lost_outcomes', 'outcomes'],
] as const;

const CASE_COLUMNS = CASE_KEY.join(', ');
const DIAL_COLUMNS = DIAL_KEY.join(', ');

/** The values of the key of a case, from a row of `cases`. */
function caseKey(row: string): string {
  return [
    `${row}.study_id`,
    `${row}.domain_id`,
    `coalesce(${row}.segment, '')`,
    `${row}.replicate`,
    `${row}.status`,
    `${row}.rate_group`,
    `case when ${row}.released_at is null then 0 else 1 end`,
    `case when ${row}.attempt_count > 0 then 1 else 0 end`,
  ].join(', ');
}

function halfHour(call: string): string {
  const at = `${call}.dialled_at`;
  return `substr(${at}, 1, 14) || case when substr(${at}, 15, 2) < '30' then '00' else '30' end`;
}

/** Adds a case to the counts (`1`) or takes it away (`-1`). */
function addCase(row: string, cases: '1' | '-1'): string {
  return `insert into case_count_changes (${CASE_COLUMNS}, cases) values (${caseKey(row)}, ${cases});`;
}

/** Adds a dial. Withdrawn people are in no count. */
function addDial(call: string, dials: '1' | '-1'): string {
  return `insert into dial_count_changes (${DIAL_COLUMNS}, dials)
    select cases.study_id, cases.domain_id, ${halfHour(call)}, 'dial', ${dials}
    from cases where cases.id = ${call}.case_id and cases.status <> 'withdrawn';`;
}

/** Adds the outcome of a dial; a row that undoes another outcome takes that one away. */
function addOutcome(row: string, dials: '1' | '-1'): string {
  const opposite = dials === '1' ? '-1' : '1';
  return `insert into dial_count_changes (${DIAL_COLUMNS}, dials)
    select cases.study_id, cases.domain_id, ${halfHour('calls')}, ${row}.code, ${dials}
    from calls join cases on cases.id = calls.case_id
    where ${row}.undoes_outcome_id is null and calls.id = ${row}.call_id and cases.status <> 'withdrawn';
    insert into dial_count_changes (${DIAL_COLUMNS}, dials)
    select cases.study_id, cases.domain_id, ${halfHour('calls')}, outcomes.code, ${opposite}
    from outcomes join calls on calls.id = outcomes.call_id join cases on cases.id = calls.case_id
    where outcomes.id = ${row}.undoes_outcome_id and cases.status <> 'withdrawn';`;
}

/** Whoever withdraws takes along the dials that were counted; the other way when a withdrawal was a mistake. */
function moveDials(row: string): string {
  const sign = `case when ${row}.status = 'withdrawn' then -1 else 1 end`;
  return `insert into dial_count_changes (${DIAL_COLUMNS}, dials)
    select ${row}.study_id, ${row}.domain_id, half_hour, outcome, (${sign}) * dials
    from (${dialsOf(`calls.case_id = ${row}.id`)}) as counted;`;
}

/** Dials and outcomes as rows of half hour, outcome and number. */
function dialsOf(where: string): string {
  return `select calls.case_id, ${halfHour('calls')} as half_hour, 'dial' as outcome, 1 as dials
      from calls where ${where}
    union all select calls.case_id, ${halfHour('calls')}, outcomes.code, 1
      from outcomes join calls on calls.id = outcomes.call_id
      where outcomes.undoes_outcome_id is null and ${where}
    union all select calls.case_id, ${halfHour('calls')}, undone.code, -1
      from outcomes join outcomes as undone on undone.id = outcomes.undoes_outcome_id
      join calls on calls.id = undone.call_id where ${where}`;
}

async function countWhatIsThere(db: Knex): Promise<void> {
  await db.raw(`insert into case_counts (${CASE_COLUMNS}, cases)
    select ${caseKey('cases')}, count(*) from cases group by ${caseKey('cases')}`);
  await db.raw(`insert into dial_counts (${DIAL_COLUMNS}, dials)
    select cases.study_id, cases.domain_id, half_hour, outcome, sum(dials)
    from (${dialsOf('1 = 1')}) as counted join cases on cases.id = counted.case_id
    where cases.status <> 'withdrawn'
    group by cases.study_id, cases.domain_id, half_hour, outcome having sum(dials) <> 0`);
}

/** The columns that a case is counted by; most writes change none of them. */
const COUNTED = ['domain_id', 'segment', 'replicate', 'status', 'rate_group'];

function changed(isDistinct: string): string {
  return [
    ...COUNTED.map((column) => `old.${column} ${isDistinct} new.${column}`),
    '(old.released_at is null) <> (new.released_at is null)',
    '(old.attempt_count > 0) <> (new.attempt_count > 0)',
  ].join(' or ');
}

const IS_WITHDRAWAL = "(old.status = 'withdrawn') <> (new.status = 'withdrawn')";

async function addSqliteTriggers(db: Knex): Promise<void> {
  const add = (name: (typeof TRIGGERS)[number][0], event: string, body: string): Promise<unknown> =>
    db.raw(`create trigger ${name} ${event} begin ${body} end`);
  await add('count_new_cases', 'after insert on cases', addCase('new', '1'));
  await add('count_lost_cases', 'after delete on cases', addCase('old', '-1'));
  await add(
    'count_changed_cases',
    `after update on cases when ${changed('is not')}`,
    addCase('old', '-1') + addCase('new', '1'),
  );
  await add('count_dials_of_withdrawn', `after update on cases when ${IS_WITHDRAWAL}`, moveDials('new'));
  await add('count_new_calls', 'after insert on calls', addDial('new', '1'));
  await add('count_lost_calls', 'after delete on calls', addDial('old', '-1'));
  await add('count_new_outcomes', 'after insert on outcomes', addOutcome('new', '1'));
  await add('count_lost_outcomes', 'after delete on outcomes', addOutcome('old', '-1'));
}

async function addPostgresTriggers(db: Knex): Promise<void> {
  const add = async (name: string, event: string, body: string): Promise<void> => {
    await db.raw(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    );
    await db.raw(`create trigger ${name} ${event} execute function ${name}()`);
  };
  // A draw makes and takes away many cases in one statement: counted together.
  const many = (rows: string, sign: string): string =>
    `insert into case_count_changes (${CASE_COLUMNS}, cases)
      select ${caseKey(rows)}, ${sign}count(*) from ${rows} group by ${caseKey(rows)};`;
  await add(
    'count_new_cases',
    'after insert on cases referencing new table as added for each statement',
    many('added', ''),
  );
  await add(
    'count_lost_cases',
    'after delete on cases referencing old table as lost for each statement',
    many('lost', '-'),
  );
  await add(
    'count_changed_cases',
    `after update on cases for each row when (${changed('is distinct from')})`,
    addCase('old', '-1') + addCase('new', '1'),
  );
  await add(
    'count_dials_of_withdrawn',
    `after update on cases for each row when (${IS_WITHDRAWAL})`,
    moveDials('new'),
  );
  await add('count_new_calls', 'after insert on calls for each row', addDial('new', '1'));
  await add('count_lost_calls', 'after delete on calls for each row', addDial('old', '-1'));
  await add('count_new_outcomes', 'after insert on outcomes for each row', addOutcome('new', '1'));
  await add('count_lost_outcomes', 'after delete on outcomes for each row', addOutcome('old', '-1'));
}

function isPostgres(db: Knex): boolean {
  return (db.client as { config: { client: unknown } }).config.client === 'pg';
}
