import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { readTelephone, readTelephones } from '../../../src/domain/telephone/telephone-number.js';

describe('a telephone number', () => {
  it.each([
    ['0612345678', '+31612345678', 'mobile'],
    ['06 - 12 34 56 78', '+31612345678', 'mobile'],
    ['+31 (0)612345678', '+31612345678', 'mobile'],
    ['0031612345678', '+31612345678', 'mobile'],
    ['00 31 6 12345678', '+31612345678', 'mobile'],
    ['31612345678', '+31612345678', 'mobile'],
    ['010-267 16 25', '+31102671625', 'fixed'],
    ['088 012 34 56', '+31880123456', 'other'],
    ['+32 470 12 34 56', '+32470123456', 'mobile'],
  ])('%s is %s (%s)', (written, number, type) => {
    expect(readTelephone(written)).toEqual({ kind: 'usable', number, type, isRepaired: false });
  });

  it.each([
    ['612345678', '+31612345678'],
    ['102671625', '+31102671625'],
  ])('%s gets its lost zero back', (written, number) => {
    expect(readTelephone(written)).toMatchObject({ kind: 'usable', number, isRepaired: true });
  });

  it.each([
    ['6,12E+08', 'exponent'],
    ['6.12345e+08', 'exponent'],
    ['onbekend', 'no_digits'],
    ['-', 'no_digits'],
    ['12345', 'too_short'],
    ['061234567', 'too_short'],
    ['06123456789', 'too_long'],
    ['06123456780612345678', 'too_long'],
    ['0000000000', 'too_short'],
    ['0690000000', 'not_assigned'],
    ['0900-1234', 'not_a_person'],
    ['0800 1234', 'not_a_person'],
    ['0906123456', 'not_a_person'],
  ])('%s cannot be called: %s', (written, fault) => {
    expect(readTelephone(written)).toEqual({ kind: 'unusable', fault });
  });

  it('of an ordinary Dutch mobile is read without the library exactly as with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 600_000_000, max: 699_999_999 }), (national) => {
        const reading = readTelephone(`0${String(national)}`);
        const parsed = parsePhoneNumberFromString(`0${String(national)}`, 'NL');
        const isMobile = parsed?.isValid() === true && parsed.getType() === 'MOBILE';
        expect(reading.kind === 'usable' && reading.type === 'mobile').toBe(isMobile);
        if (reading.kind === 'usable') expect(reading.number).toBe(parsed?.number);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['0612345678 / 010-2671625', 2],
    ['0612345678 of 0687654321', 2],
    ['0612345678', 1],
    ['6,12E+08', 1],
    ['/', 1],
    ['  ', 0],
  ])('cell %j holds %i', (cell, count) => {
    expect(readTelephones(cell)).toHaveLength(count);
  });
});
