import type { Actor, Application } from '../../application.js';
import { type Transaction, transaction } from '../../database/database.js';
import { findDatabaseRefusal } from '../../database/errors.js';
import { newQuestionnaire } from '../../domain/questionnaire/editing.js';
import type { Finding } from '../../domain/questionnaire/finding.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { findingsIn, readQuestionnaire } from '../../domain/questionnaire/read-questionnaire.js';
import { readXlsForm } from '../../domain/xlsform/read-xlsform.js';
import type { XlsFormLoss } from '../../domain/xlsform/xlsform.js';
import { readXlsFormWorkbook } from '../../documents/xlsform-workbook.js';
import { writeYaml } from '../../domain/questionnaire/yaml-text.js';
import { UserProblem } from '../../errors.js';
import { recordAudit } from '../audit/audit.service.js';
import * as queries from './drafts.queries.js';
import type { DraftRecord } from './drafts.queries.js';

export type { DraftRecord } from './drafts.queries.js';

/** A draft as it stands, with what the check says of it. */
export interface Draft extends DraftRecord {
  readonly questionnaire: Questionnaire;
  readonly yaml: string;
  readonly findings: readonly Finding[];
  /** What undoing takes back and redoing brings back; `null` when there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

export async function listDrafts(app: Application): Promise<readonly DraftRecord[]> {
  return queries.listDrafts(app.database.read);
}

/** @throws UserProblem `not_found` */
export async function getDraft(app: Application, id: string): Promise<Draft> {
  const record = await queries.findDraft(app.database.read, id);
  if (record === null) throw new UserProblem('not_found', 'Dit concept is er niet (meer).');
  const around = await queries.listVersionsAround(app.database.read, id, record.position);
  const current = around.find(({ position }) => position === record.position);
  if (current === undefined) throw new Error(`the draft ${id} has no text`);
  const { draft, findings } = readQuestionnaire(current.yaml, (previous) => findVersion(app, previous));
  if (draft === null) throw new Error(`the draft ${id} cannot be read`);
  return {
    ...record,
    questionnaire: draft,
    yaml: current.yaml,
    findings,
    undo: record.position > 0 ? current.change : null,
    redo: around.find(({ position }) => position === record.position + 1)?.change ?? null,
  };
}

/** What the check would say of a questionnaire that is not saved. */
export function checkUnsaved(app: Application, questionnaire: Questionnaire): readonly Finding[] {
  return findingsIn(questionnaire, (previous) => findVersion(app, previous));
}

function findVersion(app: Application, id: string): Questionnaire | null {
  return app.questionnaires.has(id) ? app.questionnaires.get(id) : null;
}

/**
 * Begins a draft: empty, or as a copy of a version that then counts as the measurement before.
 * @throws UserProblem `already_exists` when a version has this name
 */
export async function createDraft(
  app: Application,
  actor: Actor,
  input: { questionnaireId: string; title: string; copyOf: string | null },
): Promise<string> {
  ensureFree(app, input.questionnaireId);
  const base = input.copyOf === null ? null : app.questionnaires.get(input.copyOf);
  const questionnaire =
    base === null
      ? newQuestionnaire(input.questionnaireId, input.title)
      : {
          ...forMeasurement(base),
          id: input.questionnaireId,
          title: { ...base.title, nl: input.title },
          previous: base.id,
        };
  return addDraft(app, actor, questionnaire);
}

/** A copy of a proposal or an example is meant for a measurement. */
function forMeasurement(questionnaire: Questionnaire): Questionnaire {
  const copy = { ...questionnaire };
  delete copy.purpose;
  return copy;
}

/**
 * Takes a file as a draft. It may have errors, but it must be a questionnaire.
 * @returns the key of the draft, or what keeps the file from being one
 */
export async function uploadDraft(
  app: Application,
  actor: Actor,
  text: string,
): Promise<{ readonly id: string } | { readonly findings: readonly Finding[] }> {
  const { draft, findings } = readQuestionnaire(text);
  return draft === null ? { findings } : { id: await addDraft(app, actor, draft) };
}

/**
 * Takes an XLSForm as a draft.
 * @returns the key of the draft, or why there is none in Dutch; and what did not come along
 */
export async function uploadXlsForm(
  app: Application,
  actor: Actor,
  bytes: Uint8Array,
): Promise<
  | { readonly id: string; readonly losses: readonly XlsFormLoss[] }
  | { readonly why: string; readonly findings: readonly Finding[]; readonly losses: readonly XlsFormLoss[] }
> {
  const workbook = await readXlsFormWorkbook(bytes);
  if (!workbook.ok) return { why: workbook.why, findings: [], losses: [] };
  const { questionnaire, why, losses, findings } = readXlsForm(workbook.form);
  if (questionnaire === null) return { why, findings, losses };
  return { id: await addDraft(app, actor, questionnaire), losses };
}

async function addDraft(app: Application, actor: Actor, questionnaire: Questionnaire): Promise<string> {
  const record: DraftRecord = {
    id: app.newId(),
    questionnaireId: questionnaire.id,
    position: 0,
    revision: 0,
    updatedAt: app.clock(),
    updatedBy: actor.id,
  };
  await transaction(app.database, async (trx) => {
    await queries.insertDraft(trx, record);
    await queries.replaceHistoryAfter(trx, record.id, step(app, 0, questionnaire, 'begin'));
    await audit(app, trx, actor, { action: 'questionnaire.draft', record });
  });
  return record.id;
}

function step(app: Application, position: number, questionnaire: Questionnaire, change: string) {
  return { position, yaml: writeYaml(questionnaire), change, madeAt: app.clock() };
}

/**
 * Saves a change of a draft as the next step of its history.
 * @param change what was done, in Dutch
 * @throws UserProblem `wrong_state` when the draft was changed since the page was made
 */
export async function saveDraft(
  app: Application,
  actor: Actor,
  draft: Draft,
  { questionnaire, change }: { questionnaire: Questionnaire; change: string },
): Promise<void> {
  const position = draft.position + 1;
  await transaction(app.database, async (trx) => {
    await advance(app, trx, actor, { ...draft, position, questionnaireId: questionnaire.id });
    await queries.replaceHistoryAfter(trx, draft.id, step(app, position, questionnaire, change));
  });
}

/**
 * Takes back the last step, or brings back the step that was taken back last.
 * @throws UserProblem `wrong_state` when there is no such step, or the draft was changed since the page was made
 */
export async function travelHistory(
  app: Application,
  actor: Actor,
  draft: Draft,
  direction: 'undo' | 'redo',
): Promise<void> {
  if (draft[direction] === null) throw new UserProblem('wrong_state', 'Er is geen stap om naartoe te gaan.');
  const position = draft.position + (direction === 'undo' ? -1 : 1);
  await transaction(app.database, (trx) => advance(app, trx, actor, { ...draft, position }));
}

async function advance(app: Application, trx: Transaction, actor: Actor, draft: DraftRecord): Promise<void> {
  const isFirst = await queries.updateDraft(trx, {
    ...draft,
    revision: draft.revision + 1,
    updatedAt: app.clock(),
    updatedBy: actor.id,
  });
  if (!isFirst) throw new UserProblem('wrong_state', 'Dit concept is intussen door iemand anders gewijzigd.');
}

export async function removeDraft(app: Application, actor: Actor, draft: Draft): Promise<void> {
  await transaction(app.database, async (trx) => {
    await queries.deleteDraft(trx, draft.id);
    await audit(app, trx, actor, { action: 'questionnaire.remove_draft', record: draft });
  });
}

/**
 * Makes a draft a version that never changes and that studies can be bound to; the draft is then gone.
 * @throws UserProblem `invalid_input` while the check finds errors, `already_exists` when the name is taken
 */
export async function publishDraft(app: Application, actor: Actor, draft: Draft): Promise<void> {
  if (draft.findings.some(({ severity }) => severity === 'error')) {
    throw new UserProblem('invalid_input', 'De controle vindt nog fouten. Verbeter die eerst.');
  }
  ensureFree(app, draft.questionnaireId);
  try {
    await transaction(app.database, async (trx) => {
      await advance(app, trx, actor, draft);
      await queries.insertPublished(trx, {
        id: draft.questionnaireId,
        yaml: draft.yaml,
        publishedAt: app.clock(),
        publishedBy: actor.id,
      });
      await queries.deleteDraft(trx, draft.id);
      await audit(app, trx, actor, { action: 'questionnaire.publish', record: draft });
    });
  } catch (error) {
    if (findDatabaseRefusal(error)?.kind === 'unique') throw nameTaken(draft.questionnaireId);
    throw error;
  }
  app.questionnaires.addPublished(draft.yaml);
}

function ensureFree(app: Application, id: string): void {
  if (app.questionnaires.has(id)) throw nameTaken(id);
}

function nameTaken(id: string): UserProblem {
  return new UserProblem('already_exists', `Er is al een versie met de code ${id}. Kies een andere code.`);
}

async function audit(
  app: Application,
  trx: Transaction,
  actor: Actor,
  { action, record }: { action: string; record: DraftRecord },
): Promise<void> {
  await recordAudit(trx, actor, app.clock(), {
    action,
    objectKind: 'questionnaire',
    objectId: record.id,
    detail: { questionnaire: record.questionnaireId },
  });
}
