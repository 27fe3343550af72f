import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';
import {
  checkListCsv,
  type CheckList,
  checkListRows,
  listCodeOf,
  type ListedClient,
} from '../../../src/domain/checks/check-list.js';
import {
  exclusionReasons,
  exclusionReasonTable,
  parseExclusionReason,
} from '../../../src/domain/checks/exclusion-reason.js';
import { readReturnedList, readReturnedRows } from '../../../src/domain/checks/returned-list.js';

const clients: readonly ListedClient[] = [
  {
    clientNumber: '0012',
    given: 'Meryem',
    prefix: 'van',
    last: 'Leeuwen',
    birthOn: civilDate('2012-05-06'),
    reason: null,
  },
  {
    clientNumber: 'Z7',
    given: 'K.',
    prefix: '',
    last: 'Yılmaz',
    birthOn: civilDate('2009-01-02'),
    reason: 'geheim_adres',
  },
  {
    clientNumber: '=3',
    given: 'Sem',
    prefix: '',
    last: 'Vos',
    birthOn: civilDate('2015-12-31'),
    reason: null,
  },
];
const list: CheckList = { code: 'bcdfghjk', clients };
const header = 'clientnummer;voornaam;achternaam;geboortejaar;lijst;reden';
const right = ['0012;Meryem;van Leeuwen;2012;', 'Z7;K.;Yılmaz;2009;geheim_adres', "'=3;Sem;Vos;2015;bezwaar"];

/** The file with these lines, each of which gets the code of the list before its reason. */
function file(lines: readonly string[], code = list.code): string {
  return [header, ...lines.map((line) => line.replace(/(?<=\d);([^;]*)$/, `;${code};$1`))].join('\n');
}

function kinds(lines: readonly string[]): (string | number | null)[][] {
  return readReturnedList(file(lines), list).problems.map(({ kind, line }) => [kind, line]);
}

describe('a reason', () => {
  it.each(exclusionReasons)('%s is read from its code and from its label', (reason) => {
    expect(parseExclusionReason(reason.toUpperCase().replaceAll('_', ' '))).toBe(reason);
    expect(parseExclusionReason(exclusionReasonTable[reason].label)).toBe(reason);
  });

  it.each(['', 'ja', 'ziek', 'geheim'])('%j is not a reason', (text) => {
    expect(parseExclusionReason(text)).toBeNull();
  });

  it('takes somebody out of the population only when there was no help in the year', () => {
    expect(
      exclusionReasons.filter((reason) => exclusionReasonTable[reason].effect === 'not_eligible'),
    ).toEqual(['geen_client_in_jaar']);
  });
});

describe('the list for an organisation', () => {
  it('shows number, first name, last name and year of birth, and no formula can run', () => {
    expect(checkListCsv(list)).toBe(
      `\uFEFF${header}\r\n0012;Meryem;van Leeuwen;2012;bcdfghjk;\r\nZ7;K.;Yılmaz;2009;bcdfghjk;geheim_adres\r\n'=3;Sem;Vos;2015;bcdfghjk;\r\n`,
    );
    expect(listCodeOf('0123abff')).toBe('bcdfpqvv');
  });

  it('comes back without problems when nothing was changed', () => {
    const unchanged = {
      marks: clients.map(({ clientNumber, reason }) => ({ clientNumber, reason })),
      problems: [],
      isBlocked: false,
    };
    expect(readReturnedList(checkListCsv(list).slice(1), list)).toEqual(unchanged);
    const rows = checkListRows(list).map((cells, place) => ({ line: place + 1, cells }));
    expect(readReturnedRows(rows, list)).toEqual(unchanged);
    expect(readReturnedRows([], list).problems[0]?.kind).toBe('not_the_list');
  });
});

describe('a returned list', () => {
  it('gives a mark per client', () => {
    expect(readReturnedList(file(right).replaceAll('\n', '\r\n'), list).marks).toEqual([
      { clientNumber: '0012', reason: null },
      { clientNumber: 'Z7', reason: 'geheim_adres' },
      { clientNumber: '=3', reason: 'bezwaar' },
    ]);
  });

  it('may come back with commas, other capitals and without the zeros that a spreadsheet drops', () => {
    const text =
      'Clientnummer,Voornaam,Achternaam,Geboortejaar,Lijst,Reden\n12,MERYEM,"Leeuwen, van",2012,BCDFGHJK,Overleden';
    expect(readReturnedList(text, list).marks).toEqual([{ clientNumber: '0012', reason: 'overleden' }]);
  });

  it.each([
    ['another number', ['99;Sem;Vos;2015;', ...right], [['unknown_client', 2]]],
    ['another name', ['0012;Meryem;van Loon;2012;', ...right.slice(1)], [['changed_name', 2]]],
    ['another first name', ['0012;Mila;van Leeuwen;2012;', ...right.slice(1)], [['changed_name', 2]]],
    ['another year', ['0012;Meryem;van Leeuwen;2013;', ...right.slice(1)], [['changed_name', 2]]],
    ['an unknown reason', ['0012;Meryem;van Leeuwen;2012;druk', ...right.slice(1)], [['unknown_reason', 2]]],
    ['a line twice', [...right, right[0] ?? ''], [['double_line', 5]]],
    ['a line less', right.slice(0, 2), [['missing_line', null]]],
    ['blank lines', [';;;;', ...right, ''], []],
  ])('with %s says so', (_, lines, problems) => {
    expect(kinds(lines)).toEqual(problems);
  });

  it('passes over lines of clients who were taken out since, and says nothing of them', () => {
    const text = file([...right, 'W000003;Kaan;Jansen;2007;bezwaar']);
    const { problems, marks } = readReturnedList(text, list, (number) => number === 'W000003');
    expect(problems).toEqual([]);
    expect(marks).toHaveLength(3);
    expect(readReturnedList(text, list).problems[0]?.kind).toBe('unknown_client');
  });

  it('names the client of a missing line, and is not blocked by it', () => {
    const { isBlocked, problems } = readReturnedList(file(right.slice(1)), list);
    expect(isBlocked).toBe(false);
    expect(problems[0]?.clientNumber).toBe('0012');
  });

  it('of another organisation or study is refused, every line of it, though the clients are the same', () => {
    const { problems, isBlocked } = readReturnedList(file(right, 'zzzzzzzz'), list);
    expect(isBlocked).toBe(true);
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([
      ['other_list', 2],
      ['other_list', 3],
      ['other_list', 4],
    ]);
  });

  it.each(['', 'naam;reden\nVos;bezwaar', 'PK\u0003\u0004'])(
    'that is another file (%j) is refused',
    (text) => {
      const { problems, marks, isBlocked } = readReturnedList(text, list);
      expect([problems[0]?.kind, marks, isBlocked]).toEqual(['not_the_list', [], true]);
    },
  );

  it('says on which line a quote was left open', () => {
    expect(kinds(['0012;"Meryem;van Leeuwen;2012;'])).toEqual([['open_quote', 2]]);
  });

  it('never repeats what the file says', () => {
    const { problems } = readReturnedList(file(['99;Geheimnaam;Vos;2015;Geheimreden']), list);
    expect(JSON.stringify(problems)).not.toContain('Geheim');
  });
});
