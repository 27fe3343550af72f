import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, csvText, withoutGuard } from '../../../src/domain/csv/csv-text.js';
import { splitRows } from '../../../src/domain/frame/delimited-text.js';

describe('a CSV export', () => {
  it.each([
    [['=1+1', -0.5, true, null], "'=1+1;-0,5;ja;\r\n"],
    [['+31612345678'], "'+31612345678\r\n"],
    [['@SUM(A1)', '-2', '\tx'], "'@SUM(A1);'-2;'\tx\r\n"],
    [[' =1', '＝1'], "' =1;'＝1\r\n"],
    [['a;b', 'zei "ja"', 'twee\nregels'], '"a;b";"zei ""ja""";"twee\nregels"\r\n'],
    [[Number.NaN, 1234.5, false], ';1234,5;nee\r\n'],
    [['Jean-Pierre', "O'Brien"], "Jean-Pierre;O'Brien\r\n"],
  ])('writes %j as %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('is written for programs with a comma and a decimal point', () => {
    expect(csvLine(['a,b', 'c;d', -0.5, '=1', null], 'iso')).toBe(`"a,b",c;d,-0.5,'=1,\r\n`);
  });

  it('starts with the mark by which spreadsheets know UTF-8', () => {
    expect(csvText([['naam'], ['Zoë']])).toBe('\uFEFFnaam\r\nZoë\r\n');
  });

  it('never lets a text start as a formula, and gives it back as it was', () => {
    const text = fc.string({ unit: 'grapheme' }).map((written) => written.replace(/\r\n?/g, '\n'));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.constantFrom('=', '+', '-', '@', '\t', ' =', "'=x", '"')), {
          minLength: 1,
        }),
        (cells) => {
          const [row] = splitRows(csvLine(cells), ';');
          expect(row?.cells.some((cell) => /^\s*[=+\-@]/.test(cell))).toBe(false);
          const unguarded = row?.cells.map(withoutGuard);
          // A text that began with an apostrophe before a sign loses it: the price of a guard that can be taken off.
          expect(unguarded).toEqual(cells.map((cell) => withoutGuard(cell)));
        },
      ),
    );
  });
});
