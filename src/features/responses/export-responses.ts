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
import { hashOfCodes, withCodes } from './coded-items.js';
import { type ExportedRespondents, readRespondents, type Shown, shownOf } from './exported-respondents.js';
import type { DataFormat } from './responses.forms.js';
import { hashed } from './hashed-chunks.js';
import * as queries from './responses.queries.js';
import { numberSnapshot } from './snapshots.service.js';

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
    respondents: source.dataset.caseCount,
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
  /** Length of the longest response number. */
  readonly longestNumber: number;
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
  const respondents = await readRespondents(app.database.read, study, { set, k });
  const { numbers, state, weighting } = respondents;
  const codesHash = await hashOfCodes(app.database.read, coded.questions, numbers);
  const snapshot = await numberSnapshot(app, study, state, codesHash);
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
    caseCount: numbers.count,
    madeAt: app.clock(),
  });
  const columns = exportColumns(questionnaire, withTexts);
  const reading = {
    ...{ study, questionnaire, columns, withTexts, respondents },
    coded: coded.questions,
    codesHash,
  };
  return { dataset, longestNumber: numbers.longest, snapshot, pages: () => rowPages(app, reading) };
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
async function measured({ dataset, longestNumber, pages }: Source): Promise<Dataset> {
  const bytes = new Map([['response', longestNumber]]);
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
  readonly respondents: ExportedRespondents;
}

async function* rowPages(app: Application, reading: Reading): AsyncGenerator<DatasetRow[]> {
  const { questionnaire, columns, coded, withTexts, respondents } = reading;
  const dates = new Set(
    listVariables(questionnaire).flatMap(({ id, question }) => (question.type === 'date' ? [id] : [])),
  );
  let first = 0;
  for (const ids of respondents.numbers) {
    const placeOf = new Map(ids.map((id, at) => [id, first + at]));
    const page = await queries.listResponses(app.database.read, ids);
    yield (await withCodes(app.database.read, page, coded)).map((response) => {
      const open = opening(app, response, (question) => withTexts || dates.has(question));
      const shown = shownOf(respondents, placeOf.get(response.id) ?? -1);
      return datasetRow(response.id, recordOf(response, { ...reading, open, shown }), columns);
    });
    first += ids.length;
  }
  await ensureSameCodes(app, reading);
}

/** @throws UserProblem `wrong_state` when coding went on while the file was made */
async function ensureSameCodes(app: Application, { study, codesHash, respondents }: Reading): Promise<void> {
  const { questions } = await codedStudyOf(app, app.database.read, study);
  if ((await hashOfCodes(app.database.read, questions, respondents.numbers)) === codesHash) return;
  throw new UserProblem(
    'wrong_state',
    'Terwijl het bestand werd gemaakt, zijn open antwoorden ingedeeld. Het bestand is niet af: vraag het opnieuw op.',
  );
}

interface RecordContext extends Reading {
  readonly open: (item: queries.SealedItem) => string | null;
  readonly shown: Shown;
}

function recordOf(
  response: queries.StoredResponse,
  { study, questionnaire, open, shown }: RecordContext,
): AnswerRecord {
  const items = response.items.map((item) => ({
    questionId: item.questionId,
    item: item.item,
    number: item.number,
    text: open(item),
  }));
  const { respondent, segment, measure, ageBand, sex, firstTime, lvb, migration } = shown.background;
  return {
    domain: study.domains.find(({ id }) => id === response.domainId)?.code ?? '',
    respondent: respondent === null ? null : response.respondent,
    weight: shown.weight,
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
