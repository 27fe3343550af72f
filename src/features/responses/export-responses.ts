import type { Actor, Application } from '../../application.js';
import { answersWorkbook } from '../../documents/answers-workbook.js';
import { mayDo } from '../../domain/access/permission.js';
import type { AnswerColumn } from '../../domain/answer-file/answer-columns.js';
import type { AnswerRecord } from '../../domain/answer-file/answer-record.js';
import { codebook } from '../../domain/export/csv/codebook.js';
import { csvEncoder } from '../../domain/export/csv/csv-encoder.js';
import { measureTexts, datasetRow } from '../../domain/export/dataset-row.js';
import type { Dataset, DatasetRow, RowEncoder } from '../../domain/export/dataset.js';
import { ddiCodebook } from '../../domain/export/ddi/ddi-codebook.js';
import { describeDataset, exportColumns, withTextBytes } from '../../domain/export/describe-dataset.js';
import { dtaEncoder } from '../../domain/export/dta/dta-encoder.js';
import { savEncoder } from '../../domain/export/sav/sav-encoder.js';
import { utf8 } from '../../domain/export/utf8.js';
import { type Background, coarsen } from '../../domain/privacy/k-anonymity.js';
import { ageBands } from '../../domain/frame/eligibility.js';
import { answersFromItems } from '../../domain/interview/stored-items.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables } from '../../domain/questionnaire/variables.js';
import { UserProblem } from '../../errors.js';
import { answerTextPlace } from '../../vault/sealed-places.js';
import { recordEvent } from '../audit/audit.service.js';
import { type CodedQuestion, codedStudyOf } from '../coding/coded-study.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { getWeightSet, type WeightSet } from '../weights/weights.service.js';
import { backgroundOf } from './backgrounds.js';
import { hashOfCodes, withCodes } from './coded-items.js';
import { exportedWeights } from './exported-weights.js';
import type { DataFormat } from './responses.forms.js';
import { hashed } from './hashed-chunks.js';
import * as queries from './responses.queries.js';
import { numberSnapshot } from './snapshots.service.js';

const RESPONSES_PER_PAGE = 500;

/** Which answers somebody wants, and as what. */
export interface ExportRequest {
  readonly study: string;
  readonly format: DataFormat;
  /** Also open answers and texts at "other". */
  readonly withTexts: boolean;
  /** Backgrounds are left out until at least so many respondents share theirs; 1 leaves out nothing. */
  readonly k: number;
  /** Name of weights that were made, with a version behind a colon if need be; `''` for those of the draw. */
  readonly weights?: string;
}

/** A file on its way out. */
export interface ExportedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly respondents: number;
  /** The number of the state of the data: equal numbers are equal data. */
  readonly snapshot: number;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/**
 * The complete answers of a study as a file, portion by portion, so that memory does not grow with the study. It is
 * written to the audit log before the first byte leaves, and again at the end with the SHA-256 of the file. No contact
 * data; the words of respondents only when asked for. A response that is withdrawn, or an answer that is coded, while the
 * file is written makes it fail: the file would say that there are more respondents than it has, or be of no one state.
 * @throws UserProblem `not_found` when the study or weights of that name are not there, `not_permitted` for the words of
 *   respondents when the actor may not code them
 */
export async function exportResponses(
  app: Application,
  actor: Actor,
  request: ExportRequest,
): Promise<ExportedFile> {
  const { format, withTexts, k, weights = '' } = request;
  if (withTexts && !mayRead(actor)) throw new UserProblem('not_permitted');
  const study = await getStudy(app.database.read, request.study);
  const set = weights === '' ? null : await getWeightSet(app.database.read, study, weights);
  const event = { objectKind: 'study', objectId: study.id };
  await recordEvent(app, actor, {
    ...event,
    action: 'responses.export',
    detail: { format, texts: withTexts, k, ...(set === null ? {} : { weights: set.id }) },
  });
  const source = await sourceOf(app, study, { ...request, set });
  const chunks = hashed(fileChunks(source, format), async ({ sha256, bytes, isWhole }) => {
    await recordEvent(app, actor, {
      ...event,
      action: 'responses.exported',
      result: isWhole ? 'done' : 'failed',
      detail: { format, respondents: source.dataset.caseCount, snapshot: source.snapshot, bytes, sha256 },
    });
  });
  return {
    ...FILES[format],
    fileName: `${study.slug}-${FILES[format].ending}`,
    respondents: source.ids.length,
    snapshot: source.snapshot,
    chunks,
  };
}

/** The words of respondents are for those who code them. */
function mayRead({ kind, roles }: Actor): boolean {
  return kind !== 'user' || mayDo(roles, 'answer.code');
}

const FILES: Readonly<Record<DataFormat, { readonly ending: string; readonly contentType: string }>> = {
  csv: { ending: 'antwoorden.csv', contentType: 'text/csv; charset=utf-8' },
  'csv-dutch': { ending: 'antwoorden.csv', contentType: 'text/csv; charset=utf-8' },
  xlsx: {
    ending: 'antwoorden.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  codebook: { ending: 'codeboek.csv', contentType: 'text/csv; charset=utf-8' },
  sav: { ending: 'antwoorden.sav', contentType: 'application/x-spss-sav' },
  dta: { ending: 'antwoorden.dta', contentType: 'application/x-stata-dta' },
  ddi: { ending: 'ddi.xml', contentType: 'application/xml; charset=utf-8' },
};

interface Source {
  readonly dataset: Dataset;
  readonly ids: readonly string[];
  readonly snapshot: number;
  readonly pages: () => AsyncGenerator<DatasetRow[]>;
}

/** Who is in the file is fixed at the start: interviews that are completed meanwhile wait for the next file. */
async function sourceOf(
  app: Application,
  study: Study,
  { withTexts, k, set }: ExportRequest & { readonly set: WeightSet | null },
): Promise<Source> {
  const coded = await codedStudyOf(app, app.database.read, study);
  const questionnaire = coded.forData;
  const respondents = await queries.listRespondents(app.database.read, study.id);
  const ids = respondents.map(({ id }) => id);
  const { shown } = coarsen(respondents.map(backgroundOf), k);
  const backgrounds = new Map(ids.map((id, place) => [id, shown[place]]));
  const { weights, weighting } = await exportedWeights(app.database.read, { respondents, shown, set, k });
  const codesHash = await hashOfCodes(app.database.read, coded.questions, ids);
  const snapshot = await numberSnapshot(app, study, respondents, codesHash);
  const dataset = describeDataset({
    name: study.slug,
    title: study.name,
    questionnaire,
    domains: study.domains,
    found: await queries.listSegmentsAndMeasures(app.database.read, study.id),
    withTexts,
    k,
    weighting,
    snapshot,
    caseCount: ids.length,
    madeAt: app.clock(),
  });
  const columns = exportColumns(questionnaire, withTexts);
  const reading = {
    ...{ study, questionnaire, columns, withTexts, backgrounds, weights },
    coded: coded.questions,
    codesHash,
  };
  return { dataset, ids, snapshot, pages: () => rowPages(app, reading, ids) };
}

async function* fileChunks(source: Source, format: DataFormat): AsyncGenerator<Uint8Array> {
  const { dataset, pages } = source;
  switch (format) {
    case 'csv':
      yield* encoded(csvEncoder(dataset, 'iso'), pages());
      break;
    case 'csv-dutch':
      yield* encoded(csvEncoder(dataset, 'dutch'), pages());
      break;
    case 'xlsx':
      yield* encoded(answersWorkbook(dataset), pages());
      break;
    case 'codebook':
      yield utf8(codebook(dataset, 'dutch'));
      break;
    case 'sav':
      yield* encoded(savEncoder(await measured(source)), pages());
      break;
    case 'dta':
      yield* encoded(dtaEncoder(await measured(source)), pages());
      break;
    case 'ddi':
      yield utf8(ddiCodebook(dataset));
  }
}

async function* encoded(
  encoder: RowEncoder,
  pages: AsyncGenerator<DatasetRow[]>,
): AsyncGenerator<Uint8Array> {
  yield encoder.begin();
  for await (const rows of pages) yield encoder.rows(rows);
  yield encoder.end();
}

/** These files say beforehand how long texts are: with words of respondents in them, the answers are read twice. */
async function measured({ dataset, ids, pages }: Source): Promise<Dataset> {
  const longestId = ids.reduce((longest, { length }) => Math.max(longest, length), 0);
  const bytes = new Map([['response', longestId]]);
  const hasWords = dataset.variables.some(
    ({ name, content }) => content.kind === 'text' && name !== 'response',
  );
  if (hasWords) for await (const rows of pages()) measureTexts(dataset, rows, bytes);
  return withTextBytes(dataset, bytes);
}

interface Reading {
  readonly study: Study;
  readonly questionnaire: Questionnaire;
  readonly coded: readonly CodedQuestion[];
  /** Of the codes when the file began. */
  readonly codesHash: string;
  readonly columns: readonly AnswerColumn[];
  readonly withTexts: boolean;
  /** The backgrounds that the file shows of each response. */
  readonly backgrounds: ReadonlyMap<string, Background | undefined>;
  /** The weight that the file shows of each response. */
  readonly weights: ReadonlyMap<string, number | null>;
}

async function* rowPages(
  app: Application,
  reading: Reading,
  ids: readonly string[],
): AsyncGenerator<DatasetRow[]> {
  const { questionnaire, columns, coded, withTexts } = reading;
  const dates = new Set(
    listVariables(questionnaire).flatMap(({ id, question }) => (question.type === 'date' ? [id] : [])),
  );
  for (let at = 0; at < ids.length; at += RESPONSES_PER_PAGE) {
    const page = await queries.listResponses(app.database.read, ids.slice(at, at + RESPONSES_PER_PAGE));
    yield (await withCodes(app.database.read, page, coded)).map((response) => {
      const open = opening(app, response, (question) => withTexts || dates.has(question));
      return datasetRow(response.id, recordOf(response, { ...reading, open }), columns);
    });
  }
  await ensureSameCodes(app, reading, ids);
}

/** @throws UserProblem `wrong_state` when coding went on while the file was made */
async function ensureSameCodes(
  app: Application,
  { study, codesHash }: Reading,
  ids: readonly string[],
): Promise<void> {
  const { questions } = await codedStudyOf(app, app.database.read, study);
  if ((await hashOfCodes(app.database.read, questions, ids)) === codesHash) return;
  throw new UserProblem(
    'wrong_state',
    'Terwijl het bestand werd gemaakt, zijn open antwoorden ingedeeld. Het bestand is niet af: vraag het opnieuw op.',
  );
}

interface RecordContext extends Reading {
  readonly open: (item: queries.SealedItem) => string | null;
}

function recordOf(
  response: queries.StoredResponse,
  { study, questionnaire, open, backgrounds, weights }: RecordContext,
): AnswerRecord {
  const items = response.items.map((item) => ({
    questionId: item.questionId,
    item: item.item,
    number: item.number,
    text: open(item),
  }));
  const shown = backgrounds.get(response.id) ?? backgroundOf(response);
  const { respondent, segment, measure, ageBand, sex, firstTime, lvb, migration } = shown;
  return {
    domain: study.domains.find(({ id }) => id === response.domainId)?.code ?? '',
    respondent: respondent === null ? null : response.respondent,
    weight: weights.get(response.id) ?? null,
    segment,
    measure,
    ageBand: ageBands.find((band) => band === ageBand) ?? null,
    traits: { sex, firstTime, lvb, migration },
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
