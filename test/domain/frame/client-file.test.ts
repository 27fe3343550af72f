import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openClientFile, readClientFile, sampleText } from '../../../src/domain/frame/client-file.js';
import type { ClientRecord, RowOutcome } from '../../../src/domain/frame/client-record.js';
import { guessColumns } from '../../../src/domain/frame/column-guess.js';
import { splitRows } from '../../../src/domain/frame/delimited-text.js';
import {
  decodeFile,
  detectEncoding,
  openDecoding,
  openEncodingDetector,
} from '../../../src/domain/frame/file-encoding.js';
import { recogniseLayout } from '../../../src/domain/frame/file-layout.js';
import { isFileProblem } from '../../../src/domain/frame/file-problem.js';

const settings = { reportYear: 2025, corrections: {} };
const header = 'clientnummer;voornaam;achternaam;geboortedatum;postcode;begin;eind;tel ouder;geheim';
const good = '1;Zoë;Vos;01-02-2012;3011 AB;01-03-2024;;0612345678;N';

function read(text: string, encoding = 'utf-8', corrections = {}) {
  return readClientFile(iconv.encode(text, encoding), { ...settings, corrections });
}

function outcomes(...rows: readonly string[]): readonly RowOutcome[] {
  const file = read([header, ...rows].join('\n'));
  if (isFileProblem(file)) throw new Error(file.message);
  return file.outcomes;
}

function accepted(outcome: RowOutcome | undefined): {
  record: ClientRecord;
  notes: readonly (string | null)[][];
} {
  if (outcome?.kind !== 'accepted') throw new Error(outcome?.kind ?? 'no row');
  return { record: outcome.record, notes: outcome.notes.map(({ kind, column }) => [kind, column]) };
}

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', 'utf-8'],
    ['windows-1252', 'cp1252'],
  ])('%s is recognised and read', (codec, name) => {
    const file = read(`${header}\n1;Zoë;d’Été;01-02-2012;3011 AB;;;;`, codec);
    if (isFileProblem(file)) throw new Error(file.message);
    expect(file.encoding).toBe(name);
    expect(accepted(file.outcomes[0]).record.name).toEqual({ given: 'Zoë', prefix: '', last: 'd’Été' });
  });

  it.each([
    ['utf-8 with a mark', 'utf-8', '\uFEFF', 'utf-8'],
    ['utf-16 little-endian with a mark', 'utf-16le', '\uFEFF', 'utf-16'],
    ['utf-16 little-endian without', 'utf-16le', '', 'utf-16'],
    ['utf-16 big-endian with a mark', 'utf-16be', '\uFEFF', 'utf-16'],
    ['utf-16 big-endian without', 'utf-16be', '', 'utf-16'],
  ])('%s is recognised, and no mark stays in the first heading', (_, codec, mark, name) => {
    const file = readClientFile(
      iconv.encode(`${mark}${header}\n${good}`, codec, { addBOM: false }),
      settings,
    );
    if (isFileProblem(file)) throw new Error(file.message);
    expect([file.encoding, file.layout.columns[0]?.heading]).toEqual([name, 'clientnummer']);
  });

  it('is the same when the bytes come in pieces that cut characters', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('utf-8', 'utf-16le', 'windows-1252'),
        (size, codec) => {
          const bytes = iconv.encode(`${header}\n${good}`, codec, { addBOM: codec === 'utf-16le' });
          const detector = openEncodingDetector();
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
            bytes.subarray(k * size, (k + 1) * size),
          );
          detector.push(bytes.subarray(0, 64));
          for (let at = 64; at < bytes.length; at += size) detector.push(bytes.subarray(at, at + size));
          const encoding = detector.result();
          if (isFileProblem(encoding)) throw new Error(encoding.message);
          const decoding = openDecoding(encoding);
          expect(pieces.map(decoding.write).join('') + decoding.end()).toBe(`${header}\n${good}`);
        },
      ),
    );
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a zip or workbook', '504b030414000600', 'not_text'],
    ['a pdf', '255044462d312e37', 'not_text'],
    ['an old workbook', 'd0cf11e0a1b11ae1', 'not_text'],
    [
      'a null byte in text',
      `${Buffer.from('abc;def').toString('hex')}00${Buffer.from('ghi').toString('hex')}`,
      'null_byte',
    ],
  ])('of %s is a problem', (_, hex, kind) => {
    expect(detectEncoding(Buffer.from(hex, 'hex'))).toMatchObject({ kind });
  });

  it('gives the text of a whole file, or says why there is none', () => {
    expect(decodeFile(Uint8Array.of(0x5a, 0x6f, 0xeb))).toBe('Zoë');
    expect(decodeFile(Buffer.from('\uFEFFZoë', 'utf8'))).toBe('Zoë');
    expect(decodeFile(Buffer.from('504b0304', 'hex'))).toMatchObject({ kind: 'not_text' });
  });
});

describe('rows of text', () => {
  it('keep their line numbers through quoted line ends, blank lines and mixed line ends', () => {
    expect(
      splitRows('a;b\r\n1;"x\ny"\r\n\n2;z\r3;"q\r\nr"\n4;s', ';').map(({ line, cells }) => [line, cells[0]]),
    ).toEqual([
      [1, 'a'],
      [2, '1'],
      [4, ''],
      [5, '2'],
      [6, '3'],
      [8, '4'],
    ]);
  });
});

describe('the layout of a file', () => {
  it.each([';', ',', '\t', '|'])('is found with %j between the cells, under title lines', (delimiter) => {
    const text = `Export, cliëntsysteem; peildatum 14-03-2026\n\n${header.replaceAll(';', delimiter)}\n${good.replaceAll(';', delimiter)}`;
    expect(recogniseLayout(text, {})).toMatchObject({ delimiter, headerLine: 3 });
  });

  it.each([
    [
      ['Cliënt-ID', 'Naam', 'Roepnaam', 'Geb.dat.', 'M/V', 'PC'],
      ['client_number', 'last_name', 'given_name', 'birth_date', 'sex', 'postcode'],
    ],
    [
      ['dossiernummer', 'gezinsdossier', 'clientnummer'],
      [null, 'family_dossier', 'client_number'],
    ],
    [
      ['Nummer', 'Tussenv.', 'Voorletters', 'Geboren'],
      ['client_number', 'prefix', 'given_name', 'birth_date'],
    ],
    [
      ['Naam', 'Geboortedatum'],
      ['full_name', 'birth_date'],
    ],
    [
      ['Voorletters', 'Voornaam'],
      [null, 'given_name'],
    ],
    [
      ['start_maatregel', 'einde_maatregel', 'maatregel'],
      ['care_start', 'care_end', 'measure'],
    ],
    [
      ['Telefoon ouders', 'Mobiel jeugdige', 'telefoon_gezag_1', 'telefoon_gezag_2'],
      ['phone_parent', 'phone_youth', 'phone_custody_1', 'phone_custody_2'],
    ],
    [
      ['Telefoon moeder', 'Telefoon vader'],
      ['phone_parent', 'phone_parent_2'],
    ],
    [
      ['ots', 'geheim_adres', 'huisnummer', 'wijk', 'wijkteam', 'jeugdbeschermer'],
      ['supervision_order', 'secret_address', 'house_number', 'district', null, null],
    ],
    [
      ['BSN', 'Diagnose'],
      [null, null],
    ],
  ])('gives the headings %j their meaning', (headings, roles) => {
    expect(guessColumns(headings, [], {}).map(({ role }) => role)).toEqual(roles);
  });

  it('marks a telephone of which the heading does not say whose it is', () => {
    expect(guessColumns(['Tel 1', 'Tel 2'], [], {}).map(({ role, certainty }) => [role, certainty])).toEqual([
      ['phone_parent', 'assumed'],
      ['phone_youth', 'assumed'],
    ]);
  });

  it('knows postcode, sex and birth date by their contents', () => {
    const rows = [
      ['3011 AB', 'M', '01-02-2012', 'x'],
      ['3083CK', 'V', '03-04-2015', 'y'],
    ];
    expect(guessColumns(['k1', 'k2', 'k3', 'k4'], rows, {}).map(({ role }) => role)).toEqual([
      'postcode',
      'sex',
      'birth_date',
      null,
    ]);
  });

  it('follows a correction, by heading whatever its case, before any guess', () => {
    const columns = guessColumns(['Tel 1', 'Tel 2', 'PC'], [], { 'TEL 2': 'phone_parent', 'tel 1': null });
    expect(columns.map(({ role, certainty }) => [role, certainty])).toEqual([
      [null, 'corrected'],
      ['phone_parent', 'corrected'],
      ['postcode', 'heading'],
    ]);
  });

  it.each([
    ['text without headings', 'dit is geen tabel\nmaar een brief\n', 'no_header'],
    ['rows without header line', `${good}\n${good}`, 'no_header'],
    ['a column that is missing', 'clientnummer;voornaam;achternaam;postcode\n1;A;B;3011AB', 'missing_column'],
    ['two headings with one name', `${header};voornaam\n${good};A`, 'duplicate_heading'],
    ['three hundred columns', `${header}${';x'.repeat(300)}\n${good}`, 'too_many_columns'],
    ['no rows', header, 'no_rows'],
    ['only spaces', ' \n \n', 'empty'],
    [
      'a quote that is not closed',
      `${header}\n${good}\n2;"Sem;Vos;01-02-2012;3011AB;;;;\n${good}`,
      'open_quote',
    ],
  ])('of %s is a problem', (_, text, kind) => {
    expect(read(text)).toMatchObject({ kind });
  });

  it('says on which line a quote is open and which column is missing', () => {
    expect(read(`${header}\n${good}\n2;"Sem;Vos`)).toMatchObject({ line: 3 });
    const missing = read('clientnummer;voornaam;achternaam;postcode\n1;A;B;3011AB');
    expect(isFileProblem(missing) && missing.message.includes('geboortedatum')).toBe(true);
  });
});

describe('a row', () => {
  it('becomes a record', () => {
    const { record, notes } = accepted(outcomes(good)[0]);
    expect(notes).toEqual([]);
    expect(record).toEqual({
      line: 2,
      clientNumber: '1',
      familyDossier: null,
      name: { given: 'Zoë', prefix: '', last: 'Vos' },
      birthOn: '2012-02-01',
      sex: null,
      postcode: '3011AB',
      houseNumber: null,
      district: null,
      segment: null,
      measure: null,
      supervisionOrder: null,
      careStartOn: '2024-03-01',
      careEndOn: null,
      contactNames: {},
      telephones: [{ owner: 'parent', number: '+31612345678', type: 'mobile' }],
      atSecretAddress: false,
    });
  });

  it.each([
    ['no birth date', '1;Zoë;Vos;;3011AB;;;;', 'birth_date', 'geboortedatum'],
    ['an impossible birth date', '1;Zoë;Vos;31-02-2014;3011AB;;;;', 'birth_date', 'geboortedatum'],
    ['a birth date after the report year', '1;Zoë;Vos;01-01-2026;3011AB;;;;', 'birth_date', 'geboortedatum'],
    ['a birth date of a grandparent', '1;Zoë;Vos;01-01-1955;3011AB;;;;', 'birth_date', 'geboortedatum'],
    ['no last name', '1;Zoë;;01-02-2012;3011AB;;;;', 'name', 'achternaam'],
    ['a last name of signs only', '1;Zoë;-;01-02-2012;3011AB;;;;', 'name', 'achternaam'],
    ['no first name', '1;;Vos;01-02-2012;3011AB;;;;', 'name', 'voornaam'],
    ['a start of care that cannot be read', '1;Zoë;Vos;01-02-2012;3011AB;mei;;;', 'care_period', 'begin'],
    ['too many cells', `${good};extra`, 'row_shape', null],
  ])('with %s is rejected with line and column', (_, row, kind, column) => {
    const [, outcome] = outcomes(good, row);
    expect(outcome).toMatchObject({ kind: 'rejected', line: 3, rejection: { kind, column, line: 3 } });
  });

  it('is told apart when the care lies outside the report year', () => {
    const rows = outcomes(
      '1;A;B;01-02-2012;3011AB;01-01-2026;;;',
      '2;A;B;01-02-2012;3011AB;;31-12-2024;;',
      good,
    );
    expect(rows.map((row) => (row.kind === 'not_in_report_year' ? row.when : row.kind))).toEqual([
      'began_after',
      'ended_before',
      'accepted',
    ]);
  });

  it('is no client when it is blank or a total', () => {
    const rows = outcomes(good, ';;;;;;;;', 'Totaal;1;;;;;;;', '');
    expect(rows.map((row) => (row.kind === 'no_client' ? row.what : row.kind))).toEqual([
      'accepted',
      'blank',
      'total',
    ]);
  });

  it('of a client called Totaal stays a client', () => {
    expect(outcomes('Totaal-1;Zoë;Vos;01-02-2012;3011AB;;;;')[0]?.kind).toBe('accepted');
  });

  it.each([
    ['a telephone that a spreadsheet rounded', ';6,12E+08;N', [['telephone_exponent', 'tel ouder']]],
    ['a telephone without its zero', ';612345678;N', [['telephone_repaired', 'tel ouder']]],
    ['two telephones of which one is wrong', ';0612345678 / 061;N', [['telephone_too_short', 'tel ouder']]],
    ['a formula', ';;=HYPERLINK(1)', [['formula', 'geheim']]],
    ['an unclear secret address', ';;zie dossier', [['secret_address', 'geheim']]],
  ])('with %s is accepted with a note', (_, end, notes) => {
    expect(accepted(outcomes(`1;Zoë;Vos;01-02-2012;3011AB;01-03-2024;${end}`)[0]).notes).toEqual(notes);
  });

  it('counts as secret when the cell is unclear, and not when it held a formula', () => {
    const secret = (cell: string) =>
      accepted(outcomes(`1;Zoë;Vos;01-02-2012;3011AB;;;;${cell}`)[0]).record.atSecretAddress;
    expect(['J', 'N', '', 'zie dossier', '=HYPERLINK(1)'].map(secret)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('without postcode is accepted with a note', () => {
    const { record, notes } = accepted(outcomes('1;Zoë;Vos;01-02-2012;;;;;')[0]);
    expect([record.postcode, notes]).toEqual([null, [['postcode', 'postcode']]]);
  });

  it('never gives back what a cell says in a remark', () => {
    const rows = outcomes(
      '1;Geheim;Geheim;Geheim;3011AB;;;;',
      '1;Geheim;Geheim;01-02-2012;Geheim;;;Geheim;Geheim',
    );
    for (const row of rows) {
      const remarks = row.kind === 'rejected' ? [row.rejection] : row.kind === 'accepted' ? row.notes : [];
      expect(remarks.length).toBeGreaterThan(0);
      expect(JSON.stringify(remarks)).not.toContain('Geheim');
    }
  });
});

describe('a file in pieces', () => {
  it('gives the same outcomes as the whole file, wherever it is cut', () => {
    const bytes = readFileSync('test/frames/specialistisch/aanbieder-04.csv').subarray(0, 20_000);
    const encoding = detectEncoding(bytes);
    if (isFileProblem(encoding)) throw new Error(encoding.message);
    const layout = recogniseLayout(sampleText(bytes, encoding), {});
    if (isFileProblem(layout)) throw new Error(layout.message);
    const inPieces = (size: number): RowOutcome[] => {
      const reader = openClientFile(layout, settings);
      const decoding = openDecoding(encoding);
      const all: RowOutcome[] = [];
      const take = (piece: ReturnType<typeof reader.write>) => {
        if (isFileProblem(piece)) throw new Error(piece.message);
        all.push(...piece);
      };
      for (let at = 0; at < bytes.length; at += size)
        take(reader.write(decoding.write(bytes.subarray(at, at + size))));
      take(reader.end());
      return all;
    };
    const whole = inPieces(bytes.length);
    expect(whole.length).toBeGreaterThan(150);
    for (const size of [7, 100, 1021]) expect(inPieces(size)).toEqual(whole);
  });
});
