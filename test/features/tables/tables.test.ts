import { expect, it } from 'vitest';
import type { Application } from '../../../src/application.js';
import { csvText } from '../../../src/domain/csv/csv-text.js';
import { tableJson } from '../../../src/domain/tables/table-json.js';
import { importPublished, importResponses } from '../../../src/features/responses/responses.service.js';
import { createStudy } from '../../../src/features/studies/studies.service.js';
import { tableCsv } from '../../../src/features/tables/table-csv.js';
import { makeTable, type TableRequest } from '../../../src/features/tables/tables.service.js';
import { exportTable } from '../../../src/features/tables/table-files.js';
import { TABLE_FORMATS } from '../../../src/features/tables/tables.forms.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { hasRPackage, runTool, temporaryFile } from '../../domain/export/tools.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { readReference, readReferenceRows, relativeError } from '../../support/reference.js';
import { expectValidHtml } from '../../support/valid-html.js';

const request = (different: Partial<TableRequest> = {}): TableRequest => ({
  study: 'ceo-2016',
  questions: null,
  columns: ['domain'],
  procedure: 'spss',
  beside: null,
  ...different,
});

async function addStudy(app: Application, year: number, questionnaireId = 'ceo-jeugd-2016'): Promise<string> {
  const { slug } = await createStudy(app, COMMAND, {
    name: `CEO ${String(year)}`,
    slug: `ceo-${String(year)}`,
    reportYear: year,
    questionnaireId,
    isPractice: false,
    fieldworkStartsOn: null,
    fieldworkEndsOn: null,
  });
  return slug;
}

function cell(row: { cells: readonly { column: string }[] } | undefined, column: string): unknown {
  return row?.cells.find((one) => one.column === column);
}

describeOnEachDatabase('a table', ({ openDatabase }) => {
  it('hides the one child of table 25 in JSON, file and page, and in every total that holds it', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const made = await makeTable(app, request({ questions: ['G2'] }));
    const { rows, notes } = tableJson(made.table);
    expect(rows.map(({ question, option }) => [question, option])).toEqual([
      ['G2', '1'],
      ['G2', '2'],
      ['G2', '3'],
    ]);
    const [more] = rows;
    expect(cell(more, 'jb_jr')).toMatchObject({ value: null, letters: '', suppressed: true });
    expect(cell(more, 'total')).toMatchObject({ value: null, suppressed: true });
    expect(cell(more, 'basishulp')).toMatchObject({ base: 49, suppressed: false });
    expect(JSON.stringify(more?.tests)).not.toContain('jb_jr');
    expect(notes.join(' ')).toContain('Sommige cijfers zijn verborgen');

    const [, line = ''] = tableCsv(made).split('\r\n');
    expect(line).toMatch(/^G2;wat liever: meer hulp;% van wie nee zei;0,12\d*;49;/);
    expect(line.split(';').filter((one) => one === 'verborgen')).toHaveLength(2);

    const analyst = await signInAs(app, web, 'analist');
    const page = await analyst.get('/studies/ceo-2016/tables?part=G');
    await expectValidHtml(page.text);
    const shown = page.text.slice(
      page.text.indexOf('wat liever: meer hulp'),
      page.text.indexOf('andere soort'),
    );
    expect(shown.match(/verborgen/g)).toHaveLength(2);
    expect(shown).not.toContain('5%');
    const file = await analyst.get('/studies/ceo-2016/tables/csv?part=G');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text).toContain('G2;wat liever: meer hulp;');
    const log = await app.database.read('audit_log').where({ action: 'tables.export' });
    expect(log).toHaveLength(1);
  });

  it('leaves as every kind of file, each with its hash in the audit log', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const analyst = await signInAs(app, web, 'analist');
    const page = await analyst.get('/studies/ceo-2016/tables');
    for (const format of TABLE_FORMATS) {
      expect(page.text).toContain(`/studies/ceo-2016/tables/${format}?columns=domain`);
      const file = await analyst.get(`/studies/ceo-2016/tables/${format}`);
      const ending = format === 'r' ? 'R' : format;
      expect(file.headers['content-disposition']).toBe(`attachment; filename=ceo-2016-tabellen.${ending}`);
      expect(file.headers['cache-control']).toContain('no-store');
    }
    const log = await app.database.read('audit_log').where({ action: 'tables.export' }).orderBy('sequence');
    const details = log.map(({ detail }: { detail: string }) => detail);
    expect(details.filter((detail) => /"sha256":"[0-9a-f]{64}"/.test(detail))).toHaveLength(
      TABLE_FORMATS.length,
    );
    expect((await analyst.get('/studies/ceo-2016/tables/exe')).status).toBe(404);
  });

  if (hasRPackage('survey', 'of R de tabellen van een onderzoek narekent')) {
    it.each(['design', 'spss'] as const)(
      'is repeated number for number by R, with the procedure %s',
      async (procedure) => {
        const app = createTestApplication(await openDatabase());
        await importPublishedStudies(app);
        const made = await makeTable(app, request({ columns: ['domain', 'year'], procedure }));
        const { bytes } = await exportTable(app, COMMAND, {
          study: made.study.slug,
          make: () => Promise.resolve(made),
          format: 'r',
        });
        expect(runTool('Rscript', [temporaryFile('tabel.R', bytes)])).toMatch(/^Alle \d{3,} getallen/m);
      },
      240_000,
    );
  }

  it('compares years over the domains that both have, and says so', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { rows, notes } = tableJson(
      (await makeTable(app, request({ questions: ['B1', 'H2'], columns: ['year'] }))).table,
    );
    expect(rows.map(({ question }) => question)).toEqual(['B1', 'H2_1', 'H2_2', 'H2_3']);
    expect(rows[0]?.cells.map(({ column, base, letters }) => [column, base, letters])).toEqual([
      ['2015', 505, 'a'],
      ['2016', 513, 'b'],
    ]);
    expect(notes).toContain(
      'B1, H2_1, H2_2, H2_3: in CEO 2015 zijn er geen cijfers over Jeugdbescherming en jeugdreclassering. De jaren zijn vergeleken over de groepen die elk jaar voorkomen.',
    );
    expect(notes).toContain('H2_1, H2_2, H2_3: In 2015 ging de stelling alleen over het kind.');
    expect(notes.join('\n')).toMatch(/^In 2015 is de steekproef op een andere manier getrokken/m);
  });

  it('counts JB/JR on the base that the questionnaire gives: who had youth care too', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { table } = await makeTable(app, request({ questions: ['C1', 'C2'] }));
    for (const row of table.rows) expect(cell(row, 'jb_jr')).toMatchObject({ base: 71 });
    expect(cell(table.rows[0], 'jb_jr')).toMatchObject({ value: 46 / 71 });
  });

  it.each(['B1', 'B2'])('agrees with R on the weighted figures of %s and their errors', async (question) => {
    const app = createTestApplication(await openDatabase());
    await importSynthetic(app);
    const { table } = await makeTable(app, request({ questions: [question], procedure: 'design' }));
    const cells = table.rows[0]?.cells.map(({ column, value, standardError }) => ({
      column,
      value,
      standardError,
    }));
    for (const { column, value, standardError } of SYNTHETIC[question] ?? []) {
      const own = cells?.find((one) => one.column === column);
      expect(relativeError(own?.value ?? NaN, value)).toBeLessThan(1e-9);
      expect(relativeError(own?.standardError ?? NaN, standardError)).toBeLessThan(1e-9);
    }
  });

  it('agrees with R on the test of a whole row', async () => {
    const app = createTestApplication(await openDatabase());
    await importSynthetic(app);
    const { table } = await makeTable(app, request({ questions: ['B1'], procedure: 'design' }));
    const whole = table.rows[0]?.tests.find(({ method }) => method === 'rao-scott-f');
    expect(relativeError(whole?.pValue ?? NaN, 0.244048931086709)).toBeLessThan(1e-9);
  });

  it('sets printed figures of an earlier year beside its own, and says where they come from', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const slug = await addStudy(app, 2014, 'ceo-jeugd-2015');
    const text =
      'question;domain;base;value\nB1;basishulp;200;0,9\nB2;basishulp;200;8\nA1;;300;0,5\nG1;basishulp;8;0,5';
    await importPublished(app, COMMAND, { study: slug, bytes: Buffer.from(text), replaces: false });
    const { table } = await makeTable(app, request({ columns: ['domain', 'year'], beside: [slug] }));
    const { rows, notes } = tableJson(table);
    const row = (question: string) => rows.find((one) => one.question === question);
    expect(cell(row('B1'), 'basishulp/2014')).toMatchObject({ value: 0.9, base: 200, letters: 'a' });
    expect(cell(row('B2'), 'basishulp/2014')).toMatchObject({ value: 8, letters: '' });
    expect(cell(row('G1'), 'basishulp/2014')).toMatchObject({ value: null, base: null, suppressed: true });
    expect(notes).toContain(
      'De cijfers van CEO 2014 komen uit een gepubliceerde tabel, niet uit losse antwoorden.',
    );
    expect(notes).toContain(
      'A1: van CEO 2014 is alleen een totaal gepubliceerd. Dat is niet naast domeinen te zetten.',
    );
  });

  it('leaves out studies that are for practice, later, or in fieldwork', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    await addStudy(app, 2013);
    await app.database.write('studies').where({ slug: 'ceo-2015' }).update({ status: 'fieldwork' });
    const { table } = await makeTable(app, request({ columns: ['year'], questions: ['B1'] }));
    expect(table.columns.map(({ key }) => key)).toEqual(['2016']);
    const named = await makeTable(
      app,
      request({ columns: ['year'], questions: ['B1'], beside: ['ceo-2015'] }),
    );
    expect(named.table.columns.map(({ key }) => key)).toEqual(['2015', '2016']);
  });

  it('counts complete interviews only', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    await app.database
      .write('responses')
      .whereIn('domain_id', app.database.read('domains').select('id').where({ code: 'basishulp' }))
      .update({ status: 'partial' });
    const { table } = await makeTable(app, request({ questions: ['B1'] }));
    expect(table.columns.map(({ key }) => key)).toEqual(['specialistisch', 'jb_jr', 'total']);
  });

  it.each([
    [{ questions: ['B9'] }, 'invalid_input'],
    [{ questions: ['B3'] }, 'invalid_input'],
    [{ beside: ['ceo-2016'] }, 'invalid_input'],
    [{ beside: ['ceo-1999'] }, 'not_found'],
  ])('is refused for %j', async (wrong, kind) => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    await expect(makeTable(app, request(wrong))).rejects.toMatchObject({ kind });
  });
});

describeOnEachDatabase('the page with tables', ({ openDatabase }) => {
  it('shows figures, bases, letters and a legend in Dutch', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const analyst = await signInAs(app, web, 'analist');
    const page = await analyst.get('/studies/ceo-2016/tables?columns=domain%2Cyear&procedure=spss&part=B');
    await expectValidHtml(page.text);
    expect(page.text).toMatch(/94% <sup>a A<\/sup><span class="veldwerk-detail">n = 219</);
    expect(page.text).toMatch(/7,3 <sup>/);
    expect(page.text).toContain('Kleine letters vergelijken de jaren van één domein');
    expect(page.text).not.toContain('Samenwerking</span>');
    const all = await analyst.get('/studies/ceo-2016/tables?columns=x&procedure=y&part=Z');
    expect(all.status).toBe(200);
    await expectValidHtml(all.text);
  });

  it('says so when there is nothing to show, and is not for interviewers', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await addStudy(app, 2020);
    const researcher = await signInAs(app, web, 'onderzoeker');
    const page = await researcher.get('/studies/ceo-2020/tables');
    expect(page.text).toContain('Er zijn nog geen antwoorden');
    await expectValidHtml(page.text);
    const interviewer = await signInAs(app, web, 'enqueteur');
    expect((await interviewer.get('/studies/ceo-2020/tables')).status).toBe(403);
  });
});

const DOMAINS = [
  ['basishulp', 'basis'],
  ['specialistisch', 'spec'],
  ['jb_jr', 'JBJR'],
] as const;

interface SyntheticReference {
  readonly y2016_q1: {
    readonly mean: number;
    readonly se: number;
    readonly by: Readonly<Record<string, number>>;
    readonly by_se: Readonly<Record<string, number>>;
  };
  readonly mark_svy: {
    readonly est: Readonly<Record<string, number>>;
    readonly se: Readonly<Record<string, number>>;
    readonly total: { readonly est: { readonly mark: number }; readonly se: { readonly mark: number } };
  };
}

const { y2016_q1: shares, mark_svy: marks } = readReference('ceo_synthetic.json') as SyntheticReference;

/** What R's survey package makes of the same respondents. */
const SYNTHETIC: Readonly<
  Record<string, readonly { column: string; value: number; standardError: number }[]>
> = {
  B1: [
    { column: 'total', value: shares.mean, standardError: shares.se },
    ...DOMAINS.map(([column, key]) => ({
      column,
      value: shares.by[key] ?? NaN,
      standardError: shares.by_se[key] ?? NaN,
    })),
  ],
  B2: [
    { column: 'total', value: marks.total.est.mark, standardError: marks.total.se.mark },
    ...DOMAINS.map(([column, key]) => ({
      column,
      value: marks.est[key] ?? NaN,
      standardError: marks.se[key] ?? NaN,
    })),
  ],
};

/** The made-up respondents of 2016 on which R computed the reference, as an answer file with weights. */
async function importSynthetic(app: Application): Promise<void> {
  await addStudy(app, 2016);
  const people = readReferenceRows('ceo_synthetic.csv').filter(({ year }) => year === '2016');
  const codes = new Map(DOMAINS.map(([code, name]) => [name as string, code]));
  const known = (text = ''): string => (text === 'NA' ? '' : text);
  const text = csvText([
    ['domain', 'weight', 'B1', 'B2'],
    ...people.map(({ domain = '', dw = '', q1, mark }) => [
      codes.get(domain) ?? '',
      dw,
      known(q1) === '' ? '98' : known(q1) === '1' ? '1' : '2',
      known(mark) === '' ? '98' : known(mark),
    ]),
  ]);
  const population = Object.fromEntries(
    people.map(({ domain = '', fpc }) => [codes.get(domain) ?? '', Number(fpc)]),
  );
  const outcome = await importResponses(app, COMMAND, {
    study: 'ceo-2016',
    bytes: Buffer.from(text.slice(1)),
    replaces: false,
    population,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults.slice(0, 3)));
}
