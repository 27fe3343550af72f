import { describe, expect, it } from 'vitest';
import { sumsOfAnswers } from '../../../src/domain/statistics/answer-sums.js';
import { buildComparisonTable } from '../../../src/domain/tables/build-comparison-table.js';
import { dotPlotSvg } from '../../../src/domain/tables/dot-plot.js';
import { rowSentences } from '../../../src/domain/tables/row-sentences.js';
import { tableDefaults, type TableInput } from '../../../src/domain/tables/table-input.js';
import { row, table } from './table-builder.js';

/** Table 15 of the published report. */
const B1 = row('B1', [
  ['2015', 'basis', 219, 206],
  ['2016', 'basis', 256, 215],
  ['2015', 'spec', 286, 255],
  ['2016', 'spec', 257, 211],
  ['2016', 'jb_jr', 71, 36],
]);

function sentences(input: TableInput, columns: readonly string[]): string[] {
  const built = buildComparisonTable(input, tableDefaults(columns, 'spss'));
  return built.rows.flatMap((one) => rowSentences(built, one));
}

describe('a sentence about a row', () => {
  it('says in which year something was so less often', () => {
    expect(sentences(table([B1]), ['year'])).toEqual(['2016 minder vaak dan 2015.']);
  });
  it('says which groups have more than others', () => {
    expect(sentences(table([B1]), ['domain'])).toEqual(['basis vaker dan jb_jr; spec vaker dan jb_jr.']);
  });
  it('says that there is no significant difference', () => {
    const same = row('B1', [
      ['2016', 'basis', 100, 50],
      ['2016', 'spec', 100, 52],
    ]);
    expect(sentences(table([same]), ['domain'])).toEqual(['Geen significant verschil.']);
  });
  it('says nothing where nothing could be tested', () => {
    const alone = row('B1', [['2016', 'basis', 100, 50]]);
    expect(sentences(table([alone]), ['domain'])).toEqual([]);
  });
  it('names the sets of a crossed table, those without a difference together', () => {
    expect(sentences(table([B1]), ['domain', 'year'])).toEqual([
      'basis 2016 minder vaak dan basis 2015.',
      'spec 2016 minder vaak dan spec 2015.',
      'Totaal (vergelijkbare groepen) 2016 minder vaak dan Totaal (vergelijkbare groepen) 2015.',
      'basis 2016 vaker dan jb_jr 2016; spec 2016 vaker dan jb_jr 2016.',
      'Geen significant verschil: 2015.',
    ]);
  });
  it('never speaks of a hidden column', () => {
    const hidden = row('B1', [
      ['2016', 'basis', 100, 90],
      ['2016', 'spec', 100, 50],
      ['2016', 'jb_jr', 20, 1],
    ]);
    expect(sentences(table([hidden]), ['domain']).join(' ')).not.toContain('jb_jr');
  });
  it('calls means higher and lower', () => {
    const counts = ['basis', 'spec'].map((domain) => ['2016', domain, 80, 80] as const);
    const own = table([row('B2', counts, { statistic: 'mean' })]);
    const rows = own.rows.map((one) => ({
      ...one,
      groups: one.groups.map((group) => {
        const high = group.domain === 'basis' ? 9 : 7;
        const answers = Array.from({ length: 80 }, (_, at) => ({ y: at % 2 === 0 ? 6 : high }));
        return { ...group, sums: sumsOfAnswers(answers) };
      }),
    }));
    expect(sentences({ ...own, rows }, ['domain'])).toEqual(['basis hoger dan spec.']);
  });
});

describe('the dot plot of a table', () => {
  const write = (value: number): string => `${String(Math.round(value * 100))}%`;

  it('has a mark with its figure for every cell, and a bar where the interval is known', () => {
    const built = buildComparisonTable(table([B1]), tableDefaults(['domain'], 'design'));
    const svg = dotPlotSvg({ title: 'Tevredenheid & meer', table: built, rows: built.rows, write }) ?? '';
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 900 [\d.]+"/);
    expect(svg).toContain('<title>Tevredenheid &amp; meer</title>');
    for (const text of ['84%', '82%', '51%', 'basis', 'Totaal']) expect(svg).toContain(`>${text}<`);
    const bars = svg.match(/<line [^>]*stroke="#1a1a1a"/g);
    expect(bars).toHaveLength(built.columns.length);
    // Forms, not colours, tell the columns apart.
    expect(new Set(svg.match(/fill="#[0-9a-f]{6}"/g))).toEqual(
      new Set(['fill="#1a1a1a"', 'fill="#5b6470"', 'fill="#ffffff"']),
    );
  });
  it('puts the mark at the figure: 84% lies at 84% of the scale', () => {
    const built = buildComparisonTable(
      table([row('B1', [['2016', 'basis', 100, 50]])]),
      tableDefaults(['domain'], 'spss'),
    );
    const svg = dotPlotSvg({ title: '', table: built, rows: built.rows, write }) ?? '';
    // The scale goes from 320 to 760.
    expect(svg).toContain('cx="540"');
  });
  it('has the word and no mark for what is hidden', () => {
    const built = buildComparisonTable(
      table([row('B1', [['2016', 'basis', 20, 1]])]),
      tableDefaults(['domain'], 'spss'),
    );
    const svg = dotPlotSvg({ title: '', table: built, rows: built.rows, write }) ?? '';
    expect(svg).toContain('verborgen');
    expect(svg).not.toContain('5%<');
    expect(svg).not.toMatch(/<(circle|polygon)/);
  });
  it('is nothing without rows', () => {
    const built = buildComparisonTable(table([]), tableDefaults(['domain'], 'spss'));
    expect(dotPlotSvg({ title: '', table: built, rows: [], write })).toBeNull();
  });
});
