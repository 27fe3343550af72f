import { MEASURE_LABELS } from '../../domain/interview/measure-code.js';
import type { Questionnaire } from '../../domain/questionnaire/model.js';
import {
  listVariables,
  optionsOf,
  tableLabelOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import { type Axis, type Breakdown, type Heading, UNKNOWN_LEVEL } from '../../domain/tables/table-input.js';
import { UserProblem } from '../../errors.js';
import type { Study } from '../studies/studies.service.js';
import type { BreakdownSource } from './tables.queries.js';

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
} as const;

type Fact = keyof typeof FACTS;

const LANGUAGE = 'nl';

const LEVEL_LABELS: Readonly<Record<Fact, Readonly<Record<string, string>>>> = {
  segment: {},
  measure: MEASURE_LABELS,
  respondent: { parent: 'Ouder', youth: 'Jongere' },
  age_band: { '0-11': '0 t/m 11 jaar', '12-15': '12 t/m 15 jaar', '16+': '16 jaar en ouder' },
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
      `Kolommen naar ${strange} kan niet: dat kenmerk heeft dit onderzoek niet.`,
    );
  }
  if (axes.length === 0 || axes.length > 2 || new Set(axes).size < axes.length) {
    throw new UserProblem('invalid_input', 'Kies één kenmerk voor de kolommen, of twee verschillende.');
  }
  return [...axes.filter((axis) => axis !== 'year'), ...axes.filter((axis) => axis === 'year')];
}

/** Where the levels of the axes beside years and domains are found. */
export function sourcesOf(axes: readonly Axis[]): readonly BreakdownSource[] {
  return axes
    .filter((axis) => axis !== 'year' && axis !== 'domain')
    .map((key) => (isFact(key) ? { kind: 'fact', fact: key } : { kind: 'question', question: key }));
}

/**
 * The breakdowns of a table with the levels that somebody has.
 * @param axes of the table
 * @param study whose questionnaire and segments name the levels
 * @param found the levels of each breakdown that the answers have
 */
export function breakdownsOf(
  axes: readonly Axis[],
  { study, questionnaire }: { readonly study: Study; readonly questionnaire: Questionnaire },
  found: readonly ReadonlySet<string>[],
): readonly Breakdown[] {
  const labels = new Map(listAxes(questionnaire).map(({ key, label }) => [key, label]));
  return axes
    .filter((axis) => axis !== 'year' && axis !== 'domain')
    .map((key, at) => {
      const present = found[at] ?? new Set<string>();
      const named = namedLevels(key, study, questionnaire);
      const others = [...present].filter(
        (level) => level !== UNKNOWN_LEVEL && named.every((own) => own.key !== level),
      );
      const levels = [
        ...named.filter((level) => present.has(level.key)),
        ...others.sort().map((level) => ({ key: level, label: level })),
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
  const variable = listVariables(questionnaire).find(({ id }) => id === key);
  return (variable === undefined ? [] : optionsOf(variable)).map(({ code, label }) => ({
    key: String(code),
    label: label[LANGUAGE] ?? String(code),
  }));
}

function isFact(axis: Axis): axis is Fact {
  return Object.hasOwn(FACTS, axis);
}

/** One answer per person: a question with one choice, or a statement on a scale. */
function isSingle({ question }: Variable): boolean {
  return question.type === 'single' || question.type === 'grid';
}
