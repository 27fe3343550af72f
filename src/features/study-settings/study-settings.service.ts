import { createHash } from 'node:crypto';
import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { STATUSES_IN_FIELD } from '../../domain/contact/case-status.js';
import { changedSettings, savingProblems, settingIsFixed } from '../../domain/study/rule-changes.js';
import { fieldName, type SettingField, settingFields } from '../../domain/study/setting-fields.js';
import type { StudyRules } from '../../domain/study/study-rules.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import { listCasesWithStatus, refreshCases } from '../cases/cases.service.js';
import { lockStudy, type Study, updateRules } from '../studies/studies.service.js';

/** What somebody filled in, by the name of the field. */
export type GivenSettings = Readonly<Record<string, readonly string[]>>;

/** What came of saving: what changed, or what is wrong by the name of the field. */
export type SavedSettings =
  | { readonly ok: true; readonly changed: number }
  | { readonly ok: false; readonly study: Study; readonly errors: Readonly<Record<string, string>> };

/** Tells two states of the rules apart: whoever saves on top of other rules than they saw is refused. */
export function rulesVersion({ rules }: Study): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16);
}

/**
 * Changes the settings of a study. Nothing is saved when one of them cannot be used, or may not be changed any more. During
 * fieldwork the open cases get their next call by the new rules at once.
 * @throws UserProblem `wrong_state` when somebody else changed the settings in the meantime
 */
export async function saveSettings(
  app: Application,
  actor: Actor,
  {
    slug,
    given,
    version,
  }: { readonly slug: string; readonly given: GivenSettings; readonly version: string },
): Promise<SavedSettings> {
  return transaction(app.database, async (trx) => {
    const study = await lockStudy(trx, slug);
    if (rulesVersion(study) !== version) {
      throw new UserProblem(
        'wrong_state',
        'Iemand anders heeft de instellingen intussen gewijzigd. Er is niets opgeslagen.',
      );
    }
    const fields = settingFields(study.rules);
    const { rules, errors } = filledIn(study, fields, given);
    for (const { setting, message } of savingProblems(study.rules, rules, study.status))
      errors[fieldOf(fields, setting)] ??= message;
    if (Object.keys(errors).length > 0) return { ok: false, study, errors };
    const changes = changedSettings(study.rules, rules);
    if (changes.length === 0) return { ok: true, changed: 0 };
    await updateRules(trx, study.id, rules);
    await recordAudit(trx, actor, app.clock(), {
      action: 'study.set_rules',
      objectKind: 'study',
      objectId: study.id,
      detail: Object.fromEntries(changes.map((one) => [one.setting, `${one.before} → ${one.after}`])),
    });
    if (study.status === 'fieldwork') await replan(app, trx, { ...study, rules });
    return { ok: true, changed: changes.length };
  });
}

/** What is fixed is not in the form; whoever sends it all the same is refused by the rules. */
function filledIn(
  study: Study,
  fields: readonly SettingField[],
  given: GivenSettings,
): { rules: StudyRules; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  let { rules } = study;
  for (const field of fields) {
    if (given[field.name] === undefined && settingIsFixed(field.setting, study.status) !== null) continue;
    const filled = field.fill(rules, given[field.name] ?? []);
    if (typeof filled === 'string') errors[field.name] = filled;
    else rules = filled;
  }
  return { rules, errors };
}

/** The field that a problem is about: the one with that path, or else the first of the same setting. */
function fieldOf(fields: readonly SettingField[], path: string): string {
  const exact = fields.find(({ name }) => name === fieldName(path));
  const near = fields.find(
    ({ setting, name }) => path.startsWith(setting) || name.startsWith(fieldName(path)),
  );
  return (exact ?? near)?.name ?? fieldName(path);
}

/** Works out again when each open case is called next. */
async function replan(app: Application, trx: Transaction, study: Study): Promise<void> {
  const open = await listCasesWithStatus(trx, study, STATUSES_IN_FIELD);
  await refreshCases(
    app,
    trx,
    study,
    open.map(({ id }) => id),
  );
}
