import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { makeTable } from '../../src/features/tables/tables.service.js';
import { startPostgres } from '../support/postgres-server.js';
import { FILLED_STUDY, fillStudy } from './filled-study.js';
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
    const app = await fillStudy(database, { people, questions: QUESTIONS, cells: CELLS });
    const began = performance.now();
    const request = { study: FILLED_STUDY, questions: null, columns: ['Z'], procedure: 'design' } as const;
    const { table } = await makeTable(app, { ...request, beside: [] });
    const seconds = (performance.now() - began) / 1000;
    return { seconds, tests: table.rows.flatMap(({ tests }) => tests).length };
  } finally {
    await database.close();
  }
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
