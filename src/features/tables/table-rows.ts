import { listComparisons } from '../../domain/questionnaire/condition.js';
import type { Option, Questionnaire, Statistic } from '../../domain/questionnaire/model.js';
import {
  listVariables,
  optionsOf,
  statisticOf,
  tableLabelOf,
  type Variable,
} from '../../domain/questionnaire/variables.js';
import type { RowStatistic } from '../../domain/tables/table-input.js';

/** A row that a questionnaire can have in a table. */
export interface PlannedRow {
  readonly variable: Variable;
  readonly statistic: Statistic;
  /** The option that the row is about, for questions with a row per option. */
  readonly option: Option | null;
  readonly kind: RowStatistic;
  readonly label: string;
  /** How the figure is called: `% ja`, `gemiddeld rapportcijfer`. */
  readonly measureLabel: string;
  readonly filteredBy: string | null;
}

const LANGUAGE = 'nl';

/** Every row of a questionnaire in its order: one per statistic, or one per option. */
export function planRows(questionnaire: Questionnaire): readonly PlannedRow[] {
  return listVariables(questionnaire).flatMap((variable) => {
    const statistic = statisticOf(variable);
    return statistic === null ? [] : rowsOf(variable, statistic);
  });
}

/** What can be chosen: the blocks of the questionnaire that have figures. */
export function partsOf(
  rows: readonly PlannedRow[],
): readonly { readonly value: string; readonly label: string }[] {
  const blocks = new Map(rows.map(({ variable }) => [variable.block.id, variable.block]));
  return [...blocks.values()].map(({ id, title }) => ({ value: id, label: title['nl'] ?? id }));
}

/** Single questions that can be chosen, in the order of the questionnaire. */
export function questionsIn(
  rows: readonly PlannedRow[],
): readonly { readonly value: string; readonly label: string }[] {
  const variables = new Map(rows.map(({ variable }) => [variable.id, variable]));
  return [...variables.values()].map((variable) => ({
    value: variable.id,
    label: `${variable.id} ${tableLabelOf(variable, LANGUAGE)}`,
  }));
}

function rowsOf(variable: Variable, statistic: Statistic): PlannedRow[] {
  const label = tableLabelOf(variable, LANGUAGE);
  const row = {
    variable,
    statistic,
    kind: kindOf(statistic),
    measureLabel: statistic.label?.[LANGUAGE] ?? '',
    filteredBy: filterOf(variable),
  };
  if (statistic.kind === 'share' || statistic.kind === 'mean') return [{ ...row, option: null, label }];
  return optionsOf(variable).map((option) => ({
    ...row,
    option,
    label: `${label}: ${option.label[LANGUAGE] ?? String(option.code)}`,
  }));
}

function kindOf(statistic: Statistic): RowStatistic {
  switch (statistic.kind) {
    case 'share':
    case 'mean':
      return statistic.kind;
    case 'distribution':
      return 'option-share';
    case 'multiple_response':
      return statistic.percentOf === 'answers' ? 'multiple-of-answers' : 'multiple-of-respondents';
  }
}

/** The question whose answer decided who got this one. */
function filterOf({ question, statement }: Variable): string | null {
  const conditions = [statement?.when, question.when].filter((condition) => condition !== undefined);
  for (const comparison of conditions.flatMap(listComparisons)) {
    if ('question' in comparison) return comparison.question;
  }
  return null;
}
