import type { Request } from 'express';
import { pathParameter, queryFields, type Route } from '../../web/route.js';
import { render } from '../../web/views.js';
import type { Application } from '../../application.js';
import { getStudy } from '../studies/studies.service.js';
import { tableCsv } from './table-csv.js';
import { planRows } from './table-rows.js';
import { COLUMN_WORDS, type TableChoices, tableChoices } from './tables.forms.js';
import { tablesPage, tablesView } from './tables.pages.js';
import { listEarlierStudies, makeTable, recordTableExport, type StudyTable } from './tables.service.js';

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
    path: '/studies/:study/tables/csv',
    access: 'table.view',
    async handle({ app, actor }, request, response) {
      const made = await tableFor(app, request, tableChoices.parse(queryFields(request)));
      await recordTableExport(app, actor, made);
      response.type('text/csv').attachment(`${made.study.slug}-tabellen.csv`).send(tableCsv(made));
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
