import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  type BreakdownDomain,
  type BreakdownPerson,
  type BreakdownRow,
  coverageOf,
  type FrameBreakdown,
  type FrameTally,
  openBreakdown,
} from '../../../src/domain/frame/frame-breakdown.js';

const DOMAINS: readonly BreakdownDomain[] = [
  { code: 'basishulp', segments: [] },
  { code: 'specialistisch', segments: ['jeugd_ggz', 'jeugd_en_opvoedhulp'] },
];
const APRIL = civilDate('2026-04-01');

const sem: BreakdownPerson = {
  domain: 'specialistisch',
  segment: 'jeugd_en_opvoedhulp',
  organisation: 'De Brug',
  birthOn: civilDate('2014-04-01'),
  hasSecretAddress: false,
  isUncertain: false,
  hasNumber: true,
};
const liv: BreakdownPerson = {
  ...sem,
  segment: 'jeugd_ggz',
  organisation: 'Anker',
  birthOn: civilDate('2014-04-02'),
  hasSecretAddress: true,
  hasNumber: false,
};
const noor: BreakdownPerson = {
  ...sem,
  domain: 'basishulp',
  segment: null,
  organisation: 'Wijkteam',
  isUncertain: true,
};

/** @param firsts for each person the place of the first member of its family */
function breakDown(persons: readonly BreakdownPerson[], firsts: readonly number[]): FrameBreakdown {
  const counter = openBreakdown(DOMAINS, APRIL);
  for (const person of persons) counter.add(person);
  return counter.result(Int32Array.from(firsts));
}

const COUNTS = [
  'persons',
  'families',
  'eligible',
  'at_secret_address',
  'uncertain',
  'without_number',
] as const;

function countsOf(tally: FrameTally): number[] {
  return COUNTS.map((count) => tally[count]);
}

function summed(rows: readonly FrameTally[]): number[] {
  return COUNTS.map((count) => rows.reduce((sum, row) => sum + row[count], 0));
}

describe('the breakdown of a frame', () => {
  const breakdown = breakDown([sem, liv, noor], [0, 0, 2]);
  const named = (rows: readonly BreakdownRow[]): unknown[] =>
    rows.map((row) => [row.domain, row.part, ...countsOf(row)]);

  it('counts persons, families, who may be approached, secret addresses, doubtful ones and who has no number', () => {
    expect(countsOf(breakdown.total)).toEqual([3, 2, 2, 1, 1, 1]);
    expect(breakdown.per_domain.map(countsOf)).toEqual([
      [1, 1, 1, 0, 1, 0],
      [2, 1, 1, 1, 0, 1],
    ]);
  });

  it('puts segments in the order of the study, organisations by name and age bands from young to old', () => {
    expect(named(breakdown.per_segment)).toEqual([
      ['basishulp', null, 1, 1, 1, 0, 1, 0],
      ['specialistisch', 'jeugd_ggz', 1, 0, 0, 1, 0, 1],
      ['specialistisch', 'jeugd_en_opvoedhulp', 1, 1, 1, 0, 0, 0],
    ]);
    expect(breakdown.per_organisation.map(({ part }) => part)).toEqual(['Wijkteam', 'Anker', 'De Brug']);
    expect(breakdown.per_age_band.map(({ domain, part }) => [domain, part])).toEqual([
      ['basishulp', '12-15'],
      ['specialistisch', '0-11'],
      ['specialistisch', '12-15'],
    ]);
  });

  it('keeps a domain in which nobody is', () => {
    const { per_domain: perDomain, total } = breakDown([], []);
    expect(perDomain.map(({ domain, persons }) => [domain, persons])).toEqual([
      ['basishulp', 0],
      ['specialistisch', 0],
    ]);
    expect(coverageOf(total)).toBeNull();
  });

  it('gives the part that can be called', () => {
    expect(coverageOf({ ...breakdown.total, persons: 4, without_number: 1 })).toBe(0.75);
  });

  it('does not count somebody outside the domains of the study', () => {
    expect(() => breakDown([{ ...sem, domain: 'wmo' }], [0])).toThrow(RangeError);
  });

  it('adds up: the rows of each table to their domain, the domains to the total', () => {
    const person = fc.record({
      domain: fc.constantFrom('basishulp', 'specialistisch'),
      segment: fc.constantFrom(null, 'jeugd_ggz', 'jeugd_en_opvoedhulp', 'anders'),
      organisation: fc.constantFrom('Anker', 'De Brug', 'Wijkteam'),
      birthOn: fc.constantFrom(civilDate('2004-01-01'), civilDate('2012-01-01'), civilDate('2020-01-01')),
      hasSecretAddress: fc.boolean(),
      isUncertain: fc.boolean(),
      hasNumber: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(person), fc.array(fc.nat()), (persons, families) => {
        const family = persons.map((_, place) => (families[place] ?? place) % 7);
        const firsts = family.map((number) => family.indexOf(number));
        const found = breakDown(persons, firsts);
        expect(found.total.families).toBe(new Set(family).size);
        expect(found.total.persons).toBe(persons.length);
        expect(found.total.eligible + found.total.at_secret_address).toBe(persons.length);
        expect(summed(found.per_domain)).toEqual(countsOf(found.total));
        for (const table of [found.per_segment, found.per_organisation, found.per_age_band]) {
          for (const domain of found.per_domain) {
            expect(summed(table.filter((row) => row.domain === domain.domain))).toEqual(countsOf(domain));
          }
        }
      }),
    );
  });
});
