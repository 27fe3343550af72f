import type { Knex } from 'knex';
import { choice, double, flag, key, keyReference, optionalReference, reference } from './columns.js';

/**
 * The first store: who the people are. Columns that end in `_sealed` hold encrypted values; columns that end in
 * `_key` hold keyed hashes that can be compared but not read. The links between a person, a case and a
 * response stand here and nowhere else, so that destroying the vault destroys them.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('vault_keys', (table) => {
    key(table);
    table.text('check_sealed').notNullable();
    table.text('first_used_at').notNullable();
  });

  await db.schema.createTable('vault_deliveries', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    reference(table, 'organisation_id', 'organisations');
    table.integer('position').notNullable();
    table.text('file_name').notNullable();
    table.text('file_hash').notNullable();
    table.text('encoding').notNullable();
    table.text('delimiter').notNullable();
    // While it is importing, its records are in the vault but the frame cannot be counted or drawn from.
    choice(table, 'status', ['importing', 'complete']);
    table.integer('data_rows').notNullable();
    table.integer('accepted_rows').notNullable();
    table.integer('person_count').notNullable();
    table.integer('not_in_report_year').notNullable();
    table.text('rejected').notNullable();
    table.text('imported_at').notNullable();
    optionalReference(table, 'imported_by', 'users');
    table.unique(['study_id', 'file_hash']);
  });

  await db.schema.createTable('vault_delivery_problems', (table) => {
    keyReference(table, 'delivery_id', 'vault_deliveries');
    table.integer('sequence').notNullable();
    table.integer('line_number').notNullable();
    table.text('column_name').nullable();
    table.text('reason').notNullable();
    table.text('message').notNullable();
    table.primary(['delivery_id', 'sequence']);
  });

  // A client file on its way in, until it is imported or a day has passed; `file_hash` is known when it has arrived.
  await db.schema.createTable('vault_uploads', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    choice(table, 'status', ['receiving', 'waiting', 'queued']);
    table.text('file_name').notNullable();
    table.integer('size_bytes').notNullable();
    table.text('file_hash').nullable();
    table.text('encoding').nullable();
    optionalReference(table, 'domain_id', 'domains');
    table.text('organisation_name').nullable();
    table.text('corrections').nullable();
    // Without a reference: the delivery goes when the upload has replaced it.
    table.text('replaces_delivery_id').nullable();
    table.text('uploaded_at').notNullable();
    optionalReference(table, 'uploaded_by', 'users');
    table.unique(['study_id', 'file_hash']);
  });

  await db.schema.createTable('vault_upload_pieces', (table) => {
    keyReference(table, 'upload_id', 'vault_uploads');
    table.integer('sequence').notNullable();
    table.text('bytes_sealed').notNullable();
    table.primary(['upload_id', 'sequence']);
  });

  // The reading of a client file: what waits, what is busy and how far it is, and how it ended.
  await db.schema.createTable('vault_import_runs', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    table.text('organisation_name').notNullable();
    table.text('file_name').notNullable();
    // Without a reference, as the next: the upload goes when the run ends, the replaced delivery too.
    table.text('upload_id').nullable();
    table.text('replaces_delivery_id').nullable();
    table.text('corrections').notNullable();
    optionalReference(table, 'delivery_id', 'vault_deliveries');
    choice(table, 'status', ['queued', 'running', 'stopped', 'failed', 'done']).index();
    flag(table, 'is_stop_asked');
    // Whoever works on it; when the lease has ended, somebody else goes on after `line_done`.
    table.text('lease_holder').nullable();
    table.text('lease_until').nullable();
    table.integer('line_done').notNullable().defaultTo(0);
    table.integer('rows_done').notNullable().defaultTo(0);
    double(table, 'bytes_done').notNullable().defaultTo(0);
    double(table, 'bytes_total').nullable();
    table.text('message').nullable();
    optionalReference(table, 'requested_by', 'users');
    table.text('requested_at').notNullable();
    table.text('finished_at').nullable();
  });

  // Derived from the care records. Names and birth date are filled for whoever is drawn, and for nobody else.
  await db.schema.createTable('vault_persons', (table) => {
    key(table);
    keyReference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    table.integer('person_number').notNullable();
    // Empty once the person's contact data are erased; no first name as long as only initials are known.
    table.text('group_key').nullable();
    table.text('first_name_key').nullable();
    table.text('initial_key').nullable();
    flag(table, 'is_match_uncertain');
    flag(table, 'has_secret_address');
    // Somebody decided that this is the same person as another: the records count for that one, nobody lists this one.
    optionalReference(table, 'merged_into_id', 'vault_persons');
    // Known when the frame is closed by the draw: it takes all files to tell families apart.
    table.text('family_id').nullable();
    table.text('birth_date_sealed').nullable();
    table.text('first_name_sealed').nullable();
    table.text('prefix_sealed').nullable();
    table.text('last_name_sealed').nullable();
    table.text('postcode_sealed').nullable();
    table.unique(['study_id', 'person_number']);
    table.index(['study_id', 'group_key']);
    table.index(['study_id', 'family_id']);
  });

  // What the files say: the source from which persons, contacts and families are derived.
  await db.schema.createTable('vault_care_records', (table) => {
    keyReference(table, 'delivery_id', 'vault_deliveries');
    table.integer('line_number').notNullable();
    reference(table, 'person_id', 'vault_persons');
    reference(table, 'domain_id', 'domains');
    reference(table, 'organisation_id', 'organisations');
    // Empty, as all keys but that of the client number, once the person's contact data are erased.
    table.text('row_sealed').nullable();
    table.text('first_name_key').nullable();
    // 0 without a postcode: then no match is certain.
    flag(table, 'is_match_certain');
    // Equal in records that may be of one person who moved, or who appears under another last name.
    table.text('moved_key').nullable();
    table.text('renamed_key').nullable();
    // Birth date, last name and initial: by which the objection list knows somebody without a first name.
    table.text('objection_key').nullable();
    table.text('client_number_key').nullable();
    // Keyed hashes after their evidence, d(ossier), t(elephone) or h(ousehold), with spaces between.
    table.text('family_keys').notNullable();
    flag(table, 'has_secret_address');
    flag(table, 'has_number');
    table.text('segment').nullable();
    table.text('measure').nullable();
    table.text('starts_on').nullable();
    table.text('ends_on').nullable();
    table.primary(['delivery_id', 'line_number']);
  });

  // Made by the draw, for whoever is drawn.
  await db.schema.createTable('vault_contacts', (table) => {
    key(table);
    reference(table, 'person_id', 'vault_persons');
    choice(table, 'kind', ['parent', 'guardian', 'youth']);
    table.integer('position').notNullable();
    table.text('name_sealed').nullable();
    table.text('number_sealed').nullable();
    table.text('problem').nullable();
  });

  await db.schema.createTable('vault_case_links', (table) => {
    table.text('case_id').notNullable().primary().references('id').inTable('cases');
    optionalReference(table, 'person_id', 'vault_persons');
    table.text('response_id').nullable().unique().references('id').inTable('responses');
  });

  // The list of one organisation: when it went out and came back.
  await db.schema.createTable('vault_check_lists', (table) => {
    keyReference(table, 'organisation_id', 'organisations');
    table.text('exported_at').nullable();
    table.text('returned_at').nullable();
    table.primary(['organisation_id']);
  });

  await db.schema.createTable('vault_case_notes', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    optionalReference(table, 'author_id', 'users');
    table.text('written_at').notNullable();
    table.text('note_sealed').notNullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of [
    'vault_case_notes',
    'vault_check_lists',
    'vault_case_links',
    'vault_contacts',
    'vault_care_records',
    'vault_persons',
    'vault_import_runs',
    'vault_upload_pieces',
    'vault_uploads',
    'vault_delivery_problems',
    'vault_deliveries',
    'vault_keys',
  ]) {
    await db.schema.dropTable(table);
  }
}
