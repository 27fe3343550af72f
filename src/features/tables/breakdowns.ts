import { BACKGROUND_LABELS } from '../../domain/privacy/background-labels.js';
import type { Option, Questionnaire } from '../../domain/questionnaire/model.js';
import {
  findVariable,
  listVariables,
  optionsOf,
  tableLabelOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import { TRAITS } from '../../domain/study/traits.js';
import { type Axis, type Breakdown, type Heading, UNKNOWN_LEVEL } from '../../domain/tables/table-input.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import { type AskedIn, codesRemark, meansTheSame } from './same-meaning.js';
import type { BreakdownSource } from './people-source.queries.js';

/** Something that columns can be made by, as people choose it. */
export interface AxisChoice {
  readonly key: Axis;
  readonly label: string;
}

/** What the sample tells of everybody who answered. */
const FACTS = {
  segment: 'Segment',
  measure: 'Maatregel',
  respondent: 'Ouder of jongere',
  age_band: 'Leeftijd van het kind',
  sex: TRAITS.sex.label,
  first_time: TRAITS.firstTime.label,
  lvb: TRAITS.lvb.label,
  migration: TRAITS.migration.label,
} as const;

type Fact = keyof typeof FACTS;

const LANGUAGE = 'nl';

const LEVEL_LABELS: Readonly<Record<Fact, Readonly<Record<string, string>>>> = {
  segment: {},
  measure: BACKGROUND_LABELS.measure,
  respondent: BACKGROUND_LABELS.respondent,
  age_band: BACKGROUND_LABELS.ageBand,
  sex: TRAITS.sex.levels,
  first_time: TRAITS.firstTime.levels,
  lvb: TRAITS.lvb.levels,
  migration: TRAITS.migration.levels,
};

/** Everything that may make columns: domains, years, facts of the sample, and questions with one answer. */
export function listAxes(questionnaire: Questionnaire): readonly AxisChoice[] {
  const facts = Object.entries(FACTS).map(([key, label]) => ({ key, label }));
  const questions = listVariables(questionnaire)
    .filter(isSingle)
    .map((variable) => ({ key: variable.id, label: `${variable.id} ${tableLabelOf(variable, LANGUAGE)}` }));
  return [{ key: 'domain', label: 'Domein' }, { key: 'year', label: 'Jaar' }, ...facts, ...questions];
}

/**
 * The axes of a table in the order of its columns: years last.
 * @throws UserProblem `invalid_input` for more than two, one twice, or one that the study does not have
 */
export function checkedAxes(questionnaire: Questionnaire, axes: readonly Axis[]): readonly Axis[] {
  const known = listAxes(questionnaire);
  const strange = axes.find((axis) => !known.some(({ key }) => key === axis));
  if (strange !== undefined) {
    throw new UserProblem(
      'invalid_input',
      `Kolommen naar ${strange} kan niet: ${whyNoAxis(questionnaire, strange)}`,
    );
  }
  if (axes.length === 0 || axes.length > 2 || new Set(axes).size < axes.length) {
    throw new UserProblem('invalid_input', 'Kies één kenmerk voor de kolommen, of twee verschillende.');
  }
  return [...axes.filter((axis) => axis !== 'year'), ...axes.filter((axis) => axis === 'year')];
}

function whyNoAxis(questionnaire: Questionnaire, axis: Axis): string {
  const variable = findVariable(questionnaire, axis);
  return variable?.question.type === 'multiple'
    ? 'daarop kan iemand meer dan één antwoord hebben. Zet de vraag in de rijen.'
    : 'dat kenmerk heeft dit onderzoek niet.';
}

/** Where the levels of the axes beside years and domains are found. */
export function sourcesOf(axes: readonly Axis[]): readonly BreakdownSource[] {
  return axes
    .filter((axis) => axis !== 'year' && axis !== 'domain')
    .map((key) => (isFact(key) ? { kind: 'fact', fact: key } : { kind: 'question', question: key }));
}

/** A study whose questionnaire and segments name levels. */
interface NamedBy {
  readonly study: Study;
  readonly questionnaire: Questionnaire;
}

interface YearNames extends NamedBy {
  readonly heading: Heading;
}

/** For each breakdown: what the table calls the levels that a year has in its answers. */
export type LevelNames = readonly ReadonlyMap<string, Heading>[];

/**
 * What a table calls the levels of a year. Answers to a question are the same level when they mean the same, whatever
 * their number; an answer whose number means something else now keeps a name of its own.
 * @param axes of the table
 * @param year whose answers have the levels
 * @param last the year that the table is about
 */
export function levelNames(axes: readonly Axis[], year: YearNames, last: NamedBy): LevelNames {
  return sourcesOf(axes).map((source) => {
    if (source.kind === 'fact') return new Map();
    const now = optionsOfQuestion(last.questionnaire, source.question);
    const was = optionsOfQuestion(year.questionnaire, source.question);
    return new Map(was.map((option) => [String(option.code), levelIn(now, option, year.heading)]));
  });
}

function levelIn(now: readonly Option[], was: Option, year: Heading): Heading {
  const same = now.find((option) => meansTheSame(option, was));
  if (same !== undefined) return levelOfOption(same);
  const isTaken = now.some(({ code }) => code === was.code);
  const own = levelOfOption(was);
  return isTaken ? { ...own, key: `${own.key}-${year.key}` } : own;
}

/** What a reader must know of years in which the numbers of the answers that make columns meant something else. */
export function levelRemarks(axes: readonly Axis[], years: readonly Omit<YearNames, 'study'>[]): string[] {
  const questions = sourcesOf(axes).flatMap((source) => (source.kind === 'fact' ? [] : [source.question]));
  return questions.flatMap((question) => {
    const asked = years.flatMap(({ questionnaire, heading }): AskedIn[] => {
      const variable = findVariable(questionnaire, question);
      return variable === null ? [] : [{ variable, year: heading.label }];
    });
    const now = asked.at(-1);
    if (now === undefined) return [];
    const remarks = asked.flatMap((was) => codesRemark(was, now) ?? []);
    return remarks.map((remark) => `${question}: ${remark}`);
  });
}

function optionsOfQuestion(questionnaire: Questionnaire, question: string): readonly Option[] {
  const variable = findVariable(questionnaire, question);
  return variable === null ? [] : optionsOf(variable);
}

function levelOfOption({ code, label }: Option): Heading {
  return { key: String(code), label: label[LANGUAGE] ?? String(code) };
}

/**
 * The breakdowns of a table with the levels that somebody has.
 * @param axes of the table
 * @param study whose questionnaire and segments name the levels
 * @param found the levels of each breakdown that the answers have, with their labels
 */
export function breakdownsOf(
  axes: readonly Axis[],
  { study, questionnaire }: NamedBy,
  found: readonly ReadonlyMap<string, string>[],
): readonly Breakdown[] {
  const labels = new Map(listAxes(questionnaire).map(({ key, label }) => [key, label]));
  return axes
    .filter((axis) => axis !== 'year' && axis !== 'domain')
    .map((key, at) => {
      const present = found[at] ?? new Map<string, string>();
      const named = namedLevels(key, study, questionnaire);
      const others = [...present.keys()].filter(
        (level) => level !== UNKNOWN_LEVEL && named.every((own) => own.key !== level),
      );
      const levels = [
        ...named.filter((level) => present.has(level.key)),
        ...others.sort().map((level) => ({ key: level, label: present.get(level) ?? level })),
        ...(present.has(UNKNOWN_LEVEL) ? [{ key: UNKNOWN_LEVEL, label: 'Niet bekend' }] : []),
      ];
      return { key, label: labels.get(key) ?? key, levels, question: isFact(key) ? null : key };
    });
}

function namedLevels(key: Axis, study: Study, questionnaire: Questionnaire): readonly Heading[] {
  if (key === 'segment') {
    return study.domains.flatMap(({ segments }) =>
      segments.map((segment) => ({ key: segment.code, label: segment.label })),
    );
  }
  if (isFact(key)) {
    return Object.entries(LEVEL_LABELS[key]).map(([level, label]) => ({ key: level, label }));
  }
  return optionsOfQuestion(questionnaire, key).map(levelOfOption);
}

function isFact(axis: Axis): axis is Fact {
  return Object.hasOwn(FACTS, axis);
}

/** One answer per person: a question with one choice, or a statement on a scale. */
function isSingle({ question }: Variable): boolean {
  return question.type === 'single' || question.type === 'grid';
}
