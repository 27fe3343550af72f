import type { Knex } from 'knex';
import { choice, flag, key, keyReference, optionalReference, reference } from './columns.js';

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

  await db.schema.createTable('vault_persons', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    table.integer('person_number').notNullable();
    // Empty once the person's contact data are erased; no first name as long as only initials are known.
    table.text('group_key').nullable();
    table.text('first_name_key').nullable();
    table.text('initial_key').nullable();
    flag(table, 'is_match_uncertain');
    flag(table, 'has_secret_address');
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

  await db.schema.createTable('vault_family_keys', (table) => {
    keyReference(table, 'person_id', 'vault_persons');
    table.text('family_key').notNullable();
    choice(table, 'evidence', ['dossier', 'telephone', 'household']);
    table.primary(['person_id', 'family_key']);
  });

  await db.schema.createTable('vault_care_records', (table) => {
    key(table);
    reference(table, 'person_id', 'vault_persons');
    reference(table, 'delivery_id', 'vault_deliveries');
    reference(table, 'domain_id', 'domains');
    reference(table, 'organisation_id', 'organisations');
    table.integer('line_number').notNullable();
    table.text('client_number_sealed').nullable();
    table.text('client_number_key').nullable();
    table.text('segment').nullable();
    table.text('measure').nullable();
    table.text('starts_on').nullable();
    table.text('ends_on').nullable();
  });

  await db.schema.createTable('vault_contacts', (table) => {
    key(table);
    reference(table, 'person_id', 'vault_persons');
    choice(table, 'kind', ['parent', 'guardian', 'youth']);
    table.integer('position').notNullable();
    table.text('name_sealed').nullable();
    table.text('number_sealed').nullable();
    table.text('number_key').nullable().index();
    table.text('problem').nullable();
  });

  await db.schema.createTable('vault_case_links', (table) => {
    table.text('case_id').notNullable().primary().references('id').inTable('cases');
    optionalReference(table, 'person_id', 'vault_persons');
    table.text('response_id').nullable().unique().references('id').inTable('responses');
  });

  // The list of one organisation: when it went out and came back, and how many clients were marked on it.
  await db.schema.createTable('vault_check_lists', (table) => {
    keyReference(table, 'organisation_id', 'organisations');
    table.text('exported_at').nullable();
    table.text('returned_at').nullable();
    table.integer('marked_count').notNullable().defaultTo(0);
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
    'vault_family_keys',
    'vault_persons',
    'vault_upload_pieces',
    'vault_uploads',
    'vault_delivery_problems',
    'vault_deliveries',
    'vault_keys',
  ]) {
    await db.schema.dropTable(table);
  }
}
