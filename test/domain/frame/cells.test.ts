import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../src/domain/calendar/civil-date.js';
import { readDate } from '../../../src/domain/frame/cell-date.js';
import { plainCell, readPostcode, readSex, readYesNo } from '../../../src/domain/frame/cell-value.js';
import { isInitials, nameKey, splitFullName, splitLastName } from '../../../src/domain/frame/person-name.js';

describe('a date in a cell', () => {
  it.each([
    ['31-12-2014', '2014-12-31'],
    ['2014-12-31', '2014-12-31'],
    ['31/12/2014', '2014-12-31'],
    ['3/1/2014', '2014-01-03'],
    ['31.12.2014', '2014-12-31'],
    ['20141231', '2014-12-31'],
    ['42004', '2014-12-31'],
    ['42004,0', '2014-12-31'],
    ['31-12-2014 00:00', '2014-12-31'],
    ['2014-12-31T00:00:00.000Z', '2014-12-31'],
    ['31 december 2014', '2014-12-31'],
    ['1 mrt. 2014', '2014-03-01'],
    ['1-maart-2014', '2014-03-01'],
    ['29-02-2012', '2012-02-29'],
    [' 31-12-2014 ', '2014-12-31'],
  ])('%j is %s', (cell, on) => {
    expect(readDate(cell)).toEqual({ kind: 'date', on });
  });

  it.each(['31-02-2014', '12-13-2011', '00-00-2009', '29-02-2013', '2014-13-01', '20141332', '0-1-2014'])(
    '%s does not exist',
    (cell) => {
      expect(readDate(cell)).toEqual({ kind: 'impossible' });
    },
  );

  it.each(['onbekend', '2014', '12-2014', '99999', '1', '3 foo 2014', '31-12-14', '2014-12-31 x'])(
    '%s is not a date',
    (cell) => {
      expect(readDate(cell)).toEqual({ kind: 'not_a_date' });
    },
  );

  it('may be missing', () => {
    expect(readDate('  ')).toEqual({ kind: 'empty' });
  });

  it('is the same day in all ways of writing, for every day of 120 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 43_000 }), (days) => {
        const on = addDays(civilDate('1950-01-01'), days);
        const [year, month, day] = on.split('-') as [string, string, string];
        const written = [
          `${day}-${month}-${year}`,
          `${String(Number(day))}/${String(Number(month))}/${year}`,
          `${year}${month}${day}`,
          // A spreadsheet gives 1 January 1950 the number 18264.
          String(18_264 + days),
        ];
        for (const cell of written) expect(readDate(cell)).toEqual({ kind: 'date', on });
      }),
    );
  });
});

describe('a cell', () => {
  it.each([
    ['="0612345678"', '0612345678', false],
    ['=HYPERLINK("http://example.org";"klik")', '', true],
    ['=1+1', '', true],
    ['  Moeder\nof vader ', 'Moeder of vader', false],
    ['+31612345678', '+31612345678', false],
  ])('%j becomes %j', (cell, text, hadFormula) => {
    expect(plainCell(cell)).toEqual({ text, hadFormula });
  });

  it.each([
    ['J', true],
    ['ja', true],
    ['x', true],
    ['N', false],
    ['nee', false],
    ['', false],
    ['zie dossier', null],
  ])('%j means %j', (cell, answer) => {
    expect(readYesNo(cell)).toBe(answer);
  });

  it.each([
    ['M', 'male'],
    ['1', 'male'],
    ['vrouw', 'female'],
    ['2', 'female'],
    ['X', 'other'],
    ['', null],
  ])('%j is of sex %j', (cell, sex) => {
    expect(readSex(cell)).toBe(sex);
  });

  it.each([
    ['3083CK', '3083CK'],
    ['3083 ck', '3083CK'],
    ['0123 AB', null],
    ['3083', null],
    ['', null],
  ])('%j has postcode %j', (cell, postcode) => {
    expect(readPostcode(cell)).toBe(postcode);
  });
});

describe('a name', () => {
  it.each([
    ['Yılmaz', 'YILMAZ'],
    ['Yılmaz', 'Yilmaz'],
    ['Çelik', 'CELIK'],
    ['İnan', 'inan'],
    ["O'Brien", 'OBRIEN'],
    ['Wijsman-Bouchta', 'wijsman bouchta'],
    ['Zoë-Jan', 'Zoe Jan'],
    ['Søren', 'soren'],
  ])('%s equals %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['Leeuwen, van', '', 'van', 'Leeuwen'],
    ['van Leeuwen', '', 'van', 'Leeuwen'],
    ['Leeuwen', 'van', 'van', 'Leeuwen'],
    ["van 't Hof", '', "van 't", 'Hof'],
    ['El Amrani', '', 'El', 'Amrani'],
    ['Jansen de Vries', '', '', 'Jansen de Vries'],
    ['De', '', '', 'De'],
    ['Silva', 'Da', 'Da', 'Silva'],
  ])('%j with prefix %j falls apart in %j and %j', (written, column, prefix, last) => {
    expect(splitLastName(written, column)).toEqual({ prefix, last });
  });

  it.each([
    ['Meryem van Leeuwen', 'Meryem', 'van', 'Leeuwen'],
    ['Leeuwen, Meryem van', 'Meryem', 'van', 'Leeuwen'],
    ['Leeuwen, van, Meryem', 'Meryem', 'van', 'Leeuwen'],
    ['van Leeuwen, M.', 'M.', 'van', 'Leeuwen'],
    ['Sem Vos', 'Sem', '', 'Vos'],
    ['Vos', '', '', 'Vos'],
  ])('%j in one column is %j %j %j', (written, given, prefix, last) => {
    expect(splitFullName(written)).toEqual({ given, prefix, last });
  });

  it.each([
    ['S.', true],
    ['S', true],
    ['A.B.', true],
    ['A. B.', true],
    ['Ö.', true],
    ['Th.', true],
    ['Bo', false],
    ['Sem', false],
    ['SEM', false],
    ['Jan P.', false],
  ])('%j is initials only: %j', (given, expected) => {
    expect(isInitials(given)).toBe(expected);
  });
});
