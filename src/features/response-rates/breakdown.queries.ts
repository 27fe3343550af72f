import type { Knex } from 'knex';
import type { Reader } from '../../database/database.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { CaseStatus } from '../../domain/contact/case-status.js';
import type { RateGroup } from '../../domain/contact/outcome.js';
import type { Breakdown } from '../../domain/response/breakdown.js';
import type { CaseSet } from '../../domain/response/case-set.js';

/** A value by which cases are grouped, within a domain; empty where the case has none. */
export interface PartKey {
  readonly domainId: string;
  readonly value: string;
}

/** As the counts of migration 27 have them: moments are cut to the hour, or to ten minutes. */
const VALUES: Readonly<Record<Breakdown, string>> = {
  domain: `cast('' as text)`,
  segment: `coalesce(cases.segment, '')`,
  replicate: `cast(cases.replicate as text)`,
  age: `coalesce(cases.age_band, '')`,
  asked: `coalesce(cases.last_asked_role, '')`,
  week: `coalesce(substr(cases.first_called_at, 1, 13), '')`,
  daypart: `coalesce(substr(cases.last_called_at, 1, 15), '')`,
};

/** Which cases a list shows. */
export interface CaseSelection {
  readonly studyId: string;
  readonly set: CaseSet;
  readonly breakdown: Breakdown;
  /** The values that belong to the part that was asked; `null` for all. */
  readonly keys: readonly PartKey[] | null;
  /** Only whoever was called for the last time before this moment; an interview that was read in has its release. */
  readonly calledBefore: Instant | null;
}

/** One line of the list of cases behind a number. */
export interface ListedCase {
  readonly caseNumber: string;
  readonly domainId: string;
  readonly segment: string | null;
  readonly status: CaseStatus;
  readonly group: RateGroup;
  readonly attemptCount: number;
  readonly lastCalledAt: Instant | null;
}

/** How many cases a number stands for. */
export async function countCases(db: Reader, selection: CaseSelection): Promise<number> {
  const rows = await selected(db, selection).count<{ count: number | string }[]>({ count: '*' });
  return Number(rows[0]?.count ?? 0);
}

/** The cases that a number stands for, in the order of their numbers. */
export async function listCasesOf(
  db: Reader,
  selection: CaseSelection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly ListedCase[]> {
  const rows: ListedRow[] = await selected(db, selection)
    .orderBy('case_number')
    .offset(offset)
    .limit(limit)
    .select('case_number', 'domain_id', 'segment', 'status', 'rate_group', 'attempt_count', 'last_called_at');
  return rows.map((row) => ({
    caseNumber: row.case_number,
    domainId: row.domain_id,
    segment: row.segment,
    status: row.status,
    group: row.rate_group,
    attemptCount: row.attempt_count,
    lastCalledAt: row.last_called_at,
  }));
}

interface ListedRow {
  readonly case_number: string;
  readonly domain_id: string;
  readonly segment: string | null;
  readonly status: CaseStatus;
  readonly rate_group: RateGroup;
  readonly attempt_count: number;
  readonly last_called_at: Instant | null;
}

function selected(
  db: Reader,
  { studyId, set, breakdown, keys, calledBefore }: CaseSelection,
): Knex.QueryBuilder {
  const query = db('cases').where({ study_id: studyId }).whereNot({ rate_group: 'withdrawn' });
  void query.whereRaw(`(${SET_CONDITIONS[set]})`);
  if (calledBefore !== null) {
    void query.whereRaw('coalesce(last_called_at, released_at) < ?', [calledBefore]);
  }
  if (keys === null) return query;
  return query.where((any) => {
    for (const [domainId, values] of perDomain(keys)) {
      void any.orWhere((one) => {
        void one.where({ domain_id: domainId }).whereIn(db.raw(VALUES[breakdown]) as never, values);
      });
    }
    if (keys.length === 0) void any.whereRaw('1 = 0');
  });
}

function perDomain(keys: readonly PartKey[]): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { domainId, value } of keys) values.set(domainId, [...(values.get(domainId) ?? []), value]);
  return values;
}

const IN_RELEASED_REPLICATE = `cases.replicate in (
  select released.replicate from cases as released
  where released.study_id = cases.study_id and released.draw_id = cases.draw_id and released.released_at is not null)`;

/** As `summariseResponse` counts: whoever has an outcome that counts, or was never to be released. */
const COUNTS = `(cases.released_at is not null or cases.rate_group = 'excluded'
  or (cases.rate_group = 'NE' and ${IN_RELEASED_REPLICATE}))`;
const RELEASED = `cases.released_at is not null and cases.rate_group not in ('excluded', 'withdrawn')`;
/** Whom the response of the municipality is of; an interview that was read in counts without an attempt. */
const APPROACHED = `${RELEASED} and (cases.attempt_count > 0 or cases.rate_group = 'I')`;
const IN_FIELD = `${RELEASED} and cases.rate_group <> 'NE'`;

/** How far a case came, as the triggers of migration 27 keep it; whoever was interviewed was spoken to. */
const CONTACTED = `(cases.reached <> 'none' or cases.rate_group in ('I', 'P'))`;
const PERMITTED = `(cases.reached in ('permitted', 'started') or cases.rate_group in ('I', 'P'))`;
const STARTED = `(cases.reached = 'started' or cases.rate_group in ('I', 'P'))`;

const groupCondition = (group: RateGroup): string => `${COUNTS} and cases.rate_group = '${group}'`;

/** Whom each set holds; of groups, whoever counts in the rates. */
const SET_CONDITIONS: Readonly<Record<CaseSet, string>> = {
  all: '1 = 1',
  unreleased: `not ${COUNTS}`,
  released: RELEASED,
  approached: APPROACHED,
  I: groupCondition('I'),
  P: groupCondition('P'),
  R: groupCondition('R'),
  NC: groupCondition('NC'),
  O: groupCondition('O'),
  UH: groupCondition('UH'),
  UO: groupCondition('UO'),
  NE: groupCondition('NE'),
  excluded: groupCondition('excluded'),
  open: groupCondition('open'),
  in_field: IN_FIELD,
  contacted: `${IN_FIELD} and ${CONTACTED}`,
  permitted: `${IN_FIELD} and ${PERMITTED}`,
  started: `${IN_FIELD} and ${STARTED}`,
  not_contacted: `${IN_FIELD} and not ${CONTACTED}`,
  not_permitted: `${IN_FIELD} and ${CONTACTED} and not ${PERMITTED}`,
  not_started: `${IN_FIELD} and ${PERMITTED} and not ${STARTED}`,
  not_completed: `${IN_FIELD} and ${STARTED} and cases.rate_group <> 'I'`,
};
