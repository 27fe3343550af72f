import os from 'node:os';
import { defineConfig } from 'vitest/config';
import { temporaryFolder } from './test/support/temporary-folder.js';

// The run, its workers and the programs that they start all ask the system for this folder.
process.env['TMPDIR'] ??= temporaryFolder();

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // A worker reads the program once instead of once for each of its files. No test changes what all share.
    isolate: false,
    unstubEnvs: true,
    // Vitest leaves one core free; on a machine with two that would double the time.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
