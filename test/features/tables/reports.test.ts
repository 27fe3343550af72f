import { expect, it } from 'vitest';
import { REPORT_TEMPLATE } from '../../../src/domain/tables/report-template.js';
import { listVariables, reportTableOf } from '../../../src/domain/questionnaire/variables.js';
import { exportReport } from '../../../src/features/tables/report-files.js';
import { makeReport } from '../../../src/features/tables/reports.service.js';
import {
  getSpecificationByName,
  readSpecification,
  saveSpecification,
} from '../../../src/features/tables/specifications.service.js';
import { TABLE_FORMATS } from '../../../src/features/tables/tables.forms.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { hasRPackage, runTool, temporaryFile } from '../../domain/export/tools.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { shippedQuestionnaire } from '../../support/questionnaires.js';
import { expectValidHtml } from '../../support/valid-html.js';

it('the report has every question under the number of its table in the report of 2016', () => {
  const variables = listVariables(shippedQuestionnaire('ceo-jeugd-2016'));
  for (const table of REPORT_TEMPLATE.tables) {
    if (table.kind === 'response') continue;
    const number = table.name.replace('Tabel ', '');
    const own = variables.filter((variable) => reportTableOf(variable) === number);
    const asked = variables.filter(({ id, question }) =>
      [id, question.id].some((code) => table.questions?.includes(code)),
    );
    expect(
      asked.map(({ id }) => id),
      table.name,
    ).toEqual(own.map(({ id }) => id));
    expect(asked.length).toBeGreaterThan(0);
  }
});

describeOnEachDatabase('the report that comes with the program', ({ openDatabase }) => {
  it('makes the response and tables 15 to 30 in one go, with the published figures', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const report = await makeReport(app, { study: 'ceo-2016', specification: REPORT_TEMPLATE });
    expect(report.tables.map(({ name }) => name)).toEqual([
      'Respons',
      ...Array.from({ length: 16 }, (_, at) => `Tabel ${String(15 + at)}`),
    ]);
    const satisfaction = report.tables[1];
    if (satisfaction?.kind !== 'comparison') throw new Error('table 15 was expected');
    const { table } = satisfaction.made;
    const figures = table.columns.map(({ key }, at) => [key, table.rows[0]?.cells[at]?.value?.toFixed(2)]);
    expect(Object.fromEntries(figures)).toMatchObject({
      'basishulp/2015': '0.94',
      'basishulp/2016': '0.84',
      'comparable-total/2015': '0.91',
      'comparable-total/2016': '0.83',
      'total-without/2016': '0.83',
    });
    for (const { missing } of report.tables) expect(missing).toEqual([]);
  });

  it.each([...TABLE_FORMATS])(
    'leaves as one file of the kind %s, with its hash in the log',
    async (format) => {
      const app = createTestApplication(await openDatabase());
      const web = createWebApp(app);
      await importPublishedStudies(app);
      const analyst = await signInAs(app, web, 'analist');
      const file = await analyst.get(`/studies/ceo-2016/reports/template/${format}`);
      expect(file.status).toBe(200);
      expect(file.headers['content-disposition']).toContain('ceo-2016-rapport.');
      if (format === 'csv' || format === 'html') {
        for (const name of ['Respons', 'Tabel 15', 'Tabel 30']) expect(file.text).toContain(name);
      }
      const log = (await app.database.read('audit_log').where({ action: 'tables.export' })) as {
        detail: string;
      }[];
      expect(log.at(-1)?.detail).toMatch(/"sha256":"[0-9a-f]{64}"/);
    },
  );

  it('is shown as one page with an index', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const analyst = await signInAs(app, web, 'analist');
    const list = await analyst.get('/studies/ceo-2016/reports');
    expect(list.text).toContain('hoort bij het programma');
    await expectValidHtml(list.text);
    const page = await analyst.get('/studies/ceo-2016/reports/template');
    await expectValidHtml(page.text);
    expect(page.text).toContain('href="#tabel-17"');
    expect(page.text).toContain('Tabel 30. Maatschappelijke participatie');
    expect(page.text).not.toContain('Verwijder deze opzet');
    expect((await analyst.get('/studies/ceo-2016/reports/nothing')).status).toBe(404);
  });

  if (hasRPackage('survey', 'of R het rapport narekent')) {
    it('is repeated number for number by R', async () => {
      const app = createTestApplication(await openDatabase());
      await importPublishedStudies(app);
      const report = await makeReport(app, { study: 'ceo-2016', specification: REPORT_TEMPLATE });
      const { bytes } = await exportReport(app, COMMAND, {
        study: 'ceo-2016',
        make: () => Promise.resolve(report),
        format: 'r',
      });
      const lines = runTool('Rscript', [temporaryFile('rapport.R', bytes)]).match(/^Alle \d+ getallen/gm);
      expect(lines).toHaveLength(16);
    }, 120_000);
  }
});

describeOnEachDatabase('a saved specification', ({ openDatabase }) => {
  it('is saved from the page, run, changed, renamed, taken elsewhere and removed', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const analyst = await signInAs(app, web, 'analist');
    const path = '/studies/ceo-2016/reports';
    const choices = { choices: '?columns=respondent&question=B1&procedure=spss&totals=both' };
    const wrong = await analyst.post(path, { ...choices, name: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Vul een naam in.');
    await analyst.post(path, { ...choices, name: 'Kerncijfers' });
    await analyst.post(path, {
      choices: '?columns=year&question=B2',
      name: 'Kerncijfers',
      mode: 'append',
    });

    const saved = await getSpecificationByName(app.database.read, 'Kerncijfers');
    expect(saved.version).toBe(2);
    expect(saved.specification.tables).toEqual([
      {
        kind: 'comparison',
        name: 'Tabel 1',
        title: 'Tevredenheid',
        questions: ['B1'],
        columns: ['respondent'],
        procedure: 'spss',
        options: expect.objectContaining({ unknown: 'column', totals: 'both' }) as object,
      },
      expect.objectContaining({ name: 'Tabel 2', questions: ['B2'], columns: ['year'], procedure: 'design' }),
    ]);
    const page = await analyst.get(`${path}/${saved.id}`);
    await expectValidHtml(page.text);
    expect(page.text).toContain('Kerncijfers, versie 2');
    expect(page.text).toContain('Versie 1,');
    expect(page.text).toContain('tevreden over de jeugdhulp');

    const file = await analyst.get(`${path}/${saved.id}/opzet.json`);
    expect(readSpecification(file.text)).toEqual(saved.specification);
    await analyst.post(`${path}/${saved.id}/rename`, { name: 'Kern' });
    expect((await analyst.get(path)).text).toContain('>Kern<');
    const upload = await analyst.upload(
      `${path}/upload`,
      { field: 'file', name: 'opzet.json', bytes: Buffer.from(file.text) },
      { name: 'Kerncijfers' },
    );
    expect(upload.status).toBe(303);
    await analyst.post(`${path}/${saved.id}/delete`, {});
    expect((await analyst.get(`${path}/${saved.id}`)).status).toBe(404);
    await expect(getSpecificationByName(app.database.read, 'Kern')).rejects.toMatchObject({
      kind: 'not_found',
    });
    const log = (await app.database.read('audit_log').where({ object_kind: 'table_specification' })) as {
      action: string;
    }[];
    expect(log.map(({ action }) => action).sort()).toEqual([
      'tables.remove_specification',
      'tables.rename_specification',
      'tables.save_specification',
      'tables.save_specification',
      'tables.save_specification',
    ]);
  });

  it('says what another study does not have, and makes the rest', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const table = { kind: 'comparison', title: '', columns: ['domain'], procedure: 'spss' } as const;
    const options = { unknown: 'column', totals: 'all' } as const;
    const specification = readSpecification(
      JSON.stringify({
        format: 'veldwerk-tables/1',
        title: '',
        tables: [
          { ...table, name: 'een', questions: ['B1', 'B77'] },
          { ...table, name: 'twee', questions: ['B77'], options },
          { ...table, name: 'drie', questions: null, columns: ['Z9'] },
        ],
      }),
    );
    const { tables } = await makeReport(app, { study: 'ceo-2015', specification });
    expect(tables.map(({ kind, missing }) => [kind, missing])).toEqual([
      ['comparison', ['B77']],
      ['absent', ['B77']],
      ['absent', ['Z9']],
    ]);
  });

  it.each([
    ['not JSON', 'geen JSON'],
    ['{"format":"other"}', 'format'],
    ['{"format":"veldwerk-tables/1","title":"","tables":[]}', 'geen tabellen'],
  ])('is refused when the file is %s', (text, message) => {
    expect(() => readSpecification(text)).toThrow(message);
  });

  it('cannot take the name of the report that comes with the program', async () => {
    const app = createTestApplication(await openDatabase());
    const input = { name: 'template', specification: REPORT_TEMPLATE, mode: 'replace' } as const;
    await expect(saveSpecification(app, COMMAND, input)).rejects.toMatchObject({ kind: 'invalid_input' });
  });
});
