import type { Application } from '../../application.js';
import {
  SPECIFICATION_FORMAT,
  type SpecifiedComparison,
  type TableSpecification,
} from '../../domain/tables/table-specification.js';
import { codedStudyOf } from '../coding/coded-study.service.js';
import { getStudy, type Study } from '../studies/studies.service.js';
import { listAxes } from './breakdowns.js';
import { codedOnce, nothingRead } from './read-once.js';
import { partsOf, type PlannedRow, planRows } from './table-rows.js';
import { axesIn, optionsIn, type TableChoices } from './tables.forms.js';
import { makeTable, type StudyTable } from './tables.service.js';

/** The table that an address chooses. */
export async function tableFor(app: Application, slug: string, choices: TableChoices): Promise<StudyTable> {
  const study = await getStudy(app.database.read, slug);
  const read = nothingRead();
  const { forTables: questionnaire } = await codedOnce(app, read, study);
  const axes = listAxes(questionnaire).map(({ key }) => key);
  const { procedure, beside } = choices;
  const request = {
    study: study.slug,
    questions: questionsOf(planRows(questionnaire), choices),
    columns: axesIn(choices, axes),
    procedure,
    beside: beside.length === 0 ? null : beside,
    options: optionsIn(choices),
  };
  return makeTable(app, request, read);
}

/** The single questions and those of the chosen blocks; all when nothing is chosen that is there. */
function questionsOf(
  rows: readonly PlannedRow[],
  { part, question }: Pick<TableChoices, 'part' | 'question'>,
): readonly string[] | null {
  const chosen = rows.filter(
    ({ variable }) => part.includes(variable.block.id) || question.includes(variable.id),
  );
  return chosen.length === 0 ? null : [...new Set(chosen.map(({ variable }) => variable.id))];
}

/** The same choices as an address. */
export function queryOf(choices: TableChoices): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) {
    for (const one of [value].flat()) if (one !== '') query.append(name, one);
  }
  return `?${query.toString()}`;
}

/** What an address chooses as tables to keep: one per block of the questionnaire, as the page shows them. */
export async function specificationOf(
  app: Application,
  study: Study,
  choices: TableChoices,
): Promise<TableSpecification> {
  const { forTables: questionnaire } = await codedStudyOf(app, app.database.read, study);
  const rows = planRows(questionnaire);
  const chosen = questionsOf(rows, choices);
  const { procedure } = choices;
  const columns = axesIn(
    choices,
    listAxes(questionnaire).map(({ key }) => key),
  );
  const tables = partsOf(rows).flatMap(({ value, label }): Omit<SpecifiedComparison, 'name'>[] => {
    const own = rows.filter(
      ({ variable }) => variable.block.id === value && (chosen === null || chosen.includes(variable.id)),
    );
    const questions = [...new Set(own.map(({ variable }) => variable.id))];
    return questions.length === 0
      ? []
      : [{ kind: 'comparison', title: label, questions, columns, procedure, options: optionsIn(choices) }];
  });
  return {
    format: SPECIFICATION_FORMAT,
    title: '',
    tables: tables.map((table, at) => ({ ...table, name: `Tabel ${String(at + 1)}` })),
  };
}
