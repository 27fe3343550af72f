import { describe, expect, it } from 'vitest';
import type { ContactOwner } from '../../../src/domain/frame/client-record.js';
import { contactsOfRecord } from '../../../src/domain/frame/contact-of-record.js';
import type { E164 } from '../../../src/domain/telephone/telephone-number.js';

function telephone(owner: ContactOwner, number: string) {
  return { owner, number: number as E164, type: 'mobile' as const };
}

describe('who can be called about a client', () => {
  it('is everybody with a number, with the name that stands beside it', () => {
    const record = {
      telephones: [telephone('parent', '+31643248085'), telephone('youth', '+31658562591')],
      contactNames: { parent: 'Elif' },
    };
    expect(contactsOfRecord(record, false)).toEqual([
      { kind: 'parent', name: 'Elif', number: '+31643248085' },
      { kind: 'youth', name: null, number: '+31658562591' },
    ]);
  });

  it('counts both with custody as parents, unless the child is a ward', () => {
    const record = {
      telephones: [telephone('custody_1', '+31101234567'), telephone('custody_2', '+31627009288')],
      contactNames: { custody_1: 'Amira', custody_2: 'Luuk' },
    };
    expect(contactsOfRecord(record, false).map(({ kind }) => kind)).toEqual(['parent', 'parent']);
    expect(contactsOfRecord(record, true).map(({ kind }) => kind)).toEqual(['guardian', 'guardian']);
  });

  it('keeps a name without a number, behind those with one', () => {
    const record = {
      telephones: [telephone('custody_2', '+31627009288')],
      contactNames: { custody_1: 'Amira', custody_2: 'Luuk' },
    };
    expect(contactsOfRecord(record, false)).toEqual([
      { kind: 'parent', name: 'Luuk', number: '+31627009288' },
      { kind: 'parent', name: 'Amira', number: null },
    ]);
  });

  it('keeps two numbers of one person apart', () => {
    const record = {
      telephones: [telephone('parent', '+31643248085'), telephone('parent', '+31101234567')],
      contactNames: {},
    };
    expect(contactsOfRecord(record, false)).toHaveLength(2);
  });
});
