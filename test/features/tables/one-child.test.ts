import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { rData } from '../../../src/domain/export/tables/r-data.js';
import type { ComparisonTable, TableRow } from '../../../src/domain/tables/comparison-table.js';
import { REPORT_TEMPLATE } from '../../../src/domain/tables/report-template.js';
import { rowSentences } from '../../../src/domain/tables/row-sentences.js';
import type { TableInput, Totals } from '../../../src/domain/tables/table-input.js';
import { exportReport, reportJson } from '../../../src/features/tables/report-files.js';
import { makeReport } from '../../../src/features/tables/reports.service.js';
import { chartOf } from '../../../src/features/tables/table-charts.js';
import { exportTable } from '../../../src/features/tables/table-files.js';
import { makeTable, type StudyTable } from '../../../src/features/tables/tables.service.js';
import { COMMAND, createTestApplication, type TestApplication } from '../../support/application.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { Attacker, learnFromTable } from '../../domain/tables/attacker.js';
import { importPublishedStudies } from '../../support/published-studies.js';

/*
 * Table 25 of the published report: of 20 children of JB/JR whose parents were not content, 1 wanted more help and 14
 * another kind; "5%" was one child. Every figure below would give it away.
 */
const COLUMNS = [
  ['domain'],
  ['domain', 'year'],
  ['respondent'],
  ['domain', 'respondent'],
  ['age_band'],
  ['measure'],
] as const;

/** Options 1 (one child) and 2 (hidden with it) of G2. */
function tellingRows({ rows }: ComparisonTable): readonly TableRow[] {
  return rows.filter(({ question, option }) => question === 'G2' && option !== '3');
}

/** Columns that count children of JB/JR of 2016. */
function tellingColumns({ columns }: ComparisonTable): ReadonlySet<string> {
  return new Set(
    columns
      .filter(
        ({ year, levels, scope }) =>
          year === '2016' && scope === 'all' && (levels['domain'] ?? 'jb_jr') === 'jb_jr',
      )
      .map(({ key }) => key),
  );
}

async function make(
  app: TestApplication,
  columns: readonly string[],
  totals: Totals = 'all',
): Promise<StudyTable> {
  const request = { study: 'ceo-2016', questions: null, procedure: 'spss', beside: null } as const;
  return makeTable(app, { ...request, columns, options: { totals } });
}

/** The cells of one sheet, by their place (`B4`). */
function sheetCells(bytes: Buffer, sheet: number): ReadonlyMap<string, string> {
  const parts = unzipSync(new Uint8Array(bytes));
  const text = (path: string): string => strFromU8(parts[path] ?? new Uint8Array());
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, own = '']) =>
    own.replace(/<[^>]*>/g, ''),
  );
  const cells = text(`xl/worksheets/sheet${String(sheet)}.xml`).matchAll(
    /<c r="([A-Z]+\d+)"([^>]*)>(?:<v>(.*?)<\/v>|<is>(.*?)<\/is>)/gs,
  );
  return new Map(
    [...cells].map(([, place = '', attributes = '', value, inline]) => [
      place,
      attributes.includes('t="s"')
        ? (shared[Number(value)] ?? '')
        : (value ?? inline ?? '').replace(/<[^>]*>/g, ''),
    ]),
  );
}

describeOnEachDatabase('the one child of table 25', ({ openDatabase }) => {
  it('stands in no cell, test, sentence or chart of any table that could hold it', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    for (const columns of COLUMNS) {
      const made = await make(app, columns);
      const { table } = made;
      const telling = tellingColumns(table);
      expect(telling.size).toBeGreaterThan(0);
      for (const row of tellingRows(table)) {
        const own = row.cells.filter(({ column, base }) => telling.has(column) && base !== 0);
        const whole = own.filter(({ column }) => /^(jb_jr|total)/.test(column));
        for (const cell of whole) {
          expect(cell, `${columns.join()} ${cell.column}`).toMatchObject({
            value: null,
            suppressed: true,
            letters: '',
            lettersBySet: [],
            standardError: null,
            interval: null,
          });
        }
        const hidden = row.cells.filter(({ suppressed }) => suppressed).map(({ column }) => column);
        expect(hidden.length).toBeGreaterThan(1);
        const tested = row.tests.flatMap((test) => (test.method === 'rao-scott-f' ? [] : test.columns));
        for (const column of hidden) expect(tested).not.toContain(column);
        const said = rowSentences(table, row).join(' ');
        for (const { key, label } of table.columns)
          if (hidden.includes(key)) expect(said).not.toContain(label);
      }
      const svg = chartOf(
        { ...made, table: { ...table, rows: [...tellingRows(table)] } },
        { block: 'G', isOfMeans: false },
      );
      const drawn = tellingRows(table).flatMap(({ cells }) => cells.filter(({ value }) => value !== null));
      expect(svg?.match(/<(circle|polygon)/g) ?? []).toHaveLength(drawn.length);
    }
  });

  it.each(['xlsx', 'docx', 'html', 'csv', 'json', 'r'] as const)(
    'is hidden in the file %s',
    async (format) => {
      const app = createTestApplication(await openDatabase());
      await importPublishedStudies(app);
      const made = await make(app, ['domain']);
      const own = { ...made, table: { ...made.table, rows: [...tellingRows(made.table)] } };
      const { bytes } = await exportTable(app, COMMAND, {
        study: own.study.slug,
        make: () => Promise.resolve(own),
        format,
      });
      const text = bytes.toString('utf8');
      // The shares of JB/JR and of everybody: 1/20, 14/20, 26/120 and 51/120.
      if (format === 'xlsx') {
        const cells = sheetCells(bytes, 2);
        const figures = (line: number): unknown[] =>
          ['D', 'G', 'J', 'M'].map((column) => cells.get(`${column}${String(line)}`));
        expect(figures(4)).toEqual([
          expect.stringMatching(/^0\.12/),
          expect.stringMatching(/^0\.37/),
          'verborgen',
          'verborgen',
        ]);
        expect(figures(5)).toEqual([
          expect.stringMatching(/^0\.42/),
          expect.stringMatching(/^0\.31/),
          'verborgen',
          'verborgen',
        ]);
      }
      if (format === 'docx') {
        const document = strFromU8(unzipSync(new Uint8Array(bytes))['word/document.xml'] ?? new Uint8Array());
        expect(document.match(/verborgen/g)?.length).toBeGreaterThanOrEqual(4);
        expect(document).not.toMatch(/>(5|70|22)%</);
      }
      if (format === 'html') {
        expect(text.match(/<span>verborgen<\/span>/g)).toHaveLength(4);
        expect(text).not.toMatch(/>(5|70|22)%</);
      }
      if (format === 'csv') {
        expect(text.split(';').filter((cell) => cell === 'verborgen')).toHaveLength(4);
        expect(text).not.toMatch(/;0,(05|7|2166\d*|425);/);
      }
      if (format === 'json') expect(text).not.toMatch(/"value":0\.(05|7|2166\d*|425),/);
      if (format === 'r') {
        const parts = rData(own.input, own.table).parts.lines.map(([, part]) => String(part));
        expect(parts.filter((part) => part.includes('jb_jr'))).toEqual([]);
        expect(parts.length).toBeGreaterThan(0);
      }
    },
  );

  it('is hidden in the whole report', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const report = await makeReport(app, { study: 'ceo-2016', specification: REPORT_TEMPLATE });
    const json = JSON.stringify(reportJson(report));
    const wish = /"question":"G2","option":"1".*?"tests"/.exec(json)?.[0] ?? '';
    expect(wish).toContain('"column":"jb_jr/2016","value":null');
    expect(wish).toContain('"column":"total/2016","value":null');
    const { bytes } = await exportReport(app, COMMAND, {
      study: 'ceo-2016',
      make: () => Promise.resolve(report),
      format: 'csv',
    });
    const [line = ''] = /^G2;wat liever: meer hulp.*$/m.exec(bytes.toString('utf8')) ?? [];
    expect(line.split(';').filter((cell) => cell === 'verborgen').length).toBeGreaterThanOrEqual(2);
  });

  it('cannot be computed back from all these tables together', async () => {
    const app = createTestApplication(await openDatabase());
    await importPublishedStudies(app);
    const attacker = new Attacker();
    let rows: TableInput['rows'] = [];
    for (const columns of COLUMNS) {
      for (const totals of ['both', 'without'] as const) {
        const made = await make(app, columns, totals);
        const { input } = made;
        ({ rows } = input);
        linkLevels(attacker, input);
        const nameOf = nameIn(input);
        learnFromTable(attacker, { input, table: made.table, cellsOf: (row, part) => [nameOf(row, part)] });
      }
    }
    const at = rows.findIndex(({ question, option }) => question === 'G2' && option === '1');
    expect(attacker.canCompute([[`base ${String(at)} 2016 jb_jr`, 1]])).toBe(true);
    expect(attacker.canCompute([[`count ${String(at)} 2016 jb_jr`, 1]])).toBe(false);
    expect(attacker.canCompute([[`count ${String(at + 1)} 2016 jb_jr`, 1]])).toBe(false);
    expect(attacker.canCompute([[`count ${String(at + 2)} 2016 jb_jr`, 1]])).toBe(true);
  });
});

type NameIn = (row: number, part: { year: string; domain: string; levels: readonly string[] }) => string;

function nameIn({ breakdowns }: TableInput): NameIn {
  return (row, { year, domain, levels }) =>
    [row, year, domain, ...levels.map((level, at) => `${breakdowns[at]?.key ?? ''}=${level}`)].join(' ');
}

/** Levels add up to their domain, and options to their base. */
function linkLevels(attacker: Attacker, input: TableInput): void {
  const nameOf = nameIn(input);
  input.rows.forEach(({ groups, question, statistic }, row) => {
    for (const part of groups) {
      const options = input.rows.flatMap((other, at) => (other.question === question ? [at] : []));
      if (statistic === 'option-share') {
        attacker.learn([
          ...options.map((option) => [`count ${nameOf(option, part)}`, 1] as const),
          [`base ${nameOf(row, part)}`, -1],
        ]);
      }
      if (part.levels.length === 0) continue;
      const own = groups.filter(({ year, domain }) => year === part.year && domain === part.domain);
      for (const kind of ['base', 'count']) {
        attacker.learn([
          ...own.map((one) => [`${kind} ${nameOf(row, one)}`, 1] as const),
          [`${kind} ${String(row)} ${part.year} ${part.domain}`, -1],
        ]);
      }
    }
  });
}
