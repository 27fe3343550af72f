import type { Actor, Application } from '../../application.js';
import type { AnswerRecord } from '../../domain/answer-file/answer-record.js';
import { answerFileForm } from '../../domain/answer-file/write-answer-file.js';
import { csvLine, csvStart } from '../../domain/csv/csv-text.js';
import { ageBands } from '../../domain/frame/eligibility.js';
import { answersFromItems } from '../../domain/interview/stored-items.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import { answerTextPlace } from '../../vault/sealed-places.js';
import { recordEvent } from '../audit/audit.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import * as queries from './responses.queries.js';

const RESPONSES_PER_PAGE = 500;

/**
 * The complete answers of a study as the lines of a CSV file, page by page, so that memory does not grow with the
 * study. It is written to the audit log before the first line leaves. No contact data; the words of respondents
 * only when asked for.
 */
export async function exportResponses(
  app: Application,
  actor: Actor,
  { study: slug, withTexts }: { readonly study: string; readonly withTexts: boolean },
): Promise<AsyncGenerator<string>> {
  const study = await getStudy(app.database.read, slug);
  await recordEvent(app, actor, {
    action: 'responses.export',
    objectKind: 'study',
    objectId: study.id,
    detail: { texts: withTexts },
  });
  return lines(app, study, withTexts);
}

async function* lines(app: Application, study: Study, withTexts: boolean): AsyncGenerator<string> {
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const form = answerFileForm(questionnaire, withTexts);
  const dates = new Set(
    listVariables(questionnaire).flatMap(({ id, question }) => (question.type === 'date' ? [id] : [])),
  );
  yield csvStart + csvLine(form.headings);
  for (let after = ''; ;) {
    const page = await queries.listCompleteResponses(app.database.read, study.id, {
      after,
      limit: RESPONSES_PER_PAGE,
    });
    for (const response of page) {
      const open = opening(app, response, (question) => withTexts || dates.has(question));
      yield csvLine(form.cells(response.id, recordOf(response, { study, questionnaire, open })));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < RESPONSES_PER_PAGE) return;
    after = last.id;
  }
}

interface RecordContext {
  readonly study: Study;
  readonly questionnaire: Questionnaire;
  readonly open: (item: queries.SealedItem) => string | null;
}

function recordOf(
  response: queries.StoredResponse,
  { study, questionnaire, open }: RecordContext,
): AnswerRecord {
  const items = response.items.map((item) => ({
    questionId: item.questionId,
    item: item.item,
    number: item.number,
    text: open(item),
  }));
  return {
    domain: study.domains.find(({ id }) => id === response.domainId)?.code ?? '',
    respondent: response.respondent,
    weight: response.designWeight,
    segment: response.segment,
    measure: response.measure,
    ageBand: ageBands.find((band) => band === response.ageBand) ?? null,
    answers: answersFromItems(questionnaire, items),
  };
}

/** Texts that are not asked for stay sealed. */
function opening(
  app: Application,
  { id }: queries.StoredResponse,
  isWanted: (question: string) => boolean,
): RecordContext['open'] {
  return ({ questionId, item, textSealed }) => {
    if (textSealed === null) return null;
    return isWanted(questionId) ? app.vault.open(textSealed, answerTextPlace(id, questionId, item)) : '';
  };
}
