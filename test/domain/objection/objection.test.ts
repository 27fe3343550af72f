import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import { readObjectionFile } from '../../../src/domain/objection/objection-file.js';
import { personTexts } from '../../../src/domain/objection/objection-texts.js';

const bornOn = civilDate('2011-06-08');

describe('the texts of an objection', () => {
  it('are the same however a name is written, and wherever somebody lives', () => {
    const texts = personTexts({ bornOn, given: 'Maud', last: 'Yılmaz' });
    expect(texts.initial).toBe('2011-06-08|yilmaz|m');
    expect(personTexts({ bornOn, given: 'MAUD', last: 'Yilmaz' })).toEqual(texts);
    expect(personTexts({ bornOn, given: 'Maud Elif', last: 'Yılmaz' })).toEqual(texts);
    expect(personTexts({ bornOn, given: 'Mo', last: 'Yılmaz' }).full).not.toBe(texts.full);
  });

  it('have no full text when only initials are known', () => {
    expect(personTexts({ bornOn, given: 'M.', last: 'Yılmaz' })).toEqual({
      full: null,
      initial: '2011-06-08|yilmaz|m',
    });
  });
});

describe('a file with objections', () => {
  it('holds numbers, people or both on a line', () => {
    const text = [
      'Telefoon;Geboortedatum;Voornaam;Tussenvoegsel;Achternaam',
      '06 - 12345678;;;;',
      ';08-06-2011;Maud;;Yılmaz',
      '0612345679;8-6-2011;Noor;van;Leeuwen',
      '',
    ].join('\r\n');
    expect(readObjectionFile(text)).toEqual({
      faults: [],
      subjects: [
        { kind: 'number', number: '+31612345678' },
        { kind: 'person', bornOn: '2011-06-08', given: 'Maud', last: 'Yılmaz' },
        { kind: 'number', number: '+31612345679' },
        { kind: 'person', bornOn: '2011-06-08', given: 'Noor', last: 'Leeuwen' },
      ],
    });
  });

  it('says per line what is wrong, without what stands there', () => {
    const text =
      'telefoon,geboortedatum,voornaam,achternaam\n12,,,\n,,,\n,,Maud,Yilmaz\n,08-06-2011,,Yilmaz\n';
    const { faults } = readObjectionFile(text);
    expect(faults.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(JSON.stringify(faults)).not.toContain('Yilmaz');
  });

  it.each(['', 'naam;adres\nNoor;Straat 1', 'telefoon'])('is refused when it is %j', (text) => {
    expect(readObjectionFile(text).faults.length).toBeGreaterThan(0);
  });
});
