import { expect, it } from 'vitest';
import type { Seed } from '../../src/domain/sampling/random.js';
import { playedLog } from '../support/played-fieldwork.js';
import { checkFieldwork } from './check-fieldwork.js';

/*
 * A part of what `npx tsx test/tools/check-fieldwork-rules.ts` plays: 10,000 interviewer days take too long for every
 * run of the tests.
 */
it('a played fieldwork breaks no rule of consent and calling', async () => {
  const log = await playedLog({ seed: 7 as Seed, cases: 60, target: 18, interviewers: 4, days: 24 });
  expect(log.shifts.length).toBeGreaterThan(70);
  expect(log.calls.length).toBeGreaterThan(100);
  expect(log.outcomes.filter(({ code }) => code === 'complete').length).toBeGreaterThan(20);
  expect(checkFieldwork(log)).toEqual([]);
}, 60_000);
