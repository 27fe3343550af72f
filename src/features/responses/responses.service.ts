import type { Actor, Application } from '../../application.js';
import { type Reader, transaction } from '../../database/database.js';
import type { AnswerRecord, FileFault } from '../../domain/answer-file/answer-record.js';
import { answersOf, textOfFile } from './answers-of-file.js';
import { type PublishedRecord, readPublishedFile } from '../../domain/answer-file/read-published-file.js';
import { localTime } from '../../domain/calendar/instant.js';
import { answerItems } from '../../domain/interview/stored-items.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { listVariables, type Variable } from '../../domain/questionnaire/variables.js';
import { type Background, sharedBackgrounds } from '../../domain/privacy/k-anonymity.js';
import { UserProblem } from '../../errors.js';
import { answerTextPlace } from '../../vault/sealed-places.js';
import { recordAudit } from '../audit/audit.service.js';
import {
  getDomain,
  getStudy,
  lockStudy,
  type Study,
  updatePopulationSize,
} from '../studies/studies.service.js';
import { listWeightNames } from '../weights/weights.service.js';
import { backgroundOf } from './backgrounds.js';
import * as queries from './responses.queries.js';

export { type ExportedFile, exportResponses } from './export-responses.js';
export { listPublished } from './responses.queries.js';

/** A file with answers or published results for one study. */
export interface ResponsesFile {
  readonly study: string;
  readonly bytes: Uint8Array;
  /** Whether it takes the place of what was imported before; otherwise that is refused. */
  readonly replaces: boolean;
}

/** How many lines were taken over per domain (`''` for totals), or what is wrong with the file. */
export type ImportOutcome =
  | { readonly ok: true; readonly imported: Readonly<Record<string, number>> }
  | {
      readonly ok: false;
      readonly faults: readonly FileFault[];
      /** A mapping to check, when the file has columns of its own. */
      readonly mapping?: string;
    };

/**
 * Takes over the answers of interviews that were held elsewhere.
 * @param input `population`: number of clients per domain code, for weights and the finite population correction;
 *   `mapping`: what the columns and codes of the file are here, or `''` when they have our names
 * @throws UserProblem `wrong_state` when the study has its own fieldwork, `already_exists` when it has imported
 *   answers and the file does not replace them, `invalid_input` on a population that cannot be
 */
export async function importResponses(
  app: Application,
  actor: Actor,
  input: ResponsesFile & { readonly population: Readonly<Record<string, number>>; readonly mapping?: string },
): Promise<ImportOutcome> {
  const study = await getStudy(app.database.read, input.study);
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const read = answersOf({ mapping: '', ...input }, { questionnaire, domains: study.domains });
  if (!read.ok) return read;
  const imported = countPer(read.rows.map(({ domain }) => domain));
  const population = checkedPopulation(study, input.population, imported);
  const variables = new Map(listVariables(questionnaire).map((variable) => [variable.id, variable]));
  const responses = read.rows.map((record) =>
    newResponse(app, { study, questionnaire, variables, population, imported }, record),
  );
  await transaction(app.database, async (trx) => {
    await ensureImportable(trx, await lockStudy(trx, study.slug));
    const replaced = await queries.deleteImported(trx, study.id);
    if (replaced > 0 && !input.replaces) {
      throw new UserProblem(
        'already_exists',
        'In dit onderzoek zijn al antwoorden ingelezen. Moet dit bestand ervoor in de plaats komen? Kruis dan Vervang aan (op de opdrachtregel: --replace).',
      );
    }
    await queries.insertResponses(trx, study.id, responses);
    for (const [code, size] of population) await updatePopulationSize(trx, getDomain(study, code).id, size);
    await recordAudit(trx, actor, app.clock(), {
      action: 'responses.import',
      objectKind: 'study',
      objectId: study.id,
      detail: { responses: responses.length, replaced },
    });
  });
  return { ok: true, imported };
}

/**
 * Takes over printed results of a year of which the answers are not at hand.
 * @throws UserProblem `wrong_state` or `already_exists`, as for answers
 */
export async function importPublished(
  app: Application,
  actor: Actor,
  input: ResponsesFile,
): Promise<ImportOutcome> {
  const study = await getStudy(app.database.read, input.study);
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const read = readPublishedFile(textOfFile(input.bytes), { questionnaire, domains: study.domains });
  if (!read.ok) return read;
  await transaction(app.database, async (trx) => {
    await ensureImportable(trx, await lockStudy(trx, study.slug));
    const replaced = await queries.deletePublished(trx, study.id);
    if (replaced > 0 && !input.replaces) {
      throw new UserProblem(
        'already_exists',
        'In dit onderzoek zijn al gepubliceerde cijfers ingelezen. Moet dit bestand ervoor in de plaats komen? Kruis dan Vervang aan (op de opdrachtregel: --replace).',
      );
    }
    await queries.insertPublished(
      trx,
      study.id,
      read.rows.map((record) => publishedRow(app, study, record)),
    );
    await recordAudit(trx, actor, app.clock(), {
      action: 'responses.import_published',
      objectKind: 'study',
      objectId: study.id,
      detail: { results: read.rows.length, replaced },
    });
  });
  return { ok: true, imported: countPer(read.rows.map(({ domain }) => domain ?? '')) };
}

/** What could be known to others of every complete response, in the order of the random numbers. */
export async function listBackgrounds(
  db: Reader,
  study: Study,
): Promise<readonly { readonly responseId: string; readonly background: Background }[]> {
  const shared = sharedBackgrounds();
  const known: { responseId: string; background: Background }[] = [];
  for await (const page of queries.respondentPages(db, study.id)) {
    for (const one of page) known.push({ responseId: one.id, background: shared(backgroundOf(one)) });
  }
  return known;
}

/** What a study has of answers. */
export interface ResponsesOverview {
  /** Of each complete response what could be known to others. */
  readonly backgrounds: readonly Background[];
  readonly counts: readonly queries.ResponseCount[];
  readonly publishedCount: number;
  /** Names of the weights that were made. */
  readonly weightNames: readonly string[];
}

export async function overviewOfResponses(db: Reader, study: Study): Promise<ResponsesOverview> {
  return {
    backgrounds: (await listBackgrounds(db, study)).map(({ background }) => background),
    counts: await queries.countResponses(db, study.id),
    publishedCount: await queries.countPublished(db, study.id),
    weightNames: await listWeightNames(db, study),
  };
}

/** Whether answers from elsewhere can come into this study: it has no sample, or is over. */
export function takesFiles(study: Study): boolean {
  return study.status === 'design' || study.status === 'closed';
}

async function ensureImportable(db: Reader, study: Study): Promise<void> {
  const counts = await queries.countResponses(db, study.id);
  if (takesFiles(study) && counts.every(({ source }) => source === 'import')) return;
  throw new UserProblem(
    'wrong_state',
    'Antwoorden inlezen kan alleen in een onderzoek dat geen eigen steekproef of interviews heeft.',
  );
}

function countPer(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function checkedPopulation(
  study: Study,
  population: Readonly<Record<string, number>>,
  imported: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  for (const [code, size] of Object.entries(population)) {
    const { label } = getDomain(study, code);
    const answered = imported[code] ?? 0;
    if (Number.isInteger(size) && size >= answered) continue;
    throw new UserProblem(
      'invalid_input',
      `${label}: er zijn ${String(answered)} respondenten, dus de populatie is een heel getal van ten minste ${String(answered)}.`,
    );
  }
  return new Map(Object.entries(population));
}

interface Importing {
  readonly study: Study;
  readonly questionnaire: Questionnaire;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly population: ReadonlyMap<string, number>;
  readonly imported: Readonly<Record<string, number>>;
}

function newResponse(
  app: Application,
  { study, questionnaire, variables, population, imported }: Importing,
  record: AnswerRecord,
): queries.NewResponse {
  const id = app.newId();
  const size = population.get(record.domain);
  return {
    id,
    domainId: getDomain(study, record.domain).id,
    respondent: record.respondent,
    questionnaireId: questionnaire.id,
    language: questionnaire.languages[0] ?? 'nl',
    segment: record.segment,
    measure: record.measure,
    ageBand: record.ageBand,
    traits: record.traits,
    // Without weights everybody of a domain stands for as many: all clients over all respondents, if that is known.
    designWeight: record.weight ?? (size === undefined ? 1 : size / (imported[record.domain] ?? 1)),
    startedOn: localTime(app.clock()).date,
    items: [...record.answers].flatMap(([question, answer]) => {
      const variable = variables.get(question);
      return variable === undefined ? [] : answerItems(variable, answer).map(sealing(app, id));
    }),
  };
}

function sealing(app: Application, responseId: string) {
  return (item: ReturnType<typeof answerItems>[number]): queries.SealedItem => ({
    questionId: item.questionId,
    item: item.item,
    number: item.number,
    textSealed:
      item.text === null
        ? null
        : app.vault.seal(item.text, answerTextPlace(responseId, item.questionId, item.item)),
  });
}

function publishedRow(app: Application, study: Study, record: PublishedRecord): queries.PublishedRow {
  return {
    id: app.newId(),
    domainId: record.domain === null ? null : getDomain(study, record.domain).id,
    questionId: record.question,
    item: record.option === null ? 'value' : String(record.option),
    base: record.base,
    value: record.value,
    standardDeviation: record.standardDeviation,
  };
}
