import type { Actor, Application } from '../../application.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { inOwnCase, type OwnCaseKey } from '../cases/own-case.service.js';
import * as queries from './interviews.queries.js';
import { getOpenInterview } from './interviews.service.js';

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
