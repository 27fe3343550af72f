import type { Application } from '../../application.js';
import type { Reader } from '../../database/database.js';
import { addDays } from '../../domain/calendar/civil-date.js';
import { type Instant, instantAt, localTime } from '../../domain/calendar/instant.js';
import { claimOrderAt } from '../../domain/calling/claim.js';
import { listInterviewers } from '../interviewers/interviewers.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import type { CaseFilter, CaseListPlace } from './case-filter.js';
import { caseFilterOf, type Query, soughtNumberOf } from './case-list.forms.js';
import * as queries from './case-list.queries.js';
import type { CaseConditions, DueCondition, ListedCase } from './case-list.queries.js';

export type { ListedCase } from './case-list.queries.js';

/** Cases on one page of the list. */
const PAGE_SIZE = 50;

/** A longer list is not counted to its end. */
export const MOST_COUNTED = 10_000;

/** One page of the cases of a study. */
export interface CaseList {
  readonly study: Study;
  readonly now: Instant;
  readonly filter: CaseFilter;
  readonly cases: readonly ListedCase[];
  /** Cases on all pages together; `null` when there are more than are counted. */
  readonly count: number | null;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly interviewers: readonly { readonly id: string; readonly name: string }[];
  readonly replicates: readonly number[];
}

/** The cases that a filter leaves, one page of them. */
export async function listCasePage(
  app: Application,
  slug: string,
  filter: CaseFilter,
  place: CaseListPlace,
): Promise<CaseList> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const now = app.clock();
  const conditions = conditionsOf(study, filter, now);
  // One more than a page holds tells whether there is another page on that side.
  const found = await queries.listPage(db, conditions, place, PAGE_SIZE + 1);
  const hasMore = found.length > PAGE_SIZE;
  const isBackwards = place.before !== null;
  const cases = isBackwards ? found.slice(hasMore ? 1 : 0) : found.slice(0, PAGE_SIZE);
  const count = await queries.countUpTo(db, conditions, MOST_COUNTED + 1);
  return {
    study,
    now,
    filter,
    cases,
    count: count > MOST_COUNTED ? null : count,
    hasPrevious: isBackwards ? hasMore : await isAnythingBefore(db, conditions, cases[0]),
    hasNext: isBackwards ? true : hasMore,
    interviewers: await listInterviewers(db),
    replicates: await queries.listReplicates(db, study.id),
  };
}

/**
 * The case numbers that the address of the list stands for: the one that was looked for, or the first that the filter
 * leaves, at most so many, and whether there are more.
 */
export async function selectCases(
  app: Application,
  slug: string,
  query: Query,
  most: number,
): Promise<{ readonly caseNumbers: readonly string[]; readonly hasMore: boolean }> {
  const number = soughtNumberOf(query);
  if (number !== null) return { caseNumbers: [number], hasMore: false };
  const db = app.database.read;
  const conditions = conditionsOf(await getStudy(db, slug), caseFilterOf(query), app.clock());
  const found = await queries.listPage(db, conditions, { after: null, before: null }, most + 1);
  return {
    caseNumbers: found.slice(0, most).map(({ caseNumber }) => caseNumber),
    hasMore: found.length > most,
  };
}

async function isAnythingBefore(
  db: Reader,
  conditions: CaseConditions,
  first: ListedCase | undefined,
): Promise<boolean> {
  if (first === undefined) return false;
  const place = { after: null, before: first };
  return (await queries.listPage(db, conditions, place, 1)).length > 0;
}

function conditionsOf(study: Study, filter: CaseFilter, now: Instant): CaseConditions {
  const domain = study.domains.find(({ code }) => code === filter.domain);
  return {
    studyId: study.id,
    domainId: domain?.id ?? null,
    status: filter.status,
    group: filter.group,
    replicate: filter.replicate,
    interviewerId: filter.interviewer,
    assignedTo: filter.assigned,
    attention: filter.attention,
    due: filter.due === null ? null : dueCondition(study, filter.due, now),
  };
}

function dueCondition({ rules }: Study, due: NonNullable<CaseFilter['due']>, now: Instant): DueCondition {
  const midnight = instantAt(addDays(localTime(now).date, 1), 0);
  switch (due) {
    case 'now':
      return { kind: 'open', now, steps: claimOrderAt(now, rules.calling) };
    case 'today':
      return { kind: 'between', from: now, until: midnight };
    case 'later':
      return { kind: 'between', from: midnight, until: null };
    case 'none':
      return { kind: 'none' };
  }
}
