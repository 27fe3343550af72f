import type { Request } from 'express';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Application } from '../../application.js';
import { getStudy } from '../studies/studies.service.js';
import { UserProblem } from '../../errors.js';
import { exportTable } from './table-files.js';
import { listAxes } from './breakdowns.js';
import { type PlannedRow, planRows } from './table-rows.js';
import { axesIn, type TableChoices, tableChoices, tableFormatOf } from './tables.forms.js';
import { tablesPage, tablesView } from './tables.pages.js';
import { listEarlierStudies, makeTable, type StudyTable } from './tables.service.js';

export const tablesRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/studies/:study/tables',
    access: 'table.view',
    async handle({ app, actor }, request, response) {
      const choices = tableChoices.parse(queryFields(request));
      const made = await tableFor(app, request, choices);
      const state = {
        roles: actor.roles,
        choices,
        earlier: await listEarlierStudies(app, made.study),
        query: queryOf(choices),
      };
      render(response, tablesView, tablesPage(made, state));
    },
  },
  {
    method: 'get',
    path: '/studies/:study/tables/:format',
    access: 'table.view',
    async handle({ app, actor }, request, response) {
      const format = tableFormatOf(pathParameter(request, 'format'));
      if (format === null) throw new UserProblem('not_found');
      const made = await tableFor(app, request, tableChoices.parse(queryFields(request)));
      const file = await exportTable(app, actor, { made, format });
      response.attachment(file.fileName).type(file.contentType).send(file.bytes);
    },
  },
];

async function tableFor(app: Application, request: Request, choices: TableChoices): Promise<StudyTable> {
  const study = await getStudy(app.database.read, pathParameter(request, 'study'));
  const questionnaire = app.questionnaires.get(study.questionnaireId);
  const axes = listAxes(questionnaire).map(({ key }) => key);
  const { procedure, unknown, totals, beside } = choices;
  return makeTable(app, {
    study: study.slug,
    questions: questionsOf(planRows(questionnaire), choices),
    columns: axesIn(choices, axes),
    procedure,
    beside: beside.length === 0 ? null : beside,
    options: { unknown, totals },
  });
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

function queryOf(choices: TableChoices): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) {
    for (const one of [value].flat()) if (one !== '') query.append(name, one);
  }
  return `?${query.toString()}`;
}
