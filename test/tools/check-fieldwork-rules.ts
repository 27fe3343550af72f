import { parseArgs } from 'node:util';
import type { Seed } from '../../src/domain/sampling/random.js';
import { checkFieldwork } from '../checker/check-fieldwork.js';
import { playedLog } from '../support/played-fieldwork.js';

/*
 * npx tsx test/tools/check-fieldwork-rules.ts [--interviewer-days 10000] [--seed 1]
 * Plays fieldworks until there are enough interviewer days, and checks the log of each. Exit code 1 when a rule was broken.
 */

const { values } = parseArgs({
  options: {
    'interviewer-days': { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});

const wanted = Number(values['interviewer-days']);
let seed = Number(values.seed);
let interviewerDays = 0;
let calls = 0;
let interviews = 0;
let broken = 0;
const startedAt = performance.now();

while (interviewerDays < wanted) {
  const log = await playedLog({ seed: seed as Seed, cases: 150, target: 35, interviewers: 12, days: 36 });
  const violations = checkFieldwork(log);
  interviewerDays += log.shifts.length;
  calls += log.calls.length;
  interviews += log.outcomes.filter(({ code }) => code === 'complete').length;
  broken += violations.length;
  for (const { rule, caseId, at } of violations.slice(0, 20)) {
    process.stdout.write(`seed ${String(seed)}: ${rule}, case ${caseId}, ${at}\n`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(
    `seed ${String(seed)}: ${String(interviewerDays)} interviewer days, ${String(calls)} calls, ` +
      `${String(interviews)} interviews, ${String(broken)} violations, ${seconds.toFixed(0)} s\n`,
  );
  seed += 1;
}
process.exitCode = broken === 0 ? 0 : 1;
