import { type LanguageText, type Option } from '../questionnaire/model.js';
import { HIDDEN_CODES } from '../questionnaire/schema.js';
import { type FormLanguages } from './form-languages.js';
import { unreadColumns } from './unread-columns.js';
import { hiddenLabel, type SheetRow, type XlsFormLoss } from './xlsform.js';

/** A list of answers as the questionnaire has it. */
export interface ChoiceList {
  readonly options: readonly Option[];
  readonly hidden: readonly (97 | 98 | 99)[];
  /** The code of each answer by its name in the form. */
  readonly codes: ReadonlyMap<string, number>;
  /** Names that are no codes and got one. */
  readonly renumbered: readonly string[];
}

/**
 * The lists of the sheet `choices` by their name, with what of them cannot be said.
 */
export function readChoices(
  rows: readonly SheetRow[],
  languages: FormLanguages,
): { readonly lists: ReadonlyMap<string, ChoiceList>; readonly losses: readonly XlsFormLoss[] } {
  const byName = new Map<string, SheetRow[]>();
  const losses: XlsFormLoss[] = [];
  for (const [place, row] of rows.entries()) {
    const list = (row['list_name'] ?? row['list name'] ?? '').trim();
    if (list !== '' && (row['name'] ?? '').trim() !== '') {
      const known = byName.get(list);
      if (known === undefined) byName.set(list, [row]);
      else known.push(row);
    } else if (Object.values(row).some((value) => value.trim() !== '')) {
      const at = `choices, rij ${String(place + 2)}`;
      losses.push({
        place: at,
        what: 'Een antwoord zonder lijst (list_name) of naam (name) is overgeslagen.',
      });
    }
  }
  for (const [name, list] of byName) losses.push(...lossesOf(name, list));
  return { lists: new Map([...byName].map(([name, list]) => [name, readList(list, languages)])), losses };
}

const READ = ['list_name', 'list name', 'name', 'label'];

function lossesOf(name: string, rows: readonly SheetRow[]): XlsFormLoss[] {
  const columns = rows.flatMap((row) => unreadColumns(row, READ));
  return [...new Set(columns)].map((what) => ({ place: `lijst ${name}`, what }));
}

function readList(rows: readonly SheetRow[], languages: FormLanguages): ChoiceList {
  const codes = new Map<string, number>();
  const options: Option[] = [];
  const hidden: (97 | 98 | 99)[] = [];
  const renumbered: string[] = [];
  const free = freeCodes(rows);
  for (const row of rows) {
    const name = (row['name'] ?? '').trim();
    const label = languages.text(row, 'label');
    const number = /^\d{1,4}$/.test(name) ? Number(name) : null;
    const never = HIDDEN_CODES.find((code) => code === number && isHiddenLabel(code, label));
    const code = number ?? free.next().value;
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

/** Numbers that no answer of the list has as its name, each once. */
function* freeCodes(rows: readonly SheetRow[]): Generator<number, never> {
  const taken = new Set(rows.map((row) => Number(row['name'])));
  for (let code = 1; ; code += 1) if (!taken.has(code)) yield code;
}
