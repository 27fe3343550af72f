import type { Questionnaire } from '../../domain/questionnaire/model.js';
import { notesOf } from '../../domain/questionnaire/variables.js';
import type { Calibration } from '../../domain/statistics/design/calibration.js';
import type { Stratum } from '../../domain/statistics/design/stratum.js';
import {
  type Axis,
  type GroupSums,
  type Heading,
  publishedStratum,
  sumsOfPublished,
  type TableInput,
} from '../../domain/tables/table-input.js';
import type { Domain, Study } from '../studies/studies.service.js';
import type { StudyDesign } from '../weights/study-design.service.js';
import { knownSize, type WeightSet } from '../weights/weights.service.js';
import { breakdownsOf, sourcesOf } from './breakdowns.js';
import { type IndexedSums, scaleWeights, sumsOfRow } from './row-sums.js';
import type { PlannedRow } from './table-rows.js';

/** A printed figure of a study. */
export interface PublishedResult {
  readonly domainId: string | null;
  readonly questionId: string;
  /** Code of the option, or `value`. */
  readonly item: string;
  readonly base: number;
  readonly value: number;
  readonly standardDeviation: number | null;
}

/** Weights that were made, as a table uses them. */
export interface MeasuredWeights {
  readonly set: WeightSet;
  readonly calibration: Calibration | null;
  /** Complete interviews of after these weights were made: they do not count. */
  readonly without: number;
}

/** One study in a table: a year. */
export interface MeasuredYear {
  readonly study: Study;
  readonly heading: Heading;
  readonly questionnaire: Questionnaire;
  readonly rows: readonly PlannedRow[];
  /** Questions whose words count by their codes, and which of them are not coded to the end. */
  readonly coded: { readonly questions: readonly string[]; readonly unfinished: readonly string[] };
  readonly sums: IndexedSums;
  /** How the sample was drawn. */
  readonly design: StudyDesign;
  /** Interviews that count, per stratum of the draw. */
  readonly sampleSizes: ReadonlyMap<string, number>;
  /** By how much weights are raised for non-response, per stratum; 1 when absent. */
  readonly raisedBy: ReadonlyMap<string, number>;
  /** The weights that were made and chosen; `null` for the usual ones. */
  readonly weights: MeasuredWeights | null;
  readonly published: readonly PublishedResult[];
}

/**
 * Puts years beside each other for a table, by the rows of the study that the table is about: the last year.
 * @param years the earlier ones first; each has its own questionnaire, whose limits of base and domain hold for it
 * @param axes what makes the columns; printed figures have no levels, so they stand in tables by domain and year only
 */
export function tableInputOf(years: readonly MeasuredYear[], axes: readonly Axis[]): TableInput {
  const last = years.at(-1);
  if (last === undefined) throw new RangeError('a table needs a study');
  const found = sourcesOf(axes).map((_, at) => new Set(years.flatMap(({ sums }) => levelsIn(sums, at))));
  return {
    years: years.map(({ heading }) => heading),
    domains: headingsOf(years),
    breakdowns: breakdownsOf(axes, last, found),
    strata: years.flatMap(strataOf),
    calibrations: years.flatMap(({ weights }) => weights?.calibration ?? []),
    rows: last.rows.map((row) => ({
      question: row.variable.id,
      option: row.option === null ? null : String(row.option.code),
      label: row.label,
      statistic: row.kind,
      groups: years.flatMap((year) => groupsOf(year, row, found.length > 0)),
      filteredBy: row.filteredBy,
      notes: years.length > 1 ? years.flatMap((year) => notesOfYear(year, row)) : [],
    })),
  };
}

/** The same row in the questionnaire of another year, if it is there and counts the same thing. */
function sameRow({ rows }: MeasuredYear, row: PlannedRow): PlannedRow | null {
  const same = rows.find(
    ({ variable, option, kind }) =>
      variable.id === row.variable.id && option?.code === row.option?.code && kind === row.kind,
  );
  return same ?? null;
}

/** Domains by code, in the order of the last study; what only earlier studies had comes behind. */
function headingsOf(years: readonly MeasuredYear[]): Heading[] {
  const headings = new Map<string, Heading>();
  for (const { study } of [...years].reverse()) {
    for (const { code, label } of study.domains) {
      if (!headings.has(code)) headings.set(code, { key: code, label });
    }
  }
  return [...headings.values()];
}

function levelsIn({ codes }: IndexedSums, at: number): string[] {
  return [...codes.values()].flatMap((own) => own.map(({ levels }) => levels[at] ?? ''));
}

/** What a table calls a stratum of a year: `2016/basishulp`, or `2016/specialistisch/jeugd_ggz`. */
export function stratumKey(heading: Heading, code: string): string {
  return `${heading.key}/${code}`;
}

/** What a table calls a cell of fitted weights. */
export function cellKey(heading: Heading, code: string, cell: number): string {
  return `${stratumKey(heading, code)}#${String(cell)}`;
}

function strataOf(year: MeasuredYear): Stratum[] {
  const { heading, sampleSizes, design } = year;
  const sampled = [...sampleSizes].map(([code, sampleSize]) => ({
    key: stratumKey(heading, code),
    sampleSize,
    populationSize: knownSize(design.populationOf(code), sampleSize),
  }));
  const printed = year.study.domains.flatMap((domain) => {
    const bases = year.published.filter(({ domainId }) => domainId === domain.id).map(({ base }) => base);
    const place = { year: year.heading.key, domain: domain.code };
    return bases.length === 0 ? [] : [publishedStratum({ ...place, base: Math.max(...bases) })];
  });
  return [...sampled, ...printed];
}

function groupsOf(year: MeasuredYear, row: PlannedRow, hasLevels: boolean): GroupSums[] {
  const own = sameRow(year, row);
  if (own === null) return [];
  const { domains } = own.statistic;
  return year.study.domains
    .filter(({ code }) => domains === undefined || domains.includes(code))
    .flatMap((domain) => {
      const answers = measured(year, own, domain);
      if (answers.length > 0 || hasLevels) return answers;
      return printed(year, own, domain) ?? [];
    });
}

function measured(year: MeasuredYear, row: PlannedRow, domain: Domain): GroupSums[] {
  const { heading, design, raisedBy, weights } = year;
  return sumsOfRow(row, domain.id, year.sums).map(({ levels, segment, cell, sums }) => {
    const code = design.stratumOf(domain.id, segment);
    return {
      year: heading.key,
      domain: domain.code,
      levels,
      stratum: stratumKey(heading, code),
      cell: cell === null || weights === null ? null : cellKey(heading, code, cell),
      sums: scaleWeights(sums, raisedBy.get(code) ?? 1),
      source: 'answers',
    };
  });
}

function printed(year: MeasuredYear, row: PlannedRow, domain: Domain): GroupSums | null {
  const item = row.option === null ? 'value' : String(row.option.code);
  const figure = year.published.find(
    (one) => one.domainId === domain.id && one.questionId === row.variable.id && one.item === item,
  );
  if (figure === undefined) return null;
  return sumsOfPublished({
    year: year.heading.key,
    domain: domain.code,
    base: figure.base,
    figure:
      row.kind === 'mean'
        ? { kind: 'mean', mean: figure.value, standardDeviation: figure.standardDeviation }
        : { kind: 'share', proportion: figure.value },
  });
}

/** What a reader must know of this question in this year. */
function notesOfYear(year: MeasuredYear, row: PlannedRow): string[] {
  const own = year.rows.find(({ variable }) => variable.id === row.variable.id);
  if (own === undefined) return [];
  const notes = notesOf(own.variable).map(({ text }) => text['nl'] ?? '');
  const differs = own.kind === row.kind ? [] : [`in ${year.heading.label} is iets anders geteld.`];
  return [...notes, ...differs, ...totalOnly(year, row)].filter((note) => note !== '');
}

function totalOnly(year: MeasuredYear, row: PlannedRow): string[] {
  const own = year.published.filter(({ questionId }) => questionId === row.variable.id);
  return own.length > 0 && own.every(({ domainId }) => domainId === null)
    ? [`van ${year.heading.label} is alleen een totaal gepubliceerd. Dat is niet naast domeinen te zetten.`]
    : [];
}
