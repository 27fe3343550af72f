import type { Application } from '../../application.js';
import { transaction } from '../../database/database.js';
import { addMinutes } from '../../domain/calendar/instant.js';
import * as queries from './background-tasks.queries.js';

/**
 * Takes a piece of background work, so that one server at a time does it.
 * @param minutes how long nobody else takes it
 * @returns `false` when it was taken less long ago
 */
export async function takeTask(app: Application, task: string, minutes: number): Promise<boolean> {
  const now = app.clock();
  const lease = { now, until: addMinutes(now, minutes) };
  return transaction(app.database, (trx) => queries.takeTask(trx, task, lease));
}
