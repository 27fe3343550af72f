import os from 'node:os';
import { parseArgs } from 'node:util';

import { exportAnswers } from './export.js';
import { frameImport } from './frame-import.js';
import { draw } from './draw.js';
import type { Benchmark, Measurement } from './measurement.js';
import { livePage } from './live-page.js';
import { nextCase } from './next-case.js';
import { nextQuestion } from './next-question.js';
import { tables } from './tables.js';

/*
 * npm run -s bench -- [--json] [--rows NUMBER] [NAME …]
 * Measures the program against a reference in the same run. Not a test: figures depend on the machine.
 */

const BENCHMARKS: readonly Benchmark[] = [
  nextQuestion,
  frameImport,
  nextCase,
  tables,
  exportAnswers,
  draw,
  livePage,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rows: { type: 'string' } },
});
const rows = values.rows === undefined ? null : Number(values.rows);

const unknown = positionals.filter((name) => !BENCHMARKS.some((one) => one.name === name));
if (unknown.length > 0) {
  const known = BENCHMARKS.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${known}.\n`);
  process.exit(1);
}

const machine = {
  cpu: os.cpus()[0]?.model ?? 'unknown',
  cores: os.cpus().length,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  node: process.version,
  platform: `${os.platform()} ${os.arch()}`,
};
const results: Measurement[] = [];
for (const { name, measure } of BENCHMARKS) {
  if (positionals.length === 0 || positionals.includes(name)) results.push(await measure({ rows }));
}
process.stdout.write(values.json === true ? `${JSON.stringify({ machine, results })}\n` : asTable(results));

function asTable(measured: readonly Measurement[]): string {
  const lines = measured.map(({ name, value, unit, reference, ratio }) => {
    const figure = `${value.toFixed(3)} ${unit}`;
    return `${name.padEnd(16)} ${figure.padEnd(24)} ${reference.name}: ${reference.value.toFixed(3)} ${unit}   ratio ${ratio.toFixed(2)}`;
  });
  return `${machine.cpu}, ${String(machine.cores)} cores, Node ${machine.node}\n${lines.join('\n')}\n`;
}
