import type { Actor, Application } from '../application.js';
import { transaction } from '../database/database.js';
import { recordAudit } from '../features/audit/audit.service.js';
import { addClosedStudy } from './closed-studies.js';
import { addCoding } from './coded-answers.js';
import { DEMO_MARK } from './demo-database.js';
import { demoCalendar, inThePast, morningOf } from './demo-time.js';
import { addDemoUsers } from './demo-users.js';
import { addFreshStudy, writeClientFiles } from './fresh-study.js';
import { addPastFieldwork } from './past-fieldwork.js';
import { startRunningStudy } from './running-study.js';

/** Who makes the demo. */
const BUILDER: Actor = { kind: 'system', id: null, name: 'Demo', roles: [], origin: null };

/**
 * Fills an empty database with the studies of the demo. Everything is counted from the moment of the application's
 * clock; the same moment gives the same demo.
 * @param clientFilesFolder where the client files of the fresh study are put
 * @param tell hears in Dutch what was made, line by line
 */
export async function buildDemo(
  app: Application,
  { clientFilesFolder, tell }: { clientFilesFolder: string; tell: (line: string) => void },
): Promise<void> {
  const calendar = demoCalendar(app.clock());
  const past = inThePast(app, calendar.now);
  past.goTo(morningOf(calendar.fieldworkStart, -40));
  await transaction(past.database, (trx) =>
    recordAudit(trx, BUILDER, past.clock(), { action: DEMO_MARK, objectKind: 'database', objectId: null }),
  );
  const users = await addDemoUsers(past, BUILDER);

  for (const year of [2015, 2016] as const) {
    const interviews = await addClosedStudy(past, users, year);
    tell(`CEO jeugd ${String(year)}: ${String(interviews)} interviews (ceo-${String(year)})`);
  }

  const running = await startRunningStudy(past, users, calendar);
  tell(`${running.study.name}: ${String(running.released)} casussen vrijgegeven (${running.study.slug})`);
  const { calls, interviews, appointments } = await addPastFieldwork(past, users, {
    study: running.study,
    calendar,
  });
  tell(
    `${running.study.name}: ${String(calls)} telefoontjes, ${String(interviews)} interviews, ${String(appointments)} afspraken`,
  );

  past.goTo(calendar.now);
  const coding = await addCoding(past, users, running.study);
  tell(
    `${running.study.name}: ${String(coding.answers)} open antwoorden ingedeeld, ${String(coding.quotes)} citaten`,
  );
  await addFreshStudy(past, users, calendar);
  const files = await writeClientFiles(clientFilesFolder, calendar);
  tell(
    `CEO jeugd ${String(calendar.thisYear)}: ${String(files)} cliëntbestanden in ${clientFilesFolder} (ceo-nieuw)`,
  );
}
