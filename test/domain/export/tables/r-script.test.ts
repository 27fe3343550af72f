import { describe, expect, it } from 'vitest';
import { rData } from '../../../../src/domain/export/tables/r-data.js';
import { rScript } from '../../../../src/domain/export/tables/r-script.js';
import { buildComparisonTable } from '../../../../src/domain/tables/build-comparison-table.js';
import {
  type GroupSums,
  publishedStratum,
  sumsOfPublished,
  tableDefaults,
  type TableInput,
} from '../../../../src/domain/tables/table-input.js';
import { hasRPackage, hasTool, runTool, temporaryFile } from '../tools.js';
import { sumsOfAnswers } from '../../../../src/domain/statistics/answer-sums.js';
import { row, table } from '../../tables/table-builder.js';
import { exampleInput, exampleTable } from './table-example.js';

const input = exampleInput();

describe('the data of the R script of a table', () => {
  const data = rData(input, exampleTable(['domain', 'year'], 'design'));
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
    const table = exampleTable(['domain'], 'design');
    const row = 1 + table.rows.findIndex(({ question }) => question === 'G1');
    const own = rData(input, table);
    const parts = own.parts.lines.filter(([number]) => number === row).map(([, part]) => part);
    expect(parts).toEqual(['2016|basishulp|2016/basishulp', '2016|specialistisch|2016/specialistisch']);
    const columns = own.cells.lines.filter(([number]) => number === row).map(([, column]) => column);
    expect(columns).toEqual(['basishulp', 'specialistisch']);
  });
});

/** Parents and youths of two domains; of one domain so few youths that they and their parents are hidden. */
function splitInput(): TableInput {
  const counts = [
    ['basishulp', 'parent', 150, 120],
    ['basishulp', 'youth', 106, 95],
    ['specialistisch', 'parent', 200, 150],
    ['specialistisch', 'youth', 57, 40],
    ['jb_jr', 'parent', 64, 40],
    ['jb_jr', 'youth', 7, 5],
  ] as const;
  const groups = counts.map(([domain, level, base, positive]): GroupSums => {
    const answers = Array.from({ length: base }, (_, at) => ({
      y: at < positive ? 1 : 0,
      w: 1 + (at % 3) / 2,
    }));
    const sums = sumsOfAnswers(answers);
    return { year: '2016', domain, levels: [level], stratum: `2016/${domain}`, sums, source: 'answers' };
  });
  const plain = table([row('B1', [['2016', 'basishulp', 1, 1]])]);
  const levels = ['parent', 'youth'].map((key) => ({ key, label: key }));
  return {
    ...plain,
    domains: ['basishulp', 'specialistisch', 'jb_jr'].map((key) => ({ key, label: key })),
    breakdowns: [{ key: 'respondent', label: 'wie', levels, question: null }],
    strata: ['basishulp', 'specialistisch', 'jb_jr'].map((domain) => ({
      key: `2016/${domain}`,
      sampleSize: 300,
      populationSize: 2000,
    })),
    rows: [{ ...row('B1', []), groups }],
  };
}

describe('the data of a table by parents and youths', () => {
  it('tell of a total that is shown, and not of its levels that are hidden', () => {
    const split = splitInput();
    const made = buildComparisonTable(split, tableDefaults(['domain', 'respondent'], 'design'));
    const hidden = made.rows[0]?.cells.filter(({ suppressed }) => suppressed).map(({ column }) => column);
    expect(hidden).toEqual(['jb_jr/parent', 'jb_jr/youth']);
    const parts = rData(split, made).parts.lines.map(([, part]) => part);
    expect(parts).toContain('2016|jb_jr|2016/jb_jr');
    expect(parts.filter((part) => String(part).includes('jb_jr|'))).toEqual(['2016|jb_jr|2016/jb_jr']);
    expect(rScript(split, made, 'CEO')).not.toMatch(/c\([^)]*\b(64|7)\b[^)]*\)/);
  });
});

describe('the R script', { timeout: 120_000 }, () => {
  it('cannot be broken by a label or a code', () => {
    const table = exampleTable(['domain'], 'spss');
    const [first, ...others] = table.rows;
    if (first === undefined) throw new Error('a row was expected');
    const evil = { ...table, rows: [{ ...first, label: 'a"\nsystem("id")' }, ...others] };
    const script = rScript(input, evil, 'titel\nquit()');
    expect(script.split('\n')[0]).toBe('# titel quit()');
    expect(script).toContain('# rij 1: B1 a" system("id")');
    expect(script.split('\n').filter((line) => line.startsWith('system'))).toEqual([]);
  });

  if (hasTool('Rscript', 'of R de tabellen narekent met de procedure spss')) {
    it.each(
      [['domain'], ['year'], ['domain', 'year']].map((columns) => [columns.join(' and '), columns] as const),
    )('repeats the numbers of SPSS by %s in base R', (_, columns) => {
      expect(computed('spss', columns)).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
    });
    it('fails when a number is not as the table says', () => {
      const wrong = rScript(input, exampleTable(['domain'], 'spss'), 'CEO').replace('0.83984375', '0.84');
      expect(() => runTool('Rscript', [temporaryFile('tabel.R', wrong)])).toThrow(
        /getallen komen niet overeen/,
      );
    });
  }

  if (hasRPackage('survey', 'of R de tabellen narekent met de procedure design')) {
    it.each(
      [['domain'], ['year'], ['domain', 'year']].map((columns) => [columns.join(' and '), columns] as const),
    )('repeats the numbers of the design by %s with the survey package', (_, columns) => {
      expect(computed('design', columns)).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
    });
    it.each([[['respondent']], [['domain', 'respondent']]])(
      'repeats levels and their totals by %s',
      (columns) => {
        const split = splitInput();
        const made = buildComparisonTable(split, tableDefaults(columns, 'design'));
        const output = runTool('Rscript', [temporaryFile('tabel.R', rScript(split, made, 'CEO'))]);
        expect(output).toMatch(/^Alle \d+ getallen van de tabel komen overeen\.$/m);
      },
    );
    it('repeats a year of which only printed figures are known', () => {
      const published = { year: '2014', domain: 'basishulp' };
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
      const table = buildComparisonTable(own, tableDefaults(['domain', 'year'], 'design'));
      const output = runTool('Rscript', [temporaryFile('tabel.R', rScript(own, table, 'CEO'))]);
      expect(output).toMatch(/^Alle \d{2,} getallen van de tabel komen overeen\.$/m);
    });
  }
});

type Row = ReturnType<typeof exampleInput>['rows'][number];

function withGroup(row: Row, group: Row['groups'][number]): Row {
  return { ...row, groups: [...row.groups, group] };
}

function computed(procedure: 'design' | 'spss', columns: readonly string[]): string {
  const script = rScript(input, exampleTable(columns, procedure), 'CEO');
  return runTool('Rscript', [temporaryFile('tabel.R', script)]);
}
