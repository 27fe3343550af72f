import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { domainByPriority } from '../../../src/domain/frame/domain-priority.js';
import { ageBandOn, careInYear } from '../../../src/domain/frame/eligibility.js';
import { familyTexts } from '../../../src/domain/frame/family.js';
import { openFamilyGrouping } from '../../../src/domain/frame/family-grouping.js';
import { type FamilyKey, familyKeysText, readFamilyKeys } from '../../../src/domain/frame/family-keys.js';
import { KeyNumbers } from '../../../src/domain/frame/key-numbers.js';
import { derivePerson } from '../../../src/domain/frame/person-derivation.js';
import {
  type MatchCandidate,
  matchPerson,
  matchTexts,
  resemblanceTexts,
} from '../../../src/domain/frame/person-matching.js';
import type { ClientRecord } from '../../../src/domain/frame/client-record.js';
import type { E164 } from '../../../src/domain/telephone/telephone-number.js';

function record(given: string, last = 'Yılmaz', more: Partial<ClientRecord> = {}): ClientRecord {
  return {
    line: 2,
    clientNumber: null,
    familyDossier: null,
    name: { given, prefix: '', last },
    birthOn: civilDate('2011-06-08'),
    sex: null,
    postcode: '3083CK',
    houseNumber: null,
    district: null,
    segment: null,
    measure: null,
    supervisionOrder: null,
    careStartOn: null,
    careEndOn: null,
    contactNames: {},
    telephones: [],
    atSecretAddress: false,
    ...more,
  };
}

function known(...people: readonly (readonly [number, ClientRecord])[]): MatchCandidate<number>[] {
  return people.map(([person, one]) => ({ person, ...matchTexts(one) }));
}

describe('two records', () => {
  it('of one person have the same group, however the name is written', () => {
    expect(matchTexts(record('Maud')).group).toBe('2011-06-08|3083CK|yilmaz');
    expect(matchTexts(record('Maud', 'YILMAZ')).group).toBe('2011-06-08|3083CK|yilmaz');
  });

  it('that only look alike share a resemblance: moved, or under another last name', () => {
    const here = resemblanceTexts(record('Maud'));
    const moved = resemblanceTexts(record('Maud Anna', 'Yilmaz', { postcode: '3011AB' }));
    const renamed = resemblanceTexts(record('Maud', 'Vos'));
    expect(moved.other_postcode).toBe(here.other_postcode);
    expect(renamed.other_last_name).toBe(here.other_last_name);
    expect(resemblanceTexts(record('M.'))).toEqual({});
  });
});

describe('a record', () => {
  const noPostcode = { postcode: null };
  it.each([
    ['of a new group', 'Maud', known(), { kind: 'new' }],
    ['with the same first name', 'MAUD', known([1, record('Maud')]), { kind: 'same', person: 1 }],
    [
      'with an initial that fits one person',
      'M.',
      known([1, record('Maud')], [2, record('Sem')]),
      { kind: 'same', person: 1 },
    ],
    ['with a first name that fits initials', 'Maud', known([1, record('M.')]), { kind: 'same', person: 1 }],
    ['with another first name: a twin', 'Sem', known([1, record('Maud')]), { kind: 'new' }],
    ['with another initial', 'S.', known([1, record('M.')]), { kind: 'new' }],
    [
      'with another name and the same initial',
      'Mo',
      known([1, record('Mohammed')]),
      { kind: 'uncertain', persons: [1] },
    ],
    [
      'with an initial that fits twins',
      'M.',
      known([1, record('Maud')], [2, record('Mila')]),
      { kind: 'uncertain', persons: [1, 2] },
    ],
    [
      'with the name of one of two twins',
      'Mila',
      known([1, record('Maud')], [2, record('Mila')]),
      { kind: 'same', person: 2 },
    ],
    [
      'with a third name beside name and initial of one person',
      'Mila',
      known([1, record('Maud')], [1, record('M.')]),
      { kind: 'uncertain', persons: [1] },
    ],
  ])('%s is decided', (_, given, candidates, expected) => {
    expect(matchPerson(matchTexts(record(given)), candidates)).toEqual(expected);
  });

  it('without postcode is never certain', () => {
    const texts = matchTexts(record('Maud', 'Vos', noPostcode));
    expect(matchPerson(texts, known([1, record('Maud', 'Vos', noPostcode)]))).toEqual({
      kind: 'uncertain',
      persons: [1],
    });
  });
});

describe('families', () => {
  const phone = (number: string, owner: 'parent' | 'youth' | 'custody_1' | 'custody_2' = 'parent') => ({
    telephones: [{ owner, number: number as E164, type: 'mobile' as const }],
  });
  const group = (...records: readonly ClientRecord[]) =>
    groupFamilies(
      records.map((one) =>
        familyTexts(one, 'wijkteams').map(({ evidence, text }) => ({ evidence, key: text })),
      ),
    );

  it('have one dossier, or one telephone of a parent at one postcode', () => {
    expect(
      group(record('A', 'X', { familyDossier: 'G1' }), record('B', 'Y', { familyDossier: 'G1' })),
    ).toEqual([0, 0]);
    expect(group(record('A', 'X', phone('+31612345678')), record('B', 'Y', phone('+31612345678')))).toEqual([
      0, 0,
    ]);
  });

  it('reach through a third person', () => {
    const both = record('B', 'Y', { familyDossier: 'G1', ...phone('+31612345678') });
    expect(
      group(record('A', 'X', { familyDossier: 'G1' }), record('C', 'Z', phone('+31612345678')), both),
    ).toEqual([0, 0, 0]);
  });

  it('are two at two postcodes, at dossiers of two organisations, and by the number of the young person', () => {
    const elsewhere = record('B', 'X', { postcode: '3011AB', ...phone('+31612345678') });
    expect(group(record('A', 'X', phone('+31612345678')), elsewhere)).toEqual([0, 1]);
    const [one] = familyTexts(record('A', 'X', { familyDossier: '1' }), 'a');
    const [other] = familyTexts(record('A', 'X', { familyDossier: '1' }), 'b');
    expect(one?.text).not.toBe(other?.text);
    expect(
      group(
        record('A', 'X', phone('+31612345678', 'youth')),
        record('B', 'Y', phone('+31612345678', 'youth')),
      ),
    ).toEqual([0, 1]);
  });

  it('are not made by the number of the institution that has custody', () => {
    const ward = { measure: 'voogdij', ...phone('+31880123456', 'custody_1') };
    expect(group(record('A', 'X', ward), record('B', 'Y', ward))).toEqual([0, 1]);
  });

  it('take in a child of whom no parent is known, when one family of that name lives there', () => {
    const sibling = record('A', 'X', phone('+31612345678'));
    const other = record('B', 'X', phone('+31687654321'));
    expect(group(sibling, record('C', 'X'))).toEqual([0, 0]);
    expect(group(sibling, other, record('C', 'X'))).toEqual([0, 1, 2]);
    expect(group(record('C', 'X'), record('D', 'X'))).toEqual([0, 0]);
  });

  it('are a partition that does not depend on the order of the persons', () => {
    const member = fc.record({
      dossier: fc.option(fc.constantFrom('d1', 'd2', 'd3', 'd4'), { nil: null }),
      telephone: fc.option(fc.constantFrom('t1', 't2', 't3', 't4'), { nil: null }),
      household: fc.constantFrom('h1', 'h2', 'h3'),
    });
    const keysOf = (keys: {
      dossier: string | null;
      telephone: string | null;
      household: string;
    }): FamilyKey[] =>
      (['dossier', 'telephone', 'household'] as const).flatMap((evidence) => {
        const key = keys[evidence];
        return key === null ? [] : [{ evidence, key }];
      });
    fc.assert(
      fc.property(fc.array(member, { minLength: 2, maxLength: 12 }), (list) => {
        const members = list.map(keysOf);
        const forward = groupFamilies(members);
        const backward = groupFamilies([...members].reverse()).reverse();
        const together = (families: readonly number[]) =>
          members.map((_, one) => members.map((__, other) => families[one] === families[other]));
        expect(together(forward)).toEqual(together(backward));
      }),
    );
  });
});

function groupFamilies(members: readonly (readonly FamilyKey[])[]): number[] {
  const grouping = openFamilyGrouping();
  for (const keys of members) grouping.add(keys);
  return [...grouping.firstMembers()];
}

describe('family keys', () => {
  it('pass through one short text', () => {
    const keys: FamilyKey[] = [
      { evidence: 'dossier', key: 'ab' },
      { evidence: 'telephone', key: '01' },
      { evidence: 'household', key: 'cd' },
    ];
    expect(familyKeysText(keys)).toBe('dab t01 hcd');
    expect(readFamilyKeys(familyKeysText(keys))).toEqual(keys);
    expect(readFamilyKeys('')).toEqual([]);
    expect(() => readFamilyKeys('xab')).toThrow(RangeError);
  });

  it('are numbered as a map would do it, also when there are many', () => {
    const numbers = new KeyNumbers();
    const known = new Map<string, number>();
    for (let at = 0; at < 30_000; at++) {
      const key = `k${String((at * 7919) % 20_011)}`;
      if (!known.has(key)) known.set(key, known.size);
      expect(numbers.of(key)).toBe(known.get(key));
    }
    expect(numbers.size).toBe(20_011);
  });
});

describe('a person', () => {
  const priority = ['jb_jr', 'specialistisch', 'basishulp'];
  const one = { domain: 'basishulp', hasSecretAddress: false, firstName: null };

  it('has the strongest domain, any secret address, and the first name behind an initial', () => {
    const other = { domain: 'jb_jr', hasSecretAddress: true, firstName: 'k1' };
    expect(derivePerson([one, other], priority)).toEqual(other);
    expect(derivePerson([other, { ...one, firstName: 'k2' }], priority)).toEqual(other);
    expect(derivePerson([one], priority)).toEqual(one);
    expect(() => derivePerson([], priority)).toThrow(RangeError);
  });
});

describe('eligibility', () => {
  it.each([
    ['2024-03-01', '2025-01-01', 'in_year'],
    ['2024-03-01', '2024-12-31', 'ended_before'],
    ['2025-12-31', null, 'in_year'],
    ['2026-01-01', null, 'began_after'],
    [null, null, 'in_year'],
    [null, '2024-12-31', 'ended_before'],
  ])('care from %s to %s is %s for 2025', (start, end, expected) => {
    const care = {
      startOn: start === null ? null : civilDate(start),
      endOn: end === null ? null : civilDate(end),
    };
    expect(careInYear(care, 2025)).toBe(expected);
  });

  it.each([
    ['2014-04-02', '0-11'],
    ['2014-04-01', '12-15'],
    ['2010-04-02', '12-15'],
    ['2010-04-01', '16+'],
    ['2026-05-01', '0-11'],
  ])('born on %s is in band %s on 1 April 2026', (birthOn, band) => {
    expect(ageBandOn(civilDate(birthOn), civilDate('2026-04-01'))).toBe(band);
  });

  it('is sampled in the domain of the highest priority', () => {
    const priority = ['jb_jr', 'specialistisch', 'basishulp'];
    expect(domainByPriority(['basishulp', 'jb_jr'], priority)).toBe('jb_jr');
    expect(domainByPriority(['basishulp'], priority)).toBe('basishulp');
    expect(() => domainByPriority(['elders'], priority)).toThrow(RangeError);
  });
});
