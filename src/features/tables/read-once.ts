import type { Application } from '../../application.js';
import { type CodedStudy, codedStudyOf } from '../coding/coded-study.service.js';
import type { Study } from '../studies/studies.service.js';
import { sourcesOf } from './breakdowns.js';
import { measureYear, type MeasureRequest } from './measure-year.js';
import type { MeasuredYear } from './measured-year.js';

/** What tables that are made together read once: of a report, or of one table. */
export interface ReadOnce {
  readonly coded: Map<string, CodedStudy>;
  /** By study, weighting and breakdown. */
  readonly years: Map<string, MeasuredYear>;
}

/** Before anything was read. */
export function nothingRead(): ReadOnce {
  return { coded: new Map(), years: new Map() };
}

/** What was made of the words of a study. */
export async function codedOnce(app: Application, read: ReadOnce, study: Study): Promise<CodedStudy> {
  const known = read.coded.get(study.id);
  if (known !== undefined) return known;
  const coded = await codedStudyOf(app, app.database.read, study);
  read.coded.set(study.id, coded);
  return coded;
}

/** The sums of a study. */
export async function measureOnce(
  app: Application,
  read: ReadOnce,
  study: Study,
  request: Omit<MeasureRequest, 'coded'>,
): Promise<MeasuredYear> {
  const { procedure, weights, columns } = request;
  const key = JSON.stringify([study.id, procedure, weights, sourcesOf(columns)]);
  const known = read.years.get(key);
  if (known !== undefined) return known;
  const coded = await codedOnce(app, read, study);
  const year = await measureYear(app, study, { ...request, coded });
  read.years.set(key, year);
  return year;
}
