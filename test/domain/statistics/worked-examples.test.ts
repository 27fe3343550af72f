import { describe, expect, it } from 'vitest';
import { adjustPValues } from '../../../src/domain/statistics/adjust-p-values.js';
import {
  sumsOfAnswers,
  sumsOfPublishedMean,
  sumsOfPublishedShare,
} from '../../../src/domain/statistics/answer-sums.js';
import { compareGroups } from '../../../src/domain/statistics/design/compare-groups.js';
import { estimateMean } from '../../../src/domain/statistics/design/estimate-mean.js';
import { proportionInterval } from '../../../src/domain/statistics/design/intervals.js';
import type { CellSums } from '../../../src/domain/statistics/design/calibration.js';
import { compareMeans, pooledVariance } from '../../../src/domain/statistics/spss/compare-means.js';
import { compareProportions } from '../../../src/domain/statistics/spss/compare-proportions.js';

/** So many yes and no answers of one stratum, each with weight N/n. */
function stratumOf(key: string, yes: number, no: number, populationSize: number): CellSums {
  const w = populationSize / (yes + no);
  const answers = [...new Array<number>(yes).fill(1), ...new Array<number>(no).fill(0)];
  return {
    stratum: { key, sampleSize: yes + no, populationSize },
    sums: sumsOfAnswers(answers.map((y) => ({ y, w }))),
  };
}

function decimals(value: number | undefined, digits: number): string | undefined {
  return value?.toFixed(digits);
}

describe('the worked examples of docs/methods.md', () => {
  it('§3: 88% of 131 against 74% of 256', () => {
    const test = compareProportions(sumsOfPublishedShare(131, 0.88), sumsOfPublishedShare(256, 0.74));
    expect([decimals(test.statistic, 4), decimals(test.pValue, 4)]).toEqual(['3.1852', '0.0014']);
  });
  it('§3: two means of 4 people', () => {
    const columns = [sumsOfPublishedMean(4, 7, 2), sumsOfPublishedMean(4, 5, 2)] as const;
    const test = compareMeans(...columns, pooledVariance(columns));
    expect([decimals(test.statistic, 4), decimals(test.pValue, 4)]).toEqual(['1.4142', '0.2070']);
  });

  const first = stratumOf('first', 80, 20, 1000);
  const second = stratumOf('second', 30, 20, 250);

  it('§4: the estimates and their interval', () => {
    expect(decimals(estimateMean([first], 'refuse').standardError, 4)).toBe('0.0381');
    const both = estimateMean([first, second], 'refuse');
    expect([both.value, decimals(both.standardError, 4), both.degreesOfFreedom]).toEqual([
      0.76,
      '0.0330',
      148,
    ]);
    const interval = proportionInterval(both, 0.95);
    expect([decimals(interval?.lower, 3), decimals(interval?.upper, 3)]).toEqual(['0.689', '0.819']);
  });
  it('§4: the difference', () => {
    const test = compareGroups([first], [second], 'refuse');
    expect(decimals(test?.standardError, 4)).toBe('0.0733');
    expect([decimals(test?.statistic, 4), test?.degreesOfFreedom, decimals(test?.pValue, 4)]).toEqual([
      '2.7285',
      147,
      '0.0071',
    ]);
  });
  it('§5: three domains of table 27', () => {
    const [a, b, c] = [
      sumsOfPublishedShare(256, 0.69),
      sumsOfPublishedShare(257, 0.72),
      sumsOfPublishedShare(71, 0.51),
    ] as const;
    const raw = [compareProportions(a, b), compareProportions(a, c), compareProportions(b, c)].map(
      (t) => t.pValue,
    );
    const printed = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)));
    expect(printed(raw)).toEqual([0.4563, 0.0049, 0.0008]);
    expect(printed(adjustPValues(raw, 'bonferroni'))).toEqual([1, 0.0146, 0.0025]);
    expect(printed(adjustPValues(raw, 'holm'))).toEqual([0.4563, 0.0097, 0.0025]);
    expect(printed(adjustPValues(raw, 'benjamini-hochberg'))).toEqual([0.4563, 0.0073, 0.0025]);
  });
});
