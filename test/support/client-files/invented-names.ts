import type { Chance } from './chance.js';

/** A name with the letters that its owner uses, and as it is typed where those are not on the keyboard. */
export interface InventedName {
  readonly written: string;
  readonly plain: string;
}

export interface InventedLastName extends InventedName {
  readonly prefix: string;
}

function named(written: string, plain = written): InventedName {
  return { written, plain };
}

function lastName(prefix: string, written: string, plain = written): InventedLastName {
  return { prefix, written, plain };
}

/** Each begins with another letter than the others in its row, so that a family can take one row. */
export const GIVEN_NAMES: readonly (readonly InventedName[])[] = [
  [named('Sem'), named('Liv'), named('Özlem', 'Ozlem'), named('Jean-Pierre'), named('Noëlle', 'Noelle')],
  [named('Thijs'), named('Élise', 'Elise'), named('Yiğit', 'Yigit'), named('Bram'), named('Kyara')],
  [named('Renée', 'Renee'), named('IJsbrand'), named('Zoë', 'Zoe'), named('Hamza'), named('Fleur')],
  [
    named('Chloé', 'Chloe'),
    named('Milan'),
    named('Ömer', 'Omer'),
    named('Đani', 'Dani'),
    named('Anne-Fleur'),
  ],
  [named('Gül', 'Gul'), named('Wout'), named('İpek', 'Ipek'), named('Łucja', 'Lucja'), named('Vera')],
];

/** All different, also without accents, spaces and prefixes. */
export const LAST_NAMES: readonly InventedLastName[] = [
  lastName('', 'Yılmaz', 'Yilmaz'),
  lastName('', 'Şahin', 'Sahin'),
  lastName('', 'Öztürk', 'Ozturk'),
  lastName('', 'González', 'Gonzalez'),
  lastName('', 'Çelik', 'Celik'),
  lastName('', 'Müller', 'Muller'),
  lastName('', 'Kowalski'),
  lastName('', "O'Brien"),
  lastName('', 'Wijsman-Bouchta'),
  lastName('', 'Jansen-de Vries'),
  lastName('', 'Dekker'),
  lastName('', 'Martina'),
  lastName('', 'Đorđević', 'Dordevic'),
  lastName('', 'Hoekstra'),
  lastName('de', 'Wit'),
  lastName('de', 'Jong'),
  lastName('van', 'Leeuwen'),
  lastName('van der', 'Linden'),
  lastName('van den', 'Heuvel'),
  lastName("van 't", 'Hof'),
  lastName('ter', 'Haar'),
  lastName('El', 'Amrani'),
  lastName('Da', 'Silva'),
];

/** What somebody types for a name: as it is, without accents, or in capitals. */
export function typedName(name: InventedName, chance: Chance): string {
  const way = chance.below(10);
  if (way === 0) return name.written.toUpperCase();
  if (way === 1) return name.plain.toUpperCase();
  if (way === 2) return name.written.replace("'", '’').replace('-', ' ');
  return way < 5 ? name.plain : name.written;
}

/** What an organisation that keeps initials only has: `S.`, `S.A.` or `Th.`. */
export function typedInitials(name: InventedName, chance: Chance): string {
  const first = Array.from(name.written)[0] ?? '';
  if (name.written === 'Thijs' && chance.happens(0.5)) return 'Th.';
  return chance.happens(0.15) ? `${first}.A.` : `${first}.`;
}
