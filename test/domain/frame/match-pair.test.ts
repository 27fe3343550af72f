import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedPerson, comparePersons } from '../../../src/domain/frame/match-comparison.js';
import { pairsAmong } from '../../../src/domain/frame/match-pair.js';

describe('pairs of persons who look alike', () => {
  it('are each with each', () => {
    expect(pairsAmong([3, 5, 9])).toEqual([
      [3, 5],
      [3, 9],
      [5, 9],
    ]);
  });

  it('are none for one person', () => {
    expect(pairsAmong([3])).toEqual([]);
  });

  it('grow with the number of persons, not with its square', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9, max: 2000 }), (count) => {
        const persons = Array.from({ length: count }, (_, place) => place);
        const pairs = pairsAmong(persons);
        expect(pairs).toHaveLength(count - 1);
        expect(new Set(pairs.flat()).size).toBe(count);
      }),
    );
  });
});

describe('two persons side by side', () => {
  const sem: ComparedPerson = {
    firstNames: ['Sem', 'S.'],
    lastNames: ['Yılmaz'],
    birthDates: ['2012-02-01'],
    postcodes: ['3011AB'],
    telephones: ['+31612345678'],
    contactNames: ['Elif Yılmaz'],
  };

  function agreementsWith(other: Partial<ComparedPerson>): Record<string, string> {
    const compared = comparePersons(sem, { ...sem, ...other });
    return Object.fromEntries(compared.map(({ field, agreement }) => [field, agreement]));
  }

  it('agree whatever the case, accents and signs', () => {
    expect(agreementsWith({ lastNames: ['YILMAZ'], contactNames: ['elif yilmaz'] })).toMatchObject({
      lastNames: 'same',
      contactNames: 'same',
      telephones: 'same',
    });
  });

  it('are alike with one initial, or in one part of town', () => {
    expect(agreementsWith({ firstNames: ['Sanne'], postcodes: ['3011XZ'] })).toMatchObject({
      firstNames: 'alike',
      postcodes: 'alike',
    });
  });

  it('differ when no spelling is the same', () => {
    expect(
      agreementsWith({ firstNames: ['Liv'], birthDates: ['2012-01-02'], postcodes: ['3083CK'] }),
    ).toMatchObject({
      firstNames: 'different',
      birthDates: 'different',
      postcodes: 'different',
    });
  });

  it('say nothing where one is not known', () => {
    expect(agreementsWith({ postcodes: [], telephones: [] })).toMatchObject({
      postcodes: 'unknown',
      telephones: 'unknown',
    });
  });
});
