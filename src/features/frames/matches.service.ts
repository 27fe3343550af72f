import type { Actor, Application } from '../../application.js';
import { type Reader, type Transaction, transaction } from '../../database/database.js';
import {
  type Contradiction,
  findContradiction,
  type MatchDecision,
} from '../../domain/frame/match-decision.js';
import type { MatchPairKind } from '../../domain/frame/match-pair.js';
import { STUDY_STATUS_LABELS } from '../../domain/study/study-status.js';
import { UserProblem } from '../../errors.js';
import { recordAudit, recordEvent } from '../audit/audit.service.js';
import { lockStudy, type Study } from '../studies/studies.service.js';
import { type CareRow, openCareRow } from './care-row.js';
import { applyDecisions } from './match-pairs.js';
import { listMatchSources, type MatchSource } from './match-sources.queries.js';
import * as queries from './matches.queries.js';
import type { DecidedMatchPair, PairFilter, PairPlace } from './matches.queries.js';

export type { MatchSource } from './match-sources.queries.js';
export type { DecidedMatchPair, PairFilter, PairPlace } from './matches.queries.js';

/** How many pairs there are, and how many rows became one person without a question. */
export interface MatchCounts {
  readonly open: number;
  readonly decided: number;
  readonly openPerKind: Readonly<Partial<Record<MatchPairKind, number>>>;
  /** Rows that were certainly about somebody who was known already. */
  readonly certain: number;
}

/** One of the two, with the rows that are about it; nothing of who it is is open. */
export interface MatchPerson {
  readonly number: number;
  readonly sources: readonly MatchSource[];
}

export interface ListedPair extends DecidedMatchPair {
  readonly persons: readonly [MatchPerson, MatchPerson];
}

/** One of the two with what the files say. */
export interface OpenedPerson extends MatchPerson {
  readonly rows: readonly { readonly source: MatchSource; readonly row: CareRow }[];
}

export interface OpenedPair extends DecidedMatchPair {
  readonly persons: readonly [OpenedPerson, OpenedPerson];
}

/** Why a decision was refused: the numbers of the persons, each pair as somebody would say it. */
export interface RefusedDecision {
  readonly different: readonly [number, number];
  readonly same: readonly (readonly [number, number])[];
}

export async function countMatches(db: Reader, study: Study): Promise<MatchCounts> {
  const counts = await queries.countPairs(db, study.id);
  const total = (isOpen: boolean): number =>
    counts.reduce((sum, count) => (count.isOpen === isOpen ? sum + count.pairs : sum), 0);
  const { rows, persons } = await queries.countRowsAndPersons(db, study.id);
  return {
    open: total(true),
    decided: total(false),
    openPerKind: Object.fromEntries(
      counts.filter(({ isOpen }) => isOpen).map(({ kind, pairs }) => [kind, pairs]),
    ),
    certain: rows - persons,
  };
}

/** How many pairs wait for a decision. */
export async function countOpenMatches(db: Reader, study: Study): Promise<number> {
  const counts = await queries.countPairs(db, study.id);
  return counts.reduce((sum, { isOpen, pairs }) => (isOpen ? sum + pairs : sum), 0);
}

/** Pairs of one page of the list, without anything that says who they are. */
export async function listMatches(
  db: Reader,
  study: Study,
  wanted: PairFilter & PairPlace & { readonly limit: number },
): Promise<readonly ListedPair[]> {
  const pairs = await queries.listPairs(db, study.id, wanted);
  return withSources(db, pairs);
}

/**
 * A pair with what the files say of both, which is reading personal data and is logged.
 * @throws UserProblem `not_found`
 */
export async function openMatch(
  app: Application,
  actor: Actor,
  study: Study,
  key: string,
): Promise<OpenedPair> {
  const found = await getPair(app.database.read, study, key);
  const [pair] = await withSources(app.database.read, [found]);
  if (pair === undefined) throw new Error('a pair without sources');
  await recordEvent(app, actor, {
    action: 'frame.read_match',
    objectKind: 'match',
    objectId: key,
    detail: { study: study.slug, first: pair.firstNumber, second: pair.secondNumber },
  });
  const [one, other] = pair.persons;
  return { ...pair, persons: [openPerson(app, one), openPerson(app, other)] };
}

/**
 * A pair without anything that says who the two are.
 * @throws UserProblem `not_found`
 */
export async function getMatch(db: Reader, study: Study, key: string): Promise<DecidedMatchPair> {
  return getPair(db, study, key);
}

/** The next open pair behind this place of the list, or else the first. */
export async function nextOpenMatch(
  db: Reader,
  study: Study,
  { after, kind }: { after: number; kind: MatchPairKind | null },
): Promise<DecidedMatchPair | null> {
  const wanted = { state: 'open', kind, limit: 1 } as const;
  const [behind] = await queries.listPairs(db, study.id, { ...wanted, after });
  if (behind !== undefined) return behind;
  const [first] = await queries.listPairs(db, study.id, { ...wanted, after: 0 });
  return first ?? null;
}

/**
 * Decides whether two persons are one. Two who are one count and are drawn as one, with the records of both.
 * @returns `null`, or with which earlier decisions this one cannot stand
 * @throws UserProblem `not_found`; `wrong_state` after the draw, or when there is a decision already
 */
export async function decideMatch(
  app: Application,
  actor: Actor,
  slug: string,
  { key, decision }: { key: string; decision: MatchDecision },
): Promise<RefusedDecision | null> {
  return transaction(app.database, async (trx) => {
    const study = await lockBeforeDraw(trx, slug);
    const pair = await getPair(trx, study, key);
    if (pair.decision !== null) {
      throw new UserProblem('wrong_state', 'Over dit paar is al besloten. Maak dat besluit eerst ongedaan.');
    }
    const taken = { first: pair.firstIdentityKey, second: pair.secondIdentityKey, decision };
    const contradiction = findContradiction([...(await queries.listDecisions(trx, study.id)), taken]);
    if (contradiction !== null) return refusalOf(trx, study, contradiction);
    await queries.insertDecision(trx, {
      ...taken,
      id: app.newId(),
      studyId: study.id,
      pairKey: key,
      decidedAt: app.clock(),
      decidedBy: actor.id,
    });
    await applyDecisions(trx, study);
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.decide_match',
      objectKind: 'match',
      objectId: key,
      detail: { study: slug, first: pair.firstNumber, second: pair.secondNumber, decision },
    });
    return null;
  });
}

/** @throws UserProblem `not_found`; `wrong_state` after the draw, or when there is nothing to undo */
export async function undoMatch(app: Application, actor: Actor, slug: string, key: string): Promise<void> {
  await transaction(app.database, async (trx) => {
    const study = await lockBeforeDraw(trx, slug);
    const pair = await getPair(trx, study, key);
    const wanted = { studyId: study.id, pairKey: key, at: app.clock(), by: actor.id };
    if (!(await queries.undoDecision(trx, wanted))) {
      throw new UserProblem('wrong_state', 'Over dit paar is niets besloten.');
    }
    await applyDecisions(trx, study);
    await recordAudit(trx, actor, app.clock(), {
      action: 'frame.undo_match',
      objectKind: 'match',
      objectId: key,
      detail: { study: slug, first: pair.firstNumber, second: pair.secondNumber, decision: pair.decision },
    });
  });
}

async function lockBeforeDraw(trx: Transaction, slug: string): Promise<Study> {
  const study = await lockStudy(trx, slug);
  if (study.status === 'design') return study;
  throw new UserProblem(
    'wrong_state',
    `Het onderzoek is ${STUDY_STATUS_LABELS[study.status]}: na de trekking veranderen de personen in het steekproefkader niet meer.`,
  );
}

async function getPair(db: Reader, study: Study, key: string): Promise<DecidedMatchPair> {
  const pair = await queries.findPair(db, study.id, key);
  if (pair === null) throw new UserProblem('not_found', 'Dit paar is er niet (meer).');
  return pair;
}

async function refusalOf(db: Reader, study: Study, contradiction: Contradiction): Promise<RefusedDecision> {
  const numbers = new Map<string, number>();
  for (const pair of await queries.listAllPairs(db, study.id)) {
    numbers.set(pair.firstIdentityKey, pair.firstNumber);
    numbers.set(pair.secondIdentityKey, pair.secondNumber);
  }
  const named = ({ first, second }: Contradiction['different']): readonly [number, number] => [
    numbers.get(first) ?? 0,
    numbers.get(second) ?? 0,
  ];
  return { different: named(contradiction.different), same: contradiction.same.map(named) };
}

async function withSources(db: Reader, pairs: readonly DecidedMatchPair[]): Promise<readonly ListedPair[]> {
  const ids = pairs.flatMap(({ firstPersonId, secondPersonId }) => [firstPersonId, secondPersonId]);
  const sources = await listMatchSources(db, [...new Set(ids)]);
  return pairs.map((pair) => ({
    ...pair,
    persons: [
      { number: pair.firstNumber, sources: sources.get(pair.firstPersonId) ?? [] },
      { number: pair.secondNumber, sources: sources.get(pair.secondPersonId) ?? [] },
    ],
  }));
}

function openPerson(app: Application, person: MatchPerson): OpenedPerson {
  const rows = person.sources.flatMap((source) => {
    const { sealed } = source;
    return sealed === null ? [] : [{ source, row: openCareRow(app.vault, sealed, source) }];
  });
  return { ...person, rows };
}
