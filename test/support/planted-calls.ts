import type { Application } from '../../src/application.js';
import { transaction } from '../../src/database/database.js';
import { addMinutes, instant } from '../../src/domain/calendar/instant.js';
import type { OutcomeCode } from '../../src/domain/contact/outcome.js';
import { insertUndo } from '../../src/features/cases/case-history.queries.js';
import type { Study } from '../../src/features/studies/studies.service.js';

/** A call as a test plants it, past the rules that a real call obeys. */
export interface PlantedCall {
  readonly caseNumber: string;
  readonly interviewerId: string;
  /** Local time in Amsterdam, `2026-04-14T18:00`. */
  readonly at: string;
  /** From dialling until the outcome was written down. */
  readonly minutes: number;
  /** `null` when nobody wrote down what came of it. */
  readonly outcome: OutcomeCode | null;
  /** What it was corrected to, a day later. */
  readonly correctedTo?: OutcomeCode;
  readonly driver?: string;
  readonly contactId?: string;
  /** Seconds that the provider measured with the respondent. */
  readonly measuredSeconds?: number;
}

/** Writes calls with their outcomes into the ledger, and answers with the keys of the calls. */
export async function plantCalls(
  app: Application,
  study: Study,
  calls: readonly PlantedCall[],
): Promise<readonly string[]> {
  return transaction(app.database, async (trx) => {
    const rows: { id: string; case_number: string }[] = await trx('cases')
      .where({ study_id: study.id })
      .select('id', 'case_number');
    const caseIds = new Map(rows.map((row) => [row.case_number, row.id]));
    const ids: string[] = [];
    for (const call of calls) {
      const caseId = caseIds.get(call.caseNumber);
      const dialledAt = instant(`${call.at}:00+02:00`);
      const endedAt = addMinutes(dialledAt, call.minutes);
      const [attemptId, callId] = [app.newId(), app.newId()];
      await trx('attempts').insert({
        id: attemptId,
        case_id: caseId,
        interviewer_id: call.interviewerId,
        started_at: dialledAt,
        ended_at: endedAt,
      });
      await trx('calls').insert({
        id: callId,
        attempt_id: attemptId,
        case_id: caseId,
        contact_id: call.contactId ?? 'number',
        asked_for: 'parent',
        driver: call.driver ?? 'manual',
        dialled_at: dialledAt,
      });
      if (call.measuredSeconds !== undefined) {
        await trx('call_legs').insert({
          id: app.newId(),
          call_id: callId,
          provider_reference: callId,
          kind: 'respondent',
          status: 'completed',
          seconds: call.measuredSeconds,
          first_seen_at: dialledAt,
        });
      }
      if (call.outcome !== null) {
        const outcome = {
          case_id: caseId,
          attempt_id: attemptId,
          call_id: callId,
          recorded_by: call.interviewerId,
        };
        const outcomeId = app.newId();
        await trx('outcomes').insert({ ...outcome, id: outcomeId, code: call.outcome, recorded_at: endedAt });
        if (call.correctedTo !== undefined) {
          const nextDay = addMinutes(endedAt, 24 * 60);
          await insertUndo(trx, {
            id: app.newId(),
            outcome: { id: outcomeId, caseId: caseId ?? '', code: call.outcome },
            undoneAt: nextDay,
            undoneBy: call.interviewerId,
            reason: 'Verkeerde knop.',
          });
          await trx('outcomes').insert({
            ...outcome,
            id: app.newId(),
            code: call.correctedTo,
            recorded_at: nextDay,
          });
        }
      }
      ids.push(callId);
    }
    return ids;
  });
}
