import { expect, it } from 'vitest';
import { describeNote } from '../../../src/domain/tables/notes.js';
import { exportResponses } from '../../../src/features/responses/responses.service.js';
import { makeTable, type TableRequest } from '../../../src/features/tables/tables.service.js';
import { createWebApp } from '../../../src/web/app.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importPublishedStudies } from '../../support/published-studies.js';
import { expectValidHtml } from '../../support/valid-html.js';

const request = (different: Partial<TableRequest>): TableRequest => ({
  study: 'ceo-2016',
  questions: ['B1'],
  columns: ['domain'],
  procedure: 'spss',
  beside: null,
  ...different,
});

/** Counts by hand, straight from the tables of the database: who said yes among whom. */
async function counted(
  app: TestApplication,
  where: Readonly<Record<string, string>>,
  year = 'ceo-2016',
): Promise<{ base: number; value: number }> {
  const answers: { number: number }[] = await app.database
    .read('answers as a')
    .join('responses as r', 'r.id', 'a.response_id')
    .join('domains as d', 'd.id', 'r.domain_id')
    .join('studies as s', 's.id', 'r.study_id')
    .where({ 's.slug': year, 'a.question_id': 'B1', 'a.item': 'value', 'r.status': 'complete', ...where })
    .select('a.number');
  const yes = answers.filter(({ number }) => number === 1).length;
  return { base: answers.length, value: yes / answers.length };
}

describeOnEachDatabase('a table by background', ({ openDatabase }) => {
  it('sets parents beside young people, and totals with and without JB/JR', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { table } = await makeTable(app, request({ columns: ['respondent'], options: { totals: 'both' } }));
    expect(table.columns.map(({ label }) => label)).toEqual([
      'Ouder',
      'Jongere',
      'Totaal',
      'Totaal zonder JB/JR',
    ]);
    const [parent, youth, total, without] = table.rows[0]?.cells ?? [];
    expect(parent).toMatchObject(await counted(app, { 'r.respondent': 'parent' }));
    expect(youth).toMatchObject(await counted(app, { 'r.respondent': 'youth' }));
    expect(total?.base).toBe(584);
    expect(without?.base).toBe(513);
    expect(table.rows[0]?.tests).toHaveLength(1);
  });

  it('leaves JB/JR out of every column when asked, and says so', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { table } = await makeTable(
      app,
      request({ columns: ['respondent'], options: { totals: 'without' } }),
    );
    expect(table.columns.map(({ label }) => label)).toEqual(['Ouder', 'Jongere', 'Totaal zonder JB/JR']);
    const bases = table.rows[0]?.cells.map(({ base }) => base ?? 0) ?? [];
    expect((bases[0] ?? 0) + (bases[1] ?? 0)).toBe(513);
    expect(table.notes.map(describeNote)).toContain('JB/JR telt in deze tabel niet mee.');
  });

  it('compares parents over years on the domains that both years have', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { table } = await makeTable(app, request({ columns: ['year', 'respondent'] }));
    expect(table.columns.map(({ key }) => key).slice(0, 4)).toEqual([
      'parent/2015',
      'parent/2016',
      'youth/2015',
      'youth/2016',
    ]);
    const basis = await counted(app, { 'r.respondent': 'parent', 'd.code': 'basishulp' });
    const special = await counted(app, { 'r.respondent': 'parent', 'd.code': 'specialistisch' });
    expect(table.rows[0]?.cells[1]?.base).toBe(basis.base + special.base);
    expect(table.notes.map(describeNote).join(' ')).toContain('groepen die elk jaar voorkomen');
  });

  it('sets apart who would not hand over a migration background, and leaves few of them out of a file', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const responses = (): ReturnType<typeof app.database.write> => app.database.write('responses');
    const ids = await responses()
      .whereIn('study_id', app.database.read('studies').where({ slug: 'ceo-2016' }).select('id'))
      .orderBy('id')
      .pluck<string[]>('id');
    await responses().whereIn('id', ids).update({ sex: 'female', migration: 'no' });
    await responses().whereIn('id', ids.slice(0, 60)).update({ migration: 'refused' });
    await responses().whereIn('id', ids.slice(60, 62)).update({ migration: 'yes' });
    const { table } = await makeTable(app, request({ columns: ['migration'] }));
    expect(table.columns.map(({ label }) => label)).toEqual(['Ja', 'Nee', 'Niet verstrekt', 'Totaal']);
    expect(table.rows[0]?.cells.map(({ suppressed }) => suppressed)).toContain(true);
    expect(table.rows[0]?.cells[0]).toMatchObject({ value: null, base: null, suppressed: true });
    const bySex = await makeTable(app, request({ columns: ['sex'] }));
    expect(bySex.table.columns.map(({ label }) => label)).toEqual(['Meisje of vrouw']);

    const { chunks } = await exportResponses(app, COMMAND, {
      study: 'ceo-2016',
      format: 'csv',
      withTexts: false,
      k: 5,
    });
    let text = '';
    for await (const chunk of chunks) text += Buffer.from(chunk).toString('utf8');
    const [heading = '', ...lines] = text.trim().split('\r\n');
    const at = heading.split(',').indexOf('migration');
    const shown = lines.map((line) => line.split(',')[at]);
    expect(shown.filter((one) => one === 'yes')).toEqual([]);
    expect(shown.filter((one) => one === 'no').length).toBeGreaterThan(100);
  });

  it.each([
    [['age_band'], ['0-11', '12-15', '16+', 'total']],
    [['segment'], ['jeugd_ggz', 'jeugd_en_opvoedhulp', 'jeugd_met_beperking', 'unknown', 'total']],
    [['G1'], ['1', '2', 'unknown', 'total']],
  ])('has a column for every level of %j, the unknown last', async (columns, keys) => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const made = await makeTable(app, request({ columns }));
    const found = made.table.columns.map(({ key }) => key);
    expect(found).toEqual(keys.filter((key) => key !== 'unknown' || found.includes('unknown')));
    const left = await makeTable(app, request({ columns, options: { unknown: 'left-out' } }));
    expect(left.table.columns.map(({ key }) => key)).toEqual(keys.filter((key) => key !== 'unknown'));
    if (found.includes('unknown')) {
      const notes = left.table.notes.map(describeNote).join(' ');
      expect(notes).toContain('niet bekend is, staat niet in een eigen kolom');
    }
  });

  it('crosses two backgrounds, with letters within and capitals across', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const { table } = await makeTable(app, request({ columns: ['domain', 'respondent'] }));
    expect(table.columns.slice(0, 2).map(({ label }) => label)).toEqual([
      'Basishulp, Ouder',
      'Basishulp, Jongere',
    ]);
    expect(table.rows[0]?.cells[0]).toMatchObject(
      await counted(app, { 'd.code': 'basishulp', 'r.respondent': 'parent' }),
    );
    expect(new Set(table.sets.map(({ key }) => key.split(':')[0]))).toEqual(new Set(['within', 'across']));
  });

  it.each([[['respondent', 'respondent']], [['B2']], [['domain', 'year', 'segment']], [[]]])(
    'is refused for columns %j',
    async (columns) => {
      const app = createTestApplication(await openDatabase());
      await importPublishedStudies(app);
      await expect(makeTable(app, request({ columns }))).rejects.toMatchObject({ kind: 'invalid_input' });
    },
  );

  it('is chosen on the page, with single questions beside blocks', async () => {
    const app = createTestApplication(await openDatabase());
    const web = createWebApp(app);
    await importPublishedStudies(app);
    const analyst = await signInAs(app, web, 'analist');
    const page = await analyst.get(
      '/studies/ceo-2016/tables?columns=respondent&cross=year&question=B1&question=A3&totals=both&unknown=left-out',
    );
    await expectValidHtml(page.text);
    expect(page.text).toContain('Ouder CEO 2015');
    expect(page.text).toContain('tevreden over de jeugdhulp');
    expect(page.text).toContain('wachttijd in maanden');
    expect(page.text).not.toContain('<caption id="table-D-titel">');
    expect(page.text).toMatch(/href="[^"]*tables\/xlsx\?[^"]*columns=respondent/);
  });
});
