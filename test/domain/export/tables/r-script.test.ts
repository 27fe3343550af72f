import { describe, expect, it } from 'vitest';
import { rData } from '../../../../src/domain/export/tables/r-data.js';
import { rScript } from '../../../../src/domain/export/tables/r-script.js';
import { buildComparisonTable } from '../../../../src/domain/tables/build-comparison-table.js';
import {
  publishedStratum,
  sumsOfPublished,
  tableDefaults,
} from '../../../../src/domain/tables/table-input.js';
import { hasRPackage, hasTool, runTool, temporaryFile } from '../tools.js';
import { exampleInput, exampleTable } from './table-example.js';

const input = exampleInput();

describe('the data of the R script of a table', () => {
  const data = rData(input, exampleTable('group,year', 'design'));
  it('have the sums of every part of a figure that is shown', () => {
    expect(data.parts.lines).toContainEqual([
      1,
      '2016|basishulp|2016/basishulp',
      '2016/basishulp',
      1,
      256,
      256,
      256,
      215,
      215,
      215,
      215,
    ]);
  });
  it('have nothing of the one child that the table hides, nor of the totals that would give it back', () => {
    const table = exampleTable('group', 'design');
    const row = 1 + table.rows.findIndex(({ question }) => question === 'G1');
    const own = rData(input, table);
    const parts = own.parts.lines.filter(([number]) => number === row).map(([, part]) => part);
    expect(parts).toEqual(['2016|basishulp|2016/basishulp', '2016|specialistisch|2016/specialistisch']);
    const columns = own.cells.lines.filter(([number]) => number === row).map(([, column]) => column);
    expect(columns).toEqual(['basishulp', 'specialistisch']);
  });
});

describe('the R script', { timeout: 120_000 }, () => {
  it('cannot be broken by a label or a code', () => {
    const table = exampleTable('group', 'spss');
    const [first, ...others] = table.rows;
    if (first === undefined) throw new Error('a row was expected');
    const evil = { ...table, rows: [{ ...first, label: 'a"\nsystem("id")' }, ...others] };
    const script = rScript(input, evil, 'titel\nquit()');
    expect(script.split('\n')[0]).toBe('# titel quit()');
    expect(script).toContain('# rij 1: B1 a" system("id")');
    expect(script.split('\n').filter((line) => line.startsWith('system'))).toEqual([]);
  });

  if (hasTool('Rscript', 'of R de tabellen narekent met de procedure spss')) {
    it.each(['group', 'year', 'group,year'] as const)(
      'repeats the numbers of SPSS by %s in base R',
      (columns) => {
        expect(computed('spss', columns)).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
      },
    );
    it('fails when a number is not as the table says', () => {
      const wrong = rScript(input, exampleTable('group', 'spss'), 'CEO').replace('0.83984375', '0.84');
      expect(() => runTool('Rscript', [temporaryFile('tabel.R', wrong)])).toThrow(
        /getallen komen niet overeen/,
      );
    });
  }

  if (hasRPackage('survey', 'of R de tabellen narekent met de procedure design')) {
    it.each(['group', 'year', 'group,year'] as const)(
      'repeats the numbers of the design by %s with the survey package',
      (columns) => {
        expect(computed('design', columns)).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
      },
    );
    it('repeats a year of which only printed figures are known', () => {
      const published = { year: '2014', group: 'basishulp' };
      const own = {
        ...input,
        years: [{ key: '2014', label: '2014' }, ...input.years],
        strata: [...input.strata, publishedStratum({ ...published, base: 219 })],
        rows: input.rows.map((row) => {
          if (row.question === 'B1')
            return withGroup(
              row,
              sumsOfPublished({ ...published, base: 219, figure: { kind: 'share', proportion: 0.937 } }),
            );
          if (row.question === 'B2')
            return withGroup(
              row,
              sumsOfPublished({
                ...published,
                base: 200,
                figure: { kind: 'mean', mean: 7.1, standardDeviation: null },
              }),
            );
          return row;
        }),
      };
      const table = buildComparisonTable(own, tableDefaults('group,year', 'design'));
      const output = runTool('Rscript', [temporaryFile('tabel.R', rScript(own, table, 'CEO'))]);
      expect(output).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
    });
  }
});

type Row = ReturnType<typeof exampleInput>['rows'][number];

function withGroup(row: Row, group: Row['groups'][number]): Row {
  return { ...row, groups: [...row.groups, group] };
}

function computed(procedure: 'design' | 'spss', columns: 'group' | 'year' | 'group,year'): string {
  const script = rScript(input, exampleTable(columns, procedure), 'CEO');
  return runTool('Rscript', [temporaryFile('tabel.R', script)]);
}
