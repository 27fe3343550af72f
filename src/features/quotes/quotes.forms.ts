import type { ScrubKind, WordChoice } from '../../domain/quotes/scrub.js';
import { SCRUB_KINDS } from '../../domain/quotes/scrub.js';
import type { FieldErrors } from '../../web/form-errors.js';

/** What was chosen for each word; `null` where a proposal waits for a decision. */
export type TypedChoices = readonly (WordChoice | null)[];

/** The field of a word. */
export function wordField(at: number): string {
  return `word-${String(at)}`;
}

/** The choices in a form: a word that nothing is proposed for stays unless it was ticked. */
export function readChoices(
  fields: Readonly<Record<string, unknown>>,
  proposals: readonly (ScrubKind | null)[],
): TypedChoices {
  return proposals.map((proposal, at) => {
    const value = fields[wordField(at)];
    return CHOICES.find((choice) => choice === value) ?? (proposal === null ? 'keep' : null);
  });
}

const CHOICES: readonly WordChoice[] = ['keep', 'cut', ...SCRUB_KINDS];

/** What is wrong with the choices: a proposal that nobody decided on, or nothing that is left. */
export function choiceErrors(choices: TypedChoices, words: readonly string[]): FieldErrors {
  const undecided = choices.flatMap((choice, at) =>
    choice === null ? [[wordField(at), `Beslis over “${words[at] ?? ''}”.`] as const] : [],
  );
  if (undecided.length > 0) return Object.fromEntries(undecided);
  const isEmpty = choices.every((choice) => choice !== 'keep');
  return isEmpty
    ? { [wordField(0)]: 'Er blijft niets over om te citeren. Laat ten minste één woord staan.' }
    : {};
}
