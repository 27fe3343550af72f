import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Database, transaction, type Transaction } from '../../src/database/database.js';
import { migrateUp } from '../../src/database/migrations.js';
import { openDatabase } from '../../src/database/open-database.js';
import { createStudy } from '../../src/features/studies/studies.service.js';
import { makeTable } from '../../src/features/tables/tables.service.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { startPostgres } from '../support/postgres-server.js';
import { type Benchmark, type Measurement, measurement } from './measurement.js';

const RESPONDENTS = 100_000;
const QUESTIONS = 50;
const CELLS = 15;

/**
 * A table of 50 questions by a background of 15 levels, with all pairwise tests: reading, adding up, disclosure,
 * tests and letters; on SQLite and PostgreSQL, beside R's survey package on the same answers when it is there.
 * `--rows` is the number of respondents.
 */
export const tables: Benchmark = {
  name: 'tables',
  async measure({ rows }) {
    const people = rows ?? RESPONDENTS;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
    const server = await startPostgres();
    try {
      const sqlite = await timeTable({ engine: 'sqlite', file: path.join(folder, 'tables.sqlite') }, people);
      const postgres = await timeTable({ engine: 'postgres', url: server.url }, people);
      return withReference(folder, { people, sqlite, postgres });
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

type Place = Parameters<typeof openDatabase>[0];

interface Timed {
  readonly seconds: number;
  readonly tests: number;
}

async function timeTable(place: Place, people: number): Promise<Timed> {
  const database = openDatabase(place);
  try {
    await migrateUp(database);
    const app = createTestApplication(database);
    app.questionnaires.addPublished(questionnaireText());
    const { slug } = await createStudy(app, COMMAND, {
      name: 'Meting',
      slug: 'meting',
      reportYear: 2026,
      questionnaireId: 'meting',
      isPractice: false,
      fieldworkStartsOn: null,
      fieldworkEndsOn: null,
    });
    await transaction(database, (trx) => fill(database, trx, people));
    const began = performance.now();
    const request = { study: slug, questions: null, columns: ['Z'], procedure: 'design' } as const;
    const { table } = await makeTable(app, { ...request, beside: [] });
    const seconds = (performance.now() - began) / 1000;
    return { seconds, tests: table.rows.flatMap(({ tests }) => tests).length };
  } finally {
    await database.close();
  }
}

interface Keyed {
  readonly id: string;
}

/** The answer of person i to question q: 1 or 2; the level of the background is i modulo 15. */
async function fill({ engine }: Database, trx: Transaction, people: number): Promise<void> {
  const numbers =
    engine === 'postgres'
      ? 'select i from generate_series(1, :people) as s(i)'
      : 'with recursive s(i) as (select 1 union all select i + 1 from s where i < :people) select i from s';
  const domains: readonly Keyed[] = await trx<Keyed>('domains').select('id').orderBy('position');
  const [first = '', second = '', third = ''] = domains.map(({ id }) => id);
  const studies: readonly Keyed[] = await trx<Keyed>('studies').select('id');
  const study = studies[0]?.id ?? '';
  const values = { people, study, first, second, third };
  const text = 'cast(i as text)';
  await trx.raw(
    `insert into responses (id, study_id, domain_id, source, status, questionnaire_id, language, design_weight, started_on)
     select ${text}, :study, case i % 3 when 0 then :first when 1 then :second else :third end, 'import', 'complete',
     'meting', 'nl', 1 + (i % 7) * 0.25, '2026-04-01' from (${numbers}) as p`,
    values,
  );
  await trx.raw(
    `insert into answers (response_id, question_id, item, number)
     select ${text}, 'Z', 'value', 1 + i % ${String(CELLS)} from (${numbers}) as p`,
    values,
  );
  for (let question = 1; question <= QUESTIONS; question += 1) {
    await trx.raw(
      `insert into answers (response_id, question_id, item, number)
       select ${text}, 'Q${String(question)}', 'value', ${answerOf(question)} from (${numbers}) as p`,
      values,
    );
  }
}

/** Yes or no, by a rule that SQL and R compute alike. */
function answerOf(question: number): string {
  return `case when (i * 7919 + ${String(question)} * 104729 + (i % 15) * 31) % 101 < ${String(40 + (question % 30))} then 1 else 2 end`;
}

function questionnaireText(): string {
  const options = Array.from(
    { length: CELLS },
    (_, at) => `          - { code: ${String(at + 1)}, label: { nl: 'n${String(at + 1)}' } }`,
  );
  const questions = Array.from({ length: QUESTIONS }, (_, at) => {
    const id = `Q${String(at + 1)}`;
    return `      - id: ${id}
        type: single
        text: { both: { nl: ${id} } }
        options: [{ code: 1, label: { nl: ja } }, { code: 2, label: { nl: nee } }]
        statistic: { kind: share, positive: [1], label: { nl: ja } }
        source: [inferred]`;
  });
  return `id: meting
title: { nl: Meting }
languages: [nl]
respondents: [parent]
completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } }
blocks:
  - id: B
    title: { nl: Blok }
    questions:
      - id: Z
        type: single
        text: { both: { nl: Z } }
        options:
${options.join('\n')}
        source: [inferred]
${questions.join('\n')}
`;
}

/** The same answers and tests in R: cell means with their covariances per question, and the pairs from those. */
const R_PROGRAM = `suppressMessages(library(survey))
people <- as.integer(commandArgs(TRUE)[1])
i <- seq_len(people)
D <- data.frame(domain = i %% 3, w = 1 + (i %% 7) * 0.25, z = factor(1 + i %% ${String(CELLS)}))
for (q in 1:${String(QUESTIONS)}) D[[paste0("Q", q)]] <- as.numeric((i * 7919 + q * 104729 + (i %% 15) * 31) %% 101 < 40 + q %% 30)
began <- proc.time()[["elapsed"]]
de <- svydesign(id = ~1, strata = ~domain, weights = ~w, data = D)
for (q in 1:${String(QUESTIONS)}) {
  b <- svyby(as.formula(paste0("~Q", q)), ~z, de, svymean, covmat = TRUE)
  V <- vcov(b); m <- coef(b); k <- length(m)
  for (a in 1:(k - 1)) for (c in (a + 1):k) 2 * pt(-abs((m[a] - m[c]) / sqrt(V[a, a] + V[c, c] - 2 * V[a, c])), people - 4)
}
cat(proc.time()[["elapsed"]] - began)
`;

function withReference(
  folder: string,
  { people, sqlite, postgres }: { readonly people: number; readonly sqlite: Timed; readonly postgres: Timed },
): Measurement {
  const file = path.join(folder, 'reference.R');
  writeFileSync(file, R_PROGRAM);
  const { status, stdout } = spawnSync('Rscript', [file, String(people)], { encoding: 'utf8' });
  const seconds = status === 0 ? Number(stdout) : NaN;
  const name =
    status === 0 ? "R's survey (svyby with covariances, pairs), reading not included" : 'R is not there';
  return measurement('tables', sqlite.seconds, {
    unit: 's',
    reference: { name, value: seconds },
    detail: {
      respondents: people,
      questions: QUESTIONS,
      cells: CELLS,
      tests: sqlite.tests,
      sqlite_seconds: sqlite.seconds,
      postgres_seconds: postgres.seconds,
    },
  });
}
