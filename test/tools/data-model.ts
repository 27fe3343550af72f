import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/database/open-database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { describeSchema, type Schema } from '../support/schema.js';

/** The stores, and what each table is for. A table that is missing here fails the test of the document. */
const STORES: readonly { title: string; intro: string; tables: Readonly<Record<string, string>> }[] = [
  {
    title: 'Studies',
    intro: 'What is measured, by which rules. No personal data.',
    tables: {
      studies: 'One measurement; its rules are JSON that `StudyRules` describes.',
      domains: 'The explicit strata of a study, with the size of the population behind each.',
      segments: 'Parts of a domain.',
      organisations: 'Who delivers client files for a domain.',
      check_rules: 'Until when organisations may mark clients, and how long their links work.',
      organisation_columns:
        'What the columns of an organisation mean, where a researcher chose: for its next delivery.',
    },
  },
  {
    title: 'Questionnaires',
    intro:
      'What researchers write in the browser. Versions that come with the program are files. No personal data.',
    tables: {
      questionnaire_drafts: 'A questionnaire that is being written, and where it is in its history.',
      questionnaire_draft_versions: 'Each step of a draft as a whole file, for undo and redo.',
      questionnaire_versions: 'A published version; never changed, and a study may be bound to it.',
    },
  },
  {
    title: 'The contact vault',
    intro:
      'Who the people are. `_sealed` is encrypted, `_key` is a keyed hash. Only here do a person, a case and a response meet; destroying these tables makes the rest anonymous.',
    tables: {
      vault_keys: 'Which keys have sealed values of this database.',
      vault_deliveries: 'One client file of one organisation, with what was counted in it.',
      vault_delivery_problems: 'Rows of a file that were not accepted: line, column, reason; never the cell.',
      vault_uploads: 'A client file on its way in: until it is imported, or a day has passed.',
      vault_upload_pieces: 'The sealed pieces of such a file, in order.',
      vault_import_runs: 'The reading of a client file: waiting, how far it is, or how it ended.',
      vault_persons: 'One person of the frame, derived from the care records by matching.',
      vault_care_records:
        'One row of a client file: help that a person had, and sealed, what the file says of the person.',
      vault_match_pairs: 'Two persons who may be one; worked out again whenever the frame changes.',
      vault_match_decisions: 'What a researcher decided of such a pair, and whether it was undone.',
      vault_contacts: 'Telephone numbers of who is drawn, each with whose it is.',
      vault_case_links: 'Which person a case is, and which response.',
      vault_case_notes: 'Notes for the next interviewer.',
      vault_check_lists: 'Which organisation got its list and when it came back.',
      vault_check_links: 'Personal links of contacts of organisations; token and code are stored as hashes.',
      vault_check_sessions: 'Who is looking at a list through such a link now.',
      vault_concerns:
        'What worries an interviewer about a child; read by supervisors only, and under a seal.',
      vault_concern_events: 'Who reported, read and settled a concern: its own log.',
      vault_check_marks: 'Whom an organisation marked, why, and whether that was carried out.',
    },
  },
  {
    title: 'Samples and cases',
    intro:
      'What happened in the fieldwork, under a case number. Append-only but for the columns derived from history.',
    tables: {
      frame_reports: 'The counts of the frame as it was drawn from; they outlive the persons in the vault.',
      interviewed_persons:
        'Who was interviewed, as a keyed hash with the month: kept some years, to leave them out of later draws.',
      draws: 'One random selection, frozen: seed, algorithm, hash of the frame.',
      draw_strata: 'Sizes and probability per stratum of a draw: a domain, or a segment of it.',
      draw_units: 'Who was drawn, by a number that only the vault can read.',
      replicate_releases: 'When a replicate after the first went into the field, and why.',
      cases: 'One sampled client; status and due moment are derived from the history on each write.',
      attempts: 'A moment in which an interviewer has a case.',
      calls: 'A number dialled; written before it is dialled.',
      call_legs: 'One leg of a call as the telephone provider has it, with its length and price.',
      call_events: 'What the provider reported about a leg, as it came.',
      reminding_studies: 'Studies in which people are reminded of appointments by text message.',
      text_messages: 'A reminder of an appointment; written before it is sent.',
      outcomes: 'How an attempt ended; an undo is a row of its own.',
      appointments: 'A moment agreed or hoped for.',
      case_events: 'What happens to a case outside a call: released, paused, extended, excluded, withdrawn.',
      verification_shares: 'Of how many interviews of a study somebody is called again.',
      verification_calls:
        'A second call about an interview, and what came of it; no count and no rate looks here.',
      case_actions: 'What a supervisor did to one or more cases, or took back, and why.',
      field_pauses:
        'When a domain or the whole study was paused or went on, and why; no case is written for it.',
      withdrawals: 'A withdrawal that was carried out: the proof of what was deleted when.',
      objections:
        'Numbers and people whom no study approaches, as keyed hashes and nothing else; outlives the studies.',
      consents: 'Who agreed to what, in which words.',
      case_counts: 'How many cases stand where: totals for pages that must not count a million cases.',
      part_counts: 'The same by what the response is broken down by: age, whom was asked, moments of calls.',
      part_count_changes: 'Changes of those totals that were not added to them yet.',
      case_count_changes:
        'What changed since; written by the database itself, folded into the totals every minute.',
      dial_counts: 'Dials and their outcomes per half hour, without those of withdrawn people.',
      dial_count_changes: 'What changed since, in the same way.',
    },
  },
  {
    title: 'Answers',
    intro: 'Under a random response number; days, never moments.',
    tables: {
      responses: 'One interview, or one row of an imported file.',
      answers: 'The answers that count now, one row per item.',
      snapshots: 'The states of the answers that left as a file or table, each with a number.',
      answer_history:
        'Every answer given, changed or removed, and every question seen again, with the seconds it took.',
      published_results: 'Printed results of earlier years.',
      table_specifications: 'Tables under a name, as JSON, to make again; one row per version.',
      weight_sets: 'Weights that were made, by name and version, with their settings and report.',
      response_weights: 'The weight of each interview in such a set.',
      code_frames:
        'How the open answers to a question are coded; every version, with the change that made it.',
      coded_answers: 'An open answer to code: how far it is, and by whom.',
      quotes: 'Scrubbed pieces of open answers for the report, each word confirmed by a human.',
      answer_codes: 'The codes that coders gave, that were decided on, and that count.',
    },
  },
  {
    title: 'Accounts and the log',
    intro: 'Who uses the program and what they did.',
    tables: {
      users: 'People who sign in.',
      user_roles: 'What each may do.',
      api_tokens: 'With what programs read the API; the token is stored as a hash.',
      user_languages: 'Languages of an interviewer besides the language of the study.',
      user_skills: 'What an interviewer can do that not everybody can.',
      shifts: 'When an interviewer works.',
      calendar_links:
        'With which link a calendar program reads somebody’s appointments; only the hash of its secret.',
      kept_forms:
        'What somebody sent after their session had ended, sealed, until they are back at the page.',
      sessions: 'Who is signed in now; the token is stored as a hash.',
      sign_in_steps: 'Who gave the right password and not yet the code.',
      second_factors: 'The secret of the app that makes codes, sealed.',
      recovery_codes: 'What opens the second step once without the app; stored as hashes.',
      desk_telephones: 'Where the provider rings an interviewer who calls without the browser.',
      background_leases: 'Which server does a piece of background work now.',
      audit_log: 'Every action and refusal, chained by hashes; the database refuses changes.',
    },
  },
];

/** The document, from the schema as it stands in the database. */
export function dataModelDocument(schema: Schema): string {
  const known = STORES.flatMap(({ tables }) => Object.keys(tables));
  const missing = [...new Set(schema.columns.map(({ table }) => table))].filter(
    (table) => !known.includes(table),
  );
  if (missing.length > 0)
    throw new Error(`say in the data model what these tables are for: ${missing.join(', ')}`);
  const parts = STORES.map(({ title, intro, tables }) => {
    const sections = Object.entries(tables).map(([table, purpose]) => tableSection(schema, table, purpose));
    return [`## ${title}`, intro, diagram(schema, Object.keys(tables)), ...sections].join('\n\n');
  });
  const head = [
    '# Data model',
    'Written by `npm run data-model` from the migrated schema; both databases have the same. Times are ISO-8601 text in UTC (`_at`), days `YYYY-MM-DD` (`_on`), flags 0 or 1, structured values JSON text.',
  ];
  return `${[...head, ...parts].join('\n\n')}\n`;
}

function diagram(schema: Schema, tables: readonly string[]): string {
  const arrows = schema.foreignKeys
    .filter(({ table }) => tables.includes(table))
    .map(({ table, column, target }) => `  ${target} ||--o{ ${table} : ${column}`);
  return ['```mermaid', 'erDiagram', ...arrows, '```'].join('\n');
}

function tableSection(schema: Schema, table: string, purpose: string): string {
  const columns = schema.columns.filter((column) => column.table === table);
  const rows = columns.map(({ column, type, required }) => {
    const target = schema.foreignKeys.find((key) => key.table === table && key.column === column)?.target;
    return `| ${column} | ${type} | ${required ? 'yes' : ''} | ${target ?? ''} |`;
  });
  return [
    `### ${table}`,
    purpose,
    ['| column | type | required | refers to |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}

async function freshSchema(): Promise<Schema> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-data-model-'));
  const database = openDatabase({ engine: 'sqlite', file: path.join(folder, 'model.sqlite') });
  try {
    await migrateUp(database);
    return await describeSchema(database);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(
    new URL('../../docs/data-model.md', import.meta.url),
    dataModelDocument(await freshSchema()),
  );
}
