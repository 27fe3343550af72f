import { readConfig } from './config.js';
import { describeFailure } from './failure.js';
import { serve } from './serve.js';
import { openApplication } from './start.js';

try {
  await serve(await openApplication(readConfig()));
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
