import type { Chance } from './chance.js';
import type { InventedChild, InventedFamily } from './invented-families.js';
import { typedInitials, typedName } from './invented-names.js';
import {
  type DateForm,
  lostPhone,
  type PhoneForm,
  writtenDate,
  writtenPhone,
  writtenPostcode,
} from './written-cells.js';

/** What becomes of a row, decided before it is written. */
export type RowFate = 'accepted' | 'birth_date' | 'name' | 'not_in_report_year';

/** One row of a client file: help that a child had. */
export interface InventedRow {
  readonly child: InventedChild;
  readonly family: InventedFamily;
  readonly fate: RowFate;
  readonly startOn: string;
  readonly endOn: string | null;
  readonly segment: string;
  readonly measure: string;
  /** The number of the parents is in the row, but cannot be read. */
  readonly losesNumber: boolean;
  /** Not every organisation knows that an address is secret. */
  readonly isMarkedSecret: boolean;
  /** Of a ward: whether the number of the institution is in the row. */
  readonly hasInstitutionPhone: boolean;
}

/** How one file is written. */
export interface FileStyle {
  readonly chance: Chance;
  readonly dates: DateForm;
  readonly phones: readonly PhoneForm[];
  /** Before client numbers. */
  readonly mark: string;
}

/** The columns of a file, as four kinds of organisations have them. */
export interface FileLayout {
  readonly headings: readonly string[];
  readonly cellsOf: (row: InventedRow, style: FileStyle) => string[];
}

/** The number of an institution that has the custody of many children; it makes no family of them. */
const INSTITUTION_PHONE = '0881234500';

const WRONG_BIRTH_DATES = ['', '31-02-2014', 'onbekend', '00-00-0000'];

function birthCell({ child, fate }: InventedRow, { chance, dates }: FileStyle): string {
  return fate === 'birth_date' ? chance.pick(WRONG_BIRTH_DATES) : writtenDate(child.birthOn, dates);
}

function parentPhoneCell(row: InventedRow, { chance, phones }: FileStyle): string {
  const { parentPhone } = row.family;
  if (row.losesNumber && parentPhone !== null) return lostPhone(parentPhone, chance);
  return writtenPhone(parentPhone, chance.pick(phones));
}

function youthPhoneCell({ child }: InventedRow, { chance, phones }: FileStyle): string {
  return writtenPhone(child.youthPhone, chance.pick(phones));
}

function lastNameCell({ child, fate }: InventedRow, { chance }: FileStyle): string {
  return fate === 'name' ? '' : typedName(child.last, chance);
}

function prefixCell({ child }: InventedRow, { chance }: FileStyle): string {
  return chance.happens(0.1) ? child.last.prefix.toUpperCase() : child.last.prefix;
}

function parentNameCell({ child, family }: InventedRow): string {
  return `${family.parentName.written} ${child.last.prefix} ${child.last.written}`.replace('  ', ' ');
}

function clientNumber({ child }: InventedRow, { mark }: FileStyle): string {
  return `${mark}${String(child.number + 1).padStart(5, '0')}`;
}

/** Neighbourhood teams: a family dossier, all parts of the name, spaces that do not belong there. */
export const neighbourhoodTeam: FileLayout = {
  headings: (
    'dossiernummer gezinsdossier clientnummer voornaam tussenvoegsel achternaam geboortedatum geslacht postcode ' +
    'huisnummer wijk start_traject einde_traject naam_ouder telefoon_ouder telefoon_jeugdige ots geheim_adres'
  ).split(' '),
  cellsOf(row, style) {
    const { child, family } = row;
    const given = typedName(child.given, style.chance);
    return [
      String(100_000 + child.number * 7 + style.chance.below(7)),
      `G${String(family.number + 1).padStart(6, '0')}`,
      clientNumber(row, style),
      style.chance.happens(0.05) ? `  ${given} ` : given,
      prefixCell(row, style),
      lastNameCell(row, style),
      birthCell(row, style),
      child.sex,
      writtenPostcode(family.postcode, style.chance.happens(0.5), style.chance),
      String(1 + family.number),
      'Delfshaven',
      writtenDate(row.startOn, style.dates),
      writtenDate(row.endOn, style.dates),
      parentNameCell(row),
      parentPhoneCell(row, style),
      youthPhoneCell(row, style),
      row.measure === 'OTS' ? 'J' : 'N',
      row.isMarkedSecret ? 'J' : '',
    ];
  },
};

/** Providers that keep a name in three columns. */
export const nameInParts: FileLayout = {
  headings: (
    'client_id achternaam voorvoegsel voornaam geboortedatum geslacht postcode segment begin eind tel_ouder ' +
    'tel_client naam_ouder geheim'
  ).split(' '),
  cellsOf(row, style) {
    const { child, family } = row;
    const parent = parentNameCell(row);
    return [
      clientNumber(row, style),
      lastNameCell(row, style),
      prefixCell(row, style),
      typedName(child.given, style.chance),
      birthCell(row, style),
      child.sex,
      writtenPostcode(family.postcode, true, style.chance),
      row.segment,
      writtenDate(row.startOn, style.dates),
      writtenDate(row.endOn, style.dates),
      parentPhoneCell(row, style),
      youthPhoneCell(row, style),
      style.chance.happens(0.05) ? `Moeder\n${parent}` : parent,
      row.isMarkedSecret ? 'J' : 'N',
    ];
  },
};

/** Providers that write the prefix behind the last name. */
export const prefixBehind: FileLayout = {
  headings: [
    ...['Cliënt-ID', 'Naam', 'Roepnaam', 'Geb.dat.', 'M/V', 'PC', 'Perceel', 'Start zorg', 'Einde zorg'],
    ...['Tel 1', 'Tel 2', 'Ouder/verzorger', 'Geheim adres'],
  ],
  cellsOf(row, style) {
    const { child, family } = row;
    const last = lastNameCell(row, style);
    return [
      clientNumber(row, style),
      last === '' || child.last.prefix === '' ? last : `${last}, ${prefixCell(row, style)}`,
      typedName(child.given, style.chance),
      birthCell(row, style),
      child.sex === 'M' ? 'man' : 'vrouw',
      writtenPostcode(family.postcode, false, style.chance),
      row.segment,
      writtenDate(row.startOn, style.dates),
      writtenDate(row.endOn, style.dates),
      parentPhoneCell(row, style),
      youthPhoneCell(row, style),
      style.chance.happens(0.05) ? `${parentNameCell(row)} ("ma")` : parentNameCell(row),
      row.isMarkedSecret ? 'ja' : '',
    ];
  },
};

/** Providers that keep initials only. */
export const initialsOnly: FileLayout = {
  headings: [
    ...[
      'Nummer',
      'Achternaam',
      'Tussenv.',
      'Voorletters',
      'Geboren',
      'Sekse',
      'Postcode',
      'Zorgvorm',
      'Aanvang',
    ],
    ...['Afsluiting', 'Telefoon ouders', 'Mobiel jeugdige', 'Contactpersoon', 'Afscherming'],
  ],
  cellsOf(row, style) {
    const { child, family } = row;
    return [
      clientNumber(row, style),
      lastNameCell(row, style),
      prefixCell(row, style),
      typedInitials(child.given, style.chance),
      birthCell(row, style),
      child.sex === 'M' ? '1' : '2',
      writtenPostcode(family.postcode, true, style.chance),
      row.segment,
      writtenDate(row.startOn, style.dates),
      writtenDate(row.endOn, style.dates),
      parentPhoneCell(row, style),
      youthPhoneCell(row, style),
      parentNameCell(row),
      row.isMarkedSecret ? 'x' : '',
    ];
  },
};

/** Youth protection: the prefix before the name, who has the custody, and no family dossier. */
export const youthProtection: FileLayout = {
  headings: (
    'zaaknummer naam voornamen geboortedatum geslacht postcode maatregel start_maatregel einde_maatregel ' +
    'jeugdbeschermer gezag_1 telefoon_gezag_1 gezag_2 telefoon_gezag_2 telefoon_jeugdige geheim'
  ).split(' '),
  cellsOf(row, style) {
    const { child, family } = row;
    const last = lastNameCell(row, style);
    const institution = row.hasInstitutionPhone ? INSTITUTION_PHONE : '';
    const other = child.isWard ? null : family.otherParent;
    return [
      clientNumber(row, style),
      last === '' ? '' : `${child.last.prefix} ${last}`.trim(),
      typedName(child.given, style.chance),
      birthCell(row, style),
      child.sex,
      writtenPostcode(family.postcode, true, style.chance),
      child.isWard ? 'voogdij' : row.measure,
      writtenDate(row.startOn, style.dates),
      writtenDate(row.endOn, style.dates),
      `JB-er ${String(1 + style.chance.below(40))}`,
      child.isWard ? 'gecertificeerde instelling' : parentNameCell(row),
      child.isWard ? institution : parentPhoneCell(row, style),
      other === null ? '' : `${other.name.written} Mulder`,
      other === null ? '' : other.phone,
      youthPhoneCell(row, style),
      row.isMarkedSecret ? 'ja' : 'nee',
    ];
  },
};
