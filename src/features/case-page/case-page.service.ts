import type { Application } from '../../application.js';
import { type Instant, localTime } from '../../domain/calendar/instant.js';
import { attentionOf, type CaseAttention } from '../../domain/calling/case-attention.js';
import { attemptsMade } from '../../domain/contact/case-state.js';
import type { Explanation } from '../../domain/calling/explain.js';
import { explainCase, lookAtField } from '../cases/case-explanation.service.js';
import {
  type CaseFile,
  type CaseRecord,
  getCaseOfStudy,
  listCasesById,
  loadCaseFile,
  permittedPlan,
} from '../cases/cases.service.js';
import { listFamilyCases } from '../contacts/contact-list.service.js';
import { findLastOutcome, type UndoableOutcome } from '../outcome-undo/outcome-undo.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { type CallCosts, findCostsOfCase } from '../telephony/overview.service.js';
import { listUsers } from '../users/users.service.js';
import { type HistoryEntry, listEntries } from './case-history.queries.js';

export type { AgreedMoment, HistoryEntry, WrittenEvent } from './case-history.queries.js';

/** All that a supervisor sees of one case. */
export interface CaseOverview {
  readonly study: Study;
  readonly file: CaseFile;
  readonly now: Instant;
  readonly explanation: Explanation;
  readonly attention: CaseAttention | null;
  readonly attempts: { readonly made: number; readonly allowed: number };
  /** What its calls through the telephone provider took; `null` without any. */
  readonly costs: CallCosts | null;
  /** What was written down, the newest first. */
  readonly history: readonly HistoryEntry[];
  /** Other cases of the same family in this study. */
  readonly family: readonly CaseRecord[];
  /** The last outcome that stands, and whether it can be taken back. */
  readonly last: UndoableOutcome | null;
  /** Names of users by key. */
  readonly names: ReadonlyMap<string, string>;
}

/** @throws UserProblem `not_found` */
export async function getCaseOverview(
  app: Application,
  slug: string,
  caseNumber: string,
): Promise<CaseOverview> {
  const db = app.database.read;
  const study = await getStudy(db, slug);
  const file = await loadCaseFile(app, db, study, await getCaseOfStudy(db, study, caseNumber));
  const { record, state } = file;
  const now = app.clock();
  return {
    study,
    file,
    now,
    attention: attentionOf(state, permittedPlan(file, study.rules, localTime(now).date), study.rules.calling),
    explanation: await explainCase(app, db, await lookAtField(app, db, study), file),
    attempts: {
      made: attemptsMade(state),
      allowed: study.rules.calling.attemptsLimit + state.addedAttempts,
    },
    costs: await findCostsOfCase(db, record.id),
    history: newestFirst([...withTheCase(record), ...(await listEntries(db, record.id))]),
    family: await listCasesById(db, await listFamilyCases(db, record.id)),
    last: await findLastOutcome(app, slug, caseNumber),
    names: new Map((await listUsers(app)).map(({ id, name }) => [id, name])),
  };
}

/** Release and exclusion stand with the case itself. */
function withTheCase({ releasedAt, excludedAt, exclusionReason }: CaseRecord): readonly HistoryEntry[] {
  const released: readonly HistoryEntry[] =
    releasedAt === null
      ? []
      : [
          {
            kind: 'event',
            at: releasedAt,
            by: null,
            reason: null,
            event: { kind: 'case_released', at: releasedAt },
          },
        ];
  if (excludedAt === null || exclusionReason === null) return released;
  const event = { kind: 'case_excluded', at: excludedAt, reason: exclusionReason } as const;
  return [...released, { kind: 'event', at: excludedAt, by: null, reason: null, event }];
}

/** Of the same moment, what can only have come last stands first. */
const ORDER: readonly (HistoryEntry['kind'] | 'released')[] = [
  'attempt_ended',
  'outcome_undone',
  'outcome_recorded',
  'note_written',
  'event',
  'consent_said',
  'call_placed',
  'attempt_started',
  'released',
];

function newestFirst(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const rank = (entry: HistoryEntry): number =>
    ORDER.indexOf(entry.kind === 'event' && entry.event.kind === 'case_released' ? 'released' : entry.kind);
  return entries.toSorted((one, other) =>
    one.at === other.at ? rank(one) - rank(other) : one.at < other.at ? 1 : -1,
  );
}
