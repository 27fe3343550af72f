import { type LanguageText, type Option } from '../questionnaire/model.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { type FormLanguages } from './form-languages.js';
import { hiddenLabel, type SheetRow } from './xlsform.js';

/** A list of answers as the questionnaire has it. */
export interface ChoiceList {
  readonly options: readonly Option[];
  readonly hidden: readonly (97 | 98 | 99)[];
  /** The code of each answer by its name in the form. */
  readonly codes: ReadonlyMap<string, number>;
  /** Names that are no codes and got one. */
  readonly renumbered: readonly string[];
}

/** The lists of the sheet `choices` by their name. */
export function readChoices(
  rows: readonly SheetRow[],
  languages: FormLanguages,
): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const name = (row['list_name'] ?? row['list name'] ?? '').trim();
    if (name === '' || (row['name'] ?? '').trim() === '') continue;
    lists.set(name, [...(lists.get(name) ?? []), row]);
  }
  return new Map([...lists].map(([name, list]) => [name, readList(list, languages)]));
}

function readList(rows: readonly SheetRow[], languages: FormLanguages): ChoiceList {
  const codes = new Map<string, number>();
  const options: Option[] = [];
  const hidden: (97 | 98 | 99)[] = [];
  const renumbered: string[] = [];
  for (const row of rows) {
    const name = (row['name'] ?? '').trim();
    const label = languages.text(row, 'label');
    const number = /^\d{1,4}$/.test(name) ? Number(name) : null;
    const never = HIDDEN_CODES.find((code) => code === number && isHiddenLabel(code, label));
    const code = number ?? nextCode(rows, codes);
    if (number === null) renumbered.push(name);
    codes.set(name, code);
    if (never === undefined) options.push({ code, label });
    else hidden.push(never);
  }
  return { options, hidden, codes, renumbered };
}

function isHiddenLabel(code: 97 | 98 | 99, label: LanguageText): boolean {
  return Object.entries(label).every(([language, words]) => words === hiddenLabel(code, language));
}

/** The first number that no answer of the list has, neither as its name nor given before. */
function nextCode(rows: readonly SheetRow[], given: ReadonlyMap<string, number>): number {
  const taken = new Set([...rows.map((row) => Number(row['name'])), ...given.values()]);
  let code = 1;
  while (taken.has(code)) code += 1;
  return code;
}
