import type { DatabaseLocation } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { randomId } from '../../src/database/ids.js';
import type { Instant } from '../../src/domain/calendar/instant.js';
import { takeNextCase } from '../../src/features/cases/case-claims.service.js';
import { getStudy } from '../../src/features/studies/studies.service.js';
import { createTestApplication } from '../support/application.js';

/*
 * A process of its own that takes one case after another, says each on a line, and gives none back: to be killed.
 */
const { location, slug, now, interviewerIds } = JSON.parse(process.argv[2] ?? '{}') as {
  location: DatabaseLocation;
  slug: string;
  now: Instant;
  interviewerIds: readonly string[];
};

const test = createTestApplication(openDatabase(location));
test.setClock(now);
const app = { ...test, newId: randomId };
const study = await getStudy(app.database.read, slug);
for (const id of interviewerIds) {
  const record = await takeNextCase(app, study, id);
  process.stdout.write(`${record?.caseNumber ?? 'none'}\n`);
}
