import type { Request } from 'express';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Application } from '../../application.js';
import { getStudy } from '../studies/studies.service.js';
import { UserProblem } from '../../errors.js';
import { exportTable } from './table-files.js';
import { planRows } from './table-rows.js';
import { COLUMN_WORDS, type TableChoices, tableChoices, tableFormatOf } from './tables.forms.js';
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
  const study = pathParameter(request, 'study');
  return makeTable(app, {
    study,
    questions: await questionsOf(app, study, choices.part),
    columns: COLUMN_WORDS[choices.columns],
    procedure: choices.procedure,
    beside: choices.beside.length === 0 ? null : choices.beside,
  });
}

/** The questions of the chosen blocks; all when nothing is chosen that is there. */
async function questionsOf(
  app: Application,
  slug: string,
  parts: readonly string[],
): Promise<readonly string[] | null> {
  const study = await getStudy(app.database.read, slug);
  const rows = planRows(app.questionnaires.get(study.questionnaireId));
  const chosen = rows.filter(({ variable }) => parts.includes(variable.block.id));
  return chosen.length === 0 ? null : chosen.map(({ variable }) => variable.id);
}

function queryOf({ part, beside, columns, procedure }: TableChoices): string {
  const query = new URLSearchParams({ columns, procedure });
  for (const one of part) query.append('part', one);
  for (const one of beside) query.append('beside', one);
  return `?${query.toString()}`;
}
