import { readFileSync } from 'node:fs';
import type { DatabaseLocation } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { importDelivery } from '../../src/features/frames/frames.service.js';
import { getStudyById } from '../../src/features/studies/studies.service.js';
import { COMMAND, createTestApplication } from './application.js';

/*
 * A process that imports a file and says how many rows are stored, for tests that kill it in the middle.
 */

interface Plan {
  readonly location: DatabaseLocation;
  readonly studyId: string;
  readonly file: string;
}

const { location, studyId, file } = JSON.parse(process.argv[2] ?? '') as Plan;
const app = createTestApplication(openDatabase(location));
await importDelivery(app, COMMAND, await getStudyById(app.database.read, studyId), {
  name: 'groot.csv',
  domain: 'basishulp',
  organisation: 'Wijkteams',
  bytes: readFileSync(file),
  onProgress: ({ rowsDone }) => process.stdout.write(`${String(rowsDone)}\n`),
});
await app.database.close();
