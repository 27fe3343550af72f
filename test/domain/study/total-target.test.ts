import { expect, it } from 'vitest';
import { totalTarget } from '../../../src/domain/study/total-target.js';

it.each([
  [[200, 100], 300],
  [[200, null], null],
  [[null, null], null],
  [[], null],
])('targets %j are a whole of %s', (targets, whole) => {
  expect(totalTarget(targets.map((targetInterviews) => ({ targetInterviews })))).toBe(whole);
});
