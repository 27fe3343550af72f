import { describe, expect, it } from 'vitest';
import { listFileNames } from '../../src/cli/check-export.js';

describe('the files of the lists', () => {
  it('has a name of its own for each organisation, also when three are called the same', () => {
    expect(listFileNames(['De Brug', 'Wijk/Noord', 'de brug', 'De Brug'], 'csv')).toEqual([
      'De Brug.csv',
      'Wijk-Noord.csv',
      'de brug (2).csv',
      'De Brug (3).csv',
    ]);
  });
});
