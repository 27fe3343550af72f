import { type Transaction, transaction } from '../../src/database/database.js';
import type { OutcomeCode } from '../../src/domain/contact/outcome.js';
import { addMinutes } from '../../src/domain/calendar/instant.js';
import type { RandomStream } from '../../src/domain/sampling/random.js';
import { endAttempts } from '../../src/features/cases/case-claims.service.js';
import { insertAttempt } from '../../src/features/cases/case-claims.queries.js';
import { insertOutcome, insertUndo } from '../../src/features/cases/case-history.queries.js';
import {
  addToHistories,
  type CaseHappening,
  getCaseOfStudy,
  markExcluded,
  refreshCases,
  releaseReplicate,
} from '../../src/features/cases/cases.service.js';
import { writeCall } from '../../src/features/telephony/ledger.service.js';
import type { Study } from '../../src/features/studies/studies.service.js';
import { insertUser } from '../../src/features/users/users.queries.js';
import type { TestApplication } from './application.js';
import { drawnStudy } from './fieldwork.js';

const CASES = 150;
const REPLICATES = 3;

/** What an attempt can come to; common things more often. */
const OUTCOMES: readonly OutcomeCode[] = [
  'no_answer',
  'no_answer',
  'no_answer',
  'voicemail',
  'busy',
  'call_failed',
  'other_person',
  'appointment_hard',
  'appointment_soft',
  'refusal_soft',
  'refusal_hard',
  'wrong_number',
  'language_barrier',
  'unable',
  'not_client_in_year',
  'complete',
  'partial',
];

/** A study to which anything may happen, whether or not it makes sense: for counts that must hold whatever happens. */
export interface RandomField {
  readonly study: Study;
  /** Lets one random thing happen to one random case. */
  happen(trx: Transaction): Promise<void>;
  /** One attempt with one call and its outcome. */
  callOnce(trx: Transaction, caseNumber: string, code: OutcomeCode): Promise<void>;
}

export async function openRandomField(
  app: TestApplication,
  random: RandomStream,
  cases = CASES,
): Promise<RandomField> {
  const domains = ['basishulp', 'specialistisch', 'jb_jr'];
  const study = await drawnStudy(
    app,
    Array.from({ length: cases }, (_, index) => ({
      bornOn: `${String(2005 + (index % 16))}-05-01`,
      domain: domains[index % domains.length] ?? 'basishulp',
    })),
  );
  const interviewerId = app.newId();
  const ids = await transaction(app.database, async (trx) => {
    await insertUser(trx, {
      id: interviewerId,
      email: `${interviewerId}@example.org`,
      name: 'Iemand',
      roles: ['enqueteur'],
      isActive: true,
      passwordHash: '',
      createdAt: app.clock(),
    });
    const own = (await trx('cases')
      .where({ study_id: study.id })
      .orderBy('case_number')
      .pluck('id')) as string[];
    for (const [index, id] of own.entries()) {
      const replicate = cases < CASES ? 1 : 1 + (index % REPLICATES);
      await trx('cases')
        .where({ id })
        .update({ replicate, segment: index % 4 === 0 ? 'lokaal' : null });
    }
    await trx('studies').where({ id: study.id }).update({ status: 'fieldwork' });
    await releaseReplicate(app, trx, study, 1);
    return own;
  });
  const started = { ...study, status: 'fieldwork' } as const;
  return new Happenings(app, random, { study: started, ids, interviewerId });
}

class Happenings implements RandomField {
  readonly study: Study;
  private readonly app: TestApplication;
  private readonly random: RandomStream;
  private readonly ids: readonly string[];
  private readonly interviewerId: string;

  constructor(
    app: TestApplication,
    random: RandomStream,
    known: { study: Study; ids: readonly string[]; interviewerId: string },
  ) {
    this.app = app;
    this.random = random;
    this.study = known.study;
    this.ids = known.ids;
    this.interviewerId = known.interviewerId;
  }

  async happen(trx: Transaction): Promise<void> {
    const caseId = this.ids[this.random.below(this.ids.length)] ?? '';
    const kind = this.random.below(1000);
    if (kind < 3) {
      await releaseReplicate(this.app, trx, this.study, 1 + this.random.below(REPLICATES));
    } else if (kind < 5) {
      await markExcluded(this.app, trx, caseId, 'bezwaar');
    } else if (kind < 7) {
      await this.event(trx, caseId, { kind: 'consent_withdrawn', at: this.app.clock() });
    } else if (kind < 120) {
      await this.undo(trx, caseId);
    } else if (kind < 300) {
      await this.event(trx, caseId, this.someHappening());
    } else await this.goOn(trx, caseId);
  }

  async callOnce(trx: Transaction, caseNumber: string, code: OutcomeCode): Promise<void> {
    const { id } = await getCaseOfStudy(trx, this.study, caseNumber);
    await this.attempt(trx, id);
    await this.dial(trx, id);
    await this.outcome(trx, id, code);
  }

  /** The next step of an attempt: it begins, somebody dials, an outcome follows. */
  private async goOn(trx: Transaction, caseId: string): Promise<void> {
    const attempt: unknown = await trx('attempts')
      .where({ case_id: caseId })
      .whereNull('ended_at')
      .first('id');
    if (attempt === undefined) {
      await this.attempt(trx, caseId);
      return;
    }
    const call: unknown = await trx('calls')
      .leftJoin('outcomes', 'outcomes.call_id', 'calls.id')
      .where('calls.case_id', caseId)
      .whereNull('outcomes.id')
      .first('calls.id');
    if (call === undefined) await this.dial(trx, caseId);
    else await this.outcome(trx, caseId, OUTCOMES[this.random.below(OUTCOMES.length)] ?? 'no_answer');
  }

  private async attempt(trx: Transaction, caseId: string): Promise<void> {
    const { interviewerId } = this;
    await insertAttempt(trx, { id: this.app.newId(), caseId, interviewerId, startedAt: this.app.clock() });
    await this.refresh(trx, caseId);
  }

  private async dial(trx: Transaction, caseId: string): Promise<void> {
    const attempt = await trx('attempts')
      .where({ case_id: caseId })
      .whereNull('ended_at')
      .first<{ id: string } | undefined>();
    if (attempt === undefined) return;
    await writeCall(trx, {
      id: this.app.newId(),
      attemptId: attempt.id,
      caseId,
      contactId: 'number',
      askedFor: 'parent',
      driver: 'manual',
      dialledAt: this.app.clock(),
    });
    await this.refresh(trx, caseId);
  }

  private async outcome(trx: Transaction, caseId: string, code: OutcomeCode): Promise<void> {
    const call = await trx('calls')
      .leftJoin('outcomes', 'outcomes.call_id', 'calls.id')
      .where('calls.case_id', caseId)
      .whereNull('outcomes.id')
      .first<{ id: string; attempt_id: string } | undefined>('calls.id', 'calls.attempt_id');
    if (call === undefined) return;
    const now = this.app.clock();
    const isAppointment = code === 'appointment_hard' || code === 'appointment_soft';
    if (code === 'complete' || code === 'partial') {
      await this.event(trx, caseId, { kind: 'interview_started', at: now, role: 'parent' });
    }
    await insertOutcome(trx, {
      id: this.app.newId(),
      caseId,
      attemptId: call.attempt_id,
      callId: call.id,
      code,
      language: code === 'language_barrier' ? 'pl' : null,
      recordedAt: now,
      recordedBy: this.interviewerId,
      appointment: isAppointment
        ? {
            appointmentId: this.app.newId(),
            at: addMinutes(now, 60 + this.random.below(4000)),
            firmness: code === 'appointment_hard' ? 'hard' : 'soft',
            withRole: 'parent',
            numberId: null,
            interviewerId: this.interviewerId,
          }
        : null,
    });
    await endAttempts(this.app, trx, [caseId]);
    await this.refresh(trx, caseId);
  }

  private async refresh(trx: Transaction, caseId: string): Promise<void> {
    await refreshCases(this.app, trx, this.study, [caseId]);
  }

  private async undo(trx: Transaction, caseId: string): Promise<void> {
    const outcome = await trx('outcomes')
      .where({ case_id: caseId })
      .where({ is_undone: 0 })
      .whereNull('undoes_outcome_id')
      .orderBy('recorded_at', 'desc')
      .first<{ id: string; code: OutcomeCode } | undefined>();
    if (outcome === undefined) return;
    await insertUndo(trx, {
      id: this.app.newId(),
      outcome: { ...outcome, caseId },
      undoneAt: this.app.clock(),
      undoneBy: this.interviewerId,
      reason: 'Verkeerde knop.',
    });
    await this.refresh(trx, caseId);
  }

  private async event(trx: Transaction, caseId: string, event: CaseHappening): Promise<void> {
    const { app, study } = this;
    await addToHistories(app, trx, study, { caseIds: [caseId], event, madeBy: null });
  }

  private someHappening(): CaseHappening {
    const at = this.app.clock();
    const happenings: readonly CaseHappening[] = [
      { kind: 'conversion_decided', at, isAllowed: true },
      { kind: 'conversion_decided', at, isAllowed: false },
      { kind: 'attempts_extended', at, by: 1 },
      { kind: 'case_paused', at },
      { kind: 'case_resumed', at },
      { kind: 'case_given_up', at },
    ];
    return happenings[this.random.below(happenings.length)] ?? { kind: 'case_paused', at };
  }
}
