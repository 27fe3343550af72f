import type { Chance } from './chance.js';
import { GIVEN_NAMES, type InventedLastName, type InventedName, LAST_NAMES } from './invented-names.js';

export interface InventedFamily {
  readonly number: number;
  /** Without a space. */
  readonly postcode: string;
  /** Ten digits; `null` when no organisation knows a number of the parents. */
  readonly parentPhone: string | null;
  readonly parentName: InventedName;
  /** The second one with custody, who lives elsewhere and may be a parent in another family too. */
  readonly otherParent: { readonly name: InventedName; readonly phone: string } | null;
  /**
   * False for a family that only its telephone number tells from the neighbours, or that has children with
   * two last names: its number then stands in every file.
   */
  readonly mayLoseNumber: boolean;
  readonly children: readonly InventedChild[];
}

/** A child that exists once, in however many rows. */
export interface InventedChild {
  readonly number: number;
  readonly familyNumber: number;
  readonly given: InventedName;
  readonly last: InventedLastName;
  /** `YYYY-MM-DD` */
  readonly birthOn: string;
  readonly sex: 'M' | 'V';
  readonly atSecretAddress: boolean;
  readonly youthPhone: string | null;
  /** Under guardianship: an institution has the custody. */
  readonly isWard: boolean;
}

/** What is needed to invent families that can be told apart. */
interface Town {
  readonly chance: Chance;
  readonly households: Set<string>;
  readonly birthDays: Set<string>;
  children: number;
  telephones: number;
  lastParentPhone: string | null;
}

const WAYS = ['ordinary', 'ordinary', 'ordinary', 'neighbours', 'two_names', 'no_number', 'wards'] as const;
type Way = (typeof WAYS)[number];

/**
 * Families in a few streets: many share a postcode, some also the last name, in some the children have two last
 * names, some have twins. No two children of one family begin with one letter.
 * @param count at least
 */
export function inventFamilies(chance: Chance, count: number): InventedFamily[] {
  const town: Town = {
    chance,
    households: new Set(),
    birthDays: new Set(),
    children: 0,
    telephones: 0,
    lastParentPhone: null,
  };
  const families: InventedFamily[] = [];
  while (families.length < count) {
    const way = chance.pick(WAYS);
    const place = freePlace(town);
    families.push(inventFamily(town, families.length, { way, ...place }));
    if (way === 'neighbours') families.push(inventFamily(town, families.length, { way, ...place }));
  }
  return families;
}

/** A postcode where nobody with this last name lives yet. */
function freePlace({ chance, households }: Town): { postcode: string; last: InventedLastName } {
  for (;;) {
    const last = chance.pick(LAST_NAMES);
    const postcode = `30${String(11 + chance.below(40))}${chance.pick(['AB', 'CK', 'WX', 'ZE'])}`;
    const household = `${postcode} ${last.plain}`;
    if (households.has(household)) continue;
    households.add(household);
    return { postcode, last };
  }
}

interface Place {
  readonly way: Way;
  readonly postcode: string;
  readonly last: InventedLastName;
}

function inventFamily(town: Town, number: number, place: Place): InventedFamily {
  const { way, postcode } = place;
  const otherParent = inventOtherParent(town);
  const parentPhone = way === 'no_number' ? null : telephone(town);
  town.lastParentPhone = parentPhone;
  return {
    number,
    postcode,
    parentPhone,
    parentName: anyGivenName(town),
    otherParent,
    mayLoseNumber: way === 'ordinary' || way === 'wards',
    children: inventChildren(town, number, place),
  };
}

function inventOtherParent(town: Town): InventedFamily['otherParent'] {
  if (!town.chance.happens(0.4)) return null;
  const phone = town.chance.happens(0.3) ? town.lastParentPhone : null;
  return { name: anyGivenName(town), phone: phone ?? telephone(town) };
}

function anyGivenName({ chance }: Town): InventedName {
  return chance.pick(chance.pick(GIVEN_NAMES));
}

function inventChildren(town: Town, familyNumber: number, { way, postcode, last }: Place): InventedChild[] {
  const { chance } = town;
  const hasTwoNames = way === 'two_names';
  const size = 1 + chance.below(3) + (hasTwoNames ? 1 : 0);
  const names = givenNames(town, size);
  const birthDays = names.map(() => freeBirthDay(town));
  const twinsBornOn = size > 1 && chance.happens(0.2) ? birthDays[0] : undefined;
  return names.map((given, place) => ({
    number: town.children++,
    familyNumber,
    given,
    last: hasTwoNames && place === 0 ? freeLastName(town, postcode) : last,
    birthOn: (place === 1 ? twinsBornOn : undefined) ?? birthDays[place] ?? '',
    sex: chance.pick(['M', 'V']),
    atSecretAddress: chance.happens(0.05),
    youthPhone: chance.happens(0.35) ? telephone(town) : null,
    isWard: way === 'wards' && chance.happens(0.6),
  }));
}

/** Names that begin with different letters. */
function givenNames({ chance }: Town, count: number): readonly InventedName[] {
  const names = chance.pick(GIVEN_NAMES);
  const first = chance.below(names.length);
  return [...names, ...names].slice(first, first + count);
}

/** A last name that nobody else at this postcode has. */
function freeLastName({ chance, households }: Town, postcode: string): InventedLastName {
  for (;;) {
    const last = chance.pick(LAST_NAMES);
    const household = `${postcode} ${last.plain}`;
    if (households.has(household)) continue;
    households.add(household);
    return last;
  }
}

/** Each day is given once, twins apart: nobody is taken for another by accident. */
function freeBirthDay({ chance, birthDays }: Town): string {
  for (;;) {
    const [month, day] = [1 + chance.below(12), 1 + chance.below(28)];
    const on = `${String(2004 + chance.below(21))}-${twoDigits(month)}-${twoDigits(day)}`;
    if (birthDays.has(on)) continue;
    birthDays.add(on);
    return on;
  }
}

function telephone(town: Town): string {
  const number = 1_000_000 + 7919 * town.telephones++ + town.chance.below(7000);
  return `06${town.chance.pick(['1', '2', '3', '4', '5', '8'])}${String(number)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
