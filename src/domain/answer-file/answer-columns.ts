import type { Questionnaire } from '../questionnaire/model.js';
import { TRAITS } from '../study/traits.js';
import { isKeptWithContact, listVariables, optionsOf, type Variable } from '../questionnaire/variables.js';

/** The columns that say who answered, with the Dutch names that are understood too. */
export const RECORD_COLUMNS = {
  response: ['response', 'antwoordnummer'],
  domain: ['domain', 'domein'],
  respondent: ['respondent'],
  weight: ['weight', 'gewicht', 'weegfactor'],
  segment: ['segment'],
  measure: ['measure', 'maatregel'],
  age_band: ['age_band', 'age band', 'leeftijdsgroep', 'leeftijdsklasse'],
  sex: TRAITS.sex.headings,
  first_time: TRAITS.firstTime.headings,
  lvb: TRAITS.lvb.headings,
  migration: TRAITS.migration.headings,
} as const;

/** One column of answers: the code of a variable, or one option of a multiple response, or a text. */
export interface AnswerColumn {
  readonly name: string;
  readonly variable: Variable;
  readonly part:
    | { readonly kind: 'value' }
    | { readonly kind: 'option'; readonly code: number }
    | { readonly kind: 'other' };
}

/**
 * The answer columns of a questionnaire in its order: `B1`; `A2_1`, `A2_2` … for a multiple response; `S5_other`
 * for the text at "other, namely". Where a question already has such a code, the part is named with a point
 * (`A2.1`). Texts to read and answers that belong to the contact data have none.
 * @example listAnswerColumns(questionnaire).map(({ name }) => name) // ['S4', 'S5', 'S5_other', 'A1', 'A2_1', …]
 */
export function listAnswerColumns(questionnaire: Questionnaire): AnswerColumn[] {
  const variables = listVariables(questionnaire);
  const ids = new Set(variables.map(({ id }) => id));
  const partName = (id: string, part: string): string =>
    ids.has(`${id}_${part}`) ? `${id}.${part}` : `${id}_${part}`;
  return variables.flatMap((variable) => columnsOf(variable, partName));
}

/** Whether a column holds words of the respondent instead of codes and numbers. */
export function isTextColumn({ variable, part }: AnswerColumn): boolean {
  return part.kind === 'other' || variable.question.type === 'open';
}

function columnsOf(variable: Variable, partName: (id: string, part: string) => string): AnswerColumn[] {
  const { question, id } = variable;
  if (question.type === 'text' || isKeptWithContact(question)) return [];
  const options = optionsOf(variable);
  const values: AnswerColumn[] =
    question.type === 'multiple'
      ? options.map(({ code }) => ({
          name: partName(id, String(code)),
          variable,
          part: { kind: 'option', code },
        }))
      : [{ name: id, variable, part: { kind: 'value' } }];
  const other: AnswerColumn[] = options.some((option) => option.other === true)
    ? [{ name: partName(id, 'other'), variable, part: { kind: 'other' } }]
    : [];
  return [...values, ...other];
}
