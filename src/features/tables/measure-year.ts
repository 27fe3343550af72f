import type { Application } from '../../application.js';
import type { Condition } from '../../domain/questionnaire/condition.js';
import { raiseForNonResponse } from '../../domain/statistics/raise-weights.js';
import type { Axis, Heading, Procedure } from '../../domain/tables/table-input.js';
import type { CodedStudy } from '../coding/coded-study.service.js';
import { listPublished } from '../responses/responses.service.js';
import type { Study } from '../studies/studies.service.js';
import { designOf, type StudyDesign } from '../weights/study-design.service.js';
import { casesPerStratum, findWeightSet, weightedStrata } from '../weights/weights.service.js';
import { sourcesOf } from './breakdowns.js';
import { cellKey, type MeasuredWeights, type MeasuredYear, stratumKey } from './measured-year.js';
import { type IndexedSums, indexSums } from './row-sums.js';
import { type PlannedRow, planRows } from './table-rows.js';
import * as queries from './tables.queries.js';

/** What decides how a study is added up. */
export interface MeasureRequest {
  readonly procedure: Procedure;
  readonly columns: readonly Axis[];
  /** Name of weights that were made, or `''`. A year that has none of that name is weighted as usual. */
  readonly weights: string;
  /** What was made of the words of the study. */
  readonly coded: CodedStudy;
}

/** Adds up the complete interviews of a study by everything that the columns of a table need. */
export async function measureYear(
  app: Application,
  study: Study,
  { procedure, columns, weights: wanted, coded }: MeasureRequest,
): Promise<MeasuredYear> {
  const db = app.database.read;
  const { forTables: questionnaire, questions: recoded, unfinished } = coded;
  const rows = planRows(questionnaire);
  const heading = { key: String(study.reportYear), label: `CEO ${String(study.reportYear)}` };
  const design = await designOf(db, study);
  const isDesign = procedure === 'design';
  const splitDomains = [...design.splitDomains];
  const complete = sizesOf(design, await queries.countComplete(db, study.id, splitDomains));
  const weighting = await weightingOf(app, study, { wanted: isDesign ? wanted : '', heading, complete });
  const weights = weighting?.weights ?? null;
  const isRaised = isDesign && weights === null;
  const request = {
    studyId: study.id,
    bases: basesOf(rows),
    recoded,
    isWeighted: isDesign,
    weightSetId: weights?.set.id ?? null,
    splitDomains: splitDomains.filter(() => isDesign),
    breakdowns: sourcesOf(columns),
  };
  return {
    study,
    heading,
    questionnaire,
    rows,
    coded: { questions: recoded, unfinished },
    sums: await sumsOf(app, rows, request),
    design,
    sampleSizes: weighting?.sizes ?? complete,
    raisedBy: isRaised ? await raisedWeights(app, study, design, complete) : new Map(),
    weights,
    published: await listPublished(db, [study.id]),
  };
}

async function sumsOf(
  app: Application,
  rows: readonly PlannedRow[],
  request: Omit<Parameters<typeof queries.sumRespondents>[1], 'coded'>,
): Promise<IndexedSums> {
  const db = app.database.read;
  const multiple = rows.filter(({ statistic }) => statistic.kind === 'multiple_response');
  return indexSums({
    codes: await queries.sumAnswers(db, {
      ...request,
      means: idsOf(rows.filter(({ kind }) => kind === 'mean')),
      coded: idsOf(rows.filter(({ kind }) => kind !== 'mean')),
    }),
    respondents: await queries.sumRespondents(db, { ...request, coded: idsOf(multiple) }),
  });
}

function idsOf(rows: readonly PlannedRow[]): string[] {
  return [...new Set(rows.map(({ variable }) => variable.id))];
}

function basesOf(rows: readonly PlannedRow[]): ReadonlyMap<string, Condition> {
  return new Map(
    rows.flatMap(({ variable, statistic }) =>
      statistic.base === undefined ? [] : [[variable.id, statistic.base] as const],
    ),
  );
}

function sizesOf(design: StudyDesign, counts: readonly queries.CompleteCount[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { domainId, segment, people } of counts) {
    const code = design.stratumOf(domainId, segment);
    sizes.set(code, (sizes.get(code) ?? 0) + people);
  }
  return sizes;
}

interface Wanted {
  readonly wanted: string;
  readonly heading: Heading;
  readonly complete: ReadonlyMap<string, number>;
}

async function weightingOf(
  app: Application,
  study: Study,
  { wanted, heading, complete }: Wanted,
): Promise<{ readonly weights: MeasuredWeights; readonly sizes: ReadonlyMap<string, number> } | null> {
  const db = app.database.read;
  if (wanted === '') return null;
  const set = await findWeightSet(db, study, wanted);
  if (set === null) return null;
  const { sizes, calibration } = await weightedStrata(db, study, set, {
    stratum: (code) => stratumKey(heading, code),
    cell: (code, cell) => cellKey(heading, code, cell),
  });
  const sumOf = (values: ReadonlyMap<string, number>): number =>
    [...values.values()].reduce((sum, value) => sum + value, 0);
  return { weights: { set, calibration, without: sumOf(complete) - sumOf(sizes) }, sizes };
}

/**
 * Interviewed people stand for the others of their stratum. Cases that were not released or reached yet count among
 * those others, so that strata keep their proportion while fieldwork goes on. Imported answers have no cases.
 */
async function raisedWeights(
  app: Application,
  study: Study,
  design: StudyDesign,
  sampleSizes: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const cases = await casesPerStratum(app.database.read, study, design);
  return new Map(
    [...sampleSizes].flatMap(([code, interviewed]) => {
      const own = cases.get(code) ?? 0;
      return interviewed > 0 && own >= interviewed
        ? [[code, raiseForNonResponse(1, own, interviewed)] as const]
        : [];
    }),
  );
}
