import { readFileSync } from 'node:fs';

const FOLDER = new URL('../reference/', import.meta.url);

/** A reference file of `test/reference`, made by the R script beside it. */
export function readReference(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

/** The rows of a CSV file of `test/reference` without quoted separators, by column name; empty fields stay ''. */
export function readReferenceRows(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n');
  const names = header.split(',').map(unquoted);
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((field, at) => [names[at] ?? '', unquoted(field)])),
  );
}

function unquoted(field: string): string {
  return field.replaceAll('"', '');
}

/** |actual − expected| / |expected|, or the absolute difference when 0 is expected. */
export function relativeError(actual: number, expected: number): number {
  const difference = Math.abs(actual - expected);
  return expected === 0 ? difference : difference / Math.abs(expected);
}
