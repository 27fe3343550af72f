import { expect, it } from 'vitest';
import { measureCode } from '../../../src/domain/interview/measure-code.js';

it.each([
  ['OTS', 'ots'],
  ['voorlopige OTS', 'ots'],
  ['ondertoezichtstelling', 'ots'],
  ['voogdij', 'voogdij'],
  ['jeugdreclassering', 'jeugdreclassering'],
  ['JR', 'jeugdreclassering'],
  ['OTS en voogdij', 'voogdij'],
  ['', null],
  ['robotstage', null],
  [null, null],
])('the measure that a file calls %j is %s', (text, code) => {
  expect(measureCode(text)).toBe(code);
});
