import { COMMON_WORDS } from './common-words.js';
import type { ScrubKind } from './scrub.js';
import type { Look } from './word-look.js';

/** Names in small letters without accents. */
export interface Known {
  readonly people: ReadonlySet<string>;
  /** Each as its words. */
  readonly organisations: readonly (readonly string[])[];
}

/** What words tell, from a place on. */
export interface Found {
  readonly kind: ScrubKind;
  readonly words: number;
}

type LookAt = (at: number) => Look;

type ScrubRule = (look: LookAt, at: number, known: Known) => Found | null;

const wordsFrom = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** Small words within family names. */
export const PARTICLES = wordsFrom("van de der den ten ter te 't t het el al von di");

const MONTHS = wordsFrom(
  'januari februari maart april mei juni juli augustus september oktober november december',
);
const TITLES = wordsFrom(
  'mevrouw mevr mw meneer dhr heer juf juffrouw meester dokter dr opa oma tante oom zuster broeder',
);
const BODIES = wordsFrom(
  'stichting basisschool school college lyceum kliniek ziekenhuis praktijk huisartsenpraktijk team wijkteam instelling bureau gemeente',
);
const PREPOSITIONS = wordsFrom('in uit te naar vanuit');
const STREET = /(straat|laan|weg|plein|kade|singel|dijk|hof|gracht|steeg|pad|dreef)$/u;

/** What is known comes before what has the form of something. */
const RULES: readonly ScrubRule[] = [
  knownOrganisation,
  (look, at, { people }) => (isKnown(look(at).plain, people) ? one('name') : null),
  (look, at) => (/^[^@\s]+@[^@\s]+\.[^@\s]+$/u.test(look(at).bare) ? one('email') : null),
  (look, at) =>
    /^(https?:\/\/|www\.)|\.(nl|com|org|net|eu)(\/|$)/u.test(look(at).plain) ? one('web') : null,
  phone,
  postcode,
  street,
  date,
  (look, at) => ((look(at).bare.match(/\d/gu)?.length ?? 0) >= 5 ? one('number') : null),
  body,
  // An abbreviation, or the name of a school.
  (look, at) =>
    /^(\p{Lu}{2,}|\p{Lu}\p{L}+(school|college))$/u.test(look(at).bare) ? one('organisation') : null,
  titled,
  (look, at) => {
    if (!isProper(look(at))) return null;
    const kind = PREPOSITIONS.has(look(at - 1).plain) ? 'place' : 'name';
    return { kind, words: properLength(look, at) };
  },
];

/** What begins at a word that may tell who somebody is: what the first of the rules finds. */
export function foundAt(look: LookAt, at: number, known: Known): Found | null {
  for (const rule of RULES) {
    const found = rule(look, at, known);
    if (found !== null) return found;
  }
  return null;
}

function one(kind: ScrubKind): Found {
  return { kind, words: 1 };
}

function knownOrganisation(look: LookAt, at: number, { organisations }: Known): Found | null {
  const found = organisations.find((name) => name.every((word, step) => look(at + step).plain === word));
  return found === undefined ? null : { kind: 'organisation', words: found.length };
}

/** The name itself, with the s of possession, or as a part: Anna's, Bas', Annas, Anna-Maria. */
function isKnown(plain: string, people: ReadonlySet<string>): boolean {
  return plain.split(/[-/]/u).some((part) => people.has(part) || people.has(part.replace(/['’]?s?$/u, '')));
}

/** A number of nine digits or more that begins with 0 or +, in one piece or several. */
function phone(look: LookAt, at: number): Found | null {
  if (!/^[+0]/u.test(look(at).bare)) return null;
  let words = 0;
  let digits = 0;
  while (digits < 9 && /^\+?[\d\-./]+$/u.test(look(at + words).bare)) {
    digits += look(at + words).bare.replaceAll(/\D/gu, '').length;
    words += 1;
  }
  return digits >= 9 ? { kind: 'phone', words } : null;
}

function postcode(look: LookAt, at: number): Found | null {
  if (/^\d{4}[A-Z]{2}$/u.test(look(at).bare)) return one('address');
  const isInTwo = /^\d{4}$/u.test(look(at).bare) && /^[A-Z]{2}$/u.test(look(at + 1).bare);
  return isInTwo ? { kind: 'address', words: 2 } : null;
}

/** A street with a number, or with a capital within a sentence. */
function street(look: LookAt, at: number): Found | null {
  const { plain, isCapital, beginsSentence } = look(at);
  if (!STREET.test(plain)) return null;
  if (/^\d{1,4}[a-zA-Z]?$/u.test(look(at + 1).bare)) return { kind: 'address', words: 2 };
  return isCapital && !beginsSentence ? one('address') : null;
}

function date(look: LookAt, at: number): Found | null {
  const { bare } = look(at);
  const isNumeric = /^(\d{1,2}[-/.]\d{1,2}([-/.]\d{2,4})?|\d{4}-\d{2}-\d{2}|(19|20)\d{2})$/u.test(bare);
  if (isNumeric) return one('date');
  const days = /^\d{1,2}(e|ste|de)?$/u.test(bare) ? 1 : 0;
  if (!MONTHS.has(look(at + days).plain)) return null;
  const years = /^(19|20)?\d{2}$/u.test(look(at + days + 1).bare) ? 1 : 0;
  return { kind: 'date', words: days + 1 + years };
}

/** "Stichting De Linde", "basisschool de Regenboog": the word for it and the name. */
function body(look: LookAt, at: number): Found | null {
  if (!BODIES.has(look(at).plain)) return null;
  const article = look(at + 1).plain === 'de' || look(at + 1).plain === 'het' ? 1 : 0;
  const name = at + 1 + article;
  if (!isWithin(look(name))) return null;
  return { kind: 'organisation', words: 1 + article + properLength(look, name) };
}

/** "juf Anna", "mevrouw van der Berg": the name behind the title. */
function titled(look: LookAt, at: number): Found | null {
  if (!TITLES.has(look(at - 1).plain)) return null;
  let name = at;
  while (PARTICLES.has(look(name).plain)) name += 1;
  return isWithin(look(name)) ? { kind: 'name', words: name - at + properLength(look, name) } : null;
}

/** A capital that no sentence begins with. */
function isWithin({ isCapital, beginsSentence }: Look): boolean {
  return isCapital && !beginsSentence;
}

/** A word with a capital that is no common one. */
function isProper({ isCapital, bare, plain }: Look): boolean {
  return isCapital && bare.length > 1 && !COMMON_WORDS.has(plain) && !TITLES.has(plain);
}

/** How many words a name has: `Anna van den Berg` four. */
function properLength(look: LookAt, at: number): number {
  let words = 1;
  for (let next = at + 1; !look(next).beginsSentence; next += 1) {
    if (isProper(look(next))) words = next + 1 - at;
    else if (!PARTICLES.has(look(next).plain)) break;
  }
  return words;
}
