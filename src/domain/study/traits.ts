/**
 * Backgrounds of a respondent that tables can be made by, beside domain, segment, measure, age and who answered: no
 * finer than a table needs. What an organisation or somebody does not want to hand over is a level of its own.
 */
export const TRAITS = {
  sex: {
    column: 'sex',
    headings: ['sex', 'geslacht'],
    label: 'Geslacht',
    levels: { female: 'Meisje of vrouw', male: 'Jongen of man', other: 'Anders' },
  },
  firstTime: {
    column: 'first_time',
    headings: ['first_time', 'eerste keer', 'nieuwe client', 'nieuwe cliënt'],
    label: 'Eerste keer cliënt',
    levels: { yes: 'Dit jaar voor het eerst', no: 'Eerder al cliënt' },
  },
  lvb: {
    column: 'lvb',
    headings: ['lvb', 'licht verstandelijke beperking'],
    label: 'Licht verstandelijke beperking',
    levels: { yes: 'Ja', no: 'Nee', refused: 'Niet verstrekt' },
  },
  migration: {
    column: 'migration',
    headings: ['migration', 'migratieachtergrond'],
    label: 'Migratieachtergrond',
    levels: { yes: 'Ja', no: 'Nee', refused: 'Niet verstrekt' },
  },
} as const;

export type Trait = keyof typeof TRAITS;

export const TRAIT_NAMES: readonly Trait[] = ['sex', 'firstTime', 'lvb', 'migration'];

/** The code of each trait; `null` is not known. */
export type Traits = Readonly<Record<Trait, string | null>>;

export const NO_TRAITS: Traits = { sex: null, firstTime: null, lvb: null, migration: null };

/** Traits as the columns of a table in the database. */
export interface TraitColumns {
  readonly sex: string | null;
  readonly first_time: string | null;
  readonly lvb: string | null;
  readonly migration: string | null;
}

/**
 * The columns of the database with the traits of somebody.
 * @example traitColumns({ ...NO_TRAITS, sex: 'male' }).sex // 'male'
 */
export function traitColumns({ sex, firstTime, lvb, migration }: Traits): TraitColumns {
  return { sex, first_time: firstTime, lvb, migration };
}

/**
 * The traits in the columns of the database.
 * @example traitsOf(row).firstTime // 'yes'
 */
export function traitsOf({ sex, first_time, lvb, migration }: TraitColumns): Traits {
  return { sex, firstTime: first_time, lvb, migration };
}

/**
 * The levels of a trait by code, with their Dutch labels.
 * @example levelsOfTrait('firstTime')[0] // ['yes', 'Dit jaar voor het eerst']
 */
export function levelsOfTrait(trait: Trait): readonly (readonly [code: string, label: string])[] {
  return Object.entries(TRAITS[trait].levels);
}

/**
 * The code that a cell of a file means: a code or its label; `null` when it is neither.
 * @example traitOf('sex', 'Meisje of vrouw') // 'female'
 */
export function traitOf(trait: Trait, text: string): string | null {
  const found = levelsOfTrait(trait).find((names) =>
    names.some((name) => name.toLowerCase() === text.toLowerCase()),
  );
  return found?.[0] ?? null;
}

/**
 * Whether somebody is a client for the first time in the report year, from the days on which care began.
 * @param startsOn of every care that is known of a person; `null` where the file does not say
 * @returns `null` when it cannot be told
 * @example firstTimeIn(2026, ['2026-03-01']) // 'yes'
 */
export function firstTimeIn(reportYear: number, startsOn: readonly (string | null)[]): 'yes' | 'no' | null {
  const known = startsOn.filter((day) => day !== null);
  if (known.some((day) => day < `${String(reportYear)}-01-01`)) return 'no';
  return known.length === 0 || known.length < startsOn.length ? null : 'yes';
}
