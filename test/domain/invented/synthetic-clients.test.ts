import { expect, it } from 'vitest';
import { syntheticClientFiles } from '../../../src/domain/invented/synthetic-clients.js';
import { readClientFile } from '../../../src/domain/frame/client-file.js';
import type { Seed } from '../../../src/domain/sampling/random.js';

const PLAN = { seed: 2026 as Seed, reportYear: 2025, familyCount: 400 };

it('invents the same client files from the same plan, and others from another seed', () => {
  expect(syntheticClientFiles(PLAN)).toEqual(syntheticClientFiles(PLAN));
  expect(syntheticClientFiles({ ...PLAN, seed: 2027 as Seed })).not.toEqual(syntheticClientFiles(PLAN));
});

it('invents files of five organisations that are read with few rejections', () => {
  const files = syntheticClientFiles(PLAN);
  expect(files.map(({ domain }) => domain)).toEqual([
    'basishulp',
    'specialistisch',
    'specialistisch',
    'specialistisch',
    'jb_jr',
  ]);
  for (const { text } of files) {
    const file = readClientFile(Buffer.from(text), { reportYear: PLAN.reportYear, corrections: {} });
    if (!('outcomes' in file)) throw new Error('a file was not read');
    const accepted = file.outcomes.filter(({ kind }) => kind === 'accepted').length;
    expect(accepted).toBeGreaterThan(50);
    expect(accepted / file.outcomes.length).toBeGreaterThan(0.9);
  }
});
