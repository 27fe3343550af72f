import { createReadStream } from 'node:fs';
import { openDatabase } from '../../src/database/open-database.js';
import { importDelivery } from '../../src/features/frames/frames.service.js';
import { COMMAND, createTestApplication } from '../support/application.js';
import { makeStudy } from '../support/frames.js';

/*
 * One process that imports client files into an empty database, so that its memory is that of an import and nothing
 * else. Prints what it took as JSON.
 */

interface Plan {
  readonly database: string;
  readonly files: readonly { readonly path: string; readonly domain: string }[];
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const database = openDatabase({ engine: 'sqlite', file: plan.database });
const app = createTestApplication(database);
const study = await makeStudy(app);
const memoryAtStart = process.resourceUsage().maxRSS;
const startedAt = performance.now();
let accepted = 0;
let persons = 0;
for (const { path, domain } of plan.files) {
  const delivery = await importDelivery(app, COMMAND, study, {
    name: path,
    bytes: () => createReadStream(path, { highWaterMark: 262_144 }),
    domain,
    organisation: path,
  });
  accepted += delivery.acceptedRows;
  persons += delivery.personCount;
}
const seconds = (performance.now() - startedAt) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
await database.close();
const result = {
  seconds,
  accepted,
  persons,
  peakMegabytes: maxRSS / 1024,
  startMegabytes: memoryAtStart / 1024,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
