import type { Knex } from 'knex';
import { double, flag, keyReference } from './columns.js';

/*
 * The counts of cases with their design weights, and counts by what the response is broken down by. Kept as those of
 * migration 17 are: by the database itself, as changes that a background task folds into totals. A weight is part of the
 * key and not a sum: sums of fractions that come and go would drift away from a recount.
 */

/** What cases of the same kind have in common in every count. */
const KIND = ['replicate', 'rate_group', 'is_released', 'is_attempted', 'design_weight'] as const;

const CASE_KEY = ['study_id', 'domain_id', 'segment', 'status', ...KIND] as const;

/** A part is one way to break the response down; every case has one value in each, '' when it has none. */
const PART_KEY = ['study_id', 'domain_id', 'part', 'value', ...KIND] as const;

export async function up(db: Knex): Promise<void> {
  await dropTriggers(db, OLD_TRIGGERS);
  await db.raw(`alter table cases add column reached text not null default 'none'`);
  await db.raw(`update cases set reached = ${reachedOf('cases.id')}`);
  await db.schema.dropTable('case_count_changes');
  await db.schema.dropTable('case_counts');
  await createCounts(db, 'case', CASE_KEY);
  await createCounts(db, 'part', PART_KEY);
  await countWhatIsThere(db);
  await (isPostgres(db) ? addPostgresTriggers(db) : addSqliteTriggers(db));
  for (const trigger of REACHED_TRIGGERS) await addReachedTrigger(db, trigger);
  // Few cases are assigned to one interviewer: the live page counts those whom nobody calls for any more.
  await db.schema.alterTable('cases', (table) => {
    table.index(['study_id', 'assigned_to'], 'cases_assigned', {
      predicate: db.whereNotNull('assigned_to'),
    });
  });
}

/** The counts of cases stay with their weights: the way down leads through migration 17, which drops them. */
export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('cases', (table) => {
    table.dropIndex([], 'cases_assigned');
  });
  for (const { name, table } of REACHED_TRIGGERS) await dropTrigger(db, name, table);
  await dropTriggers(db, PART_TRIGGERS);
  await db.schema.dropTable('part_count_changes');
  await db.schema.dropTable('part_counts');
  await db.raw('alter table cases drop column reached');
}

async function createCounts(db: Knex, name: 'case' | 'part', columns: readonly string[]): Promise<void> {
  const add = (table: Knex.CreateTableBuilder): void => {
    for (const column of columns) {
      if (column === 'replicate') table.integer(column).notNullable();
      else if (column === 'design_weight') double(table, column).notNullable();
      else if (column.startsWith('is_')) flag(table, column);
      else if (column !== 'study_id' && column !== 'domain_id') table.text(column).notNullable();
    }
    table.integer('cases').notNullable();
  };
  await db.schema.createTable(`${name}_counts`, (table) => {
    keyReference(table, 'study_id', 'studies');
    table.text('domain_id').notNullable().references('id').inTable('domains').index();
    add(table);
    table.primary(name === 'case' ? [...columns] : ['study_id', 'part', ...columns.filter(isOther)]);
  });
  // Without references: each would lock the row of the study or the domain for every answer on the telephone.
  await db.schema.createTable(`${name}_count_changes`, (table) => {
    table.increments('id');
    table.text('study_id').notNullable().index();
    table.text('domain_id').notNullable();
    add(table);
  });
}

/** One part of a study is read at a time: it comes first. */
function isOther(column: string): boolean {
  return column !== 'study_id' && column !== 'part';
}

const OLD_TRIGGERS = ['count_new_cases', 'count_lost_cases', 'count_changed_cases'] as const;
const PART_TRIGGERS = ['count_new_parts', 'count_lost_parts', 'count_changed_parts'] as const;

type Trigger = (typeof OLD_TRIGGERS)[number] | (typeof PART_TRIGGERS)[number];

async function dropTriggers(db: Knex, names: readonly Trigger[]): Promise<void> {
  for (const name of names) await dropTrigger(db, name, 'cases');
}

async function dropTrigger(db: Knex, name: string, table: string): Promise<void> {
  if (isPostgres(db)) {
    await db.raw(`drop trigger ${name} on ${table}`);
    await db.raw(`drop function ${name}()`);
  } else await db.raw(`drop trigger ${name}`);
}

/** Outcomes of which somebody was spoken to. */
const CONTACTS = [
  'other_person',
  'appointment_hard',
  'appointment_soft',
  'refusal_soft',
  'refusal_hard',
  'refusal_parent',
  'broken_off',
  'partial',
  'complete',
  'language_barrier',
  'unable',
  'deceased',
  'not_client_in_year',
];

/** How far a case came on the way to an interview. */
function reachedOf(caseId: string): string {
  const contacts = CONTACTS.map((code) => `'${code}'`).join(', ');
  return `case
    when exists (select 1 from case_events where case_events.case_id = ${caseId}
      and case_events.kind = 'interview_started') then 'started'
    when exists (select 1 from consents where consents.case_id = ${caseId} and consents.decision = 'given'
      and consents.withdrawn_at is null
      and consents.subject in ('own_participation', 'parent_instead')) then 'permitted'
    when exists (select 1 from outcomes where outcomes.case_id = ${caseId} and outcomes.code in (${contacts})
      and outcomes.is_undone = 0 and outcomes.undoes_outcome_id is null) then 'contacted'
    else 'none' end`;
}

/** Where a case came farther, or not so far after all. */
const REACHED_TRIGGERS = ['outcomes', 'consents', 'case_events'].flatMap((table) =>
  (['insert', 'update', 'delete'] as const).map((event) => ({
    name: `count_reached_${event}_${table}`,
    table,
    event,
  })),
);

async function addReachedTrigger(
  db: Knex,
  { name, table, event }: (typeof REACHED_TRIGGERS)[number],
): Promise<void> {
  const row = event === 'delete' ? 'old' : 'new';
  const body = `update cases set reached = ${reachedOf(`${row}.case_id`)}
    where id = ${row}.case_id and reached <> ${reachedOf(`${row}.case_id`)};`;
  if (isPostgres(db)) {
    await db.raw(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    );
    await db.raw(`create trigger ${name} after ${event} on ${table} for each row execute function ${name}()`);
  } else await db.raw(`create trigger ${name} after ${event} on ${table} begin ${body} end`);
}

const CASE_COLUMNS = CASE_KEY.join(', ');
const PART_COLUMNS = PART_KEY.join(', ');

function kindOf(row: string): string {
  return [
    `${row}.replicate`,
    `${row}.rate_group`,
    `case when ${row}.released_at is null then 0 else 1 end`,
    `case when ${row}.attempt_count > 0 then 1 else 0 end`,
    `${row}.design_weight`,
  ].join(', ');
}

function caseKey(row: string): string {
  return `${row}.study_id, ${row}.domain_id, coalesce(${row}.segment, ''), ${row}.status, ${kindOf(row)}`;
}

/** Moments are cut to the hour, or to ten minutes: days and day-parts begin and end on those. */
const PARTS: Readonly<Record<string, (row: string) => string>> = {
  age: (row) => `coalesce(${row}.age_band, '')`,
  asked: (row) => `coalesce(${row}.last_asked_role, '')`,
  first_call: (row) => `coalesce(substr(${row}.first_called_at, 1, 13), '')`,
  last_call: (row) => `coalesce(substr(${row}.last_called_at, 1, 15), '')`,
  reached: (row) => `${row}.reached`,
};

/** A row for each part: its name, and its value in these rows of `cases`. */
function partsOf(rows: readonly string[]): string {
  return Object.entries(PARTS)
    .map(([part, valueOf]) => {
      const values = rows.map((row) => `${valueOf(row)} as ${row}_value`);
      return `select '${part}' as part, ${values.join(', ')}`;
    })
    .join(' union all ');
}

function addCase(row: string, cases: '1' | '-1'): string {
  return `insert into case_count_changes (${CASE_COLUMNS}, cases) values (${caseKey(row)}, ${cases});`;
}

/** Adds a case to every part or takes it away; after a change only to the parts in which it moved. */
function addParts(row: string, cases: '1' | '-1', rows: readonly string[] = [row], where = '1 = 1'): string {
  return `insert into part_count_changes (${PART_COLUMNS}, cases)
    select ${row}.study_id, ${row}.domain_id, part, ${row}_value, ${kindOf(row)}, ${cases}
    from (${partsOf(rows)}) as parts where ${where};`;
}

async function countWhatIsThere(db: Knex): Promise<void> {
  await db.raw(`insert into case_counts (${CASE_COLUMNS}, cases)
    select ${caseKey('cases')}, count(*) from cases group by ${caseKey('cases')}`);
  for (const [part, valueOf] of Object.entries(PARTS)) {
    const key = `cases.study_id, cases.domain_id, '${part}', ${valueOf('cases')}, ${kindOf('cases')}`;
    const groups = `cases.study_id, cases.domain_id, ${valueOf('cases')}, ${kindOf('cases')}`;
    await db.raw(`insert into part_counts (${PART_COLUMNS}, cases)
      select ${key}, count(*) from cases group by ${groups}`);
  }
}

/** The columns of a kind, and of the place that a case has in every count; most writes change none of them. */
const OF_ALL = ['domain_id', 'replicate', 'rate_group', 'design_weight'];

function changed(columns: readonly string[], isDistinct: string): string {
  return [
    ...columns.map((column) => `old.${column} ${isDistinct} new.${column}`),
    '(old.released_at is null) <> (new.released_at is null)',
    '(old.attempt_count > 0) <> (new.attempt_count > 0)',
  ].join(' or ');
}

function changedCase(isDistinct: string): string {
  return changed([...OF_ALL, 'segment', 'status'], isDistinct);
}

function changedParts(isDistinct: string): string {
  return changed(
    [...OF_ALL, 'age_band', 'last_asked_role', 'first_called_at', 'last_called_at', 'reached'],
    isDistinct,
  );
}

function moveParts(isDistinct: string): string {
  const where = `old_value <> new_value or ${changed(OF_ALL, isDistinct)}`;
  return addParts('old', '-1', ['old', 'new'], where) + addParts('new', '1', ['old', 'new'], where);
}

async function addSqliteTriggers(db: Knex): Promise<void> {
  const add = (name: Trigger, event: string, body: string): Promise<unknown> =>
    db.raw(`create trigger ${name} ${event} begin ${body} end`);
  await add('count_new_cases', 'after insert on cases', addCase('new', '1'));
  await add('count_lost_cases', 'after delete on cases', addCase('old', '-1'));
  await add(
    'count_changed_cases',
    `after update on cases when ${changedCase('is not')}`,
    addCase('old', '-1') + addCase('new', '1'),
  );
  await add('count_new_parts', 'after insert on cases', addParts('new', '1'));
  await add('count_lost_parts', 'after delete on cases', addParts('old', '-1'));
  await add(
    'count_changed_parts',
    `after update on cases when ${changedParts('is not')}`,
    moveParts('is not'),
  );
}

async function addPostgresTriggers(db: Knex): Promise<void> {
  const add = async (name: Trigger, event: string, body: string): Promise<void> => {
    await db.raw(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    );
    await db.raw(`create trigger ${name} ${event} execute function ${name}()`);
  };
  // A draw makes and takes away many cases in one statement: counted together.
  const added = 'after insert on cases referencing new table as added for each statement';
  const lost = 'after delete on cases referencing old table as lost for each statement';
  const cases = (rows: string, sign: string): string =>
    `insert into case_count_changes (${CASE_COLUMNS}, cases)
      select ${caseKey(rows)}, ${sign}count(*) from ${rows} group by ${caseKey(rows)};`;
  const parts = (rows: string, sign: string): string =>
    Object.entries(PARTS)
      .map(([part, valueOf]) => {
        const [where, kind] = [`${rows}.study_id, ${rows}.domain_id`, kindOf(rows)];
        return `insert into part_count_changes (${PART_COLUMNS}, cases)
          select ${where}, '${part}', ${valueOf(rows)}, ${kind}, ${sign}count(*)
          from ${rows} group by ${where}, ${valueOf(rows)}, ${kind};`;
      })
      .join(' ');
  await add('count_new_cases', added, cases('added', ''));
  await add('count_lost_cases', lost, cases('lost', '-'));
  await add(
    'count_changed_cases',
    `after update on cases for each row when (${changedCase('is distinct from')})`,
    addCase('old', '-1') + addCase('new', '1'),
  );
  await add('count_new_parts', added, parts('added', ''));
  await add('count_lost_parts', lost, parts('lost', '-'));
  await add(
    'count_changed_parts',
    `after update on cases for each row when (${changedParts('is distinct from')})`,
    moveParts('is distinct from'),
  );
}

function isPostgres(db: Knex): boolean {
  return (db.client as { config: { client: unknown } }).config.client === 'pg';
}
