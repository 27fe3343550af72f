import { insertRows } from '../../database/batches.js';
import type { Reader, Transaction } from '../../database/database.js';
import { type TraitColumns, traitColumns, type Traits, traitsOf } from '../../domain/study/traits.js';

/** One respondent with its answers as they are stored; open texts are still sealed. */
export interface StoredResponse {
  readonly id: string;
  readonly domainId: string;
  readonly respondent: 'parent' | 'youth' | null;
  readonly questionnaireId: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly ageBand: string | null;
  readonly traits: Traits;
  readonly designWeight: number;
  readonly items: readonly SealedItem[];
}

/** One flat piece of an answer, with its text under a seal. */
export interface SealedItem {
  readonly questionId: string;
  readonly item: string;
  readonly number: number | null;
  readonly textSealed: string | null;
}

export interface NewResponse extends StoredResponse {
  readonly language: string;
  readonly startedOn: string;
}

export interface PublishedRow {
  readonly id: string;
  readonly domainId: string | null;
  readonly questionId: string;
  readonly item: string;
  readonly base: number;
  readonly value: number;
  readonly standardDeviation: number | null;
}

interface ResponseRow extends TraitColumns {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string;
  readonly source: 'interview' | 'import';
  readonly status: string;
  readonly respondent: 'parent' | 'youth' | null;
  readonly questionnaire_id: string;
  readonly language: string;
  readonly segment: string | null;
  readonly measure: string | null;
  readonly age_band: string | null;
  readonly design_weight: number;
  readonly started_on: string;
  readonly finished_on: string | null;
}

interface AnswerRow {
  readonly response_id: string;
  readonly question_id: string;
  readonly item: string;
  readonly number: number | null;
  readonly text_sealed: string | null;
}

interface PublishedResultRow {
  readonly id: string;
  readonly study_id: string;
  readonly domain_id: string | null;
  readonly question_id: string;
  readonly item: string;
  readonly base: number;
  readonly value: number;
  readonly standard_deviation: number | null;
}

/** Imported respondents are complete: a file holds finished interviews. */
export async function insertResponses(
  trx: Transaction,
  studyId: string,
  responses: readonly NewResponse[],
): Promise<void> {
  await insertRows(
    trx,
    'responses',
    responses.map((response): ResponseRow => ({
      id: response.id,
      study_id: studyId,
      domain_id: response.domainId,
      source: 'import',
      status: 'complete',
      respondent: response.respondent,
      questionnaire_id: response.questionnaireId,
      language: response.language,
      segment: response.segment,
      measure: response.measure,
      age_band: response.ageBand,
      ...traitColumns(response.traits),
      design_weight: response.designWeight,
      started_on: response.startedOn,
      finished_on: null,
    })),
  );
  await insertRows(
    trx,
    'answers',
    responses.flatMap(({ id, items }) =>
      items.map((item): AnswerRow => ({
        response_id: id,
        question_id: item.questionId,
        item: item.item,
        number: item.number,
        text_sealed: item.textSealed,
      })),
    ),
  );
}

export async function insertPublished(
  trx: Transaction,
  studyId: string,
  results: readonly PublishedRow[],
): Promise<void> {
  await insertRows(
    trx,
    'published_results',
    results.map((result): PublishedResultRow => ({
      id: result.id,
      study_id: studyId,
      domain_id: result.domainId,
      question_id: result.questionId,
      item: result.item,
      base: result.base,
      value: result.value,
      standard_deviation: result.standardDeviation,
    })),
  );
}

/** Takes away what was imported before; interviews held here stay. */
export async function deleteImported(trx: Transaction, studyId: string): Promise<number> {
  const imported = trx<ResponseRow>('responses').where({ study_id: studyId, source: 'import' });
  await trx<AnswerRow>('answers').whereIn('response_id', imported.clone().select('id')).delete();
  return imported.delete();
}

export async function deletePublished(trx: Transaction, studyId: string): Promise<number> {
  return trx<PublishedResultRow>('published_results').where({ study_id: studyId }).delete();
}

export interface ResponseCount {
  readonly domainId: string;
  readonly source: 'interview' | 'import';
  readonly status: string;
  readonly count: number;
}

type CountRow = Pick<ResponseRow, 'domain_id' | 'source' | 'status'> & { readonly count: number | string };

export async function countResponses(db: Reader, studyId: string): Promise<readonly ResponseCount[]> {
  const rows = await db<ResponseRow>('responses')
    .where({ study_id: studyId })
    .groupBy('domain_id', 'source', 'status')
    .orderBy(['domain_id', 'source', 'status'])
    .select('domain_id', 'source', 'status')
    .count<CountRow[]>({ count: '*' });
  return rows.map(({ domain_id, source, status, count }) => ({
    domainId: domain_id,
    source,
    status,
    count: Number(count),
  }));
}

export async function countPublished(db: Reader, studyId: string): Promise<number> {
  const row = await db<PublishedResultRow>('published_results')
    .where({ study_id: studyId })
    .count<{ count: number | string }[]>({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}

export async function listPublished(
  db: Reader,
  studyIds: readonly string[],
): Promise<readonly (PublishedRow & { readonly studyId: string })[]> {
  const rows = await db<PublishedResultRow>('published_results')
    .whereIn('study_id', [...studyIds])
    .orderBy('id');
  return rows.map((row) => ({
    id: row.id,
    studyId: row.study_id,
    domainId: row.domain_id,
    questionId: row.question_id,
    item: row.item,
    base: row.base,
    value: row.value,
    standardDeviation: row.standard_deviation,
  }));
}

/** A respondent without the answers. */
export type Respondent = Omit<StoredResponse, 'items'>;

/** Respondents that are in memory at once. */
const RESPONDENTS_PER_PAGE = 500;

/** The complete responses of a study by their numbers, page by page. Those are random: their order tells nothing. */
export async function* respondentPages(db: Reader, studyId: string): AsyncGenerator<readonly Respondent[]> {
  let after = '';
  let rows: readonly ResponseRow[];
  do {
    rows = await db<ResponseRow>('responses')
      .where({ study_id: studyId, status: 'complete' })
      .andWhere('id', '>', after)
      .orderBy('id')
      .limit(RESPONDENTS_PER_PAGE);
    yield rows.map(toRespondent);
    after = rows.at(-1)?.id ?? after;
  } while (rows.length === RESPONDENTS_PER_PAGE);
}

/** What the complete responses of a study have for segment and measure. */
export async function listSegmentsAndMeasures(
  db: Reader,
  studyId: string,
): Promise<{ readonly segments: readonly string[]; readonly measures: readonly string[] }> {
  const distinct = async (column: 'segment' | 'measure'): Promise<string[]> => {
    const found: (string | null)[] = await db<ResponseRow>('responses')
      .where({ study_id: studyId, status: 'complete' })
      .whereNotNull(column)
      .orderBy(column)
      .distinct()
      .pluck(column);
    return found.filter((code) => code !== null);
  };
  return { segments: await distinct('segment'), measures: await distinct('measure') };
}

/** Complete responses with these numbers, in their order. One that was withdrawn meanwhile is not there any more. */
export async function listResponses(db: Reader, ids: readonly string[]): Promise<readonly StoredResponse[]> {
  const rows = await db<ResponseRow>('responses')
    .whereIn('id', [...ids])
    .andWhere({ status: 'complete' })
    .orderBy('id');
  const answers = await db<AnswerRow>('answers')
    .whereIn(
      'response_id',
      rows.map(({ id }) => id),
    )
    .orderBy(['response_id', 'question_id', 'item']);
  const items = new Map<string, SealedItem[]>(rows.map(({ id }) => [id, []]));
  for (const answer of answers) items.get(answer.response_id)?.push(toItem(answer));
  return rows.map((row) => ({ ...toRespondent(row), items: items.get(row.id) ?? [] }));
}

function toRespondent(row: ResponseRow): Respondent {
  return {
    id: row.id,
    domainId: row.domain_id,
    respondent: row.respondent,
    questionnaireId: row.questionnaire_id,
    segment: row.segment,
    measure: row.measure,
    ageBand: row.age_band,
    traits: traitsOf(row),
    designWeight: row.design_weight,
  };
}

function toItem(row: AnswerRow): SealedItem {
  return { questionId: row.question_id, item: row.item, number: row.number, textSealed: row.text_sealed };
}
