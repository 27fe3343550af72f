import { expect, it } from 'vitest';
import { filledFormula } from '../../../src/features/response-rates/filled-formula.js';

it.each([
  ['I / (I + NC)', { I: 1200, N: 7, C: 8, NC: 3 }, '1.200 / (1.200 + 3)'],
  ['e × U', { e: 856 / 916, U: 30 }, '0,9345 × 30'],
  ['ander contact / contact', { contact: 9, 'ander contact': 4 }, '4 / 9'],
  ['onbekend / I', { I: 1, e: 2 }, 'onbekend / 1'],
  ['e × U', { e: null, U: 0 }, '– × 0'],
  ['I / P', {}, 'I / P'],
])('%s with its numbers', (formula, values, filled) => {
  expect(filledFormula(formula, values)).toBe(filled);
});
