import { expect, it } from 'vitest';
import { languagesWithoutCaller } from '../../../src/domain/calling/contact-language.js';

it.each<[string, readonly string[], readonly string[]]>([
  ['all but one are spoken', ['ar', 'zgh', 'en', 'pap', 'pl', 'pt'], ['tr', 'und']],
  ['two interviewers speak the same', ['tr', 'ar', 'tr'], ['zgh', 'en', 'pap', 'pl', 'pt', 'und']],
  ['somebody speaks what nobody needs', ['ar', 'zgh', 'en', 'pap', 'pl', 'pt', 'tr', 'fr'], ['und']],
])('knows in which languages nobody calls when %s', (_name, spoken, expected) => {
  expect(languagesWithoutCaller(spoken)).toEqual(expected);
});
