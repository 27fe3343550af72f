import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetRow, RowEncoder } from '../../../src/domain/export/dataset.js';

/** Programs of others that read our files, when they are installed. */
export type Tool = 'pspp' | 'readstat' | 'Rscript' | 'xmllint' | 'soffice';

/**
 * Whether a program is there. A test that needs it is only defined when it is, and the output of the run says what
 * was not tested.
 */
export function hasTool(tool: Tool, reason: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  if (!found) process.stderr.write(`niet getest, want ${tool} is er niet: ${reason}\n`);
  return found;
}

/** Whether R has a package. */
export function hasRPackage(name: string, reason: string): boolean {
  const r: Tool = 'Rscript';
  const found =
    hasTool(r, reason) &&
    spawnSync(r, ['-e', `quit(status = !requireNamespace("${name}", quietly = TRUE))`]).status === 0;
  if (!found) process.stderr.write(`niet getest, want R heeft ${name} niet: ${reason}\n`);
  return found;
}

/** What a program wrote; a failure throws with all it said. */
export function runTool(tool: Tool, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, [...parameters], {
    encoding: 'utf8',
    // In an empty environment R would read the files as ASCII.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0) throw new Error(`${tool} said ${String(status)}: ${stderr}${stdout}`);
  return stdout + stderr;
}

/** A file in a folder of its own. */
export function temporaryFile(name: string, content: Uint8Array | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'export-')), name);
  writeFileSync(path, content);
  return path;
}

/** The whole file, with the rows in portions of three. */
export function encodeAll(encoder: RowEncoder, rows: readonly DatasetRow[]): Buffer {
  const parts = [encoder.begin()];
  for (let at = 0; at < rows.length; at += 3) parts.push(encoder.rows(rows.slice(at, at + 3)));
  parts.push(encoder.end());
  return Buffer.concat(parts);
}
