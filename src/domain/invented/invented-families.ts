import { addDays, type CivilDate, civilDate } from '../calendar/civil-date.js';
import { openStream, type RandomStream, type Seed } from '../sampling/random.js';

/** An invented child. */
export interface Child {
  readonly firstName: string;
  readonly prefix: string;
  readonly lastName: string;
  readonly sex: 'M' | 'V';
  readonly bornOn: CivilDate;
  readonly family: Family;
  readonly ownNumber: string;
}

/** The home that children of one family share. */
export interface Family {
  readonly number: number;
  readonly postcode: string;
  readonly parentName: string;
  readonly parentNumber: string;
  readonly hasSecretAddress: boolean;
}

const GIRLS = [
  'Aya',
  'Bo',
  'Ceylin',
  'Daphne',
  'Esmée',
  'Femke',
  'Hanna',
  'Indy',
  'Jasmijn',
  'Kyra',
  'Lotte',
  'Maud',
  'Noor',
  'Puck',
  'Roos',
  'Sanne',
  'Tess',
  'Yara',
  'Zoë',
];
const BOYS = [
  'Adam',
  'Bram',
  'Cas',
  'Daan',
  'Emir',
  'Finn',
  'Guus',
  'Hugo',
  'Ilias',
  'Jayden',
  'Kaan',
  'Levi',
  'Mees',
  'Noah',
  'Otis',
  'Pim',
  'Rayan',
  'Sem',
  'Thijs',
  'Yusuf',
];
const LAST_NAMES: readonly (readonly [string, string])[] = [
  ['', 'Aksoy'],
  ['', 'Bakker'],
  ['van', 'Beek'],
  ['', 'Bos'],
  ['', 'Dekker'],
  ['', 'El Idrissi'],
  ['', 'Fernandes'],
  ['de', 'Graaf'],
  ['van der', 'Heide'],
  ['', 'Jansen'],
  ['de', 'Jong'],
  ['', 'Kaya'],
  ['', 'Koster'],
  ['van', 'Leeuwen'],
  ['', 'Meijer'],
  ['', 'Mulder'],
  ['', 'Nowak'],
  ['', 'Öztürk'],
  ['', 'Peters'],
  ['', 'Ramdin'],
  ['', 'Smit'],
  ['van den', 'Berg'],
  ['', 'Visser'],
  ['de', 'Vries'],
  ['', 'Willems'],
  ['', 'Yıldız'],
];

/** Invents families in the order of their numbers; no two children of one family share an initial. */
export function inventChildren({
  seed,
  reportYear,
  familyCount,
}: {
  seed: Seed;
  reportYear: number;
  familyCount: number;
}): readonly Child[] {
  const random = openStream(seed, 'families');
  return Array.from({ length: familyCount }, (_, index) =>
    inventFamily(random, index + 1, reportYear),
  ).flat();
}

function inventFamily(random: RandomStream, number: number, reportYear: number): readonly Child[] {
  const [prefix, lastName] = pick(random, LAST_NAMES);
  const family: Family = {
    number,
    postcode: `${String(3011 + random.below(78))} ${letter(random)}${letter(random)}`,
    parentName: [pick(random, random.below(3) === 0 ? BOYS : GIRLS), prefix, lastName]
      .filter(Boolean)
      .join(' '),
    parentNumber: random.below(25) === 0 ? '' : mobileNumber(random),
    hasSecretAddress: random.below(90) === 0,
  };
  const size = 1 + (random.below(10) < 3 ? 1 : 0) + (random.below(10) === 0 ? 1 : 0);
  const children = new Map<string, Child>();
  while (children.size < size) {
    const child = inventChild(random, { prefix, lastName, family, reportYear });
    const initial = child.firstName.charAt(0);
    if (!children.has(initial)) children.set(initial, child);
  }
  return [...children.values()];
}

function inventChild(
  random: RandomStream,
  { reportYear, ...name }: Pick<Child, 'prefix' | 'lastName' | 'family'> & { reportYear: number },
): Child {
  const sex = random.below(2) === 0 ? 'V' : 'M';
  const firstName = pick(random, sex === 'V' ? GIRLS : BOYS);
  const bornOn = addDays(civilDate(`${String(reportYear - 18)}-07-01`), random.below(16 * 365));
  const ownNumber = random.below(100) < chanceOfOwnNumber(bornOn, reportYear) ? mobileNumber(random) : '';
  return { ...name, firstName, sex, bornOn, ownNumber };
}

/** Percentage of organisations' files that have a number of the child itself; from 16 years on nearly always. */
function chanceOfOwnNumber(bornOn: CivilDate, reportYear: number): number {
  if (bornOn >= civilDate(`${String(reportYear - 12)}-01-01`)) return 0;
  return bornOn >= civilDate(`${String(reportYear - 14)}-01-01`) ? 60 : 95;
}

/** Looks like a mobile number; the demo never dials. */
function mobileNumber(random: RandomStream): string {
  return `0657${padded(400_000 + random.below(100_000), 6)}`;
}

/** One of the items, each equally likely; the list is not empty. */
export function pick<Item>(random: RandomStream, items: readonly Item[]): Item {
  return items[random.below(items.length)] as Item;
}

function letter(random: RandomStream): string {
  return 'ABCDEGHJKLNPRSTVWXZ'.charAt(random.below(19));
}

/** `padded(7, 3)` is `007`. */
export function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
