import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Seed } from '../domain/sampling/random.js';
import { newestQuestionnaireId, createStudy } from '../features/studies/studies.service.js';
import { addDays } from '../domain/calendar/civil-date.js';
import { DEMO_SEED, type DemoCalendar, type PastApplication } from './demo-time.js';
import type { DemoUsers } from './demo-users.js';
import { syntheticClientFiles } from '../domain/invented/synthetic-clients.js';

const FRESH_SEED = (DEMO_SEED + 1) as Seed;
const FAMILIES = 900;
const DAYS_UNTIL_FIELDWORK = 42;
const DAYS_OF_FIELDWORK = 84;

/** A study on which nothing was done yet. */
export async function addFreshStudy(
  app: PastApplication,
  users: DemoUsers,
  { today, thisYear }: DemoCalendar,
): Promise<void> {
  await createStudy(app, users.researcher, {
    name: `CEO jeugd ${String(thisYear)}`,
    slug: 'ceo-nieuw',
    reportYear: thisYear,
    questionnaireId: newestQuestionnaireId(app),
    isPractice: false,
    fieldworkStartsOn: addDays(today, DAYS_UNTIL_FIELDWORK),
    fieldworkEndsOn: addDays(today, DAYS_UNTIL_FIELDWORK + DAYS_OF_FIELDWORK),
  });
}

/**
 * Puts the client files of the fresh study in a folder, as organisations would deliver them.
 * @returns how many files
 */
export async function writeClientFiles(folder: string, { thisYear }: DemoCalendar): Promise<number> {
  const files = syntheticClientFiles({ seed: FRESH_SEED, reportYear: thisYear, familyCount: FAMILIES });
  await mkdir(folder, { recursive: true });
  for (const { fileName, text } of files) await writeFile(path.join(folder, fileName), text);
  return files.length;
}
