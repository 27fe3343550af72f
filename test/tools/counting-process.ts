import { type DatabaseLocation, transaction } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { randomId } from '../../src/database/ids.js';
import { instant } from '../../src/domain/calendar/instant.js';
import { foldCounts } from '../../src/features/case-counts/case-counts.service.js';
import { insertAttempt } from '../../src/features/cases/case-claims.queries.js';
import { endAttempt } from '../../src/features/cases/case-claims.service.js';
import { insertOutcome } from '../../src/features/cases/case-history.queries.js';
import { listCasesWithStatus, refreshCase } from '../../src/features/cases/cases.service.js';
import { getStudy } from '../../src/features/studies/studies.service.js';
import { writeCall } from '../../src/features/telephony/ledger.service.js';
import { insertUser } from '../../src/features/users/users.queries.js';
import { createTestApplication } from '../support/application.js';

/*
 * A process of its own that calls one case after another, says so on a line after each, and folds the counts: to be
 * killed at any moment.
 */
const { location, slug, round } = JSON.parse(process.argv[2] ?? '{}') as {
  location: DatabaseLocation;
  slug: string;
  round: number;
};

const test = createTestApplication(openDatabase(location));
test.setClock(instant(`2026-04-13T1${String(round)}:00:00+02:00`));
const app = { ...test, newId: randomId };
const study = await getStudy(app.database.read, slug);
const interviewerId = app.newId();
await transaction(app.database, (trx) =>
  insertUser(trx, {
    id: interviewerId,
    email: `${interviewerId}@example.org`,
    name: 'Iemand',
    roles: ['enqueteur'],
    isActive: true,
    passwordHash: '',
    createdAt: app.clock(),
  }),
);
for (;;) {
  for (const { id: caseId } of await listCasesWithStatus(app.database.read, study, ['fresh', 'retry'])) {
    await transaction(app.database, async (trx) => {
      const [attemptId, callId] = [app.newId(), app.newId()];
      const at = app.clock();
      await insertAttempt(trx, { id: attemptId, caseId, interviewerId, startedAt: at });
      const call = { contactId: 'number', askedFor: 'parent', driver: 'manual', dialledAt: at } as const;
      await writeCall(trx, { id: callId, attemptId, caseId, ...call });
      await refreshCase(app, trx, caseId);
      const outcome = { code: 'no_answer', language: null, appointment: null } as const;
      const by = { recordedAt: at, recordedBy: interviewerId };
      await insertOutcome(trx, { id: app.newId(), caseId, attemptId, callId, ...outcome, ...by });
      await endAttempt(app, trx, caseId);
    });
    await foldCounts(app);
    process.stdout.write(`${caseId}\n`);
  }
}
