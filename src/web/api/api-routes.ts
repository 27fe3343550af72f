import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { UserProblem } from '../../errors.js';
import { DATA_FORMATS, exportForm, K_CHOICES, DEFAULT_K } from '../../features/responses/responses.forms.js';
import { exportResponses } from '../../features/responses/responses.service.js';
import { BREAKDOWNS } from '../../domain/response/breakdown.js';
import { breakDownResponse } from '../../features/response-rates/breakdown.service.js';
import { breakdownJson } from '../../features/response-rates/response-json.js';
import { getStudy, listStudies, type Study } from '../../features/studies/studies.service.js';
import { exportTable } from '../../features/tables/table-files.js';
import {
  COLUMN_WORD_LIST,
  COLUMN_WORDS,
  PROCEDURES,
  TABLE_FORMATS,
} from '../../features/tables/tables.forms.js';
import { makeTable } from '../../features/tables/tables.service.js';
import { pathParameter, queryFields } from '../route.js';
import { sendFile } from '../sending.js';
import type { ApiRoute } from './api-route.js';

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).optional();

const weightsName = z.string().max(80).default('');

const tableQuery = z.strictObject({
  question: several,
  columns: z.enum(COLUMN_WORD_LIST as [string, ...string[]]).default('domain'),
  procedure: z.enum(PROCEDURES).default('design'),
  beside: several,
  weights: weightsName,
  format: z.enum(TABLE_FORMATS).default('json'),
});

const responseQuery = z.strictObject({
  by: z.enum(BREAKDOWNS).default('domain'),
  domain: z.string().optional(),
});

const responsesQuery = z.strictObject({
  format: z.enum(DATA_FORMATS).default('csv'),
  k: exportForm.shape.k,
  weights: weightsName,
});

const JSON_TYPE = 'application/json';

/** Every address of the API. */
export const API_ROUTES: readonly ApiRoute[] = [
  {
    path: '/studies',
    access: 'study.view',
    summary: 'The studies, the newest report year first.',
    parameters: [],
    produces: [JSON_TYPE],
    async handle({ app }, _request, response) {
      response.json({ studies: (await listStudies(app.database.read)).map(studyJson) });
    },
  },
  {
    path: '/studies/:study',
    access: 'study.view',
    summary: 'One study with its domains.',
    parameters: [],
    produces: [JSON_TYPE],
    async handle({ app }, request, response) {
      response.json(studyJson(await getStudy(app.database.read, pathParameter(request, 'study'))));
    },
  },
  {
    path: '/studies/:study/response',
    access: 'response.view',
    summary: 'Response: counts per group, all AAPOR rates and the municipality’s own, in total and in parts.',
    parameters: [
      { name: 'by', description: 'In which parts.', values: BREAKDOWNS, fallback: 'domain' },
      { name: 'domain', description: 'Code of a domain: only its cases.' },
    ],
    produces: [JSON_TYPE],
    async handle({ app }, request, response) {
      const slug = pathParameter(request, 'study');
      const { by, domain = null } = checked(responseQuery, queryFields(request));
      response.json(breakdownJson(await breakDownResponse(app, { slug, by, domain })));
    },
  },
  {
    path: '/studies/:study/tables',
    access: 'table.view',
    summary: 'Comparison tables after disclosure control, with bases, letters and tests.',
    parameters: [
      {
        name: 'question',
        description: 'Codes of questions, statements or grids; all when absent.',
        isList: true,
      },
      {
        name: 'columns',
        description: 'What stands beside each other.',
        values: COLUMN_WORD_LIST,
        fallback: 'domain',
      },
      {
        name: 'procedure',
        description: 'How differences are tested.',
        values: PROCEDURES,
        fallback: 'design',
      },
      { name: 'beside', description: 'Studies of other years; the earlier ones when absent.', isList: true },
      {
        name: 'weights',
        description:
          'Name of weights that were made, for the procedure design; those of the draw when absent.',
      },
      { name: 'format', description: 'Kind of file.', values: TABLE_FORMATS, fallback: 'json' },
    ],
    produces: [JSON_TYPE, 'text/csv', 'text/html', 'application/octet-stream'],
    async handle({ app, actor }, request, response) {
      const query = checked(tableQuery, queryFields(request));
      const wanted = {
        study: pathParameter(request, 'study'),
        questions: query.question ?? null,
        columns: COLUMN_WORDS[query.columns as keyof typeof COLUMN_WORDS],
        procedure: query.procedure,
        beside: query.beside ?? null,
        options: { weights: query.weights },
      };
      const make = () => makeTable(app, wanted);
      const file = await exportTable(app, actor, { study: wanted.study, make, format: query.format });
      sendFile(response, file);
    },
  },
  {
    path: '/studies/:study/responses',
    access: 'data.export',
    summary: 'The complete answers under a random response number, without contact data and without texts.',
    parameters: [
      { name: 'format', description: 'Kind of file.', values: DATA_FORMATS, fallback: 'csv' },
      {
        name: 'k',
        description: 'Backgrounds are left out until so many respondents share theirs; 1 leaves out nothing.',
        values: K_CHOICES.map(String),
        fallback: String(DEFAULT_K),
      },
      {
        name: 'weights',
        description:
          'Name of weights that were made, with `:2` for a version, in the column weight; those of the draw when absent.',
      },
    ],
    produces: ['text/csv', 'application/xml', 'application/octet-stream'],
    async handle({ app, actor }, request, response) {
      const { format, k, weights } = checked(responsesQuery, queryFields(request));
      const study = pathParameter(request, 'study');
      const file = await exportResponses(app, actor, { study, format, k, weights, withTexts: false });
      response.attachment(file.fileName).type(file.contentType);
      await pipeline(Readable.from(file.chunks), response);
    },
  },
];

function studyJson({ slug, name, reportYear, status, isPractice, domains }: Study) {
  return {
    study: slug,
    name,
    report_year: reportYear,
    status,
    is_practice: isPractice,
    domains: domains.map(({ code, label }) => ({ code, label })),
  };
}

/** @throws UserProblem `invalid_input` that names the parameters */
function checked<Values>(schema: z.ZodType<Values>, query: Readonly<Record<string, unknown>>): Values {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new UserProblem('invalid_input', faults.join('; '));
}
