import { transaction } from '../database/database.js';
import { civilDate } from '../domain/calendar/civil-date.js';
import { importResponses } from '../features/responses/responses.service.js';
import { updateStatus } from '../features/studies/studies.queries.js';
import { createStudy } from '../features/studies/studies.service.js';
import type { PastApplication } from './demo-time.js';
import type { DemoUsers } from './demo-users.js';
import { publishedAnswerFile } from './published-answers.js';

/** Clients per domain. The reports print no such numbers: these are invented. */
const POPULATIONS = {
  2015: { basishulp: 6200, specialistisch: 9100 },
  2016: { basishulp: 6400, specialistisch: 9300, jb_jr: 2100 },
} as const;

/**
 * A study of an earlier year, with answers that give the published percentages.
 * @returns how many interviews it has
 */
export async function addClosedStudy(
  app: PastApplication,
  users: DemoUsers,
  year: keyof typeof POPULATIONS,
): Promise<number> {
  const questionnaireId = `ceo-jeugd-${String(year)}`;
  const study = await createStudy(app, users.researcher, {
    name: `CEO jeugd ${String(year)}`,
    slug: `ceo-${String(year)}`,
    reportYear: year,
    questionnaireId,
    isPractice: false,
    fieldworkStartsOn: civilDate(`${String(year + 1)}-04-03`),
    fieldworkEndsOn: civilDate(`${String(year + 1)}-06-30`),
  });
  const outcome = await importResponses(app, users.analyst, {
    study: study.slug,
    bytes: Buffer.from(publishedAnswerFile(app.questionnaires.get(questionnaireId), year)),
    replaces: false,
    population: POPULATIONS[year],
  });
  if (!outcome.ok) throw new Error(`the answers of ${study.slug} were refused`);
  // No step leads here from the start: these studies were held without this program.
  await transaction(app.database, (trx) => updateStatus(trx, study.id, { from: 'design', to: 'closed' }));
  return Object.values(outcome.imported).reduce((sum, count) => sum + count, 0);
}
