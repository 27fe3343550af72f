import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsBy, type ResponseCell } from '../../../src/domain/non-response/response-cell.js';
import { mayShowResponse } from '../../../src/domain/non-response/hidden-response.js';
import { shownResponse } from '../../../src/domain/non-response/shown-response.js';
import { whoIsMissing } from '../../../src/domain/non-response/who-is-missing.js';
import { Attacker } from '../tables/attacker.js';

const REST = 'overig';

function cell(levels: readonly string[], sampled: number, responded: number): ResponseCell {
  return { levels, sampled, responded, weight: sampled, respondedWeight: responded };
}

/** People by domain, age and measure, with a weight that tells which cells a sum of them holds. */
const studies = fc
  .record({
    domains: fc.integer({ min: 2, max: 6 }),
    levels: fc.integer({ min: 1, max: 4 }),
    counts: fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.nat(100)), {
      minLength: 48,
      maxLength: 48,
    }),
  })
  .map(({ domains, levels, counts }) =>
    counts
      .slice(0, domains * levels * 2)
      .map(([sampled, share], at): ResponseCell => ({
        ...cell(
          [
            `d${String(at % domains)}`,
            `a${String(Math.floor(at / domains) % levels)}`,
            `m${String(Math.floor(at / (domains * levels)))}`,
          ],
          sampled,
          Math.round((sampled * share) / 100),
        ),
        weight: 2 ** at,
      }))
      .filter(({ sampled }) => sampled > 0),
  );

function numbersIn({ weight }: ResponseCell): readonly (readonly [string, number])[] {
  const bits = weight.toString(2).split('').reverse();
  return bits.flatMap((bit, at) => (bit === '1' ? [[String(at), 1] as const] : []));
}

/** What the page shows of who responded by domain and by one variable, in all and per domain. */
function shownBy(cells: readonly ResponseCell[], variable: number): readonly ResponseCell[] {
  const { whole, perDomain } = shownResponse(cells, REST);
  const parts = [...(whole === null ? [] : [whole]), ...perDomain.values()];
  return parts.flatMap((own) => [0, variable].flatMap((at) => cellsBy(own, [at])));
}

describe('who responded', () => {
  it('may be shown of nobody and of five, on both sides', () => {
    const shown = [0, 1, 4, 5, 15, 16, 19, 20].filter((responded) =>
      mayShowResponse({ sampled: 20, responded }),
    );
    expect(shown).toEqual([0, 5, 15, 20]);
  });

  it.each([1, 2])(
    'is never shown of a few, who do not follow from all that is shown either: %i',
    (variable) => {
      fc.assert(
        fc.property(studies, (cells) => {
          const attacker = new Attacker();
          for (const shown of shownBy(cells, variable)) {
            expect(mayShowResponse(shown)).toBe(true);
            attacker.learn(numbersIn(shown));
          }
          const few = [[0], [variable], [0, variable]]
            .flatMap((at) => cellsBy(cells, at))
            .filter((group) => !mayShowResponse(group));
          for (const group of few) expect(attacker.canCompute(numbersIn(group))).toBe(false);
        }),
        { numRuns: 400 },
      );
    },
  );

  it('is shown of every level when nobody is a few', () => {
    const cells = ['a', 'b', 'c'].flatMap((domain) =>
      ['x', 'y'].map((age) => cell([domain, age], 40, 15 + domain.length)),
    );
    const { whole, perDomain } = shownResponse(cells, REST);
    expect(whole).toEqual(cells);
    expect([...perDomain.values()].flat()).toEqual(cells);
  });
});

describe('a domain of which a few responded', () => {
  const cells = [
    cell(['basis', 'x'], 60, 40),
    cell(['basis', 'y'], 60, 20),
    cell(['jb', 'x'], 60, 3),
    cell(['special', 'x'], 50, 20),
    cell(['special', 'y'], 50, 20),
  ];
  const { total, domains } = whoIsMissing(cells, REST);

  it('does not follow from the total and the other domains', () => {
    expect(total.responded).toBe(103);
    const shown = [...domains].filter(([, { responded }]) => responded !== null);
    expect(shown.map(([domain]) => domain)).toEqual(['basis']);
  });

  it('does not follow from the indicators, which see it together with the other that is hidden', () => {
    expect(total.variables[0]?.levels.map(({ level, responded }) => [level, responded])).toEqual([
      ['basis', 60],
      [REST, 43],
    ]);
    // Were 4 of them in the one and 19 in the other, every figure would be the same.
    const other = cells.map((one) => {
      if (one.levels[0] === 'jb') return cell(one.levels, 60, 4);
      return one.levels.join() === 'special,x' ? cell(one.levels, 50, 19) : one;
    });
    expect(whoIsMissing(other, REST).total).toEqual(total);
  });

  it('has no indicators of its own', () => {
    expect(domains.get('jb')).toEqual({ sampled: 60, responded: null, figures: null, variables: [] });
  });
});

it('three who all responded are not hidden among others who all responded only', () => {
  const cells = [
    cell(['a', 'x'], 3, 3),
    cell(['b', 'x'], 20, 20),
    cell(['c', 'x'], 30, 15),
    cell(['d', 'x'], 90, 40),
  ];
  const { domains } = whoIsMissing(cells, REST);
  expect([...domains.values()].map(({ responded }) => responded)).toEqual([null, null, null, 40]);
});

it('a study of which one to four did not respond shows no response at all', () => {
  const { total, domains } = whoIsMissing([cell(['a', 'x'], 40, 38), cell(['b', 'x'], 40, 39)], REST);
  expect(total.responded).toBeNull();
  expect([...domains.values()].map(({ responded }) => responded)).toEqual([null, null]);
});
