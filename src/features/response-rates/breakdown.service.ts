import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.js';
import { instantAt } from '../../domain/calendar/instant.js';
import {
  type Breakdown,
  breakDown,
  type BrokenDownResponse,
  type PartTally,
} from '../../domain/response/breakdown.js';
import type { CaseSet } from '../../domain/response/case-set.js';
import { UserProblem } from '../../errors.js';
import { listPartCounts } from '../case-counts/case-counts.service.js';
import { type Domain, getStudy, type Study } from '../studies/studies.service.js';
import { partCode, partsOf } from './breakdown-parts.js';
import * as queries from './breakdown.queries.js';
import type { ListedCase, PartKey } from './breakdown.queries.js';

export type { ListedCase } from './breakdown.queries.js';

/** What a page of the response is about: all domains or one, in parts. */
export interface ResponseView {
  readonly slug: string;
  readonly by: Breakdown;
  /** Code of a domain; `null` for all. */
  readonly domain: string | null;
}

/** The response of a study in parts. */
export interface StudyBreakdown extends BrokenDownResponse {
  readonly study: Study;
  readonly by: Breakdown;
  readonly domain: Domain | null;
}

const COUNTED_BY = {
  domain: 'domain',
  segment: 'segment',
  replicate: 'replicate',
  age: 'age',
  asked: 'asked',
  week: 'first_call',
  daypart: 'last_call',
} as const satisfies Readonly<Record<Breakdown, string>>;

/**
 * The response of a study, or of one of its domains, broken down; what it costs does not grow with the number of cases.
 * @throws UserProblem `not_found`
 */
export async function breakDownResponse(app: Application, view: ResponseView): Promise<StudyBreakdown> {
  const db = app.database.read;
  const study = await getStudy(db, view.slug);
  const domain = domainOf(study, view.domain);
  const counts = await listPartCounts(db, study.id, COUNTED_BY[view.by]);
  const released = new Set(counts.filter(({ isReleased }) => isReleased).map(({ replicate }) => replicate));
  const tallies = counts
    .filter(({ domainId }) => domain === null || domainId === domain.id)
    .map((count): PartTally => ({
      ...count,
      part: partCode(study, view.by, count),
      isReplicateReleased: released.has(count.replicate),
    }));
  const parts = partsOf(
    study,
    view.by,
    tallies.map(({ part }) => part),
  );
  return { study, by: view.by, domain, ...breakDown(parts, tallies) };
}

function domainOf(study: Study, code: string | null): Domain | null {
  if (code === null) return null;
  const domain = study.domains.find((one) => one.code === code);
  if (domain === undefined) throw new UserProblem('not_found');
  return domain;
}

/** Which number was clicked. */
export interface CaseListChoice extends ResponseView {
  readonly set: CaseSet;
  /** Code of the part; `null` for the total. */
  readonly part: string | null;
  /** Only whoever was called last on this day or before; `null` for everybody. */
  readonly until: CivilDate | null;
}

/** The cases behind a number, one page of them. */
export interface CaseList {
  readonly study: Study;
  readonly partLabel: string | null;
  readonly domain: Domain | null;
  readonly total: number;
  readonly cases: readonly ListedCase[];
}

export const CASES_PER_PAGE = 50;

/**
 * The cases behind a number of the response, by case number. Whoever withdrew is never among them.
 * @param page from 1; beyond the last there are no cases
 * @throws UserProblem `not_found`
 */
export async function listCasesBehind(
  app: Application,
  choice: CaseListChoice,
  page: number,
): Promise<CaseList> {
  const db = app.database.read;
  const study = await getStudy(db, choice.slug);
  const domain = domainOf(study, choice.domain);
  const selection = {
    studyId: study.id,
    set: choice.set,
    breakdown: choice.by,
    keys: await keysOf(db, study, choice, domain),
    calledBefore: choice.until === null ? null : instantAt(addDays(choice.until, 1), 0),
  };
  return {
    study,
    domain,
    partLabel: partLabelOf(study, choice),
    total: await queries.countCases(db, selection),
    cases: await queries.listCasesOf(db, selection, {
      offset: (page - 1) * CASES_PER_PAGE,
      limit: CASES_PER_PAGE,
    }),
  };
}

async function keysOf(
  db: Reader,
  study: Study,
  { by, part }: CaseListChoice,
  domain: Domain | null,
): Promise<readonly PartKey[] | null> {
  if (part === null && domain === null) return null;
  const keys = await listPartCounts(db, study.id, COUNTED_BY[by]);
  return uniqueKeys(keys).filter(
    (key) =>
      (domain === null || key.domainId === domain.id) && (part === null || partCode(study, by, key) === part),
  );
}

function uniqueKeys(keys: readonly PartKey[]): readonly PartKey[] {
  return [...new Map(keys.map((key) => [`${key.domainId} ${key.value}`, key])).values()];
}

function partLabelOf(study: Study, { by, part }: CaseListChoice): string | null {
  if (part === null) return null;
  const found = partsOf(study, by, [part]).find(({ code }) => code === part);
  if (found === undefined) throw new UserProblem('not_found');
  return found.label;
}
