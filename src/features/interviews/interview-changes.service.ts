import type { Actor, Application } from '../../application.js';
import {
  handoverDecisions,
  type Handover,
  handoverOf,
  mayAnswersStay,
} from '../../domain/consent/handover.js';
import { handoverSpoken } from '../../domain/consent/spoken-language.js';
import { isUndecidedParentOnLine } from '../../domain/contact/legal-outcomes.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { addCaseEvent, type CaseFile, loadCaseFile } from '../cases/cases.service.js';
import { inOwnCase, type OwnCase, type OwnCaseKey } from '../cases/own-case.service.js';
import { addConsents } from '../consents/consents.service.js';
import * as queries from './interviews.queries.js';
import { beginResponse } from './interviews.service.js';
import { getOpenInterview, respondentOf } from './open-interview.service.js';

/**
 * Goes on in another language of the questionnaire. The answers stay: a question is one variable in every language.
 * @throws UserProblem `invalid_input` when the questionnaire has no texts in the language
 */
export async function changeLanguage(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  language: string,
): Promise<void> {
  const { questionnaire, response } = await getOpenInterview(app, actor, key);
  if (!questionnaire.languages.includes(language)) {
    throw new UserProblem('invalid_input', 'Deze vragenlijst is er niet in die taal.');
  }
  await inOwnCase(app, actor, key, async (trx, { file }) => {
    await queries.updateLanguage(trx, response.id, language);
    await recordAudit(trx, actor, app.clock(), {
      action: 'interview.change_language',
      objectKind: 'case',
      objectId: file.record.id,
      detail: { language },
    });
  });
}

/** Who could go on with the interview in the place of the one who answers; `null` when nobody else may. */
export function findHandover({ verdict, hasGuardian, state }: CaseFile): Handover | null {
  const handover = handoverOf(verdict, hasGuardian ? 'guardian' : 'parent');
  return handover?.from === 'youth' && isUndecidedParentOnLine(state, verdict) ? null : handover;
}

/**
 * Goes on with somebody else, who agreed. The answers stay when the one who stops agreed to that and the own agreement
 * still stands; otherwise they are deleted and the interview begins anew.
 * @param isKept whether the one who stops agreed that the answers stay
 * @throws UserProblem `consent_forbids`, audited, when nobody else may be interviewed
 */
export async function handOver(
  app: Application,
  actor: Actor,
  key: OwnCaseKey,
  isKept: boolean,
): Promise<void> {
  const { response, spokenLanguage } = await getOpenInterview(app, actor, key);
  await inOwnCase(app, actor, key, async (trx, own) => {
    const { study, file, interviewerId } = own;
    const handover = findHandover(file);
    if (handover === null)
      throw new UserProblem('consent_forbids', 'Niemand anders mag dit interview voortzetten.');
    const caseId = file.record.id;
    const spoken = handoverSpoken(spokenLanguage);
    await addConsents(app, trx, handoverDecisions(handover, isKept), { caseId, interviewerId, spoken });
    const after: OwnCase = { ...own, file: await loadCaseFile(app, trx, study, file.record) };
    const { verdict, consents } = after.file;
    if (verdict.kind === 'nobody' || verdict.mayBeInterviewed !== handover.to) {
      throw new UserProblem('consent_forbids', 'Hiervoor is geen toestemming.');
    }
    const stay = isKept && mayAnswersStay(consents, handover.from);
    const respondent = respondentOf(handover.to);
    if (stay) await queries.updateRespondent(trx, response.id, respondent);
    else await beginResponse(app, trx, after, respondent);
    await addCaseEvent(app, trx, {
      caseId,
      event: { kind: 'interview_started', at: app.clock(), role: handover.to },
      madeBy: interviewerId,
    });
    await recordAudit(trx, actor, app.clock(), {
      action: 'interview.hand_over',
      objectKind: 'case',
      objectId: caseId,
      detail: { from: handover.from, to: handover.to, answers: stay ? 'kept' : 'deleted' },
    });
  });
}
