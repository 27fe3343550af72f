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
import type { CodedStudy } from '../coding/coded-study.service.js';
import type { Domain, Study } from '../studies/studies.service.js';
import type { StudyDesign } from '../weights/study-design.service.js';
import { knownSize, type WeightSet } from '../weights/weights.service.js';
import { breakdownsOf, type LevelNames, levelNames, sourcesOf } from './breakdowns.js';
import { type IndexedSums, scaleWeights, sumsOfRow } from './row-sums.js';
import { codesRemark, countedRemark, sameRow } from './same-meaning.js';
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
  readonly coded: Pick<CodedStudy, 'questions' | 'unfinished'>;
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
  const named = years.map((year) => ({ year, names: levelNames(axes, year, last) }));
  const found = sourcesOf(axes).map(
    (_, at) => new Map(named.flatMap(({ year, names }) => levelsIn(year.sums, names, at))),
  );
  return {
    years: years.map(({ heading }) => heading),
    domains: headingsOf(years),
    breakdowns: breakdownsOf(axes, last, found),
    strata: years.flatMap(strataOf),
    calibrations: years.flatMap(({ weights }) => weights?.calibration ?? []),
    rows: last.rows.map((row) => ({
      question: row.variable.id,
      option: row.option === null ? null : String(row.option.code),
      partOf: row.option === null ? null : wholeOf(row, years, last),
      label: row.label,
      statistic: row.kind,
      groups: named.flatMap(({ year, names }) => groupsOf(year, row, names)),
      filteredBy: row.filteredBy,
      notes: years.length > 1 ? years.flatMap((year) => notesOfYear(year, row, last)) : [],
    })),
  };
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

/** The code that the row of a coded answer is a part of, in any of the years, as the last year numbers it. */
function wholeOf(row: PlannedRow, years: readonly MeasuredYear[], last: MeasuredYear): string | null {
  const wholes = years.flatMap(({ rows, coded }) => {
    const own = sameRow(rows, row)?.option?.code;
    const frame = coded.questions.find(({ question }) => question === row.variable.id);
    if (own === undefined || frame === undefined) return [];
    const whole = rows.find(
      ({ variable, option }) => variable.id === row.variable.id && option?.code === frame.wholes.get(own),
    );
    return whole === undefined ? [] : (sameRow(last.rows, whole)?.option?.code ?? []);
  });
  const whole = wholes.at(-1);
  return whole === undefined ? null : String(whole);
}

/** The levels of a breakdown that somebody has, with their labels. */
function levelsIn({ codes }: IndexedSums, names: LevelNames, at: number): [key: string, label: string][] {
  const present = new Set([...codes.values()].flatMap((own) => own.map(({ levels }) => levels[at] ?? '')));
  return [...present].map((level) => {
    const { key, label } = levelNamed(names, at, level);
    return [key, label];
  });
}

function levelNamed(names: LevelNames, at: number, level: string): Heading {
  return names[at]?.get(level) ?? { key: level, label: level };
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

function groupsOf(year: MeasuredYear, row: PlannedRow, names: LevelNames): GroupSums[] {
  const own = sameRow(year.rows, row);
  if (own === null) return [];
  const { domains } = own.statistic;
  return year.study.domains
    .filter(({ code }) => domains === undefined || domains.includes(code))
    .flatMap((domain) => {
      const answers = measured(year, own, domain).map((group) => ({
        ...group,
        levels: group.levels.map((level, at) => levelNamed(names, at, level).key),
      }));
      if (answers.length > 0 || names.length > 0) return answers;
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
function notesOfYear(year: MeasuredYear, row: PlannedRow, last: MeasuredYear): string[] {
  const own = year.rows.find(({ variable }) => variable.id === row.variable.id);
  if (own === undefined) return [];
  const notes = notesOf(own.variable).map(({ text }) => text['nl'] ?? '');
  return [...notes, ...differences(year, { own, row }, last), ...totalOnly(year, row)].filter(
    (note) => note !== '',
  );
}

function differences(
  year: MeasuredYear,
  { own, row }: { readonly own: PlannedRow; readonly row: PlannedRow },
  last: MeasuredYear,
): string[] {
  const was = year.heading.label;
  const now = last.heading.label;
  const codes = codesRemark({ variable: own.variable, year: was }, { variable: row.variable, year: now });
  const counted =
    own.kind === row.kind ? countedRemark(own, row, [was, now]) : `in ${was} is iets anders geteld.`;
  return [codes, counted].flatMap((remark) => remark ?? []);
}

function totalOnly(year: MeasuredYear, row: PlannedRow): string[] {
  const own = year.published.filter(({ questionId }) => questionId === row.variable.id);
  return own.length > 0 && own.every(({ domainId }) => domainId === null)
    ? [`van ${year.heading.label} is alleen een totaal gepubliceerd. Dat is niet naast domeinen te zetten.`]
    : [];
}
