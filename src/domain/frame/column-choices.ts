import type { ColumnCertainty, ColumnCorrections } from './column-guess.js';
import type { ColumnPreview } from './column-preview.js';
import { type ColumnRole, columnRoleLabels } from './column-role.js';

/** What somebody says of one column. */
export interface ColumnChoice {
  readonly key: string;
  readonly role: ColumnRole | null;
  /** Said of a column of which the program was not sure. */
  readonly isConfirmed: boolean;
}

/** A choice that cannot stand, with a Dutch text for whoever made it. */
export interface ChoiceMistake {
  readonly key: string;
  readonly message: string;
}

function isSure(certainty: ColumnCertainty | null): boolean {
  return certainty !== 'assumed';
}

/** Columns of which the program is not sure and that nobody confirmed. */
export function unconfirmedColumns(columns: readonly ColumnPreview[]): readonly ColumnPreview[] {
  return columns.filter(({ certainty }) => !isSure(certainty));
}

/**
 * What is wrong with the choices of columns: a meaning given twice, or a guess that was not confirmed.
 * @param columns as they were guessed before the choices
 * @param choices one for each column
 * @returns in the order of the columns; empty when the choices can stand
 */
export function choiceMistakes(
  columns: readonly ColumnPreview[],
  choices: readonly ColumnChoice[],
): readonly ChoiceMistake[] {
  const first = new Map<ColumnRole, string>();
  const guesses = new Map(columns.map((column) => [column.key, column]));
  return choices.flatMap((choice) => {
    const { key, role } = choice;
    if (role === null) return [];
    const guess = guesses.get(key);
    const name = nameOf(key, guess);
    const earlier = first.get(role);
    first.set(role, earlier ?? name);
    if (earlier !== undefined) {
      return [{ key, message: `${earlier} en ${name} zijn allebei ${columnRoleLabels[role]}. Kies er één.` }];
    }
    if (!mustConfirm(choice, guess)) return [];
    return [{ key, message: `Bevestig dat ${name} ${columnRoleLabels[role]} is, of kies iets anders.` }];
  });
}

function nameOf(key: string, guess: ColumnPreview | undefined): string {
  return guess === undefined || guess.heading === '' ? `kolom ${key}` : `‘${guess.heading}’`;
}

function mustConfirm({ role, isConfirmed }: ColumnChoice, guess: ColumnPreview | undefined): boolean {
  return guess?.role === role && !isSure(guess.certainty) && !isConfirmed;
}

/**
 * The choices as corrections that leave nothing to guess.
 * @example correctionsOf([{ key: 'tel 1', role: 'phone_parent', isConfirmed: true }]) // { 'tel 1': 'phone_parent' }
 */
export function correctionsOf(
  choices: readonly { readonly key: string; readonly role: ColumnRole | null }[],
): ColumnCorrections {
  return Object.fromEntries(choices.map(({ key, role }) => [key, role]));
}

function withoutNumber(key: string): string {
  return key.replace(/ #\d+$/, '');
}

/**
 * The choices that are worth remembering for the next file of the organisation: what the program guessed otherwise,
 * and what it was not sure of, also because two columns have one name. A column that nobody uses and nothing guessed is
 * not remembered.
 * @param columns as they were guessed without any choice
 */
export function choicesToRemember(
  columns: readonly ColumnPreview[],
  choices: readonly Pick<ColumnChoice, 'key' | 'role'>[],
): ColumnCorrections {
  const guesses = new Map(columns.map((column) => [column.key, column]));
  return correctionsOf(
    choices.filter(({ key, role }) => {
      const guess = guesses.get(key);
      if (guess === undefined) return false;
      const hasNamesake = key !== withoutNumber(key) || guesses.has(`${key} #2`);
      return guess.role !== role || !isSure(guess.certainty) || hasNamesake;
    }),
  );
}
