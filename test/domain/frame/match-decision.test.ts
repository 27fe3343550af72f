import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecidedPair,
  findContradiction,
  mergedGroups,
} from '../../../src/domain/frame/match-decision.js';

function same(first: string, second: string): DecidedPair {
  return { first, second, decision: 'same' };
}

function different(first: string, second: string): DecidedPair {
  return { first, second, decision: 'different' };
}

describe('decisions about persons who look alike', () => {
  it('make one person of a chain', () => {
    expect(mergedGroups([same('b', 'c'), same('a', 'b')])).toEqual([['a', 'b', 'c']]);
  });

  it('make groups that stay apart, and nobody of whom it is only said that they differ', () => {
    expect(mergedGroups([same('d', 'e'), different('a', 'd'), same('b', 'a')])).toEqual([
      ['a', 'b'],
      ['d', 'e'],
    ]);
  });

  it('contradict when two are one through a third and yet differ, and the chain is named', () => {
    const decisions = [same('a', 'b'), same('b', 'c'), same('c', 'd'), different('c', 'a')];
    expect(findContradiction(decisions)).toEqual({
      different: different('c', 'a'),
      same: [same('b', 'c'), same('a', 'b')],
    });
  });

  it('contradict when one pair is both', () => {
    const found = findContradiction([same('a', 'b'), different('a', 'b')]);
    expect(found?.same).toHaveLength(1);
  });

  it('name the shortest chain', () => {
    const decisions = [same('a', 'x'), same('x', 'y'), same('y', 'b'), same('a', 'z'), same('z', 'b')];
    expect(findContradiction([...decisions, different('a', 'b')])?.same).toEqual([
      same('a', 'z'),
      same('z', 'b'),
    ]);
  });

  it('can all be true when those who differ are in other groups', () => {
    expect(
      findContradiction([same('a', 'b'), same('c', 'd'), different('b', 'c'), different('a', 'd')]),
    ).toBeNull();
  });

  it('agree with a truth that they were taken from, and never with one pair turned around', () => {
    const truth = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(truth, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 }), (personOf, picks) => {
        const pairs = picks
          .map(([one, other]) => [one % personOf.length, other % personOf.length] as const)
          .filter(([one, other]) => one !== other);
        const decisions = pairs.map(([one, other]): DecidedPair => ({
          first: String(one),
          second: String(other),
          decision: personOf[one] === personOf[other] ? 'same' : 'different',
        }));
        expect(findContradiction(decisions)).toBeNull();
        for (const group of mergedGroups(decisions)) {
          expect(new Set(group.map((key) => personOf[Number(key)])).size).toBe(1);
        }
        const [first] = decisions;
        if (first === undefined) return;
        const turned: DecidedPair = { ...first, decision: first.decision === 'same' ? 'different' : 'same' };
        expect(findContradiction([...decisions, turned])).not.toBeNull();
      }),
    );
  });
});
