import { closeSync, openSync, writeSync } from 'node:fs';
import { openStream, type Seed } from '../../src/domain/sampling/random.js';

const HEADING =
  'dossiernummer;gezinsdossier;clientnummer;voornaam;tussenvoegsel;achternaam;geboortedatum;geslacht;postcode;huisnummer;wijk;wijkteam;start_traject;einde_traject;naam_ouder;telefoon_ouder;telefoon_jeugdige;ots;geheim_adres';

const GIVEN =
  'Sem Kaan Liv Noor Daan Yara Mees Zoë Finn Amira Luuk Salma Thijs Nora Bram Fatma Jens Maud Omar Eva Guus Lina Pim Roos Tijn Hanna Sven Isa Koen Jade Rik Mila Bilal Fleur Max Saar Teun Vera Wout Ilse'.split(
    ' ',
  );
const START =
  'Bak Dek Vis Smit Mul Kok Bos Hof Berg Dijk Veld Brand Kui Peet Schou Wil Lin Noor Haag Post'.split(' ');
const END = 'ker man ser sen stra ma huis horst kamp mans inga wijk broek laar'.split(' ');
const PREFIXES = ['', '', '', '', 'van', 'de', 'van den'];
const DISTRICTS = ['Pernis', 'IJsselmonde', 'Delfshaven', 'Noord', 'Overschie', 'Feijenoord', 'Charlois'];
const LETTERS = 'A B C D E F G H J K L M N P R S T V W X Z'.split(' ');

interface Child {
  readonly row: readonly string[];
  readonly given: string;
}

/**
 * Writes a client file of a neighbourhood team of any size: families with one to three children, one child in twelve
 * twice (written differently), a per cent of rows that cannot be accepted, and help outside the report year.
 * The same seed and size give the same bytes.
 */
export function writeLargeClientFile(path: string, { rows, seed }: { rows: number; seed: number }): void {
  const file = openSync(path, 'w');
  const { below } = openStream(seed as Seed, 'large client file');
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  let written = 0;
  let family = 0;
  let lines: string[] = [HEADING];
  const put = (line: string): void => {
    lines.push(line);
    written += 1;
    if (lines.length === 5000) {
      writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
    }
  };
  while (written < rows) {
    family += 1;
    for (const child of inventFamily(family, { below, pick })) {
      if (written < rows) put(child.row.join(';'));
      // Another period of help of the same child, as another worker writes it.
      if (written < rows && below(12) === 0) put(secondPeriod(child).join(';'));
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
}

interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

function inventFamily(family: number, { below, pick }: Chance): readonly Child[] {
  const last = `${pick(START)}${pick(END)}`;
  const prefix = pick(PREFIXES);
  const postcode = `${String(3000 + below(200))}${pick(LETTERS)}${pick(LETTERS)}`;
  const parent = `06${pick(['1', '2', '3', '4', '5'])}${digits(below(10_000_000), 7)}`;
  const district = pick(DISTRICTS);
  const children = 1 + (below(5) > 2 ? 1 : 0) + (below(12) === 0 ? 1 : 0);
  return Array.from({ length: children }, (_, place) => {
    const given = pick(GIVEN);
    const born = `${digits(1 + below(28), 2)}-${digits(1 + below(12), 2)}-${String(2003 + below(20))}`;
    const endsBefore = below(40) === 0;
    const row = [
      digits(family * 4 + place, 7),
      `G${digits(family, 7)}`,
      `W${digits(family * 4 + place, 7)}`,
      given,
      prefix,
      last,
      below(150) === 0 ? '31-02-2014' : born,
      pick(['M', 'V']),
      below(60) === 0 ? '' : postcode,
      String(1 + below(300)),
      district,
      `Wijkteam ${district} ${String(1 + below(3))}`,
      `${digits(1 + below(28), 2)}-${digits(1 + below(12), 2)}-${endsBefore ? '2023' : '2025'}`,
      endsBefore ? '01-12-2024' : '',
      `${pick(GIVEN)} ${last}`,
      below(50) === 0 ? '6,12E+08' : parent,
      below(3) === 0 ? `06${digits(10_000_000 + below(40_000_000), 8)}` : '',
      below(30) === 0 ? 'J' : 'N',
      below(200) === 0 ? 'J' : '',
    ];
    return { row, given };
  });
}

function secondPeriod({ row, given }: Child): readonly string[] {
  const again = [...row];
  again[3] = `${given.charAt(0)}.`;
  again[5] = (row[5] ?? '').toUpperCase();
  again[12] = '01-02-2025';
  again[13] = '';
  return again;
}

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
