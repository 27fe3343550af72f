import type { Question, Questionnaire } from '../../domain/questionnaire/model.js';
import type { FieldErrors } from '../../web/form-errors.js';
import type { Fields } from './condition-form.js';

/** What the form can hold and a question cannot, by its first key. */
const MESSAGES: Readonly<Record<string, readonly [field: string, message: string]>> = {
  id: ['id', 'Begin de code met een hoofdletter, zonder spaties, zoals B1 of B1_2.'],
  options: ['options-0-code', 'Geef ten minste twee antwoorden, elk met een code van hele cijfers.'],
  statements: [
    'statements-0-id',
    'Geef ten minste één stelling. Een code begint met een hoofdletter, zoals D1.',
  ],
  statistic: ['statistic-kind', 'Kies bij een percentage ten minste één antwoord dat meetelt.'],
  decimals: ['decimals', 'Vul 0, 1, 2 of 3 in.'],
  min: ['min', 'Vul het kleinste getal in met cijfers.'],
  max: ['max', 'Vul het grootste getal in met cijfers.'],
  softMin: ['softMin', 'Vul een getal in met cijfers, of laat het leeg.'],
  softMax: ['softMax', 'Vul een getal in met cijfers, of laat het leeg.'],
  codeFrame: ['frame-0-code', 'Geef elke groep van antwoorden een code van hele cijfers.'],
};

/** The mistakes of a form that is no question: each at the field that mends it. */
export function questionErrors(
  questionnaire: Questionnaire,
  question: Question,
  values: Fields,
  issues: readonly { readonly path: readonly PropertyKey[] }[],
): FieldErrors {
  const errors = issues.map(({ path }) => mistakeAt(path));
  return { ...Object.fromEntries(errors), ...takenCode(questionnaire, question, values) };
}

function mistakeAt([key, detail]: readonly PropertyKey[]): readonly [string, string] {
  if (key === 'statistic' && detail === 'decimals') return ['statistic-decimals', 'Vul 0, 1, 2 of 3 in.'];
  return MESSAGES[String(key)] ?? ['id', 'Dit onderdeel heeft niet de goede vorm.'];
}

function takenCode({ blocks }: Questionnaire, question: Question, values: Fields): FieldErrors {
  const id = (values['id'] ?? '').trim();
  const taken = blocks.flatMap(({ questions }) => questions.map((one) => one.id));
  return id !== question.id && taken.includes(id) ? { id: `De code ${id} heeft een andere vraag al.` } : {};
}
