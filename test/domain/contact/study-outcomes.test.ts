import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { OUTCOME_CODES } from '../../../src/domain/contact/outcome.js';
import { OUTCOMES } from '../../../src/domain/contact/outcome-table.js';
import {
  DEFAULT_OUTCOME_RULES,
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

  it('have names that tell them apart', () => {
    const twice = outcomeRulesProblems({ labels: { busy: 'geen gehoor' }, notOffered: [] });
    expect(twice.map(({ setting }) => setting)).toEqual(['labels.no_answer', 'labels.busy']);
    const long = outcomeRulesProblems({ labels: { busy: 'x'.repeat(61) }, notOffered: [] });
    expect(long).toEqual([{ setting: 'labels.busy', message: 'Maak de naam korter dan 60 tekens.' }]);
  });
});
