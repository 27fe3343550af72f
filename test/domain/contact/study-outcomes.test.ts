import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { OUTCOME_CODES } from '../../../src/domain/contact/outcome.js';
import { OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import {
  DEFAULT_OUTCOME_RULES,
  mayBeDivided,
  mayBeLeftOut,
  outcomeRulesProblems,
  studyOutcomes,
} from '../../../src/domain/contact/study-outcomes.js';

const anyRules = fc.record({
  labels: fc.dictionary(fc.constantFrom(...OUTCOME_CODES), fc.string()),
  notOffered: fc.uniqueArray(fc.constantFrom(...OUTCOME_CODES)),
});

describe('the outcomes of a study', () => {
  it('are those of the table as long as nothing is changed', () => {
    expect(outcomeRulesProblems(DEFAULT_OUTCOME_RULES)).toEqual([]);
    for (const code of OUTCOME_CODES) {
      expect(studyOutcomes(DEFAULT_OUTCOME_RULES)[code]).toEqual({ ...OUTCOMES[code], isOffered: true });
    }
  });

  it('count the same in every study, whatever is changed', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const table = studyOutcomes(rules);
        for (const code of OUTCOME_CODES) {
          const { label, isOffered, ...rest } = table[code];
          const { label: standard, ...counted } = OUTCOMES[code];
          expect(rest).toEqual(counted);
          expect(label).toBe(rules.labels[code] ?? standard);
          expect(isOffered).toBe(!rules.notOffered.includes(code));
        }
      }),
    );
  });

  it('always have a way to write down a refusal, an interview, and that somebody is not safe', () => {
    for (const code of ['refusal_hard', 'refusal_parent', 'complete', 'unsafe_or_secret'] as const) {
      expect(mayBeLeftOut(code)).toBe(false);
      expect(outcomeRulesProblems({ labels: {}, notOffered: [code] })).toEqual([
        { setting: `offered.${code}`, message: 'Deze uitkomst is altijd nodig.' },
      ]);
    }
    expect(outcomeRulesProblems({ labels: {}, notOffered: ['voicemail'] })).toEqual([]);
  });

  it('are divided where a form is filled in, in a few short lines', () => {
    const problems = (lines: readonly string[]) =>
      outcomeRulesProblems({ labels: {}, notOffered: [], substatuses: { refusal_hard: lines } }).map(
        ({ message }) => message,
      );
    expect(problems(['Geen tijd', 'Geen vertrouwen'])).toEqual([]);
    expect(problems(['Geen tijd', 'geen tijd'])).toEqual(['Een regel staat er twee keer.']);
    expect(problems(['x'.repeat(61)])).toEqual(['Maak elke regel korter dan 60 tekens.']);
    expect(problems(Array.from({ length: 13 }, (_, line) => String(line)))).toEqual([
      'Geef hoogstens 12 regels.',
    ]);
    expect(
      (['refusal_hard', 'unable', 'no_answer', 'complete', 'care_concern'] as const).map(mayBeDivided),
    ).toEqual([true, true, false, false, false]);
  });

  it('have names that tell them apart', () => {
    const twice = outcomeRulesProblems({ labels: { busy: 'geen gehoor' }, notOffered: [] });
    expect(twice.map(({ setting }) => setting)).toEqual(['labels.no_answer', 'labels.busy']);
    const long = outcomeRulesProblems({ labels: { busy: 'x'.repeat(61) }, notOffered: [] });
    expect(long).toEqual([{ setting: 'labels.busy', message: 'Maak de naam korter dan 60 tekens.' }]);
  });
});
