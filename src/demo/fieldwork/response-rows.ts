import { insertRows } from '../../database/batches.js';
import type { Transaction } from '../../database/database.js';
import type { Study } from '../../features/studies/studies.service.js';
import { historyRow } from '../../features/interviews/interviews.queries.js';
import { answerForHistory, sealAnswer, sealHistory } from '../../features/interviews/stored-answers.js';
import type { Vault } from '../../vault/vault.js';
import type { VirtualCase } from './virtual-case.js';
import type { VirtualResponse } from './virtual-response.js';

interface AnsweredCase {
  readonly one: VirtualCase;
  readonly response: VirtualResponse;
}

/** Stores the interviews in large pieces; the link to the case goes to the vault, as ever. */
export async function insertResponses(
  trx: Transaction,
  cases: readonly VirtualCase[],
  { study, language, vault }: { study: Study; language: string; vault: Vault },
): Promise<void> {
  const answered = cases.flatMap((one) => (one.response === null ? [] : [{ one, response: one.response }]));
  await insertRows(
    trx,
    'responses',
    answered.map((each) => responseRow(each, study, language)),
  );
  await insertRows(
    trx,
    'answers',
    answered.flatMap(({ response }) => answerRows(response, vault)),
  );
  await insertRows(
    trx,
    'answer_history',
    answered.flatMap(({ response }) => historyRows(response, vault)),
  );
  for (const { one, response } of answered) {
    await trx('vault_case_links')
      .where({ case_id: one.start.record.id })
      .update({ response_id: response.id });
  }
}

function responseRow({ one, response }: AnsweredCase, study: Study, language: string): object {
  const { record } = one.start;
  return {
    id: response.id,
    study_id: study.id,
    domain_id: record.domainId,
    source: 'interview',
    status: response.status,
    respondent: response.respondent,
    questionnaire_id: study.questionnaireId,
    language,
    segment: record.segment,
    measure: record.measure,
    age_band: response.ageBand,
    sex: record.sex,
    first_time: record.firstTime,
    design_weight: record.designWeight,
    started_on: response.startedOn,
    finished_on: response.finishedOn,
  };
}

function answerRows({ id, answers, given }: VirtualResponse, vault: Vault): object[] {
  return answers.slice(0, given).flatMap(({ variable, answer }) =>
    sealAnswer(vault, id, variable, answer).map((item) => ({
      response_id: id,
      question_id: item.questionId,
      item: item.item,
      number: item.number,
      text_sealed: item.textSealed,
    })),
  );
}

function historyRows({ id, answers, given }: VirtualResponse, vault: Vault): object[] {
  return answers.slice(0, given).map(({ variable, answer, seconds }, index) => {
    const entry = sealHistory(vault, id, {
      sequence: index + 1,
      questionId: variable.id,
      change: 'given',
      answer: answerForHistory(variable, answer),
      secondsOnQuestion: seconds,
      isCheckOverridden: false,
    });
    return historyRow(id, entry);
  });
}
