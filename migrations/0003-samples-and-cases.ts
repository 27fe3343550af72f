import type { Knex } from 'knex';
import { choice, double, flag, key, keyReference, optionalReference, reference } from './columns.js';

/** Draws, and the second store: cases, attempts, calls, outcomes and consent under a case number, without names. */
export async function up(db: Knex): Promise<void> {
  // The counts of the frame as it was drawn from: they outlive the persons in the vault.
  await db.schema.createTable('frame_reports', (table) => {
    keyReference(table, 'study_id', 'studies');
    table.text('report').notNullable();
    table.text('frozen_at').notNullable();
    table.primary(['study_id']);
  });

  await db.schema.createTable('draws', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    flag(table, 'is_current');
    table.text('seed').notNullable();
    table.text('algorithm').notNullable();
    table.text('frame_hash').notNullable();
    table.text('settings').notNullable();
    table.text('reason').nullable();
    optionalReference(table, 'replaces_draw_id', 'draws');
    table.text('drawn_at').notNullable();
    optionalReference(table, 'drawn_by', 'users');
  });

  await db.schema.createTable('draw_strata', (table) => {
    keyReference(table, 'draw_id', 'draws');
    // The domain, or a segment of it: `specialistisch/jeugd_ggz`.
    table.text('stratum').notNullable();
    reference(table, 'domain_id', 'domains');
    table.integer('frame_size').notNullable();
    // Who was not drawn from, because of an interview in an earlier study.
    table.integer('left_out').notNullable();
    table.integer('selectable_size').notNullable();
    table.integer('sample_size').notNullable();
    double(table, 'inclusion_probability').notNullable();
    table.primary(['draw_id', 'stratum']);
  });

  // What was drawn stays, also when a later draw replaces it; the person number means something in the vault only.
  await db.schema.createTable('draw_units', (table) => {
    keyReference(table, 'draw_id', 'draws');
    table.integer('person_number').notNullable();
    table.text('stratum').notNullable();
    reference(table, 'domain_id', 'domains');
    double(table, 'inclusion_probability').notNullable();
    double(table, 'design_weight').notNullable();
    table.integer('replicate').notNullable();
    table.primary(['draw_id', 'person_number']);
  });

  await db.schema.createTable('cases', (table) => {
    key(table);
    reference(table, 'study_id', 'studies');
    reference(table, 'domain_id', 'domains');
    reference(table, 'draw_id', 'draws');
    table.text('case_number').notNullable();
    table.text('segment').nullable();
    table.text('measure').nullable();
    // On the first day of the fieldwork, for the rates; whom to ask follows from the birth date on the day itself.
    table.text('age_band').nullable();
    double(table, 'inclusion_probability').notNullable();
    double(table, 'design_weight').notNullable();
    table.integer('replicate').notNullable();
    table.text('released_at').nullable();
    table.text('exclusion_reason').nullable();
    table.text('excluded_at').nullable();
    // Derived from the history by the domain on each write, and kept here so that lists and the queue can use an index.
    table.text('status').notNullable();
    table.text('rate_group').notNullable();
    table.integer('attempt_count').notNullable().defaultTo(0);
    table.text('first_called_at').nullable();
    table.text('last_called_at').nullable();
    // In which role somebody was asked last: who said yes or no, or else whom the last call was for.
    table.text('last_asked_role').nullable();
    table.text('due_kind').nullable();
    table.integer('due_rank').nullable();
    table.text('due_slot').nullable();
    table.text('due_at').nullable();
    table.text('due_until').nullable();
    table.text('due_language').nullable();
    // The moment agreed or hoped for, as long as that stands.
    table.text('appointment_at').nullable();
    // Kept for one interviewer until a moment.
    optionalReference(table, 'due_interviewer_id', 'users');
    table.text('due_reserved_until').nullable();
    // The only interviewer who gets the case.
    optionalReference(table, 'assigned_to', 'users');
    table.text('lease_interviewer_id').nullable().references('id').inTable('users');
    table.text('lease_until').nullable();
    // Why a supervisor should look at it: a case that waits for a decision, is paused, or has one attempt left.
    table.text('attention').nullable();
    // Takes a place in the target of its domain.
    flag(table, 'holds_seat');
    table.unique(['study_id', 'case_number']);
    // The queue: whoever waits longest, or within a domain. The interviewer and the language before the moment, so that
    // cases that wait for somebody are not in the way.
    table.index(
      ['study_id', 'due_rank', 'due_slot', 'assigned_to', 'due_language', 'due_at', 'id'],
      'cases_in_queue',
    );
    table.index(
      ['study_id', 'due_rank', 'due_slot', 'assigned_to', 'due_language', 'domain_id', 'due_at', 'id'],
      'cases_in_queue_by_domain',
    );
    table.index(['study_id', 'lease_until']);
    // What few cases have, so that the others are not in these.
    table.index(['study_id', 'appointment_at', 'id'], 'cases_with_appointment', {
      predicate: db.whereNotNull('appointment_at'),
    });
    table.index(['study_id', 'due_language', 'case_number'], 'cases_in_another_language', {
      predicate: db.whereNotNull('due_language'),
    });
    table.index(['study_id', 'due_at', 'case_number'], 'cases_by_moment', {
      predicate: db.whereNotNull('due_at'),
    });
    table.index(['study_id', 'case_number'], 'cases_without_moment', {
      predicate: db.whereNull('due_at').whereNotNull('attention'),
    });
    // Serves the reference to users as well.
    table.index(['lease_interviewer_id', 'study_id', 'case_number'], 'cases_in_hand');
    // The list of cases, in the order of their numbers, by what people filter on most.
    table.index(['study_id', 'domain_id', 'case_number']);
    table.index(['study_id', 'status', 'case_number']);
    table.index(['study_id', 'rate_group', 'case_number']);
    table.index(['study_id', 'attention', 'case_number']);
    table.index(['study_id', 'replicate', 'case_number']);
  });

  await db.schema.createTable('attempts', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    reference(table, 'interviewer_id', 'users');
    table.text('started_at').notNullable();
    table.text('ended_at').nullable();
  });

  // Written before the number is dialled, so that no call can be missing from the ledger.
  await db.schema.createTable('calls', (table) => {
    key(table);
    reference(table, 'attempt_id', 'attempts');
    reference(table, 'case_id', 'cases');
    table.text('contact_id').notNullable();
    choice(table, 'asked_for', ['parent', 'guardian', 'youth']);
    table.text('driver').notNullable();
    table.text('dialled_at').notNullable();
    // The provider did not make the call, and the interviewer dialled the number on a telephone.
    table.text('by_hand_at').nullable();
    // What the line did, as the provider or the simulator tells; it pre-fills the outcome.
    table.text('line_result').nullable();
    // What a simulated respondent says.
    table.text('scene').nullable();
  });

  await db.schema.createTable('outcomes', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    optionalReference(table, 'attempt_id', 'attempts');
    optionalReference(table, 'call_id', 'calls');
    table.text('code').notNullable();
    // With a language barrier: the language that is needed.
    table.text('language').nullable();
    table.text('recorded_at').notNullable();
    optionalReference(table, 'recorded_by', 'users');
    // A row that takes another back, with the reason; the row that it takes back is marked, for look-ups by call.
    optionalReference(table, 'undoes_outcome_id', 'outcomes');
    table.text('reason').nullable();
    flag(table, 'is_undone');
  });

  await db.schema.createTable('appointments', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    // Without an outcome a supervisor made it; then an entry in `case_events` says when and why.
    optionalReference(table, 'outcome_id', 'outcomes');
    choice(table, 'kind', ['hard', 'soft']);
    table.text('due_at').notNullable().index();
    choice(table, 'ask_for', ['parent', 'guardian', 'youth']);
    // The number that was agreed, in the contact vault; without it the first that reaches the person.
    table.text('contact_id').nullable();
    optionalReference(table, 'interviewer_id', 'users');
  });

  // What happens to a case outside calls and outcomes; `detail` is JSON without personal data.
  await db.schema.createTable('case_events', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    choice(table, 'kind', [
      'numbers_listed',
      'interview_started',
      'conversion_decided',
      'attempts_extended',
      'case_paused',
      'case_resumed',
      'case_given_up',
      'consent_withdrawn',
      'case_assigned',
      'case_taken_back',
      'action_undone',
      'appointment_made',
      'appointment_cancelled',
    ]);
    table.text('detail').notNullable();
    table.text('occurred_at').notNullable();
    optionalReference(table, 'made_by', 'users');
  });

  await db.schema.createTable('consents', (table) => {
    key(table);
    reference(table, 'case_id', 'cases');
    choice(table, 'given_by', ['parent', 'guardian', 'youth']);
    table.text('subject').notNullable();
    table.text('decision').notNullable();
    table.text('text_version').notNullable();
    table.text('language').notNullable();
    optionalReference(table, 'interviewer_id', 'users');
    table.text('given_at').notNullable();
    table.text('withdrawn_at').nullable();
    // A refusal that belonged to a wrong outcome is taken back with it: nobody said it.
    table.text('undone_at').nullable();
  });
}

/** Tables in the order in which they can be dropped. */
export async function down(db: Knex): Promise<void> {
  for (const table of [
    'consents',
    'case_events',
    'appointments',
    'outcomes',
    'calls',
    'attempts',
    'cases',
    'draw_units',
    'draw_strata',
    'draws',
    'frame_reports',
  ]) {
    await db.schema.dropTable(table);
  }
}
