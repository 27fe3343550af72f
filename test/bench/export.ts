import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { type FilledSize, fillStudy } from './filled-study.js';
import { type Benchmark, measurement } from './measurement.js';

const RESPONDENTS = 50_000;
const QUESTIONS = 60;
const FORMATS = ['csv', 'sav', 'xlsx'] as const;

interface Written {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly startMegabytes: number;
}

/**
 * Answers of 50,000 respondents to 60 questions as CSV, SPSS and Excel files, each in a process of its own with its peak
 * of memory, and once more with a tenth of the respondents; beside reading the same answers and writing nothing but
 * their numbers. `--rows` is the number of respondents.
 */
export const exportAnswers: Benchmark = {
  name: 'export',
  async measure({ rows }) {
    const people = rows ?? RESPONDENTS;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'veldwerk-bench-'));
    try {
      const large = await filled(folder, { people, questions: QUESTIONS - 1, cells: 15 });
      const small = await filled(folder, { people: people / 10, questions: QUESTIONS - 1, cells: 15 });
      const reference = large('rows');
      const detail: Record<string, number> = { respondents: people, questions: QUESTIONS };
      for (const format of FORMATS) {
        const { seconds, peakMegabytes, megabytes } = large(format);
        detail[`${format}_seconds`] = seconds;
        detail[`${format}_file_megabytes`] = megabytes;
        detail[`${format}_peak_megabytes`] = peakMegabytes;
        detail[`${format}_peak_megabytes_of_a_tenth`] = small(format).peakMegabytes;
      }
      detail['start_megabytes'] = reference.startMegabytes;
      return measurement('export', detail['csv_seconds'] ?? NaN, {
        unit: 's',
        reference: { name: 'reading all answers and writing their numbers', value: reference.seconds },
        detail,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** A study of this size in a file, and how its answers are written as one of the formats. */
async function filled(
  folder: string,
  size: FilledSize,
): Promise<(format: string) => Written & { readonly megabytes: number }> {
  const file = path.join(folder, `${String(size.people)}.sqlite`);
  const database = openDatabase({ engine: 'sqlite', file });
  await fillStudy(database, size);
  await database.close();
  return (format) => {
    const output = path.join(folder, `answers.${format}`);
    const plan = JSON.stringify({ database: file, size, format, output });
    const child = spawnSync(process.execPath, ['--import', 'tsx', 'test/bench/export-process.ts', plan], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) throw new Error(`writing ${format} failed`);
    return { ...(JSON.parse(child.stdout) as Written), megabytes: statSync(output).size / 2 ** 20 };
  };
}
